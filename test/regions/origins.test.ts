import { describe, expect, it, test } from "vitest";
import { type Row, readCsv } from "../../src/regions/csv.ts";
import { originsIn } from "../../src/regions/origins.ts";
import { shippedLibrary } from "../shipped-runs.ts";
import { readRegionFile, readSource } from "./zhejiang.ts";

const originAt = originsIn(shippedLibrary);
const rowsOf = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** The numbers that stand in a row of `data/china`. */
function numbersAt(place: string): readonly number[] {
  const [, file] = /^data\/china\/(.+):\d+$/.exec(place) ?? [];
  const rows =
    rowsOf.get(file) ??
    new Map(readCsv(readSource(file), `data/china/${file}`).map(({ at, ...cells }) => [at, numbersIn(cells)]));
  rowsOf.set(file, rows);
  return rows.get(place) ?? [];
}

function numbersIn(cells: Row): number[] {
  return Object.values(cells).flatMap((cell) => (cell === "" || Number.isNaN(Number(cell)) ? [] : [Number(cell)]));
}

/** The value of the row that stands so many lines below the heading. */
function valueAt(file: string, line: number): number {
  return Number(readCsv(readRegionFile(file))[line - 1].value);
}

describe.each(["zhejiang", "ningxia"])("numbers of %s", (region) => {
  test.each(["base_year", "power", "paths", "region", "observed", "history"])("in %s.csv", (table) => {
    const file = `${region}/${table}.csv`;
    const rows = readCsv(readRegionFile(file));
    for (const [i, { id, members, value, unit }] of rows.entries()) {
      const where = `${file}:${i + 2} ${id}.${members}`;
      const origin = originAt(`dist/regions/${file}`, i + 2, Number(value));
      expect(origin, where).toBeDefined();
      if (origin?.unit === unit) expect(origin.value, where).toBe(Number(value));
      for (const row of origin?.rows ?? [])
        if (row.at.length === 1 && row.value !== undefined)
          expect(numbersAt(row.at[0]), `${where}, ${row.at[0]}`).toContain(row.value);
    }
  });
});

it("names the rows that make a number, and the number before its conversion", () => {
  const line = readRegionFile("zhejiang/base_year.csv")
    .split("\n")
    .findIndex((text) => text.startsWith("base_gdp,"));
  expect(
    originAt("dist/regions/zhejiang/base_year.csv", line + 1, valueAt("zhejiang/base_year.csv", line)),
  ).toMatchObject({
    unit: "1e8 CNY/yr",
    rule: "value of 2020 chained by published real growth",
    rows: [
      { at: [expect.stringMatching(/^data\/china\/activity\.csv:\d+$/)], value: 64689.1, unit: "1e8 CNY" },
      { at: [expect.stringMatching(/^data\/china\/observed\.csv:\d+$/)], value: 8.5, unit: "%/yr" },
    ],
  });
});

it("of a city names the rule and what is listed of the city", () => {
  const line = readRegionFile("huzhou/base_year.csv")
    .split("\n")
    .findIndex((text) => text.startsWith("base_gdp,"));
  const rows =
    originAt("dist/regions/huzhou/base_year.csv", line + 1, valueAt("huzhou/base_year.csv", line))?.rows ?? [];
  expect(rows[0].at[0]).toMatch(/^data\/china\/city_rules\.csv:\d+$/);
  expect(rows).toContainEqual(expect.objectContaining({ value: 3644.9, unit: "1e8 CNY" }));
});

it("knows nothing of what people have written", () => {
  expect(originAt("data/regions/france/drivers.csv", 2, 1)).toBeUndefined();
  expect(originAt("dist/regions/nowhere/base_year.csv", 2, 1)).toBeUndefined();
  const first = valueAt("zhejiang/base_year.csv", 1);
  expect(originAt("dist/regions/zhejiang/base_year.csv", 2, first)).toBeDefined();
  expect(originAt("dist/regions/zhejiang/base_year.csv", 2, first + 1)).toBeUndefined();
});
