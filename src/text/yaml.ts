import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument, type Scalar } from "yaml";
import { duplicateKeys } from "./duplicate-keys.ts";
import { plainNumber } from "./plain-number.ts";
import { InputError, type Place, type Problem, short } from "./problems.ts";
import { quote } from "./quote.ts";
import { beyondBounds, MOST_CHARACTERS, MOST_ENTRIES } from "./yaml-bounds.ts";

/** A YAML value that knows where it stands. */
export type Located = LocatedMap | LocatedList | LocatedScalar;

export interface LocatedMap {
  readonly kind: "map";
  readonly at: Place;
  /** In file order. */
  readonly entries: ReadonlyMap<string, LocatedEntry>;
  /** Names that a child took out of its parent's map: another child may take them out too. */
  readonly removed?: ReadonlySet<string>;
}

export interface LocatedEntry {
  readonly keyAt: Place;
  readonly value: Located;
}

export interface LocatedList {
  readonly kind: "list";
  readonly at: Place;
  readonly items: readonly Located[];
}

export interface LocatedScalar {
  readonly kind: "scalar";
  readonly at: Place;
  readonly value: string | number | boolean | null;
  /**
   * The text as it stands in the file, without quotes or block header, line breaks kept. One character of
   * it stands at one character of the file, so `place(i)` locates a character for messages.
   */
  readonly source: string;
  /** Where character `index` of `source` stands in the file. */
  readonly place: (index: number) => Place;
}

/** One slip may give hundreds of errors behind it; those that lead to it come first. */
const MOST_SYNTAX_ERRORS = 10;

/** A tree by offsets into its text: what a located tree is made of, and what can be kept as JSON. */
export type YamlTree =
  | { readonly kind: "map"; readonly at: number; readonly entries: readonly (readonly [string, number, YamlTree])[] }
  | { readonly kind: "list"; readonly at: number; readonly items: readonly YamlTree[] }
  | {
      readonly kind: "scalar";
      readonly at: number;
      readonly value: string | number | boolean | null;
      /** Where its text begins and ends. */
      readonly from: number;
      readonly to: number;
    };

/** A tree with the text it was made of. */
export interface KeptTree {
  readonly text: string;
  readonly tree: YamlTree;
}

let keptTree: (file: string) => KeptTree | undefined = () => undefined;

/** Where `readYaml` finds trees of files that it need not parse again as long as their text is the same to the letter. */
export function keepTrees(find: (file: string) => KeptTree | undefined): void {
  keptTree = find;
}

/**
 * The YAML text as a located tree.
 *
 * @throws InputError with every syntax error, duplicate key and tab, each at its place. Aliases and merge
 * keys are refused: what a file says must stand where it is read.
 */
export function readYaml(text: string, file: string): Located {
  const copy = keptTree(file);
  return locate(copy?.text === text ? copy.tree : parseTree(text, file), text, placesIn(text, file));
}

/**
 * The YAML text as a tree by offsets.
 *
 * @throws InputError as `readYaml` does.
 */
export function parseTree(text: string, file: string): YamlTree {
  const placeAt = placesIn(text, file);
  const beyond = beyondBounds(text);
  if (beyond !== undefined) throw new InputError([{ at: placeAt(beyond.offset), path: "", message: beyond.message }]);
  // Its own check of keys takes time by the square of their number, and takes 2030 and "2030" for two.
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
  const problems: Problem[] = document.errors.slice(0, MOST_SYNTAX_ERRORS).map((error) => ({
    at: placeAt(error.pos[0]),
    path: "",
    message: explainYamlError(error.code, error.message),
  }));
  const rest = document.errors[MOST_SYNTAX_ERRORS];
  if (rest !== undefined) {
    const message = "and more mistakes of syntax from here on, which may all follow from those above";
    problems.push({ at: placeAt(rest.pos[0]), path: "", message });
  }
  if (problems.length > 0) throw new InputError(problems);
  const root = treeOf(document.contents as ParsedNode | null, 0, text, (offset, message) => {
    problems.push({ at: placeAt(offset), path: "", message });
  });
  if (problems.length > 0) throw new InputError(problems);
  return root;
}

