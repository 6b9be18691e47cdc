import type { Model } from "../../engine/language/model.ts";
import { need } from "../../text/need.ts";
import type { Row } from "../csv.ts";
import { everyYear, statedRow, type TableRow, type TableWriter, tableWriter } from "../stated.ts";
import type { Workshop } from "../workshop.ts";
import { primaryEnergy } from "./balance/accounts.ts";
import { calibrationFactors } from "./balance/calibration-factors.ts";
import { crossChecks } from "./balance/cross-checks.ts";
import { electricityBalance } from "./balance/electricity.ts";
import { numbersOf, total } from "./balance/grid.ts";
import { buildInventory } from "./balance/inventory.ts";
import { accountStepOf, ceadsReference, yearBefore } from "./balance/reconstruct.ts";
import { balanceRows, putFleet } from "./base-year-table.ts";
import { fittedCapacity, impliedHours, putCapacities } from "./capacity-table.ts";
import { realGdp } from "./gdp.ts";
import { pastYears, putHistory } from "./history.ts";
import { putHoursAfter } from "./observed-hours.ts";
import { powerYear, putOwnUseChange } from "./observed-power.ts";
import { putObserved, putPlanHistory } from "./observed-table.ts";
import { approvedCells, putApprovedPaths, putCapacityPaths, withStandingPotentials } from "./paths/capacity-paths.ts";
import { growthAfter, putDrivers, putExtraction } from "./paths/driver-paths.ts";
import { cleanImports, type GridDecline, putImportPaths, valueAt } from "./paths/import-paths.ts";
import { newShares } from "./paths/new-shares.ts";
import { putRegionDefaults } from "./paths/region-defaults.ts";
import type { Sources } from "./sources.ts";

/** Paths of trade, which are observed to the last observed year. */
const observedTrade = new Set(["export_plan", "market_import_limit", "market_import_contract", "contracted_import"]);

/** What the nation's reference run says that regions follow. */
export interface NationRun {
  /** How the sending grids' factors fall. */
  readonly decline: GridDecline;
  /** Growth of its coal supply over a year; undefined for the nation itself. */
  readonly coalGrowth?: (year: number) => number;
}

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
 * The tables of a region and what tells how good they are. The nation itself follows no run: its own imports come from
 * abroad, whose factor is held.
 */
export function buildRegion(
  sources: Sources,
  { tables, model, solar, otherFuel }: Pick<Workshop, "tables" | "model" | "solar" | "otherFuel">,
  { decline, coalGrowth }: NationRun,
) {
  const { base, lastObserved, references: referenceYears } = sources.years;
  const electricity = electricityBalance(sources, base);
  const inventory = buildInventory(sources, electricity);
  const baseYear = { sources, electricity, inventory };
  const standing = (plant: string, year: number) => fittedCapacity(baseYear, plant, year);
  const after = growthAfter(sources);
  const power = everyYear(base, lastObserved).map((year) => powerYear(baseYear, standing, solar, year));
  const past = pastYears(sources);
  const clean = cleanImports(sources, electricity);
  const accounts = primaryEnergy(sources, electricity, clean);
  const before = yearBefore(baseYear, solar, otherFuel);
  const pastReferences = referenceYears.flatMap((year) => past.filter((entry) => entry.year === year));
  const step = accountStepOf(sources, past[past.length - 1], before);
  const references = [...pastReferences.map((entry) => ceadsReference(sources, entry, before, step)), before];
  const published = tables.of("checks.csv", sources.province);
  const checked = { ...baseYear, accounts, past, before, cleanImports: clean, published };
  const checks = crossChecks(checked, tables.table("cross_checks.csv"));
  const inventoryCheck = checks.find((check) => check.id === "inventory");

  const listed = parameterRows(tables.of("region_parameters.csv", sources.province), model);
  // What was observed is not planned: a path of trade begins after the observed years, exports from what was sent, and
  // one of capacity is made of both.
  const stated = listed.filter(
    ({ id, members, year }) =>
      !approvedCells.has(`${id}.${members}`) &&
      (!observedTrade.has(id) || ((year === undefined || year > lastObserved) && id !== "export_plan")),
  );
  const given = new Set(stated.flatMap(({ id, members }) => [id, members === "" ? id : `${id}.${members}`]));
  const planned = (id: string, members: string): Map<number, number> => {
    const rows = listed.filter((row) => row.id === id && row.members === members);
    return new Map(rows.flatMap(({ year, value }) => (year === undefined ? [] : [[year, value]])));
  };
  const exports = planned("export_plan", "");
  const exportsAdded = (year: number): number => Math.max(0, valueAt(exports, year) - valueAt(exports, lastObserved));
  const lines = listed.flatMap((row) => {
    if (row.id !== "export_plan" || row.year === undefined || row.year <= lastObserved) return [];
    return [{ ...row, year: row.year, added: exportsAdded(row.year) }];
  });
  const hours = impliedHours(baseYear);
  const cellsIn = (rows: readonly TableRow[], id: string): Map<string, number> =>
    new Map(rows.flatMap((row) => (row.id === id ? [[row.members, row.value]] : [])));
  const outputs = cellsIn(stated, "base_output");
  const defaults = tableWriter(model);
  putRegionDefaults({ ...baseYear, hours, given, power, standing, outputs }, defaults);
  const region = withStandingPotentials(baseYear, [...stated, ...defaults.rows]);
  const [powerCo2, heatCo2] = [total(inventory.powerCo2.values()), total(inventory.heatCo2.values())];
  const parts: Readonly<Record<string, (table: TableWriter) => void>> = {
    base_year: (table) => {
      table.put("base_population", undefined, sources.activity("population", base));
      table.put("base_gdp", undefined, realGdp(sources, base));
      table.rows.push(...balanceRows(sources, inventory, electricity, model));
      putFleet(baseYear, table);
    },
    power: (table) => {
      putCapacities(baseYear, table);
      putHoursAfter(sources, power, standing, table);
      putOwnUseChange(sources, power, table);
      putCapacityPaths(baseYear, cellsIn(region, "capacity_potential"), exportsAdded, table);
      putApprovedPaths(baseYear, listed, table);
      const contracts = (kind: string) => planned("contracted_import", kind);
      putImportPaths(baseYear, power, after, decline, { contracts, lines }, table);
    },
    paths: (table) => {
      putDrivers(sources, tables, after, table);
      putExtraction(sources, coalGrowth, table);
      const sectors = need(model.sets, "sector").members.map(({ name }) => name);
      table.rows.push(...newShares(sources, numbersOf(inventory.energy), sectors, base, model));
    },
    references: ({ put, putRanged }) => {
      put("energy_account_step", undefined, before.energyStep);
      put("carbon_account_step", undefined, step);
      for (const { year, carbonIntensity, energyIntensity } of references) {
        putRanged(`reference_carbon_intensity.y${year}`, undefined, carbonIntensity);
        putRanged(`reference_energy_intensity.y${year}`, undefined, energyIntensity);
      }
    },
    region: ({ rows }) => void rows.push(...region),
    observed: (table) => putObserved(baseYear, power, cellsIn(region, "base_output"), table),
    history: (table) => {
      putHistory(sources, past, powerCo2 / (powerCo2 + heatCo2), table);
      putPlanHistory(baseYear, past, references, before, cellsIn(region, "base_output"), table);
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
    accountStep: inventoryCheck === undefined ? Number.NaN : inventoryCheck.computed / inventoryCheck.published - 1,
  };
}
