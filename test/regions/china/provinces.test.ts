import { describe, expect, it } from "vitest";
import { nation } from "../../../src/regions/china/source-tables.ts";
import { readCsv } from "../../../src/regions/csv.ts";
import { regionNumbers } from "../../../src/regions/downscale/region-numbers.ts";
import { tableCsv } from "../../../src/regions/table-row.ts";
import { readRegion } from "../../../src/scenario/region/region.ts";
import type { Problem } from "../../../src/text/problems.ts";
import { library } from "../../scenarios/shipped.ts";
import { shippedModel } from "../../shipped-runs.ts";
import { madeProvinces, places, readRegionFile, readSource, shop, zhejiang } from "../zhejiang.ts";

const provinces = places.filter(({ province }) => province !== nation);
const quality = readCsv(readRegionFile("quality.csv"));
const of = (check: string) => quality.filter((row) => row.check === check && row.region !== "china");
const difference = (row: Record<string, string>): number => Math.abs(Number(row.difference));
const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
};

// The bounds are those of the design of this data step; nothing is calibrated to the accounts.
describe("the provinces", () => {
  it("are the 30 of the balance of 2021", () => {
    expect(provinces.length).toBe(30);
  });
  it("agree with CEADs 2019 moved by thermal generation within a tenth, 25 of 30, the others with a reason", () => {
    const rows = of("inventory");
    expect(rows.length).toBe(30);
    expect(rows.filter((row) => difference(row) <= 0.1).length).toBeGreaterThanOrEqual(25);
    for (const row of rows) if (difference(row) > 0.1) expect(row.reason, row.region).not.toBe("");
  });
  it("derive MEE's grid factors of 2021: median error at most 12 %, each above a quarter with a reason", () => {
    const rows = of("grid_factor");
    expect(rows.length).toBe(30);
    expect(median(rows.map(difference))).toBeLessThanOrEqual(0.12);
    for (const row of rows) if (difference(row) > 0.25) expect(row.reason, row.region).not.toBe("");
  });
  it("say where the balance's electricity use of 2021 is not that of the published series", () => {
    const rows = of("electricity_use");
    expect(rows.length).toBe(30);
    expect(median(rows.map(difference))).toBeLessThanOrEqual(0.01);
    for (const row of rows) if (difference(row) > 0.01) expect(row.reason, row.region).not.toBe("");
  });
  it("keep calibration factors within 0.5-2 and say why where they leave 0.8-1.25", () => {
    const rows = quality.filter((row) => row.check.startsWith("calibration "));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(Number(row.computed), row.region).toBeGreaterThan(0.5);
      expect(Number(row.computed), row.region).toBeLessThan(2);
      expect(row.reason, `${row.region} ${row.check}`).not.toBe("");
    }
  });
  it("print the share of estimated energy of every region", () => {
    const shares = quality.filter((row) => row.check === "estimated_share");
    expect(shares.length).toBe(31);
    for (const row of shares) expect(Number(row.computed)).toBeLessThanOrEqual(1);
  });
  it("sum to the nation's fuel CO2 within 10 % (Our World in Data)", () => {
    const [row] = quality.filter(({ check }) => check === "sum_of_provinces");
    expect(difference(row)).toBeLessThan(0.1);
  });
  it("share the nation's cap on aluminium out: where it stands, to 45 of 45.02 Mt of 2025 (NBS)", () => {
    const of = (id: string, table: string, year: string): Record<string, number> => {
      const rows = readCsv(readRegionFile(`${id}/${table}.csv`));
      const named = rows.filter((row) => row.members === "aluminium" && row.year === year);
      return Object.fromEntries(named.map((row) => [row.id, Number(row.value)]));
    };
    const sum = provinces.reduce((so, { id }) => so + (of(id, "region", "").output_ceiling ?? 0), 0);
    const whole = of("china", "region", "").output_ceiling;
    expect(sum / whole).toBeCloseTo(1, 6);
    expect(whole / of("china", "observed", "2025").output).toBeCloseTo(45 / 45.02, 6);
  });
  it("make the nation's ammonia and methanol, each year as the associations count them", () => {
    const rows = [...provinces.map(({ id }) => id), "china"].map((id) => readCsv(readRegionFile(`${id}/observed.csv`)));
    const output = (table: Record<string, string>[], of: string): number =>
      Number(table.find(({ id, members, year }) => `${id}.${members} ${year}` === of)?.value ?? 0);
    for (const [of, published] of [
      ["output.ammonia 2024", 73.195],
      ["output.methanol 2024", 91.822],
      ["output.methanol 2025", 91.822 * 1.12],
    ] as const) {
      const found = rows.map((table) => output(table, of));
      const whole = found.pop() as number;
      expect(found.reduce((so, value) => so + value, 0) / whole, of).toBeCloseTo(1, 4);
      expect(whole / published, of).toBeCloseTo(1, 3);
    }
  });
  it("meet two published measures where lignite and gangue have their own heat: energy total and MEE's factor within 2 %", () => {
    const taken = readCsv(readSource("published.csv")).filter(({ variable }) => variable === "thermal_coal_heat");
    expect(taken.map(({ province }) => province)).toEqual(["Inner Mongolia", "Ningxia"]);
    for (const id of ["inner_mongolia", "ningxia"])
      for (const check of ["primary_energy", "grid_factor"])
        expect(
          difference(of(check).find(({ region }) => region === id) as Record<string, string>),
          `${id} ${check}`,
        ).toBeLessThan(0.02);
  });
  it("add thermal plants in 2025 where they were being built, none elsewhere, and keep wind farms on land", () => {
    const capacity = (id: string): Map<string, number> => {
      const rows = readCsv(readRegionFile(`${id}/observed.csv`)).filter((row) => row.id === "capacity");
      return new Map(rows.map(({ members, year, value }) => [`${members} ${year}`, Number(value)]));
    };
    const beijing = capacity("beijing");
    expect(beijing.get("gas 2025")).toBe(10);
    expect(beijing.get("coal 2025")).toBeCloseTo(beijing.get("coal 2024") ?? 0, 1);
    for (const { id } of provinces) {
      const of = capacity(id);
      for (const year of [2023, 2024, 2025]) {
        const [now, before] = [year, year - 1].map((y) => of.get(`wind_onshore ${y}`) ?? 0);
        // Hainan's and Beijing's own statistics of all wind fall by a hundredth of a GW or four.
        expect(now, `${id} ${year}`).toBeGreaterThan(before - 0.05);
      }
    }
  });
  it("extract coal as published: Shanxi 1,193 to 1,309 Mt in 2021-2025, and then as the nation's supply moves", () => {
    const growth = (id: string): Map<number, number> => {
      const rows = readCsv(readRegionFile(`${id}/paths.csv`)).filter(({ id }) => id === "production_growth");
      return new Map(rows.map(({ year, value }) => [Number(year), Number(value)]));
    };
    const shanxi = growth("shanxi");
    const index = [2022, 2023, 2024, 2025].reduce((so, year) => so * (1 + (shanxi.get(year) ?? 0)), 1);
    expect(index).toBeCloseTo(130900 / 119316.2, 6);
    for (const year of [2026, 2040, 2060]) expect(growth("guizhou").get(year)).toBe(shanxi.get(year));
    expect(new Set([2026, 2030, 2040, 2050].map((year) => shanxi.get(year))).size).toBe(4);
  });
  it("are made at installation, and close their electricity", () => {
    for (const [id, { build, files }] of madeProvinces()) {
      for (const [path, text] of files)
        if (path.startsWith("data/regions/")) expect(readRegionFile(path.slice(13)).startsWith(text), path).toBe(true);
      for (const [technology, { value }] of build.electricity.generation)
        expect(value, `${id} ${technology}`).toBeGreaterThanOrEqual(0);
      for (const { value } of build.electricity.finalUse.values()) expect(value, id).toBeGreaterThanOrEqual(0);
    }
  }, 60_000);
});