function treeOf(
  node: ParsedNode | null,
  fallback: number,
  text: string,
  refuse: (offset: number, message: string) => void,
): YamlTree {
  if (node === null) return { kind: "scalar", at: fallback, value: null, from: fallback, to: fallback };
  const at = node.range[0];
  const refuseMany = (count: number, what: string): void => {
    if (count > MOST_ENTRIES) refuse(at, `${count} ${what} stand here; at most ${MOST_ENTRIES} are read`);
  };
  if (isMap(node)) {
    const entries: [string, number, YamlTree][] = [];
    refuseMany(node.items.length, "keys");
    for (const [i, pair] of node.items.entries()) {
      const key = pair.key as ParsedNode;
      if (!isScalar(key)) {
        refuse(key.range[0], "a key must be plain text");
        continue;
      }
      const name = keyText(key as Scalar, text);
      const split = pair.value === null ? splitNumber(node.items[i - 1]?.value as ParsedNode | null, key, text) : null;
      if (split !== null) {
        refuse(key.range[0] - 1, split);
        continue;
      }
      entries.push([name, key.range[0], treeOf(pair.value as ParsedNode | null, key.range[1], text, refuse)]);
    }
    for (const twin of duplicateKeys(entries.map(([key]) => key)))
      refuse(entries[twin][1], "this key stands twice in the same map; keep one");
    return { kind: "map", at, entries };
  }
  if (isSeq(node)) {
    refuseMany(node.items.length, "items");
    return { kind: "list", at, items: node.items.map((item) => treeOf(item as ParsedNode | null, at, text, refuse)) };
  }
  if (isAlias(node)) {
    refuse(at, `"*${quote(node.source)}": aliases are not read; write the value out`);
    return { kind: "scalar", at, value: null, from: at, to: at };
  }
  const length = node.range[1] - at;
  if (length > MOST_CHARACTERS)
    refuse(at, `${length} characters stand here in one piece; at most ${MOST_CHARACTERS} are read`);
  return scalarTree(node as Scalar.Parsed, text);
}

/** Keys are taken as written, so that `2025` and `2.5` stay what the author typed. */
function keyText(key: Scalar, text: string): string {
  const range = key.range as [number, number, number];
  return key.type === "PLAIN" ? text.slice(range[0], range[1]) : String(key.value);
}

/**
 * What is wrong where a number with a decimal comma fell apart in braces: `{a: 0,6}` is the number 0 and the key 6. Null
 * where the key is no second half of the value before it.
 */
function splitNumber(before: ParsedNode | null | undefined, key: ParsedNode, text: string): string | null {
  if (!isScalar(before) || before.range === undefined || text.slice(before.range[1], key.range[0]) !== ",") return null;
  const [whole, rest] = [text.slice(before.range[0], before.range[1]), text.slice(key.range[0], key.range[1]).trim()];
  if (!/\d$/.test(whole) || !/^\d/.test(rest)) return null;
  const written = quote(`${whole},${rest}`);
  return /^\d{3}(?!\d)/.test(rest)
    ? `"${written}" has a comma inside; write the digits alone for thousands, a point for decimals`
    : `a comma stands where a decimal point is needed in "${written}"; write ${quote(`${whole}.${rest}`)}`;
}

function scalarTree(node: Scalar.Parsed, text: string): YamlTree {
  const [start, end] = node.range;
  const { value } = node;
  let [from, to] = [start, end];
  if (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL") from = text.indexOf("\n", start) + 1;
  if (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") [from, to] = [start + 1, end - 1];
  let plain = typeof value === "bigint" ? Number(value) : (value as string | number | boolean | null);
  // YAML takes 0x1F, 0o17 and .inf for numbers too; here they are text, which whoever wants a number refuses.
  if (typeof plain === "number") plain = plainNumber(text.slice(from, to)) ?? text.slice(from, to);
  return { kind: "scalar", at: start, value: plain, from, to };
}

type Places = (offset: number) => Place;

/** Line and column of an offset into the text. */
function placesIn(text: string, file: string): Places {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return (given) => {
    const offset = Math.min(given, text.length);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - starts[low] + 1 };
  };
}

function locate(tree: YamlTree, text: string, placeAt: Places): Located {
  const at = placeAt(tree.at);
  switch (tree.kind) {
    case "map": {
      const entries = new Map<string, LocatedEntry>();
      for (const [key, keyAt, value] of tree.entries) {
        entries.set(key, { keyAt: placeAt(keyAt), value: locate(value, text, placeAt) });
      }
      return { kind: "map", at, entries };
    }
    case "list":
      return { kind: "list", at, items: tree.items.map((item) => locate(item, text, placeAt)) };
    case "scalar": {
      const { value, from, to } = tree;
      return { kind: "scalar", at, value, source: text.slice(from, to), place: (index) => placeAt(from + index) };
    }
  }
}

function explainYamlError(code: string, message: string): string {
  switch (code) {
    case "TAB_AS_INDENT":
      return "a tab is used to indent; YAML takes spaces only";
    case "BAD_INDENT":
      return "this line is not indented like its neighbours";
    case "MISSING_CHAR":
      return `${short(message)}; check quotes, brackets and colons on this line`;
    case "MULTIPLE_DOCS":
      return "a second document begins here; a file holds one";
    case "BLOCK_AS_IMPLICIT_KEY":
      return "a second colon stands on this line; put the text that holds it in quotes";
    case "BAD_SCALAR_START":
      return "a text cannot begin with this character; put the text in quotes";
    case "MULTILINE_IMPLICIT_KEY":
      return "no key stands here; a key has a colon and a blank behind it";
    case "UNEXPECTED_TOKEN":
      return "this does not belong here; check quotes, brackets, colons and indentation";
    default:
      return message.replace(/\s+at line \d+.*$/s, "").replace(/"(.*)"/s, (_, source) => `"${quote(source)}"`);
  }
}
