import { describe, expect, it } from "vitest";
import { readCsv } from "../../src/calibration/csv.ts";
import { tableCsv } from "../../src/calibration/table-row.ts";
import { readRegionFile, readSource, zhejiang } from "./zhejiang.ts";

const { build } = zhejiang();
const citations = new Map(readCsv(readSource("references.csv")).map((row) => [row.key, row.citation]));
const cite = (keys: string): string =>
  keys
    .split("; ")
    .map((key) => citations.get(key) ?? `no citation of ${key}`)
    .join("; ");

describe("tables of the region", () => {
  it("stand in data/regions as the build step writes them", () => {
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
  it("cite every source table row", () => {
    for (const file of [
      "energy_balance_2021.csv",
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