const { build } = zhejiang();
const citations = new Map(readCsv(readSource("references.csv")).map((row) => [row.key, row.citation]));
const cite = (keys: string): string =>
  keys
    .split("; ")
    .map((key) => citations.get(key) ?? `no citation of ${key}`)
    .join("; ");

describe("tables of the region", () => {
  it("are made at installation", () => {
    for (const [name, rows] of build.tables) expect(readRegionFile(`zhejiang/${name}.csv`), name).toBe(tableCsv(rows));
  });
  it("give a source for every number and a rule where the source was recalled", () => {
    for (const [name, rows] of build.tables) {
      for (const row of rows) {
        const place = `${name} ${row.id}.${row.members} ${row.year ?? ""}`;
        expect(row.source, place).not.toBe("");
        expect(Number.isFinite(row.value), place).toBe(true);
        const citation = cite(row.source);
        expect(citation, place).not.toContain("no citation of");
        if (/^recalled|^judgement/.test(citation)) expect(row.estimated, place).not.toBe("");
        if (row.low !== undefined) expect(row.low, place).toBeLessThanOrEqual(row.value);
        if (row.high !== undefined) expect(row.high, place).toBeGreaterThanOrEqual(row.value);
      }
    }
  });
  it("name no cell and year twice", () => {
    for (const [name, rows] of build.tables) {
      const keys = rows.map((row) => `${row.id}.${row.members}.${row.year ?? ""}`);
      expect(new Set(keys).size, name).toBe(keys.length);
    }
  });
  it("have value-added shares that leave room for services", () => {
    const rows = (build.tables.get("paths") ?? []).filter((row) => row.id === "value_added_path");
    for (const year of new Set(rows.map((row) => row.year))) {
      const total = rows.filter((row) => row.year === year).reduce((sum, row) => sum + row.value, 0);
      expect(total).toBeLessThan(0.6);
    }
  });
  it("say a rule that goes on once, and readers spell it out", () => {
    const text = readRegionFile("zhejiang/paths.csv");
    expect(text).toMatch(/,as in 20\d\d\n/);
    const problems: Problem[] = [];
    const model = shippedModel();
    const place = { file: "dist/regions/zhejiang.yaml", line: 1, column: 1 };
    const region = readRegion(library, model, "zhejiang", place, problems);
    expect(problems).toEqual([]);
    const rows = (build.tables.get("paths") ?? []).filter((row) => row.id === "gdp_growth");
    const path = regionNumbers(region as NonNullable<typeof region>, model).cells("gdp_growth")[0].path;
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows)
      expect(path.years.get(row.year ?? 0)?.estimated ?? "", String(row.year)).toBe(row.estimated);
  });
  it("cite every source table row", () => {
    for (const file of [
      shop.tables.years.balance,
      "generation.csv",
      "capacity.csv",
      "activity.csv",
      "published.csv",
      "constants.csv",
      "grid_factors.csv",
    ]) {
      for (const source of new Set(readCsv(readSource(file)).map((row) => row.source)))
        expect(cite(source), `${file} ${source}`).not.toContain("no citation of");
    }
  });
});
