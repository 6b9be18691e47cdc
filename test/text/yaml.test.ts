import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { InputError } from "../../src/text/problems.ts";
import { beyondBounds, duplicateKeys, type Located, parseTree, readYaml, type YamlTree } from "../../src/text/yaml.ts";
import { stepsOf, treeOfSteps } from "../../src/text/yaml-steps.ts";

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

describe("a tree by steps through its text is the same tree", () => {
  const kept = (text: string) =>
    treeOfSteps(JSON.parse(JSON.stringify(stepsOf(parseTree(text, "s.yaml"), text))), text);

  test("of any text that can be parsed", () => {
    const words = fc.constantFrom(
      "a",
      "2030",
      "0.5",
      "true",
      "~",
      "'it''s'",
      '"é\\n"',
      "６０",
      "1e3",
      "碳达峰",
      "x\n    y",
      "",
    );
    const { tree } = fc.letrec<{ tree: string; node: string }>((tie) => ({
      node: fc.oneof({ depthSize: "small", withCrossShrink: true }, words, tie("tree")),
      tree: fc.oneof(
        fc.array(tie("node"), { maxLength: 4 }).map((items) => `[${items.join(", ")}]`),
        fc
          .uniqueArray(fc.tuple(fc.constantFrom("a", "b", '"c"', "'2'", "3", "2021-2025", '"\\t"'), tie("node")), {
            maxLength: 4,
            selector: ([key]) => key,
          })
          .map((entries) => `{${entries.map(([key, value]) => `${key}: ${value}`).join(", ")}}`),
      ),
    }));
    let parsed = 0;
    const holds = (text: string) => {
      let parsedTree: YamlTree;
      try {
        parsedTree = parseTree(text, "s.yaml");
      } catch {
        return;
      }
      parsed++;
      expect(kept(text)).toEqual(parsedTree);
    };
    fc.assert(
      fc.property(tree, (flow) =>
        holds(`# top\nkey: ${flow}\nfolded: >-\n  two\n  lines\nlast: |\n  as it\n  stands\n`),
      ),
    );
    expect(parsed).toBeGreaterThan(20);
  });

  test("of shipped files, in a fifth of the characters", () => {
    const files = ["dist/regions/china.yaml", "scenarios/zhejiang/policy.yaml"].filter((file) => existsSync(file));
    for (const file of files) {
      const text = readFileSync(file, "utf8");
      const tree = parseTree(text, file);
      expect(kept(text)).toEqual(tree);
      expect(JSON.stringify(stepsOf(tree, text)).length).toBeLessThan(JSON.stringify(tree).length / 5);
    }
  });
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

// Long texts, on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const refusals = (text: string): string[] => {
  try {
    readYaml(text, "a.yaml");
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
};

const levels = (count: number, level: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => level(i)).join("");

test.each([
  ["brackets", "[".repeat(4000)],
  ["closed brackets", "x: ".concat("[".repeat(200), "]".repeat(200))],
  ["braces", "{a: ".repeat(1000)],
  ["lists in lists", "- ".repeat(3000)],
  ["keys in a line", "a: ".repeat(2000)],
  ["explicit keys", "? ".repeat(3000)],
  ["indented maps", levels(600, (i) => `${" ".repeat(i)}a:\n`)],
  ["lists at the column of their keys", levels(600, (i) => `${"  ".repeat(i)}- a:\n`)],
  [
    "maps with a block of text on each level",
    levels(600, (i) => `${" ".repeat(i)}t: |\n${" ".repeat(i + 1)}x\n${" ".repeat(i)}a:\n`),
  ],
  ["maps with brackets that close at the margin", levels(600, (i) => `${" ".repeat(i)}t: [\n]\n${" ".repeat(i)}a:\n`)],
])("what is nested too deep for any stack is refused before it is parsed: %s", (_, text) => {
  const said = refusals(text);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^a\.yaml:\d+:\d+ {2}this stands more than 100 levels deep; write it flatter$/);
});

test("what is deeper than any shipped file by far is still read", () => {
  expect(refusals(levels(40, (i) => `${"  ".repeat(i)}a:\n`))).toEqual([]);
  expect(refusals(`a: ${"[".repeat(60)}1${"]".repeat(60)}`)).toEqual([]);
  expect(refusals(levels(300, (i) => `a${i}: {b: [1, 2], c: "[[[["} # [[[\n`))).toEqual([]);
  expect(refusals(levels(300, (i) => `a${i}: |\n  ${"[".repeat(50)}\n  - - - -\n`))).toEqual([]);
  expect(beyondBounds(readFileSync("src/model/regional/model.yaml", "utf8"))).toBeUndefined();
});

test("long maps are read, and too long ones refused, in a moment", () => {
  const keys = (count: number) => levels(count, (i) => `k${i}: 1\n`);
  expect(refusals(keys(10_000))).toEqual([]);
  expect(refusals(keys(10_001))).toEqual(["a.yaml:1:1  10001 keys stand here; at most 10000 are read"]);
  expect(refusals(`b:\n${levels(10_001, () => "- 1\n")}`)).toEqual([
    "a.yaml:2:1  10001 items stand here; at most 10000 are read",
  ]);
  expect(refusals(`b: [${"1,".repeat(151_000)}]`)).toEqual([
    expect.stringMatching(/^a\.yaml:1:\d+ {2}the file holds too many values; at most 300000 words and signs are read$/),
  ]);
  expect(refusals(`b: "${"x".repeat(20_001)}"`)).toEqual([
    "a.yaml:1:4  20003 characters stand here in one piece; at most 20000 are read",
  ]);
});

test("a key that stands twice is found at its place, in whatever way it is written", () => {
  expect(duplicateKeys(["a", "2030", "b", "2030.0", "a", "02030", "0x7EE"])).toEqual([3, 4, 5]);
  expect(refusals('a: {2030: 1, b: 2, "2030": 3}\nb: 1\n"b": 2\n')).toEqual([
    "a.yaml:1:20  this key stands twice in the same map; keep one",
    "a.yaml:3:1  this key stands twice in the same map; keep one",
  ]);
  const twice = `${levels(9_000, (i) => `k${i}: 1\n`)}k0: 2\n`;
  expect(refusals(twice)).toEqual(["a.yaml:9001:1  this key stands twice in the same map; keep one"]);
});

test("one slip does not fill the screen", () => {
  const said = refusals(`${"- ]\n".repeat(500)}`);
  expect(said).toHaveLength(11);
  expect(said[10]).toMatch(/and more mistakes of syntax from here on, which may all follow from those above$/);
});

test("what YAML itself says of a text repeats no more of it than other messages", () => {
  for (const text of [
    `"a" ${"s".repeat(500)}`,
    `a: "b" ${"s".repeat(500)}`,
    `a: *${"s".repeat(500)}`,
    `a: !${"s".repeat(500)}>`,
    `%${"s".repeat(500)}`,
  ])
    for (const line of refusals(text)) expect(line).not.toContain("s".repeat(61));
});
