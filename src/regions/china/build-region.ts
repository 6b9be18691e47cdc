import { toNumber } from "../csv.ts";
import type { TableRow } from "../table-row.ts";
import { type PrimaryEnergy, primaryEnergy } from "./balance/accounts.ts";
import { type CalibrationFactor, calibrationFactors } from "./balance/calibration-factors.ts";
import { type CrossCheck, crossChecks } from "./balance/cross-checks.ts";
import { type ElectricityBalance, electricityBalance } from "./balance/electricity.ts";
import { importFactor } from "./balance/imports.ts";
import { industrySectors } from "./balance/industry-split.ts";
import { buildInventory, type Inventory } from "./balance/inventory.ts";
import { ceadsReference, type ReferenceYear, yearBefore } from "./balance/reconstruct.ts";
import { baseYearTable } from "./base-year-table.ts";
import { capacityTable, impliedHours } from "./capacity-table.ts";
import { pastYears } from "./history.ts";
import { historyTable } from "./history-table.ts";
import { observedTable } from "./observed-table.ts";
import { capacityPaths, heldPaths } from "./paths/capacity-paths.ts";
import { type Branch, driverPaths } from "./paths/driver-paths.ts";
import { fleetTable } from "./paths/fleet-table.ts";
import { gridDecline } from "./paths/grid-path.ts";
import { cleanImports, importPaths, valueAt } from "./paths/import-paths.ts";
import { newShares } from "./paths/new-shares.ts";
import { planHistory } from "./paths/plan-history.ts";
import { regionDefaults } from "./paths/region-defaults.ts";
import { sourceTables } from "./source-tables.ts";
import { nation, type Sources } from "./sources.ts";

/** Sectors of the model, in its order. */
export const sectors = [
  "agriculture",
  ...industrySectors,
  "construction",
  "road_passenger",
  "road_freight",
  "rail_water_air",
  "services",
  "data_centres",
  "urban_homes",
  "rural_homes",
] as const;

/** Years that the build covers. */
export interface Span {
  readonly baseYear: number;
  readonly lastObserved: number;
  readonly horizon: number;
  readonly historyFrom: number;
}

/** Everything the build computes for one region. */
export interface RegionBuild {
  readonly tables: ReadonlyMap<string, readonly TableRow[]>;
  readonly inventory: Inventory;
  readonly electricity: ElectricityBalance;
  readonly accounts: PrimaryEnergy;
  readonly references: readonly ReferenceYear[];
  readonly calibration: readonly CalibrationFactor[];
  readonly checks: readonly CrossCheck[];
  readonly hours: ReadonlyMap<string, number>;
  /** Step of fuel CO2 between the last CEADs year moved to the base year and the inventory, as a fraction. */
  readonly accountStep: number;
}

/** National standard factors by carrier after oxidation, Mt per Mtce. */
export function standardFactors(sources: Sources): Map<string, number> {
  return new Map(
    ["coal", "coke", "oil", "gas"].map((carrier) => [
      carrier,
      sources.parameter("emission_factor", carrier) * sources.parameter("oxidation", carrier),
    ]),
  );
}

/** Rows of a parameter table of `data/sources`, as they stand. */
export function parameterRows(rows: readonly Record<string, string>[]): TableRow[] {
  return rows.map((row) => ({
    id: row.id,
    members: row.members,
    year: row.year === "" ? undefined : Number(row.year),
    value: toNumber(row.value, `${row.id}.${row.members}`),
    unit: row.unit,
    low: row.low === "" ? undefined : Number(row.low),
    high: row.high === "" ? undefined : Number(row.high),
    source: row.source,
    estimated: row.estimated,
  }));
}

