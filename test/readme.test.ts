import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { peakpath } from "./commands/toy.ts";
import { isPrinted } from "./quoted-lines.ts";
import { shippedRun } from "./shipped-runs.ts";

const readme = readFileSync("README.md", "utf8");
const chinese = readFileSync("README.zh.md", "utf8");
const shipped = { workingFolder: process.cwd(), packageFolder: process.cwd() };

/** What the first block with numbers shows of `peakpath run zhejiang/policy`, but for its chart. */
const firstRun = (/```\n(Zhejiang · [^`]*?)\n\n {4}Energy/.exec(readme)?.[1] ?? "")
  .split("\n")
  .filter((line) => line !== "");

/** The commands of a section, each with the lines that are quoted below it. */
function quoted(section: string, page = readme): { words: string; lines: string[] }[] {
  const from = page.indexOf(`## ${section}\n`);
  const text = page.slice(from, page.indexOf("\n## ", from));
  return [...text.matchAll(/```\n\$ peakpath (.+)\n([^`]*)```/g)].map(([, words, body]) => ({
    words,
    lines: body.split("\n").filter((line) => line !== "" && line !== "..."),
  }));
}

const afternoon = quoted("A planner's afternoon");
const linesOf = (command: string) => afternoon.find(({ words }) => words.startsWith(command))?.lines ?? [];
const printedBy = async (words: string) => {
  const { code, out } = await peakpath(words, shipped);
  expect(code).toBe(0);
  return out.split("\n");
};

describe("a planner's afternoon", () => {
  test("goes through run, why, levers, seek, delay and compare", () => {
    expect(afternoon.map(({ words }) => words.split(" ")[0])).toEqual([
      "run",
      "why",
      "levers",
      "seek",
      "delay",
      "compare",
    ]);
  });

  test.each(["run", "why", "levers", "seek", "delay"])(
    "peakpath %s prints what is quoted, to the last digit",
    async (command) => {
      const lines = linesOf(command);
      expect(lines.length).toBeGreaterThan(2);
      const printed = await printedBy(afternoon.find(({ words }) => words.startsWith(command))?.words ?? "");
      expect(lines.filter((line) => !isPrinted(line, printed))).toEqual([]);
      if (command === "run") expect(firstRun.filter((line) => !isPrinted(line, printed))).toEqual([]);
    },
    120_000,
  );

  test("the check of quoted lines finds a column that is gone and a wrong number, and takes a cut line", () => {
    const printed = ["  Boundary  Peak  Band", "  Energy  2025  2024-2026"];
    expect(isPrinted("  Energy    2025  2024-2026", printed)).toBe(true);
    expect(isPrinted("  Energy  2027  2024-2026", printed)).toBe(false);
    expect(isPrinted("  Boundary  Peak…", printed)).toBe(true);
    expect(isPrinted("  Boundary  Peak", printed)).toBe(false);
    expect(isPrinted("  Boundary  Year  Band", printed)).toBe(false);
  });
});

describe("how sure a peak is, and past forecasts", () => {
  const blocks = quoted("How sure: batches of runs");
  const said = (words: string) => blocks.find((block) => block.words.startsWith(words)) ?? expect.fail(words);

  test.each(["batch", "backtest"])(
    "peakpath %s prints what is quoted, to the last digit",
    async (command) => {
      const { words, lines } = said(command);
      expect(lines.length).toBeGreaterThan(2);
      const printed = await printedBy(words);
      expect(lines.filter((line) => !isPrinted(line, printed))).toEqual([]);
    },
    120_000,
  );

  test("peakpath run prints what is quoted of it, where what is stored rests on these files", async ({ skip }) => {
    const { words, lines } = said("run");
    const printed = await printedBy(words);
    skip(
      printed.some((line) => line.includes("npm run build:certainty")),
      "data/certainty/stored.csv is stale",
    );
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line) => !isPrinted(line, printed))).toEqual([]);
  }, 120_000);
});

/** The commands of the blocks of shell in a text, word for word. */
function commandsOf(text: string): string[] {
  return [...text.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, body]) =>
    [...body.matchAll(/^peakpath (.+)$/gm)].map(([, words]) => words),
  );
}

test("the shards of a batch and their merge run as they are written, and give what the whole batch gives", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-readme-"));
  try {
    const own = { ...shipped, workingFolder: folder };
    const from = readme.indexOf("## How sure: batches of runs\n");
    const cluster = readme.indexOf("### A billion runs on a cluster\n", from);
    // What a cluster does is for no test, but what it would take is asked here.
    const [dry] = commandsOf(readme.slice(cluster)).map((words) => words.replace(/ +#.*/, ""));
    expect(dry).toContain("--dry-run");
    const rest = readme.slice(readme.indexOf("### What a batch says\n", cluster), readme.indexOf("\n## ", from));
    const commands = [...commandsOf(readme.slice(from, cluster) + rest), dry];
    expect(commands.map((words) => words.split(" ")[0])).toEqual(expect.arrayContaining(["batch", "merge"]));
    const said = new Map<string, string>();
    for (const words of commands) {
      const { code, out, err } = await peakpath(words, own);
      expect(code, `${words}: ${err}`).toBe(0);
      said.set(words, out);
    }
    const merge = commands.find((words) => words.startsWith("merge ")) ?? expect.fail("no merge");
    const shard = commands.find((words) => words.includes("--shard 1/2")) ?? expect.fail("no shard");
    const whole = await peakpath(shard.replace(/ --shard 1\/2 --out \S+/, ""), own);
    expect(said.get(merge)).toBe(whole.out);
    expect(said.get(merge)).toContain("200 runs");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

test("the Chinese page quotes what is printed, and its commands do as they are written", async () => {
  for (const { words, lines } of quoted("头五分钟", chinese)) {
    const printed = await printedBy(words);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line) => !isPrinted(line, printed))).toEqual([]);
  }
  const folder = mkdtempSync(join(tmpdir(), "peakpath-readme-"));
  try {
    mkdirSync(join(folder, "scenarios/zhejiang"), { recursive: true });
    writeFileSync(join(folder, "scenarios/zhejiang/mine.yaml"), /```yaml\n([^`]*)```/.exec(chinese)?.[1] ?? "");
    const commands = commandsOf(chinese);
    expect(commands.length).toBeGreaterThan(10);
    const triedAbove = afternoon.map(({ words }) => `${words} --lang zh`);
    const others = commands.filter((words) => !triedAbove.includes(words));
    // Every sixth, unless the environment wants all, as `.ci/run` does.
    for (const words of others.filter((_, i) => process.env.PEAKPATH_ANSWERS === "all" || i % 6 === 0)) {
      const { code, err } = await peakpath(words, { ...shipped, workingFolder: folder });
      expect(code, `${words}: ${err}`).toBe(0);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

/** Sentences run on over the ends of lines. */
const unwrapped = readme.replace(/\s+/g, " ");

describe("what the text says of Zhejiang's peaks is what the runs give", () => {
  const peakOf = (id: string, boundary: string) => {
    const { peak } = shippedRun(id).boundaries.find(({ name }) => name === boundary) ?? expect.fail(boundary);
    if (peak === undefined) return expect.fail(`${id} has no ${boundary}`);
    return { ...peak, span: `${peak.band.from}-${peak.band.to}`, mt: `${peak.level.toFixed(0)} Mt` };
  };
  const policy = peakOf("zhejiang/policy", "assessed");
  const energy = peakOf("zhejiang/policy", "energy");
  const reference = peakOf("zhejiang/reference", "assessed");
  const referenceEnergy = peakOf("zhejiang/reference", "energy");

  test.each([
    `Here the assessed emissions peak in ${policy.year}, within ${policy.span}, at ${policy.mt}.`,
    `The assessed emissions peak in ${policy.year}; the years ${policy.span.replace("-", " to ")} cannot be told apart.`,
    `Without the levers the peak would come in ${reference.year}.`,
    `\`reference\`: assessed ${reference.year} (band ${reference.span}, ${reference.mt}); energy CO2 inside the region ${referenceEnergy.year}, but flat (band ${referenceEnergy.span}, ${referenceEnergy.mt})`,
    `\`policy\`: assessed ${policy.year} (${policy.span}, ${policy.mt}), energy CO2 ${energy.year} (${energy.span}, ${energy.mt})`,
  ])("%s", (sentence) => {
    expect([sentence].filter((own) => !unwrapped.includes(own))).toEqual([]);
  });

  test("the stronger plan's difference in the quoted years", () => {
    const valuesOf = (id: string) => shippedRun(id).boundaries[0].series;
    const [first, second] = [valuesOf("zhejiang/policy"), valuesOf("zhejiang/enhanced")];
    const total = linesOf("compare").find((line) => line.startsWith("  All together")) ?? expect.fail("no total");
    const changes = [2030, 2040, 2060].map((year) => {
      const i = first.years.indexOf(year);
      return (second.values[i] - first.values[i]).toFixed(0);
    });
    expect(
      total
        .split(/ +/)
        .slice(4, 7)
        .map((text) => text.replace("…", "")),
    ).toEqual(changes);
  });
});
