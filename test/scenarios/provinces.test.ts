import { describe, expect, test } from "vitest";
import { readModel } from "../../src/engine/language/read-model.ts";
import { electricityBalance } from "../../src/regions/china/balance/electricity.ts";
import { buildInventory, splitCo2 } from "../../src/regions/china/balance/inventory.ts";
import { readSources } from "../../src/regions/china/sources.ts";
import { readCsv } from "../../src/regions/csv.ts";
import { runValues } from "../../src/regions/downscale/dispatch.ts";
import { sharedPrograms } from "../../src/run/shared-programs.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";
import { places as provinces, readSource, shop } from "../regions/zhejiang.ts";
import { library } from "./shipped.ts";

const model = readModel(modelFiles(library, "regional"));
const programs = sharedPrograms();
const span = shop.tables.years;
const runOf = (id: string) => {
  const run = runValues(library, model, `${id}/reference`, programs);
  if (run === undefined) throw new Error(`no reference of ${id}`);
  return run;
};
const runs = new Map(provinces.map(({ id }) => [id, runOf(id)]));
const valueAt = (id: string, variable: string, members: readonly string[], year: number): number =>
  runs.get(id)?.(variable, members, year) ?? Number.NaN;
const years = Array.from({ length: span.horizon - span.base + 1 }, (_, i) => span.base + i);
const projected = years.filter((year) => year > span.lastObserved);

const readConstant = (id: string): number =>
  Number(readCsv(readSource("constants.csv")).find((row) => row.id === id)?.value);

/** The inventory is a sum of a few hundred products of two numbers. */
const tolerance = 1e-9;

const newPlants = ["wind_onshore", "wind_offshore", "solar_utility", "solar_distributed"];
/** Against the most of all earlier years with less built: a slow fall over many years does not pass. */
const TAKEN_AT_LEAST = 0.9;

describe("the references of the nation and its provinces", () => {
  test("reproduce the inventory of the base year, which the data step builds apart from the model", () => {
    expect(provinces.length).toBe(31);
    const wrong: string[] = [];
    for (const { province, id } of provinces) {
      const sources = readSources(shop.tables, province);
      const electricity = electricityBalance(sources, span.base);
      const inventory = buildInventory(sources, electricity);
      const { powerHeat, other } = splitCo2(inventory);
      const waste =
        sources.parameter("fossil_waste_factor").value * (electricity.generation.get("biomass")?.value ?? 0);
      const compare = (what: string, modelled: number, built: number): void => {
        if (!(Math.abs(modelled - built) <= tolerance * Math.max(built, 1e-3))) wrong.push(`${id} ${what}`);
      };
      compare("energy", valueAt(id, "emissions", ["energy"], span.base), powerHeat + other + waste);
      for (const [sector, cells] of inventory.co2)
        for (const [carrier, mt] of cells)
          compare(`${sector}.${carrier}`, valueAt(id, "fuel_co2", [sector, carrier], span.base), mt.value);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test("supply the electricity that is used, in every year", () => {
    for (const { id } of provinces)
      for (const year of years)
        expect(valueAt(id, "unserved", [], year), `${id} ${year}`).toBeLessThanOrEqual(
          1e-6 * valueAt(id, "electricity_use", [], year),
        );
  });

  test("meet the published electricity use of 2024 within 1 %", () => {
    const published = new Map(
      ["activity.csv", "published.csv"]
        .flatMap((file) => readCsv(readSource(file)))
        .filter((row) => row.variable === "electricity_use" && row.year === "2024")
        .map((row) => [row.province, Number(row.value)]),
    );
    expect(published.size).toBe(31);
    for (const { province, id } of provinces) {
      const use = valueAt(id, "electricity_supplied", [], 2024);
      expect(Math.abs(use / (published.get(province) ?? Number.NaN) - 1), id).toBeLessThanOrEqual(0.01);
    }
  });

  test("never take less wind and sun per load than in any earlier year with less built", () => {
    for (const { id } of provinces) {
      const load = (year: number): number => valueAt(id, "electricity_load", [], year);
      // Per load: where the load shrinks, less can be taken.
      const taken = (year: number): number =>
        newPlants.reduce((sum, p) => sum + valueAt(id, "generation", [p], year), 0) / load(year);
      const offered = (year: number): number => valueAt(id, "vre_share", [], year);
      for (const year of projected) {
        const lessBuilt = years.filter((y) => y < year && offered(y) <= offered(year));
        const most = Math.max(0, ...lessBuilt.map(taken));
        expect(taken(year), `${id} ${year}`).toBeGreaterThanOrEqual(most * TAKEN_AT_LEAST);
      }
    }
  });

  test("keep the contracted part of market imports in every year, before coal beyond what must run", () => {
    const contracted = readConstant("import_contract_part");
    for (const { id } of provinces) {
      const base = valueAt(id, "electricity_imports", ["import_market"], span.base);
      for (const year of years.slice(1)) {
        const spare = valueAt(id, "dispatched", ["coal"], year) - valueAt(id, "minimum_output", ["coal"], year);
        if (spare <= 1e-6) continue;
        expect(valueAt(id, "electricity_imports", ["import_market"], year), `${id} ${year}`).toBeGreaterThanOrEqual(
          contracted * base * 0.999,
        );
      }
    }
  });

  test("trade that does not close is known: net imports of the provinces together, as data/README.md gives them", () => {
    const net = (year: number): number =>
      provinces
        .filter(({ id }) => id !== "china")
        .reduce((sum, { id }) => sum + valueAt(id, "net_imports", [], year), 0);
    for (const [year, twh] of [
      [2021, -98],
      [2030, -90],
      [2035, 42],
      [2040, 261],
      [2050, 422],
      [2060, 157],
    ])
      expect(Math.round(net(year)), String(year)).toBe(twh);
    expect(Math.max(...years.map(net))).toBe(net(2050));
  });
});