/** The tables of a region and what tells how good they are. `read` gives the text of a file of `data/sources`. */
export function buildRegion(sources: Sources, read: (file: string) => string, span: Span): RegionBuild {
  const { baseYear, lastObserved, horizon } = span;
  const standard = standardFactors(sources);
  const tables = sourceTables(read);
  const electricity = electricityBalance(sources, baseYear);
  const inventory = buildInventory(sources, electricity);
  const calibration = calibrationFactors(inventory, standard);
  const past = pastYears(sources, span.historyFrom);
  const clean = cleanImports(sources, electricity, baseYear);
  const accounts = primaryEnergy(sources, electricity, clean, baseYear);
  const before = yearBefore(
    sources,
    inventory,
    electricity,
    baseYear,
    clean,
    sources.parameter("fossil_waste_factor", ""),
  );
  const references = [
    ...[2005, 2015].flatMap((year) =>
      past.filter((entry) => entry.year === year).map((entry) => ceadsReference(sources, entry)),
    ),
    before,
  ];
  const ownBranches = tables.of("branches.csv", sources.province);
  const branches: Branch[] = (ownBranches.length > 0 ? ownBranches : tables.of("branches.csv", "China")).map((row) => ({
    sector: row.sector,
    share: Number(row.share),
    elasticity: Number(row.elasticity),
    source: row.source,
    estimated: row.estimated,
  }));
  const checks = crossChecks(
    sources,
    inventory,
    electricity,
    accounts,
    past,
    before,
    importFactor(sources, baseYear, electricity.grossImports),
    clean,
    tables.of("checks.csv", sources.province).map((row) => ({
      check: row.check,
      year: Number(row.year),
      value: toNumber(row.value, `checks.csv ${row.check}`),
      unit: row.unit,
      tolerance: Number(row.tolerance),
    })),
  );
  const step = checks.find((check) => check.id === "inventory_2021");
  const own = parameterRows(tables.of("region_parameters.csv", sources.province));
  const given = new Set(own.flatMap((row) => [row.id, `${row.id}.${row.members}`]));
  // The nation's own imports come from abroad: their factor is held.
  const decline = sources.province === nation ? () => 1 : gridDecline(tables.table("grid_path.csv"));
  const planned = (id: string, members: string): Map<number, number> =>
    new Map(
      own
        .filter((row) => row.id === id && row.members === members && row.year !== undefined)
        .map((row) => [row.year ?? baseYear, row.value]),
    );
  const exports = planned("export_plan", "");
  const exportsAdded = (year: number): number => Math.max(0, valueAt(exports, year) - valueAt(exports, lastObserved));
  const hours = impliedHours(sources, electricity, baseYear);
  const region = [...own, ...regionDefaults(sources, inventory, electricity, hours, given, baseYear)];
  const baseOutput = (product: string): number | undefined =>
    region.find((row) => row.id === "base_output" && row.members === product)?.value;
  const potential = new Map(
    region.filter((row) => row.id === "capacity_potential").map((row) => [row.members, row.value]),
  );
  return {
    tables: new Map([
      [
        "base_year",
        [
          ...baseYearTable(sources, inventory, electricity, baseYear, standard),
          ...fleetTable(sources, baseYear, inventory.energy),
        ],
      ],
      [
        "power",
        [
          ...capacityTable(sources, electricity, baseYear),
          ...capacityPaths(sources, electricity, baseYear, lastObserved, horizon, potential, exportsAdded),
          ...heldPaths(sources, electricity, baseYear, lastObserved, given),
          ...importPaths(sources, electricity, baseYear, lastObserved, horizon, decline, (kind) =>
            planned("contracted_import", kind),
          ),
        ],
      ],
      [
        "paths",
        [
          ...driverPaths(sources, branches, baseYear, lastObserved, horizon),
          ...newShares(sources, inventory.energy, sectors, baseYear),
        ],
      ],
      ["references", referenceRows(references)],
      ["region", region],
      ["observed", observedTable(sources, electricity, baseYear, lastObserved, baseOutput)],
      [
        "history",
        [...historyTable(sources, past, powerPart(inventory)), ...planHistory(sources, past, references, baseYear)],
      ],
    ]),
    inventory,
    electricity,
    accounts,
    references,
    calibration,
    checks,
    hours,
    accountStep: step === undefined ? Number.NaN : step.computed / step.published - 1,
  };
}

function powerPart(inventory: Inventory): number {
  const power = [...inventory.powerCo2.values()].reduce((a, b) => a + b, 0);
  const heat = [...inventory.heatCo2.values()].reduce((a, b) => a + b, 0);
  return power / (power + heat);
}

function referenceRows(references: readonly ReferenceYear[]): TableRow[] {
  return references.flatMap((reference) => [
    {
      id: "reference_carbon_intensity",
      members: `y${reference.year}`,
      year: undefined,
      value: reference.carbonIntensity,
      unit: "tCO2/(10000 CNY)",
      low: reference.carbonLow,
      high: reference.carbonHigh,
      source: "ceads; cesy_2022; mee_grid",
      estimated: reference.rule,
    },
    {
      id: "reference_energy_intensity",
      members: `y${reference.year}`,
      year: undefined,
      value: reference.energyIntensity,
      unit: "tce/(10000 CNY)",
      source: reference.year === 2020 ? "energy_2020_memory" : "allocation",
      estimated: "total energy over real GDP at 2020 prices",
    },
  ]);
}
