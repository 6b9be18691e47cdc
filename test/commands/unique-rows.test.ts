import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { peakpath } from "./toy.ts";

/** Two regions that are one in English: Fuyang 阜阳 and Fuyang 富阳. */
let folder: string;
const written: Readonly<Record<string, string>> = {
  "data/regions/fuyang_ah.yaml": "extends: huzhou\nlabel: {en: Fuyang, zh: 阜阳}\n",
  "data/regions/fuyang_zj.yaml": "extends: jinhua\nlabel: {en: Fuyang, zh: 富阳}\n",
  "scenarios/fuyang_ah/reference.yaml": "model: regional\nregion: fuyang_ah\n",
  "scenarios/fuyang_zj/reference.yaml": "model: regional\nregion: fuyang_zj\n",
  "scenarios/fuyangs/reference.yaml":
    "model: regional\nregions: [fuyang_ah, fuyang_zj]\neach: reference\ntitle: {en: Both, zh: 两地}\n",
};
const own = () => ({ workingFolder: folder, packageFolder: process.cwd() });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "peakpath-unique-"));
  for (const [file, text] of Object.entries(written)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const table = (file: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, file), "utf8"), { columns: true, bom: true });

test("members of one English name are told apart in every file and in the report", async () => {
  const { code, out } = await peakpath("run fuyangs/reference --levers=false --out sum", own());
  expect(code).toBe(0);
  expect(out).toContain("\n  Fuyang (fuyang_ah), Fuyang (fuyang_zj)\n");
  const keys = table("sum/trajectories.csv").map(({ model, scenario, region, variable, unit, year }) =>
    [model, scenario, region, variable, unit, year].join("|"),
  );
  expect(new Set(keys).size).toBe(keys.length);
  const names = new Set(["Fuyang (fuyang_ah)", "Fuyang (fuyang_zj)", "fuyangs"]);
  for (const file of readdirSync(join(folder, "sum")).filter((name) => name.endsWith(".csv"))) {
    const regions = new Set(table(`sum/${file}`).map(({ region }) => region));
    expect(
      [...regions].filter((region) => !names.has(region)),
      file,
    ).toEqual([]);
  }
  // A row without a member is what comes from outside.
  expect(new Set(table("sum/members.csv").map(({ member }) => member))).toEqual(
    new Set(["Fuyang (fuyang_ah)", "Fuyang (fuyang_zj)", ""]),
  );
  expect((await peakpath("run fuyangs/reference --levers=false --lang zh", own())).out).toContain("\n  阜阳、富阳\n");
}, 60_000);

test("two regions of one name that run side by side are told apart too, one alone keeps its name", async () => {
  await peakpath("run fuyang_ah/reference fuyang_zj/reference --levers=false --wide --out beside", own());
  expect(table("beside/trajectories.csv").some(({ region }) => region === "Fuyang")).toBe(false);
  await peakpath("run fuyang_ah/reference --levers=false --out alone", own());
  expect(new Set(table("alone/peaks.csv").map(({ region }) => region))).toEqual(new Set(["Fuyang"]));
}, 60_000);
