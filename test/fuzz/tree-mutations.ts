import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Dice } from "./dice.ts";
import { type Mutated, type Mutation, misspelt, shown } from "./mutation.ts";
import { knownKeys, oddNames, oddNumbers, oddUnits, oddYears } from "./odd-words.ts";

type Entry = Pair<Scalar, unknown>;

interface Tree {
  readonly document: Document;
  readonly maps: readonly YAMLMap<Scalar, unknown>[];
  readonly lists: readonly YAMLSeq[];
  readonly scalars: readonly Scalar[];
}

function treeOf(text: string): Tree | undefined {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const maps: YAMLMap<Scalar, unknown>[] = [];
  const lists: YAMLSeq[] = [];
  const scalars: Scalar[] = [];
  const walk = (node: unknown): void => {
    if (isMap(node)) {
      maps.push(node as YAMLMap<Scalar, unknown>);
      for (const pair of node.items) walk(pair.value);
    } else if (isSeq(node)) {
      lists.push(node);
      for (const item of node.items) walk(item);
    } else if (isScalar(node)) scalars.push(node);
  };
  walk(document.contents);
  return { document, maps: maps.filter(({ items }) => items.length > 0), lists, scalars };
}

const keyOf = (pair: Entry): string => String(pair.key.value);

type Change = (tree: Tree, dice: Dice) => { note: string; trait?: Mutated["trait"] } | undefined;

function mutation(name: string, weight: number, change: Change): Mutation {
  return {
    name,
    weight,
    apply: (text, dice) => {
      const tree = treeOf(text);
      const done = tree === undefined ? undefined : change(tree, dice);
      if (tree === undefined || done === undefined) return undefined;
      return { text: tree.document.toString({ lineWidth: 0, verifyAliasOrder: false }), ...done };
    },
  };
}

function entryOf({ maps }: Tree, dice: Dice): { map: YAMLMap<Scalar, unknown>; at: number; entry: Entry } | undefined {
  if (maps.length === 0) return undefined;
  const map = dice.pick(maps);
  const at = dice.below(map.items.length);
  return { map, at, entry: map.items[at] as Entry };
}

function onEntry(
  change: (found: NonNullable<ReturnType<typeof entryOf>>, tree: Tree, dice: Dice) => string | undefined,
) {
  return (tree: Tree, dice: Dice) => {
    const found = entryOf(tree, dice);
    if (found === undefined) return undefined;
    const key = keyOf(found.entry);
    const done = change(found, tree, dice);
    return done === undefined ? undefined : { note: `${shown(key)} ${done}` };
  };
}

function onKey(trait: Mutated["trait"], rename: (key: string, dice: Dice) => string | undefined): Change {
  return (tree, dice) => {
    const found = entryOf(tree, dice);
    if (found === undefined) return undefined;
    const key = keyOf(found.entry);
    const name = rename(key, dice);
    if (name === undefined || name === key) return undefined;
    found.entry.key = tree.document.createNode(name) as Scalar;
    return { note: `${shown(key)} -> ${shown(name)}`, trait };
  };
}

function onScalar(
  trait: Mutated["trait"],
  wanted: (value: unknown) => boolean,
  replace: (value: string, tree: Tree, dice: Dice) => unknown,
): Change {
  return (tree, dice) => {
    const some = tree.scalars.filter(({ value }) => wanted(value));
    if (some.length === 0) return undefined;
    const scalar = dice.pick(some);
    const before = String(scalar.value);
    const value = replace(before, tree, dice);
    if (String(value) === before) return undefined;
    scalar.value = value;
    scalar.type = undefined;
    scalar.source = undefined;
    return { note: `${shown(before)} -> ${shown(String(value))}`, trait };
  };
}

