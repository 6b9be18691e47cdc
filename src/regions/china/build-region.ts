import type { Model } from "../../engine/language/model.ts";
import type { Row } from "../csv.ts";
import { statedRow, type TableRow, tableWriter } from "../stated.ts";
import { type PrimaryEnergy, primaryEnergy } from "./balance/accounts.ts";
import { type CalibrationFactor, calibrationFactors } from "./balance/calibration-factors.ts";
import { type CrossCheck, crossChecks } from "./balance/cross-checks.ts";
import { type ElectricityBalance, electricityBalance } from "./balance/electricity.ts";
import { numbersOf, total } from "./balance/grid.ts";
import { industrySectors } from "./balance/industry-split.ts";
import { buildInventory, type Inventory } from "./balance/inventory.ts";
import { ceadsReference, type ReferenceYear, yearBefore } from "./balance/reconstruct.ts";
import { balanceRows, driverRows } from "./base-year-table.ts";
import { capacityTable, impliedHours } from "./capacity-table.ts";
import { historyTable, pastYears } from "./history.ts";
import { observedTable } from "./observed-table.ts";
import { capacityPaths, heldPaths } from "./paths/capacity-paths.ts";
import { driverPaths, readBranches } from "./paths/driver-paths.ts";
import { fleetTable } from "./paths/fleet-table.ts";
import { type GridDecline, valueAt } from "./paths/grid-path.ts";
import { cleanImports, importPaths } from "./paths/import-paths.ts";
import { newShares } from "./paths/new-shares.ts";
import { planHistory } from "./paths/plan-history.ts";
import { regionDefaults } from "./paths/region-defaults.ts";
import type { SourceTables } from "./source-tables.ts";
import type { Sources } from "./sources.ts";

/** Sectors of the model, in its order. */
const sectors = [
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

/** Everything the build computes for one region. */
export interface RegionBuild {
  readonly tables: ReadonlyMap<string, readonly TableRow[]>;
  readonly inventory: Inventory;
  readonly electricity: ElectricityBalance;
  readonly accounts: PrimaryEnergy;
  readonly references: readonly ReferenceYear[];
  readonly calibration: readonly CalibrationFactor[];
  readonly checks: readonly CrossCheck[];
  /** Full-load hours of the base year by plant. */
  readonly hours: ReadonlyMap<string, number>;
  /** Step of fuel CO2 between the last CEADs year moved to the base year and the inventory, as a fraction. */
  readonly accountStep: number;
}

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
export function buildRegion(sources: Sources, tables: SourceTables, model: Model, decline: GridDecline): RegionBuild {
  const { base, lastObserved } = sources.years;
  const electricity = electricityBalance(sources, base);
  const inventory = buildInventory(sources, electricity);
  const past = pastYears(sources);
  const clean = cleanImports(sources, electricity);
  const accounts = primaryEnergy(sources, electricity, clean);
  const before = yearBefore(sources, inventory, electricity, accounts);
  const references = [
    ...sources.years.references.flatMap((year) =>
      past.filter((entry) => entry.year === year).map((entry) => ceadsReference(sources, entry)),
    ),
    before,
  ];
  const published = tables.of("checks.csv", sources.province);
  const checks = crossChecks({
    sources,
    inventory,
    electricity,
    accounts,
    past,
    before,
    cleanImports: clean,
    published,
  });
  const step = checks.find((check) => check.id === "inventory");

  const own = parameterRows(tables.of("region_parameters.csv", sources.province), model);
  const given = new Set(own.flatMap(({ id, members }) => [id, members === "" ? id : `${id}.${members}`]));
  const planned = (id: string, members: string): Map<number, number> =>
    new Map(
      own.flatMap((row) =>
        row.id === id && row.members === members && row.year !== undefined ? [[row.year, row.value]] : [],
      ),
    );
  const exports = planned("export_plan", "");
  const exportsAdded = (year: number): number => Math.max(0, valueAt(exports, year) - valueAt(exports, lastObserved));
  const hours = impliedHours(sources, electricity);
  const region = [...own, ...regionDefaults({ sources, inventory, electricity, hours, given }, model)];
  const cellsOf = (id: string): Map<string, number> =>
    new Map(region.flatMap((row) => (row.id === id ? [[row.members, row.value]] : [])));
  const [outputs, potential] = [cellsOf("base_output"), cellsOf("capacity_potential")];
  const [power, heat] = [total(inventory.powerCo2.values()), total(inventory.heatCo2.values())];
  return {
    tables: new Map([
      [
        "base_year",
        [
          ...driverRows(sources, model),
          ...balanceRows(sources, inventory, electricity, model),
          ...fleetTable(sources, inventory.energy, model),
        ],
      ],
      [
        "power",
        [
          ...capacityTable(sources, electricity, hours, model),
          ...capacityPaths(sources, electricity, potential, exportsAdded, model),
          ...heldPaths(sources, electricity, given, model),
          ...importPaths(sources, electricity, decline, planned("contracted_import", "import_mixed"), model),
        ],
      ],
      [
        "paths",
        [
          ...driverPaths(sources, readBranches(tables, sources.province), model),
          ...newShares(sources, numbersOf(inventory.energy), sectors, base, model),
        ],
      ],
      ["references", referenceRows(references, model)],
      ["region", region],
      ["observed", observedTable(sources, electricity, (product) => outputs.get(product), model)],
      [
        "history",
        [
          ...historyTable(sources, past, power / (power + heat), model),
          ...planHistory(sources, past, references, model),
        ],
      ],
    ]),
    inventory,
    electricity,
    accounts,
    references,
    calibration: calibrationFactors(sources, inventory),
    checks,
    hours: new Map([...hours].map(([plant, { value }]) => [plant, value])),
    accountStep: step === undefined ? Number.NaN : step.computed / step.published - 1,
  };
}

function referenceRows(references: readonly ReferenceYear[], model: Model): TableRow[] {
  const { rows, put, putRanged } = tableWriter(model);
  for (const { year, carbonIntensity, energyIntensity } of references) {
    putRanged(`reference_carbon_intensity.y${year}`, undefined, carbonIntensity);
    put(`reference_energy_intensity.y${year}`, undefined, energyIntensity);
  }
  return rows;
}
