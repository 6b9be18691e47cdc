import type { TableRow } from "../table-row.ts";
import { electricityUse } from "./electricity.ts";
import type { Part } from "./part.ts";
import { bendsOf } from "./path-bends.ts";
import type { Whole } from "./whole.ts";

/** The parent's reference run: the value of a variable in a year. */
export type RunValue = (variable: string, members: readonly string[], year: number) => number;

/** The years of the parent's own path of a cell, which would stay beside those that a part writes. */
export function parentYears(whole: Whole, id: string, members: readonly string[] = []): Set<number> {
  const name = members.join(".");
  const own = whole.cells(id).find((cell) => cell.members.join(".") === name);
  return new Set(own?.path.years.keys() ?? []);
}

/** The years at which a path is taken from a run: all of them, and those of the parent's own path. */
export function runYears(whole: Whole, id: string, members: readonly string[] = []): number[] {
  const { baseYear, horizon } = whole.region;
  const years = parentYears(whole, id, members);
  for (let year = baseYear; year <= horizon; year++) years.add(year);
  return [...years].sort((a, b) => a - b);
}

/** A path as it is written: its bends and the years of the parent's own path. */
export function written(whole: Whole, rows: readonly TableRow[]): TableRow[] {
  if (rows.length === 0) return [];
  const [{ id, members }] = rows;
  return bendsOf(rows, parentYears(whole, id, members === "" ? [] : members.split(".")));
}

/**
 * A part's plants run as its parent's do, and what they do not give comes from the parent's grid: hours of fossil
 * plants and the grid's CO2 factor are those of the parent's reference run, curtailment is left to the parent's grid
 * (hours of wind and solar are less its curtailment), and exports are what the plants gave beyond the use.
 */
export function cityDispatch(whole: Whole, part: Part, run: RunValue | undefined): TableRow[] {
  const rows: TableRow[] = [];
  const source = `region ${whole.region.id}`;
  const add = (
    id: string,
    members: string,
    year: number | undefined,
    value: number,
    unit: string,
    estimated: string,
  ): void => {
    rows.push({ id, members, year, value: Number(value.toPrecision(9)), unit, source, estimated });
  };
  const ran = `reference run of ${whole.region.id}`;
  add("curtailment_slope", "", undefined, 0, "1", "curtailment is the parent grid's, in the hours of wind and solar");
  const base = run === undefined ? baseGridFactor(whole) : Number.NaN;
  const years = runYears(whole, "import_clean_share", ["import_market"]);
  const factors = years.map((year) => run?.("grid_factor", [], year) ?? base);
  const thermal = Math.max(...factors, ...years.map((year) => whole.at("sender_thermal_factor", [], year)));
  add(
    "sender_thermal_factor",
    "",
    undefined,
    thermal,
    "tCO2/(MW*h)",
    "national, or the highest factor of the parent's grid",
  );
  const words = run === undefined ? "of the parent's base year, held" : `of the ${ran}`;
  const clean = years.map((year, index) => ({
    id: "import_clean_share",
    members: "import_market",
    year,
    value: Number((thermal === 0 ? 0 : 1 - factors[index] / thermal).toPrecision(9)),
    unit: "1",
    source,
    estimated: `one less the grid factor ${words} (${factors[index].toFixed(4)} t/MWh) over that of thermal plants`,
  }));
  rows.push(...written(whole, clean));
  add(
    "market_import_limit",
    "",
    undefined,
    electricityUse(whole),
    "TW*h/yr",
    "the parent's grid stands behind it: as much as the parent uses",
  );
  if (run !== undefined) rows.push(...fossilHours(whole, part, run, ran), ...renewableHours(whole, part, run, ran));
  const held = runYears(whole, "export_plan").map((year) => ({
    id: "export_plan",
    members: "",
    year,
    value: Number(part.electricity.exports.toPrecision(9)),
    unit: "TW*h/yr",
    source,
    estimated: "what local plants give beyond the use, held",
  }));
  rows.push(...written(whole, held));
  return rows;
}

function fossilHours(whole: Whole, part: Part, run: RunValue, ran: string): TableRow[] {
  const rows: TableRow[] = [];
  const row = { unit: "h/yr", source: `region ${whole.region.id}` };
  for (const plant of ["coal", "gas"]) {
    if ((part.generation.get(plant) ?? 0) === 0) continue;
    const hours = runYears(whole, "maximum_hours", [plant]).map((year) => ({
      ...row,
      id: "maximum_hours",
      members: plant,
      year,
      value: Number(Math.min(8784, run("full_hours", [plant], year) * part.plants).toPrecision(9)),
      estimated: `hours of the ${ran}`,
    }));
    rows.push(...written(whole, hours));
    const estimated = "dispatched with the parent's grid";
    rows.push({ ...row, id: "minimum_hours", members: plant, year: undefined, value: 0, estimated });
  }
  return rows;
}

/** A curtailment below this part of wind and solar is left out of their hours. */
const least = 0.001;

function renewableHours(whole: Whole, part: Part, run: RunValue, ran: string): TableRow[] {
  return whole.members("vre").flatMap((plant) => {
    const years = runYears(whole, "full_load_hours", [plant]);
    const curtailed = years.map((year) => run("curtailment_rate", [], year));
    if ((part.generation.get(plant) ?? 0) === 0 || Math.max(...curtailed) < least) return [];
    const hours = years.map((year, index) => ({
      id: "full_load_hours",
      members: plant,
      year,
      value: Number((whole.at("full_load_hours", [plant], year) * (1 - curtailed[index])).toPrecision(9)),
      unit: "h/yr",
      source: `region ${whole.region.id}`,
      estimated: `hours of the parent less curtailment in the ${ran}`,
    }));
    return written(whole, hours);
  });
}

/** CO2 of the parent's generation and net imports over their electricity, in the base year. */
function baseGridFactor(whole: Whole): number {
  const power = ["coal", "coke", "oil", "gas"].reduce(
    (sum, carrier) => sum + whole.at("inventory_power", [carrier]),
    0,
  );
  const generated = whole.members("plant").reduce((sum, plant) => sum + whole.at("base_generation", [plant]), 0);
  const waste = whole.at("base_generation", ["biomass"]) * whole.at("fossil_waste_factor");
  const imports = whole.members("imports").map((kind) => ({
    twh: whole.at("base_generation", [kind]),
    factor: (1 - whole.at("import_clean_share", [kind])) * whole.at("sender_thermal_factor"),
  }));
  const exports = whole.at("base_exports");
  const imported = imports.reduce((sum, { twh }) => sum + twh, 0);
  const own = generated === 0 ? 0 : (power + waste) / generated;
  const co2 = power + waste + imports.reduce((sum, { twh, factor }) => sum + twh * factor, 0) - exports * own;
  const total = generated + imported - exports;
  return total === 0 ? 0 : co2 / total;
}
