import type { TableRow } from "../stated.ts";
import { electricityUse } from "./electricity.ts";
import { bendsOf } from "./path-bends.ts";
import { type RegionNumbers, type SubregionTable, subregionTable } from "./region-numbers.ts";
import type { Subregion } from "./subregion.ts";

/** The parent's reference run: the value of a variable in a year. */
export type RunValue = (variable: string, members: readonly string[], year: number) => number;

/** The years of the parent's own path of a cell, which would stay beside those that a part writes. */
export function parentYears(parent: RegionNumbers, id: string, members: readonly string[] = []): Set<number> {
  const name = members.join(".");
  const own = parent.cells(id).find((cell) => cell.members.join(".") === name);
  return new Set(own?.path.years.keys() ?? []);
}

/** The years at which a path is taken from a run: all of them, and those of the parent's own path. */
export function runYears(parent: RegionNumbers, id: string, members: readonly string[] = []): number[] {
  const { baseYear, horizon } = parent.region;
  const years = parentYears(parent, id, members);
  for (let year = baseYear; year <= horizon; year++) years.add(year);
  return [...years].sort((a, b) => a - b);
}

/** A path as it is written: its bends and the years of the parent's own path. */
export function written(parent: RegionNumbers, rows: readonly TableRow[]): TableRow[] {
  if (rows.length === 0) return [];
  const [{ id, members }] = rows;
  return bendsOf(rows, parentYears(parent, id, members === "" ? [] : members.split(".")));
}

/**
 * A part's plants run as its parent's do, and what they do not give comes from the parent's grid: hours of fossil
 * plants and the grid's CO2 factor are those of the parent's reference run, curtailment is left to the parent's grid
 * (hours of wind and solar are less its curtailment), and exports are what the plants gave beyond the use.
 */
export function cityDispatch(parent: RegionNumbers, subregion: Subregion, run: RunValue | undefined): TableRow[] {
  const table = subregionTable(parent);
  const { put } = table;
  const ran = `reference run of ${parent.region.id}`;
  put("curtailment_slope", [], 0, "curtailment is the parent grid's, in the hours of wind and solar");
  const base = run === undefined ? baseGridFactor(parent) : Number.NaN;
  const years = runYears(parent, "import_clean_share", ["import_market"]);
  const factors = years.map((year) => run?.("grid_factor", [], year) ?? base);
  const thermal = Math.max(...factors, ...years.map((year) => parent.at("sender_thermal_factor", [], year)));
  put("sender_thermal_factor", [], thermal, "national, or the highest factor of the parent's grid");
  const words = run === undefined ? "of the parent's base year, held" : `of the ${ran}`;
  putPath(parent, table, "import_clean_share", ["import_market"], (index) => ({
    value: thermal === 0 ? 0 : 1 - factors[index] / thermal,
    rule: `one less the grid factor ${words} (${factors[index].toFixed(4)} t/MWh) over that of thermal plants`,
  }));
  put(
    "market_import_limit",
    [],
    electricityUse(parent),
    "the parent's grid stands behind it: as much as the parent uses",
  );
  if (run !== undefined) {
    putFossilHours(parent, subregion, run, ran, table);
    putRenewableHours(parent, subregion, run, ran, table);
  }
  const held = { value: subregion.electricity.exports, rule: "what local plants give beyond the use, held" };
  putPath(parent, table, "export_plan", [], () => held);
  return table.rows;
}

/** Writes the bends of a path that is given of all years of a run. */
function putPath(
  parent: RegionNumbers,
  table: SubregionTable,
  id: string,
  members: readonly string[],
  at: (index: number, year: number) => { readonly value: number; readonly rule: string },
): void {
  const path = subregionTable(parent);
  runYears(parent, id, members).forEach((year, index) => {
    const { value, rule } = at(index, year);
    path.put(id, members, value, rule, year);
  });
  table.rows.push(...written(parent, path.rows));
}

function putFossilHours(
  parent: RegionNumbers,
  subregion: Subregion,
  run: RunValue,
  ran: string,
  table: SubregionTable,
): void {
  for (const plant of ["coal", "gas"]) {
    if ((subregion.generation.get(plant) ?? 0) === 0) continue;
    putPath(parent, table, "maximum_hours", [plant], (_, year) => ({
      value: Math.min(8784, run("full_hours", [plant], year) * subregion.plants),
      rule: `hours of the ${ran}`,
    }));
    table.put("minimum_hours", [plant], 0, "dispatched with the parent's grid");
  }
}

/** A curtailment below this part of wind and solar is left out of their hours. */
const least = 0.001;

function putRenewableHours(
  parent: RegionNumbers,
  subregion: Subregion,
  run: RunValue,
  ran: string,
  table: SubregionTable,
): void {
  for (const plant of parent.members("vre")) {
    const curtailed = runYears(parent, "full_load_hours", [plant]).map((year) => run("curtailment_rate", [], year));
    if ((subregion.generation.get(plant) ?? 0) === 0 || Math.max(...curtailed) < least) continue;
    putPath(parent, table, "full_load_hours", [plant], (index, year) => ({
      value: parent.at("full_load_hours", [plant], year) * (1 - curtailed[index]),
      rule: `hours of the parent less curtailment in the ${ran}`,
    }));
  }
}

/** CO2 of the parent's generation and net imports over their electricity, in the base year. */
function baseGridFactor(parent: RegionNumbers): number {
  const power = ["coal", "coke", "oil", "gas"].reduce(
    (sum, carrier) => sum + parent.at("inventory_power", [carrier]),
    0,
  );
  const generated = parent.members("plant").reduce((sum, plant) => sum + parent.at("base_generation", [plant]), 0);
  const waste = parent.at("base_generation", ["biomass"]) * parent.at("fossil_waste_factor");
  const imports = parent.members("imports").map((kind) => ({
    twh: parent.at("base_generation", [kind]),
    factor: (1 - parent.at("import_clean_share", [kind])) * parent.at("sender_thermal_factor"),
  }));
  const exports = parent.at("base_exports");
  const imported = imports.reduce((sum, { twh }) => sum + twh, 0);
  const own = generated === 0 ? 0 : (power + waste) / generated;
  const co2 = power + waste + imports.reduce((sum, { twh, factor }) => sum + twh * factor, 0) - exports * own;
  const total = generated + imported - exports;
  return total === 0 ? 0 : co2 / total;
}
