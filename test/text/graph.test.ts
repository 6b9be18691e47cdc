import fc from "fast-check";
import { expect, test } from "vitest";
import { type Around, graphOf, graphRoot, objectsOf } from "../../src/text/graph.ts";

const none: Around = { known: [], texts: {} };

/** A graph taken apart, written as JSON, read and put together again. */
function there(root: unknown, around = none, back = around): unknown {
  const found = graphOf(root, around);
  if (found === undefined) return "not plain";
  return graphRoot(JSON.parse(JSON.stringify(found.graph)), found.numbers, back);
}

test("whatever is plain comes back as it was", () => {
  const numbers = fc.oneof(fc.double(), fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY));
  const leaf = fc.oneof(numbers, fc.string({ maxLength: 30 }), fc.boolean(), fc.constantFrom(null, undefined));
  const doubles = fc.array(numbers).map((values) => Float64Array.from(values));
  const { plain } = fc.letrec<{ plain: unknown }>((tie) => ({
    plain: fc.oneof(
      { maxDepth: 4 },
      leaf,
      doubles,
      fc.array(fc.integer({ min: -9, max: 9 })).map((values) => Int32Array.from(values)),
      fc.array(tie("plain"), { maxLength: 4 }),
      fc.array(fc.tuple(leaf, tie("plain")), { maxLength: 4 }).map((entries) => new Map(entries)),
      fc.array(tie("plain"), { maxLength: 4 }).map((values) => new Set(values)),
      fc.record({ a: tie("plain"), "b c": tie("plain") }, { requiredKeys: [], noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(plain, (root) => {
      expect(there(root)).toStrictEqual(root);
    }),
  );
});

test("what is shared is shared again, circles too", () => {
  const shared = { name: "one" };
  const root: { list: unknown[]; map: Map<unknown, unknown>; self?: unknown } = {
    list: [shared, shared],
    map: new Map(),
  };
  root.map.set(shared, root);
  root.self = root;
  const back = there(root) as typeof root;
  expect(back.list[0]).toBe(back.list[1]);
  expect(back.map.get(back.list[0])).toBe(back);
  expect(back.self).toBe(back);
});

test("what is known comes back as the other end's own, texts by their names", () => {
  const here = { deep: new Map([["a", { unit: "t" }]]) };
  const other = structuredClone(here);
  const text = "a text that both ends have";
  const found = graphOf([here.deep.get("a"), text], { known: objectsOf(here), texts: { file: text } });
  expect(JSON.stringify(found?.graph)).not.toContain(text);
  const [unit, said] = graphRoot(found?.graph ?? never(), new Float64Array(), {
    known: objectsOf(other),
    texts: { file: text },
  }) as unknown[];
  expect(unit).toBe(other.deep.get("a"));
  expect(said).toBe(text);
});

test.each([
  ["a function", { f: () => 1 }],
  ["an object of a class", [new Date(0)]],
  ["a key that is no key of plain data", JSON.parse('{"__proto__": 1}')],
])("%s is not plain", (_, root) => {
  expect(there(root)).toBe("not plain");
});

function never(): never {
  throw new Error("nothing was written");
}
