import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { merge } from "../../src/scenario/merge.ts";
import { type Located, readYaml } from "../../src/text/yaml.ts";

type Plain = number | string | Plain[] | { [key: string]: Plain };

const { tree } = fc.letrec<{ tree: Plain; map: Plain }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom("x", "y"),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 3 }),
    tie("map"),
  ),
  map: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("tree"), { maxKeys: 3 }),
}));
const maps = fc.dictionary(fc.constantFrom("a", "b", "c"), tree, { maxKeys: 3 });

const located = (value: Plain): Located => readYaml(stringify(value), "test.yaml");

function plain(node: Located | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
}

test("maps merge, lists and single values replace", () => {
  const parent = located({ a: { b: 1, c: [1, 2] }, b: "x" });
  const child = located({ a: { c: [3] }, c: 4 });
  expect(plain(merge(parent, child))).toEqual({ a: { b: 1, c: [3] }, b: "x", c: 4 });
});

test("null removes", () => {
  expect(plain(merge(located({ a: { b: 1, c: 2 } }), readYaml("a: {b: null}", "child.yaml")))).toEqual({ a: { c: 2 } });
  expect(plain(merge(located({ a: { b: 1 } }), readYaml("a:", "child.yaml")))).toEqual({});
});

test("an empty child changes nothing, and a child over itself is itself", () => {
  fc.assert(
    fc.property(maps, (value) => {
      expect(plain(merge(located(value), located({})))).toEqual(value);
      expect(plain(merge(located(value), located(value)))).toEqual(value);
      expect(plain(merge(undefined, located(value)))).toEqual(value);
    }),
  );
});

test("it does not matter which of three is merged first", () => {
  fc.assert(
    fc.property(maps, maps, maps, (a, b, c) => {
      const left = merge(merge(located(a), located(b)), located(c));
      const right = merge(located(a), merge(located(b), located(c)) as Located);
      // A scalar in the middle hides the first map from the left order only.
      fc.pre(JSON.stringify(kinds(a, b, c)) === "[]");
      expect(plain(right)).toEqual(plain(left));
    }),
  );
});

/** Paths at which the middle one is no map while the outer two are. */
function kinds(a: Plain, b: Plain, c: Plain, path = ""): string[] {
  const isMap = (value: unknown): value is Record<string, Plain> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMap(a) || !isMap(c)) return [];
  if (!isMap(b)) return [path];
  return Object.keys(b).flatMap((key) => (key in a && key in c ? kinds(a[key], b[key], c[key], `${path}.${key}`) : []));
}

test("a null that finds nothing stays to be reported, unless another child has removed the name", () => {
  const parent = located({ a: 1, b: { c: 2 } });
  const typo = merge(parent, readYaml("{x: null, b: {y: null}}", "child.yaml"));
  expect(plain(typo)).toEqual({ a: 1, b: { c: 2, y: null }, x: null });
  const once = merge(parent, readYaml("{a: null}", "child.yaml"));
  expect(plain(merge(once, readYaml("{a: null, x: null}", "other.yaml")))).toEqual({ b: { c: 2 }, x: null });
  expect(plain(merge(typo, readYaml("x: null", "other.yaml")))).toEqual(plain(typo));
});
