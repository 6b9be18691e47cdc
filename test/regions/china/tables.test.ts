import { describe, expect, it } from "vitest";
import { readModel } from "../../../src/engine/language/read-model.ts";
import { readCsv } from "../../../src/regions/csv.ts";
import { regionNumbers } from "../../../src/regions/downscale/region-numbers.ts";
import { tableCsv } from "../../../src/regions/table-row.ts";
import { modelFiles } from "../../../src/scenario/model-files.ts";
import { readRegion } from "../../../src/scenario/region/region.ts";
import type { Problem } from "../../../src/text/problems.ts";
import { library } from "../../scenarios/shipped.ts";
import { readRegionFile, readSource, shop, zhejiang } from "../zhejiang.ts";

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
    expect(text).toContain(",as in 2025\n");
    const problems: Problem[] = [];
    const model = readModel(modelFiles(library, "regional"));
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
