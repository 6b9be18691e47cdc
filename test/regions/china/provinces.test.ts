import { describe, expect, it } from "vitest";
import { nation } from "../../../src/regions/china/source-tables.ts";
import { readCsv } from "../../../src/regions/csv.ts";
import { madeProvinces, places, readRegionFile } from "../zhejiang.ts";

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
  it("agree with CEADs 2019 moved by thermal generation within a tenth, 26 of 30, the others with a reason", () => {
    const rows = of("inventory");
    expect(rows.length).toBe(30);
    expect(rows.filter((row) => difference(row) <= 0.1).length).toBeGreaterThanOrEqual(26);
    for (const row of rows) if (difference(row) > 0.1) expect(row.reason, row.region).not.toBe("");
  });
  it("derive MEE's grid factors of 2021: median error at most 12 %, each above a quarter with a reason", () => {
    const rows = of("grid_factor");
    expect(rows.length).toBe(30);
    expect(median(rows.map(difference))).toBeLessThanOrEqual(0.12);
    for (const row of rows) if (difference(row) > 0.25) expect(row.reason, row.region).not.toBe("");
  });
  it("take the electricity use published for 2024 within 1 %", () => {
    for (const row of of("electricity_use")) expect(difference(row), row.region).toBeLessThanOrEqual(0.01);
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
  it("are made at installation, and close their electricity", () => {
    for (const [id, { build, files }] of madeProvinces()) {
      for (const [path, text] of files)
        if (path.startsWith("data/regions/")) expect(readRegionFile(path.slice(13)), path).toBe(text);
      for (const [technology, { value }] of build.electricity.generation)
        expect(value, `${id} ${technology}`).toBeGreaterThanOrEqual(0);
      for (const { value } of build.electricity.finalUse.values()) expect(value, id).toBeGreaterThanOrEqual(0);
    }
  }, 60_000);
});
