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

const helps =
  "run levers why seek delay budget allocate cost-curve tornado check compare explain list find targets assess report page serve method init watch";

test.each([...helps.split(" "), "backtest", "batch", "merge", "worker", "new", "rebase"])(
  "%s --help --lang zh has a Chinese word for everything that it explains",
  async (command) => {
    const { out } = await peakpath(`${command} --help --lang zh`, { columns: 400 });
    const [, ...blocks] = out.split("\n\n");
    // What stands behind the name of an option or behind an example.
    const explained = blocks.flatMap((block) =>
      block.split("\n").flatMap((line) => /^ +(?:-h, )?\S.*? {2,}(\S.*)$/.exec(line)?.[1] ?? []),
    );
    expect(explained.length).toBeGreaterThan(4);
    const english = explained.filter((text) => !/\p{Script=Han}/u.test(text.replace(/\[[^[]*\]/g, "")));
    expect(english.filter((text) => !text.startsWith("["))).toEqual([]);
  },
);

test("a machine that is set to Chinese is spoken to in Chinese, unless the command line says otherwise", async () => {
  const out = async (words: string) => (await peakpath(words, { language: "zh" })).out;
  expect(await out("run toyland/policy --brief")).toMatch(/^玩具省 · 政策情景 .*\n {2}玩具省含外购电力2030年达峰/);
  expect(await out("run toyland/policy --brief --lang en")).toContain("peak in 2030");
  expect(await out("--help")).toContain("命令：");
  expect((await peakpath("run toyland/missing", { language: "zh" })).err).toContain("没有情景");
});

test("--brief leaves what each scenario comes to, and JSON says it in both languages", async () => {
  const { out } = await peakpath("run toyland/reference toyland/policy --brief");
  expect(out.split("\n").length).toBeLessThan(10);
  expect(out).toContain("toyland/policy against toyland/reference: 2030 -33.8 MtCO2 (-11 %)");
  const compared = await peakpath("compare toyland/reference toyland/policy --brief");
  expect(compared.out).toContain("toyland/policy against toyland/reference: 2030 -33.8 MtCO2 (-11 %)");
  const [run] = JSON.parse((await peakpath("run toyland/policy --json")).out);
  expect(run.verdict.en).toContain("peak in 2030 (2027-2032) at 260.7 MtCO2");
  expect(run.verdict.zh).toContain("2030年达峰（2027-2032年）");
  for (const words of ["levers", "delay", "targets"].map((name) => `${name} toyland/policy --brief`))
    expect((await peakpath(words)).out.trim().split("\n"), words).toHaveLength(2);
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
