import { type PrimaryEnergy, primaryEnergy } from "./accounts.ts";
import { baseYearTable } from "./base-year-table.ts";
import { type CalibrationFactor, calibrationFactors } from "./calibration-factors.ts";
import { capacityPaths } from "./capacity-paths.ts";
import { capacityTable, impliedHours } from "./capacity-table.ts";
import { type CrossCheck, crossChecks } from "./cross-checks.ts";
import { readCsv, toNumber } from "./csv.ts";
import { type Branch, driverPaths } from "./driver-paths.ts";
import { type ElectricityBalance, electricityBalance } from "./electricity.ts";
import { fleetTable } from "./fleet-table.ts";
import { pastYears } from "./history.ts";
import { historyTable } from "./history-table.ts";
import { cleanImports, importPaths } from "./import-paths.ts";
import { importFactor } from "./imports.ts";
import { buildInventory, type Inventory } from "./inventory.ts";
import { newShares } from "./new-shares.ts";
import { observedTable } from "./observed-table.ts";
import { planHistory } from "./plan-history.ts";
import { ceadsReference, type ReferenceYear, yearBefore } from "./reconstruct.ts";
import type { Sources } from "./sources.ts";
import type { TableRow } from "./table-row.ts";

/** Sectors of the model, in its order. */
export const sectors = [
  "agriculture",
  "mining",
  "steel",
  "minerals",
  "chemicals",
  "refining",
  "nonferrous",
  "manufacturing",
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

/** A constant of the table of national parameters. Throws where it has none. */
export function nationalValue(national: string, id: string, members: string): number {
  const row = readCsv(national).find((candidate) => candidate.id === id && candidate.members === members);
  if (row === undefined) throw new Error(`national_parameters.csv has no ${id}${members === "" ? "" : `.${members}`}`);
  return toNumber(row.value, id);
}

/** National standard factors by carrier after oxidation, Mt per Mtce, from the table of national parameters. */
export function standardFactors(national: string): Map<string, number> {
  return new Map(
    ["coal", "coke", "oil", "gas"].map((carrier) => [
      carrier,
      nationalValue(national, "emission_factor", carrier) * nationalValue(national, "oxidation", carrier),
    ]),
  );
}

/** Rows of a parameter table of `data/sources`, as they stand. */
export function parameterRows(text: string, keep: (row: Record<string, string>) => boolean = () => true): TableRow[] {
  return readCsv(text)
    .filter(keep)
    .map((row) => ({
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
  const own = (row: Record<string, string>): boolean => row.province === sources.province;
  const standard = standardFactors(read("national_parameters.csv"));
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
    nationalValue(read("national_parameters.csv"), "fossil_waste_factor", ""),
  );
  const references = [
    ...[2005, 2015].flatMap((year) =>
      past.filter((entry) => entry.year === year).map((entry) => ceadsReference(sources, entry)),
    ),
    before,
  ];
  const branches: Branch[] = readCsv(read("branches.csv"))
    .filter(own)
    .map((row) => ({
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
  );
  const step = checks.find((check) => check.name.startsWith("fuel CO2"));
  const region = parameterRows(read("region_parameters.csv"), own);
  const potential = new Map(
    region.filter((row) => row.id === "capacity_potential").map((row) => [row.members, row.value]),
  );
  return {
    tables: new Map([
      [
        "base_year",
        [
          ...baseYearTable(sources, inventory, electricity, baseYear, standard),
          ...fleetTable(sources, baseYear, inventory.energy, (id, members) =>
            nationalValue(read("national_parameters.csv"), id, members),
          ),
        ],
      ],
      [
        "power",
        [
          ...capacityTable(sources, electricity, baseYear),
          ...capacityPaths(sources, baseYear, lastObserved, horizon, potential),
          ...importPaths(sources, electricity, baseYear, lastObserved, horizon),
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
      ["observed", observedTable(sources, baseYear, lastObserved)],
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
    hours: impliedHours(sources, electricity, baseYear),
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
