import { expect, test } from "vitest";
import type { Called } from "./call.ts";
import { untranslated } from "./refusal-faults.ts";
import { callFaults, disagreement } from "./verdict.ts";

const sound: Called = {
  words: ["run", "toyland/policy"],
  code: 0,
  out: "Peak 2030, 10.0 Mt\n",
  err: "",
  files: new Map(),
  strangers: [],
  seconds: 0.1,
};
const refused: Called = { ...sound, code: 2, out: "", err: "scenarios/a.yaml:2:3  assume.x: unknown parameter\n" };

const files: Record<string, string> = { "scenarios/a.yaml": "model: toy\n  x: 1\n" };
const oracles = (called: Called, given = "", aboutWords = false) =>
  callFaults(called, { given, aboutWords, holdsUnreadable: false, textOf: (name) => files[name] }).map(
    ({ oracle }) => oracle,
  );

test("nothing is held against what is right", () => {
  expect(oracles(sound)).toEqual([]);
  expect(oracles(refused)).toEqual([]);
  expect(oracles({ ...sound, words: ["run", "a", "--json"], out: '{"a": [1e-8]}' })).toEqual([]);
  expect(oracles({ ...sound, words: ["run", "a", "--strict"], code: 3 })).toEqual([]);
  expect(oracles({ ...sound, words: ["batch", "a"], code: 1, err: "all 8 runs failed: co2 is not finite\n" })).toEqual(
    [],
  );
  expect(oracles({ ...sound, files: new Map([["peaks.csv", 'a,b\n"x, y",-1.5e3\n']]) })).toEqual([]);
});

const stack = "internal error: TypeError: x is not a function\n    at run (file:///p/src/cli/run.ts:3:5)\n";

test.each<[string, Partial<Called>, string]>([
  ["an internal error", { code: 1, err: stack }, "exit code 1"],
  ["a call that throws", { code: undefined, err: "thrown: Error: no" }, "throws"],
  ["a missed target without --strict", { code: 3 }, "exit code 3"],
  ["a stack behind an exit code that is right", { code: 2, err: stack }, "prints a stack"],
  ["a batch that crashed", { code: 1, words: ["batch", "a"], err: stack }, "exit code 1"],
  ["NaN in a report", { out: "Peak 2030, NaN Mt\n" }, "NaN in the output"],
  ["Infinity in a report", { out: "margin +Infinity points\n" }, "+Infinity in the output"],
  ["an undefined value", { out: "Peak undefined\n" }, "undefined in the output"],
  ["an object as text", { out: "Peak [object Object]\n" }, "[object Object] in the output"],
  ["JSON cut off", { words: ["run", "--json"], out: '{"a": ' }, "the output is no JSON"],
  ["NaN in a table", { files: new Map([["a.csv", "a,b\n1,NaN\n"]]) }, "NaN in a .csv file"],
  ["NaN in a picture", { files: new Map([["a.svg", '<path d="M 0 NaN"/>']]) }, "NaN in a .svg file"],
  ["a number beyond all", { files: new Map([["a.csv", "a,b\n1,1e999\n"]]) }, "a number in a table is not finite"],
  ["a ragged table", { files: new Map([["a.csv", "a,b\n1\n"]]) }, "a table is no CSV"],
  ["a temporary file", { files: new Map([["a.csv.12.tmp", ""]]) }, "left a temporary file"],
  ["an escape sequence", { out: "\u001b[2J" }, "control character in the output"],
  ["a direction mark", { out: "x\u202ey" }, "control character in the output"],
  ["a bell in a message", { code: 2, err: "scenarios/a.yaml:1:1  \u0007\n" }, "control character in a message"],
  ["ten seconds", { seconds: 10.5 }, "longer than 10 s"],
  ["a file elsewhere", { strangers: ["outside"] }, "writes outside the working folder"],
  ["text that could not be decoded", { out: "Peak of \ufffd\ufffd\n" }, "accepted and printed unreadable"],
  ["a report beside a mistake", { ...refused, out: "Peak 2030\n" }, "refused and printed a report"],
  ["files beside a mistake", { ...refused, files: new Map([["out/a.csv", ""]]) }, "refused and wrote files"],
  ["silence", { code: 2, err: "" }, "refused without a word"],
  ["no place", { code: 2, err: "something is wrong\n" }, "a mistake without a place"],
  ["an unknown file", { code: 2, err: "gone.yaml:1:1  x\n" }, "a mistake in a file that does not exist"],
  ["line 9 of 3", { code: 2, err: "scenarios/a.yaml:9:1  x\n" }, "a mistake in a line that does not exist"],
  ["column 40 of 10", { code: 2, err: "scenarios/a.yaml:1:40  x\n" }, "a mistake in a column that does not exist"],
  ["a cascade", { code: 2, err: "scenarios/a.yaml:1:1  x\n".repeat(201) }, "more than 200 lines of mistakes"],
  [
    "a whole file quoted",
    { code: 2, err: `scenarios/a.yaml:1:1  ${"x".repeat(4000)}\n` },
    "a mistake of more than 3000 characters",
  ],
])("%s is caught", (_, change, oracle) => {
  expect(oracles({ ...sound, ...change })).toContain(oracle);
});

test("what an output repeats from the input is not held against it", () => {
  expect(oracles({ ...sound, out: "Title: NaN\n" }, "title: NaN")).toEqual([]);
  expect(oracles({ ...sound, out: "Title: NaN\n" }, "title: .nan")).toEqual(["NaN in the output"]);
});

test("a refusal of the command line's own words needs no place", () => {
  const called = { ...refused, err: '--year takes a whole number, not "x"\n' };
  expect(oracles(called, "", true)).toEqual([]);
});

test("check and run must agree, but for numbers that come to nothing and for the design", () => {
  const said = (called: Called, other: Called) => disagreement(called, other).map(({ oracle }) => oracle);
  expect(said(sound, sound)).toEqual([]);
  expect(said(refused, refused)).toEqual([]);
  expect(said(sound, refused)).toEqual(["check accepts what run refuses"]);
  expect(said(refused, sound)).toEqual(["run accepts what check refuses"]);
  expect(said({ ...refused, err: "scenarios/a.yaml:2:3  design.runs: x\n" }, sound)).toEqual([]);
  expect(said(sound, { ...refused, err: "src/model/a.yaml:1:1  co2 in 2030 is not finite\n" })).toEqual([]);
});

test("messages without a Chinese character outside quotes are counted as untranslated", () => {
  expect(untranslated({ ...refused, err: 'a.yaml:1:1  x: 未知参数 "y"\na.yaml:2:1  unknown "人口"\n' })).toEqual([
    'unknown "人口"',
  ]);
});
