import { expect, test } from "vitest";
import { InputError } from "../../src/text/problems.ts";
import { type Located, parseTree, readYaml } from "../../src/text/yaml.ts";

const text = `# a remark
name: "quoted: text"   # more
list: [1, two, {three: 3}]
empty:
formula: >-
  a +
  b
2025: 5 %/yr
`;

function at(node: Located, key: string): Located {
  const entry = node.kind === "map" ? node.entries.get(key) : undefined;
  if (entry === undefined) throw new Error(`no ${key}`);
  return entry.value;
}

test("values know where they stand, character by character", () => {
  const root = readYaml(text, "a.yaml");
  const name = at(root, "name");
  expect(name).toMatchObject({ value: "quoted: text", source: "quoted: text", at: { line: 2, column: 7 } });
  if (name.kind !== "scalar") throw new Error("a scalar");
  expect(name.place(8)).toEqual({ file: "a.yaml", line: 2, column: 16 });
  const formula = at(root, "formula");
  if (formula.kind !== "scalar") throw new Error("a scalar");
  expect(formula.source).toBe("  a +\n  b\n");
  expect(formula.place(8)).toEqual({ file: "a.yaml", line: 7, column: 3 });
  expect(at(root, "empty")).toMatchObject({ value: null, at: { line: 4 } });
  expect([...(root.kind === "map" ? root.entries.keys() : [])]).toContain("2025");
});

test.each([
  ["a: 1\na: 2\n", "b.yaml:2:1  this key stands twice in the same map; keep one"],
  ["a:\n\tb: 1\n", "b.yaml:2:1  a tab is used to indent; YAML takes spaces only"],
  ["a: *b\n", 'b.yaml:1:4  "*b": aliases are not read; write the value out'],
  ["[1]: 2\n", "b.yaml:1:1  a key must be plain text"],
])("%j is refused at its place", (broken, message) => {
  try {
    readYaml(broken, "b.yaml");
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toContain(message);
  }
});

test("a kept tree gives the same values and places", () => {
  const plain = (node: Located): unknown =>
    node.kind === "scalar"
      ? [node.value, node.source, node.at, node.place(1)]
      : node.kind === "list"
        ? node.items.map(plain)
        : [...node.entries].map(([key, { keyAt, value }]) => [key, keyAt, plain(value)]);
  const before = plain(readYaml(text, "kept.yaml"));
  const kept = JSON.stringify(parseTree(text, "kept.yaml"));
  expect(plain(readYaml(text, "kept.yaml", JSON.parse(kept)))).toEqual(before);
});

test.each([
  ['{2030: 1, "2030": 2}', "1:11"],
  ["{2030: 1, 2030.0: 2}", "1:11"],
  ["{2030: 1, 2_030: 2}", "1:11"],
  ["{'1': a, 1: b}", "1:10"],
  ['a: 1\n"a ": 2\n', "2:1"],
])("%j has one key twice", (text, place) => {
  expect(() => readYaml(text, "k.yaml")).toThrow(`k.yaml:${place}  this key stands twice`);
});

test("keys that only look alike are two", () => {
  expect(readYaml("{2030: 1, 2030-2035: 2, a: 1, A: 2, 1: x, 01a: y}", "k.yaml")).toMatchObject({ kind: "map" });
});

test.each([
  ["{s: 0,6}", '1:6  a comma stands where a decimal point is needed in "0,6"; write 0.6'],
  ["{s: 5,25 %/yr, t: 1}", '1:6  a comma stands where a decimal point is needed in "5,25 %/yr"; write 5.25 %/yr'],
  ["{s: 1,250 MW}", '1:6  "1,250 MW" has a comma inside; write the digits alone for thousands'],
])("%j is a number that fell apart", (text, message) => {
  expect(() => readYaml(text, "k.yaml")).toThrow(`k.yaml:${message}`);
});

test("a key after a comma is a key where it has a colon or stands apart", () => {
  for (const text of ["{a: 1,2: 3}", "{a: 1, 2}", "{a: b,2}", '{a: "1",2}'])
    expect(readYaml(text, "k.yaml"), text).toMatchObject({ kind: "map" });
});

test("numbers that are not written in decimal digits are text", () => {
  const root = readYaml("[0x1F, 0o17, .inf, .nan, 1e400, 1e-400, 12, -1.5e3, +3, .5, '7']", "a.yaml");
  const values = root.kind === "list" ? root.items.map((item) => item.kind === "scalar" && item.value) : [];
  expect(values).toEqual(["0x1F", "0o17", ".inf", ".nan", "1e400", "1e-400", 12, -1500, 3, 0.5, "7"]);
});
