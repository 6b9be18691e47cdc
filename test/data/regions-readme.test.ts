import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { peakpath } from "../commands/toy.ts";

const packageFolder = join(import.meta.dirname, "../..");
const readme = readFileSync(join(packageFolder, "data/regions/README.md"), "utf8");
let workingFolder = "";

beforeAll(() => {
  workingFolder = mkdtempSync(join(tmpdir(), "peakpath-readme-"));
  // A file of the page: its name in backquotes at the end of the line before its block.
  for (const [, name, text] of readme.matchAll(/`([\w/]+\.(?:yaml|csv))`:\n\n```(?:yaml|csv)\n([\s\S]*?)```/g)) {
    mkdirSync(dirname(join(workingFolder, name)), { recursive: true });
    writeFileSync(join(workingFolder, name), text);
  }
});

afterAll(() => rmSync(workingFolder, { recursive: true, force: true }));

/** The commands of the page in their order, each with the lines of output printed below it. */
const commands = [...readme.matchAll(/```\n(\$ [\s\S]*?)```/g)].flatMap(([, block]) =>
  block
    .split(/^\$ /m)
    .filter((part) => part !== "")
    .map((part) => {
      const [command, ...lines] = part.trimEnd().split("\n");
      return { words: command.replace(/^peakpath /, ""), lines: lines.filter((line) => line !== "...") };
    }),
);

it("has commands for Yunnan, Dali and Bavaria", () => {
  expect(commands.length).toBeGreaterThanOrEqual(8);
});

// The balance of the page is the planner's own; the command itself is tested in test/commands/rebase.test.ts.
it.each(commands.filter(({ words }) => !words.includes("yunnan_2023") && !words.includes("balance_2023")))(
  "peakpath $words",
  async ({ words, lines }) => {
    const { code, out, err } = await peakpath(words, { workingFolder, packageFolder });
    expect(err).toBe("");
    expect(code).toBe(0);
    for (const line of lines) expect(out.split("\n")).toContain(line);
    if (words.startsWith("new ")) {
      const [, guessed] = readme.match(/(Guessed, because[\s\S]*?) {2}\.\.\./) ?? [];
      expect(out).toContain(guessed);
    }
  },
);
