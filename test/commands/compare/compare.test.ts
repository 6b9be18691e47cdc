import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, test } from "vitest";
import { xmlElements } from "../../report/draw/seen.ts";
import { peakpath } from "../toy.ts";

const folder = mkdtempSync(join(tmpdir(), "peakpath-compare-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const table = (name: string) => parse(readFileSync(join(folder, name)), { columns: true }) as Record<string, string>[];

test.each(["en", "zh"])(
  "peaks, what explains them, indicators, and differing inputs with their places, in %s",
  async (language) => {
    const { code, out } = await peakpath(
      `compare toyland/reference toyland/policy toyland/electric --lang ${language}`,
    );
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot(`../snapshots/compare-${language}.txt`);
  },
);

test("the Chinese report has no English words left but names, units, paths and commands", async () => {
  const { out } = await peakpath("compare toyland/reference toyland/policy --lang zh");
  const known =
    /toyland\/\w+|\b(growth|intensity|clean)(\.\w+)?\b|GWh|ktCO2|MtCO2|CO2|Mperson|\S+\.yaml:\S+|efficiency|electric_heat|wind/g;
  expect(out.replace(known, "").match(/[A-Za-z]{2,}/g)).toBeNull();
});

describe("--years", () => {
  test("is refused in Chinese too", async () => {
    expect((await peakpath("compare toyland/reference toyland/policy --years soon --lang zh")).err).toBe(
      "--years 应为 2021 至 2060 的年份，以逗号分隔，例如 2021,2060；而不是 “soon”\n",
    );
  });

  test("shows these years", async () => {
    const { out } = await peakpath("compare toyland/reference toyland/policy --years 2050,2025,2025");
    expect(out).toMatch(/Indicator +Unit +Scenario +2025 +2050/);
  });

  test.each([
    ["soon", '--years takes years from 2021 to 2060 with commas, such as 2021,2060; not "soon"\n'],
    ["2030,2090", '--years takes years from 2021 to 2060 with commas, such as 2021,2060; not "2090"\n'],
  ])("%s is refused", async (years, message) => {
    expect(await peakpath(`compare toyland/reference toyland/policy --years ${years}`)).toMatchObject({
      code: 2,
      err: message,
    });
  });
});

test("--json has the shares with their sum, and file, line and column of each side", async () => {
  const { out } = await peakpath("compare toyland/reference toyland/policy --json");
  const [pair] = JSON.parse(out).explained;
  expect(pair).toMatchObject({ first: "toyland/reference", second: "toyland/policy", runs: 16 });
  const [{ shares, total }] = pair.boundaries;
  const sum = shares.reduce(
    (running: number, { share }: { share: { cumulative: number } }) => running + share.cumulative,
    0,
  );
  expect(sum).toBeCloseTo(total.cumulative, 9);
  const clean = JSON.parse(out).differing_inputs.find(({ parameter }: { parameter: string }) => parameter === "clean");
  expect(clean.places).toMatchObject([
    { scenario: "toyland/reference", at: { file: "data/regions/toyland.yaml", line: 18 } },
    { scenario: "toyland/policy", at: { file: "scenarios/toyland/policy.yaml", line: 6, column: 3 }, lever: "wind" },
  ]);
});

test("--out writes the tables, --svg the pictures", async () => {
  const { err } = await peakpath(`compare toyland/reference toyland/policy --out ${folder} --svg ${folder}`);
  expect(err).toMatch(/6 files in .*\n2 pictures in /);
  expect(readdirSync(folder).sort()).toEqual([
    "compare-traded.svg",
    "constraints.csv",
    "difference-toyland-reference-to-toyland-policy-traded.svg",
    "difference.csv",
    "indicators.csv",
    "inputs.csv",
    "peaks.csv",
    "targets.csv",
  ]);
  expect(xmlElements(readFileSync(join(folder, "compare-traded.svg"), "utf8"))[0]).toBe("svg");
  const shapley = table("difference.csv").filter(({ counted }) => counted === "shapley");
  expect(shapley.map(({ input }) => input).sort()).toEqual(["efficiency", "electric_heat", "growth", "wind"]);
  const total = table("difference.csv").find(({ counted }) => counted === "total");
  expect(shapley.reduce((sum, row) => sum + Number(row.peak_year), 0)).toBeCloseTo(Number(total?.peak_year), 9);
  expect(table("inputs.csv").filter(({ scenario }) => scenario === "toyland/policy")[0]).toMatchObject({
    parameter: "growth",
    members: "industry",
    year: "2024",
    file: "scenarios/toyland/policy.yaml",
    line: "7",
    column: "3",
    lever: "efficiency",
  });
  expect(table("indicators.csv").map(({ indicator }) => indicator)).toContain("emissions.traded");
});

test("another boundary is explained where it is asked for", async () => {
  const { out } = await peakpath("compare kaya/policy kaya/reference --boundary net", {
    workingFolder: process.cwd(),
    packageFolder: process.cwd(),
  });
  expect(out).toContain('Which inputs explain the difference kaya/policy → kaya/reference on "After the sink"');
});
