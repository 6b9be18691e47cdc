import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { beyondBounds, duplicateKeys, readYaml } from "../../src/text/yaml.ts";

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
