import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256Hex } from "../../src/files/sha256.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import {
  certaintyHash,
  certaintyTexts,
  isStored,
  readStored,
  storedCertaintyFile,
  storedCsv,
} from "../../src/run/stored-certainty.ts";
import { listRegions, listScenarios, scenarioHead } from "../../src/scenario/head.ts";
import { type Columns, csvOf } from "../../src/text/csv.ts";
import { peakpath } from "../commands/toy.ts";
import { shippedLibrary, shippedPrograms, shippedScenario } from "../shipped-runs.ts";

const root = join(import.meta.dirname, "../..");
const library = shippedLibrary;
const scenarios = new Set(listScenarios(library));
const programs = shippedPrograms;

interface RegionRow {
  readonly region: string;
  readonly reference: ReturnType<typeof runOf>;
  readonly policy: ReturnType<typeof runOf>;
}

function runOf(id: string) {
  if (!scenarios.has(id)) return undefined;
  return runScenario(shippedScenario(id), programs);
}

/** Of each table by its name, so that a changed one is named. */
function hashOf(region: string): string {
  const folder = ["dist", "data"].map((top) => join(root, top, "regions", region)).find((path) => existsSync(path));
  const tables = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith(".csv"));
  return tables
    .sort()
    .map(
      (name) => `${name.replace(".csv", "")} ${sha256Hex(readFileSync(join(folder ?? "", name), "utf8")).slice(0, 8)}`,
    )
    .join("; ");
}

const boundaries = ["assessed", "energy", "territorial", "ghg", "net"];

const columns: Columns<RegionRow> = {
  region: ({ region }) => region,
  tables: ({ region }) => hashOf(region),
  ...Object.fromEntries(
    boundaries.map((name) => [
      `co2_${name}`,
      ({ reference }: RegionRow) =>
        reference?.boundaries.find((boundary) => boundary.name === name)?.series.values[0].toFixed(4),
    ]),
  ),
  electricity: ({ reference }) =>
    reference?.model.variables.has("electricity_use")
      ? reference.values("electricity_use", 0)?.[0].toFixed(4)
      : undefined,
  reference_peak: ({ reference }) => peakOf(reference),
  policy_peak: ({ policy }) => peakOf(policy),
};

function peakOf(run: RegionRow["reference"]): string | undefined {
  const peak = run?.boundaries[0].peak;
  return peak && `${peak.year} (${peak.band.from}-${peak.band.to}) ${peak.level.toFixed(3)}`;
}

// What a change of the data moves shows in the difference of this file; `npx vitest run test/data/regions.test.ts -u` keeps it.
test("each region begins and peaks where it did", async () => {
  const rows = listRegions(library).map((region): RegionRow => {
    return {
      region,
      reference: runOf(`${region}/reference`),
      policy: runOf(`${region}/policy`) ?? runOf(`${region}/national`),
    };
  });
  await expect(csvOf(columns, rows).replaceAll("\r", "")).toMatchFileSnapshot("regions.csv");
}, 120_000);

test("what is stored of how sure peaks are is whole and rests on these files; else: npm run build:certainty", () => {
  const tables = certaintyTexts(library);
  const shipped = [...scenarios].filter(isStored).flatMap((id) => {
    // Sums of several regions have no batch.
    if (scenarioHead(library, id).regions.length > 1) return [];
    const loaded = shippedScenario(id);
    if (loaded.model.report?.certainty === undefined) return [];
    const conditions = loaded.levers.size > 0 ? ["as_planned", "as_before"] : ["no_plan"];
    const hash = certaintyHash(loaded, tables, sha256Hex);
    return conditions.map((condition) => `${id} ${condition} ${hash}`);
  });
  const stored = [...readStored(library).values()].flat();
  const rows = stored.map(({ scenario, hash, sure }) => `${scenario} ${sure.condition} ${hash}`);
  expect(shipped.length).toBeGreaterThan(100);
  expect(rows, "npm run build:certainty").toEqual(shipped);
  // And in the order and form in which it is written.
  const file = readFileSync(join(root, storedCertaintyFile), "utf8");
  expect(storedCsv(stored)).toBe(file);
}, 120_000);

const readme = readFileSync(join(root, "data/regions/README.md"), "utf8");
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

test("the page has commands for Yunnan, Dali and Bavaria", () => {
  expect(commands.length).toBeGreaterThanOrEqual(8);
});

// The balance of the page is the planner's own; the command itself is tested in test/commands/rebase.test.ts.
test.each(commands.filter(({ words }) => !words.includes("yunnan_2023") && !words.includes("balance_2023")))(
  "peakpath $words",
  async ({ words, lines }) => {
    const { code, out, err } = await peakpath(words, { workingFolder, packageFolder: root });
    expect(err).toBe("");
    expect(code).toBe(0);
    for (const line of lines) expect(out.split("\n")).toContain(line);
    if (words.startsWith("new dali")) {
      const [, guessed] = readme.match(/(Guessed, because[\s\S]*?) {2}\.\.\./) ?? [];
      expect(out).toContain(guessed);
    }
  },
);