const quantity = /^-?\d[\d.e+-]*\s*[^\s\d]*/;
const isName = (value: unknown) => typeof value === "string" && /^[a-z_][\w./*]*$/i.test(value);
const isNumeric = (value: unknown) => typeof value === "number" || (typeof value === "string" && quantity.test(value));
const isYear = (value: unknown) => typeof value === "number" && value > 1990 && value < 2101 && Number.isInteger(value);

/** The YAML tree: keys, kinds, names, years, references. */
export const treeMutations: readonly Mutation[] = [
  mutation(
    "key misspelt",
    10,
    onKey("key", (key, dice) => misspelt(key, dice)),
  ),
  mutation(
    "key of another kind",
    4,
    onKey("key", (_, dice) => dice.pick(knownKeys)),
  ),
  mutation(
    "key odd",
    2,
    onKey("key", (_, dice) => dice.pick(oddNames)),
  ),
  mutation(
    "year key odd",
    3,
    onKey(undefined, (key, dice) => (/^\d{4}/.test(key) ? dice.pick(oddYears) : undefined)),
  ),
  mutation(
    "key removed",
    5,
    onEntry(({ map, at }) => {
      map.items.splice(at, 1);
      return "removed";
    }),
  ),
  mutation(
    "key doubled",
    2,
    onEntry(({ map, entry }, { document }) => {
      map.items.push(document.createPair(keyOf(entry), entry.value) as Entry);
      return "doubled";
    }),
  ),
  mutation(
    "key added",
    4,
    onEntry(({ map }, { document }, dice) => {
      const key = dice.pick(knownKeys);
      const value = dice.pick([null, 1, "x", [], {}, "5 GW", 2030, true]);
      map.items.push(document.createPair(key, value) as Entry);
      return `has a neighbour ${key}: ${JSON.stringify(value)}`;
    }),
  ),
  mutation(
    "value null",
    4,
    onEntry(({ entry }) => {
      entry.value = null;
      return "null";
    }),
  ),
  mutation(
    "kind changed",
    5,
    onEntry(({ entry }, { document }, dice) => {
      const value = dice.pick([[], {}, [entry.value], { value: entry.value }, "text", 1, true, [[]], { "": null }]);
      entry.value = document.createNode(value);
      return `-> ${shown(JSON.stringify(value))}`;
    }),
  ),
  mutation(
    "values exchanged",
    4,
    onEntry(({ entry }, tree, dice) => {
      const other = entryOf(tree, dice)?.entry;
      if (other === undefined || other === entry) return undefined;
      const inside = JSON.stringify([entry.value, other.value]).length > 20_000;
      if (inside) return undefined;
      const [mine, theirs] = [entry.value, other.value].map((value) =>
        tree.document.createNode((value as Scalar | null)?.toJS?.(tree.document) ?? null),
      );
      [entry.value, other.value] = [theirs, mine];
      return `exchanged with ${shown(keyOf(other))}`;
    }),
  ),
  mutation(
    "entry moved",
    3,
    onEntry(({ map, at, entry }, { maps }, dice) => {
      const other = dice.pick(maps);
      if (other === map) return undefined;
      map.items.splice(at, 1);
      other.items.push(entry);
      return "moved to another map";
    }),
  ),
  mutation(
    "nested deep",
    1,
    onEntry(({ entry }, { document }, dice) => {
      const depth = dice.pick([3, 30, 300]);
      let value: unknown = 1;
      const list = dice.chance(0.5);
      for (let i = 0; i < depth; i++) value = list ? [value] : { a: value };
      entry.value = document.createNode(value, { flow: true });
      return `${depth} levels`;
    }),
  ),
  mutation(
    "name misspelt",
    7,
    onScalar("name", isName, (name, _, dice) => misspelt(name, dice)),
  ),
  mutation(
    "name odd",
    3,
    onScalar("name", isName, (_, __, dice) => dice.pick(oddNames)),
  ),
  mutation(
    "name of a neighbour",
    4,
    onScalar("name", isName, (_, { scalars }, dice) => dice.pick(scalars.filter(({ value }) => isName(value))).value),
  ),
  mutation(
    "year odd",
    3,
    onScalar(undefined, isYear, (_, __, dice) => Number(dice.pick(oddYears)) || "2030-2020"),
  ),
  mutation(
    "number odd",
    6,
    onScalar("number", isNumeric, (value, _, dice) => value.replace(/^-?\d[\d.e+-]*/, dice.pick(oddNumbers))),
  ),
  mutation(
    "unit odd",
    5,
    onScalar("unit", isNumeric, (value, _, dice) => {
      const number = /^-?\d[\d.e+-]*/.exec(value)?.[0] ?? "1";
      return `${number} ${dice.pick(oddUnits)}`.trim();
    }),
  ),
  mutation("refers to itself", 3, ({ document }, dice) => {
    const parent = dice.pick([
      "fuzzed",
      "policy",
      "reference",
      "toyland",
      "zhejiang",
      ["policy", "reference"],
      ["a", "a"],
    ]);
    document.set(dice.pick(["extends", "extends", "region", "parent", "regions", "each"]), parent);
    return { note: JSON.stringify(parent) };
  }),
  mutation("list changed", 4, ({ document, lists }, dice) => {
    const filled = lists.filter(({ items }) => items.length > 0);
    if (filled.length === 0) return undefined;
    const list = dice.pick(filled);
    const at = dice.below(list.items.length);
    switch (dice.below(4)) {
      case 0:
        list.items.splice(at, 1);
        return { note: `item ${at} removed` };
      case 1:
        list.items.push(list.items[at]);
        return { note: `item ${at} doubled` };
      case 2:
        list.items.reverse();
        return { note: "reversed" };
      default:
        list.items[at] = document.createNode(dice.pick([null, "nowhere", 7, [], {}, -1e308]));
        return { note: `item ${at} -> ${String(list.items[at])}` };
    }
  }),
  mutation("many keys", 0.3, ({ document, maps }, dice) => {
    if (maps.length === 0) return undefined;
    const map = dice.pick(maps);
    for (let i = 0; i < 1000; i++) map.items.push(document.createPair(`unknown_${i}`, i) as Entry);
    return { note: "1,000 keys added" };
  }),
];
