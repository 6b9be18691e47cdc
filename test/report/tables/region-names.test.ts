import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uniqueNames } from "../../../src/report/tables/region-names.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { peakpath } from "../../commands/toy.ts";

const region = (id: string, en: string, zh = en, sum = false) => ({ id, label: { en, zh }, sum });
const named = (...regions: Parameters<typeof uniqueNames>[0] extends Iterable<infer R> ? R[] : never) =>
  [...uniqueNames(regions)].map(([, name]) => name);

test("a region is named by its label, and by its id too where another has the same", () => {
  expect(named(region("huzhou", "Huzhou"), region("jinhua", "Jinhua"))).toEqual(["Huzhou", "Jinhua"]);
  const two = [region("taizhou", "Taizhou", "台州"), region("taizhou_js", "Taizhou", "泰州")];
  expect(named(...two, region("huzhou", "Huzhou"))).toEqual(["Taizhou (taizhou)", "Taizhou (taizhou_js)", "Huzhou"]);
  expect([...uniqueNames(two, zh).values()]).toEqual(["台州", "泰州"]);
  // The order of the runs moves no name, and a region that runs twice is one.
  expect([...uniqueNames([...two.toReversed(), two[0]])].sort()).toEqual([...uniqueNames(two)].sort());
});

test("the sum of regions is told from a member of its name and folder", () => {
  expect(named(region("delta", "delta"), region("delta", "delta", "delta", true))).toEqual([
    "delta (delta)",
    "delta (sum of delta)",
  ]);
});

test("a label that is spelt like another's with its id leads to ids alone", () => {
  expect(named(region("a", "X"), region("b", "X"), region("c", "X (a)"))).toEqual(["a", "b", "c"]);
});

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
    // The plan's table has headings of people.
    const regions = new Set(table(`sum/${file}`).map(({ region, Region = region }) => Region));
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
