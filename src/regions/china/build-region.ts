import type { Model } from "../../engine/language/model.ts";
import { need } from "../../text/need.ts";
import type { Row } from "../csv.ts";
import { statedRow, type TableRow, type TableWriter, tableWriter } from "../stated.ts";
import { primaryEnergy } from "./balance/accounts.ts";
import { calibrationFactors } from "./balance/calibration-factors.ts";
import { crossChecks } from "./balance/cross-checks.ts";
import { electricityBalance } from "./balance/electricity.ts";
import { numbersOf, total } from "./balance/grid.ts";
import { buildInventory } from "./balance/inventory.ts";
import { ceadsReference, yearBefore } from "./balance/reconstruct.ts";
import { balanceRows, putFleet } from "./base-year-table.ts";
import { impliedHours, putCapacities } from "./capacity-table.ts";
import { realGdp } from "./gdp.ts";
import { pastYears, putHistory } from "./history.ts";
import { putObserved, putPlanHistory } from "./observed-table.ts";
import { putCapacityPaths, putHeldPaths } from "./paths/capacity-paths.ts";
import { putDrivers } from "./paths/driver-paths.ts";
import { cleanImports, type GridDecline, putImportPaths, valueAt } from "./paths/import-paths.ts";
import { newShares } from "./paths/new-shares.ts";
import { putRegionDefaults } from "./paths/region-defaults.ts";
import type { SourceTables } from "./source-tables.ts";
import type { Sources } from "./sources.ts";

/** Everything the build computes for one region. */
export type RegionBuild = ReturnType<typeof buildRegion>;

/** Rows of a parameter table of `data/china`, as they stand; `rule` where they name none. */
export function parameterRows(rows: readonly Row[], model: Model, rule = ""): TableRow[] {
  const table = tableWriter(model);
  for (const row of rows) {
    const path = row.members === "" ? row.id : `${row.id}.${row.members}`;
    const value = statedRow(row, path);
    const year = row.year === "" ? undefined : Number(row.year);
    table.putRanged(path, year, { ...value, rule: value.rule || rule });
  }
  return table.rows;
}

/**
 * The tables of a region and what tells how good they are. `decline` is how the sending grids' factors fall; the nation's
 * own imports come from abroad, whose factor is held.
 */
export function buildRegion(sources: Sources, tables: SourceTables, model: Model, decline: GridDecline) {
  const { base, lastObserved, references: referenceYears } = sources.years;
  const electricity = electricityBalance(sources, base);
  const inventory = buildInventory(sources, electricity);
  const baseYear = { sources, electricity, inventory };
  const past = pastYears(sources);
  const clean = cleanImports(sources, electricity);
  const accounts = primaryEnergy(sources, electricity, clean);
  const before = yearBefore(baseYear, accounts);
  const pastReferences = referenceYears.flatMap((year) => past.filter((entry) => entry.year === year));
  const references = [...pastReferences.map((entry) => ceadsReference(sources, entry)), before];
  const published = tables.of("checks.csv", sources.province);
  const checked = { ...baseYear, accounts, past, before, cleanImports: clean, published };
  const checks = crossChecks(checked, tables.table("cross_checks.csv"));
  const step = checks.find((check) => check.id === "inventory");

  const stated = parameterRows(tables.of("region_parameters.csv", sources.province), model);
  const given = new Set(stated.flatMap(({ id, members }) => [id, members === "" ? id : `${id}.${members}`]));
  const planned = (id: string, members: string): Map<number, number> => {
    const rows = stated.filter((row) => row.id === id && row.members === members);
    return new Map(rows.flatMap(({ year, value }) => (year === undefined ? [] : [[year, value]])));
  };
  const exports = planned("export_plan", "");
  const exportsAdded = (year: number): number => Math.max(0, valueAt(exports, year) - valueAt(exports, lastObserved));
  const hours = impliedHours(baseYear);
  const defaults = tableWriter(model);
  putRegionDefaults({ ...baseYear, hours, given }, defaults);
  const region = [...stated, ...defaults.rows];
  const cellsOf = (id: string): Map<string, number> =>
    new Map(region.flatMap((row) => (row.id === id ? [[row.members, row.value]] : [])));
  const [power, heat] = [total(inventory.powerCo2.values()), total(inventory.heatCo2.values())];
  const parts: Readonly<Record<string, (table: TableWriter) => void>> = {
    base_year: (table) => {
      table.put("base_population", undefined, sources.activity("population", base));
      table.put("base_gdp", undefined, realGdp(sources, base));
      table.rows.push(...balanceRows(sources, inventory, electricity, model));
      putFleet(baseYear, table);
    },
    power: (table) => {
      putCapacities(baseYear, hours, table);
      putCapacityPaths(baseYear, cellsOf("capacity_potential"), exportsAdded, table);
      putHeldPaths(baseYear, given, table);
      putImportPaths(baseYear, decline, planned("contracted_import", "import_mixed"), table);
    },
    paths: (table) => {
      putDrivers(sources, tables, table);
      const sectors = need(model.sets, "sector").members.map(({ name }) => name);
      table.rows.push(...newShares(sources, numbersOf(inventory.energy), sectors, base, model));
    },
    references: ({ put, putRanged }) => {
      for (const { year, carbonIntensity, energyIntensity } of references) {
        putRanged(`reference_carbon_intensity.y${year}`, undefined, carbonIntensity);
        put(`reference_energy_intensity.y${year}`, undefined, energyIntensity);
      }
    },
    region: ({ rows }) => void rows.push(...region),
    observed: (table) => putObserved(baseYear, cellsOf("base_output"), table),
    history: (table) => {
      putHistory(sources, past, power / (power + heat), table);
      putPlanHistory(sources, past, references, table);
    },
  };
  const written = Object.entries(parts).map(([name, write]): [string, readonly TableRow[]] => {
    const table = tableWriter(model);
    write(table);
    return [name, table.rows];
  });
  return {
    tables: new Map(written),
    inventory,
    electricity,
    accounts,
    references,
    calibration: calibrationFactors(sources, inventory),
    checks,
    /** Full-load hours of the base year by plant. */
    hours: new Map([...hours].map(([plant, { value }]) => [plant, value])),
    /** Step of fuel CO2 between the last CEADs year moved to the base year and the inventory, as a fraction. */
    accountStep: step === undefined ? Number.NaN : step.computed / step.published - 1,
  };
}
