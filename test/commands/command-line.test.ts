import { expect, test } from "vitest";
import { peakpath } from "./toy.ts";

test.each([
  ["rnu", "Did you mean run?"],
  ["run toyland/policy --lang fr", 'Choices: "en", "zh"'],
  ["run toyland/policy --bogus", "Unknown argument: bogus"],
  ["run toyland/policy --out", "Not enough arguments following: out"],
  ["run toyland/policy --lang en --lang zh", "--lang is given 2 times; give it once"],
  ["run toyland/policy --table budget", 'Choices: "plan"'],
  ["explain toyland/policy co2 --year abc", '--year takes a whole number, not "abc"'],
  ["explain toyland/policy co2 --year 2030.5", '--year takes a whole number, not "2030.5"'],
  [
    "levers toyland/policy --boundary traed",
    'unknown boundary "traed"; there are traded, inside, all; did you mean "traded"?',
  ],
  ["compare toyland/policy toyland/policy", "compare takes two or more different scenarios, not 1"],
  ["list bananas", "Choices"],
  ["list scenarios --quality", "--quality goes with list regions"],
  ["run", "say what to run, such as: peakpath run zhejiang/policy, or run --all"],
  ["run --all toyland/policy", "--all runs every region; leave out toyland/policy, or --all"],
])("%s is wrong input: one message, exit 2, nothing on standard output", async (words, message) => {
  const { code, out, err } = await peakpath(words);
  expect(err).toContain(message);
  expect(err).not.toContain("    at ");
  expect(out).toBe("");
  expect(code).toBe(2);
});

test("no command at all is wrong input", async () => {
  const { code, err } = await peakpath("");
  expect(code).toBe(2);
  expect(err).toContain("peakpath run zhejiang/policy");
});

test("mistakes in the input come as file:line:column lines, all in one pass", async () => {
  const { code, err, out } = await peakpath("run toyland/broken toyland/missing toyland/policy");
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain('scenarios/toyland/broken.yaml:3:3  assume.growht.power: unknown parameter "growht"');
  expect(err).toContain('scenarios/toyland/broken.yaml:5:3  levers.wnd: unknown lever "wnd"');
  expect(err).toContain("toyland/missing");
});

test.each(["run", "levers", "check", "compare", "explain", "list"])("%s --help shows an example", async (command) => {
  const { code, out } = await peakpath(`${command} --help`);
  expect(code).toBe(0);
  expect(out).toContain("Examples:");
  expect(out).toContain(`peakpath ${command}`);
});

test("--help and --version", async () => {
  expect((await peakpath("--help")).out).toContain("peakpath run [scenarios..]");
  expect((await peakpath("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("a failed run names its check, members and years", async () => {
  const { code, err } = await peakpath("run toyland/impossible");
  expect(code).toBe(2);
  expect(err).toContain("activity_positive.power");
  expect(err).toContain("in 2030");
});

test("progress goes to standard error, and only where somebody watches", async () => {
  const watched = await peakpath("run toyland/reference", { watched: true });
  const unwatched = await peakpath("run toyland/reference");
  expect(watched.err).toContain("toyland/reference (1/1)");
  expect(unwatched.err).toBe("");
  expect(watched.out).toBe(unwatched.out);
});

test.each([
  ["run toyland/po", ["toyland/policy"]],
  ["compare toyland/policy toyland/re", ["toyland/reference"]],
  ["run --json toyland/e", ["toyland/electric"]],
  ["explain toyland/policy eff", ["efficiency"]],
  ["assess toy", ["toyland"]],
  ["find coal --region toy", ["toyland"]],
  ["list regions --l", ["--lang"]],
  ["run --lang z", ["zh"]],
  ["rn --files-from /nowhere", []],
])("a shell that completes %s is given what may stand there", async (typed, expected) => {
  const { code, out, err } = await peakpath(`--get-yargs-completions peakpath ${typed}`);
  expect([code, err]).toEqual([0, ""]);
  const last = typed.slice(typed.lastIndexOf(" ") + 1);
  expect(out.split("\n").filter((word) => word !== "" && word.startsWith(last))).toEqual(expected);
});
