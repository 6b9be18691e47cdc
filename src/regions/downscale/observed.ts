import { cellNames } from "../../engine/language/cells.ts";
import { sumOf } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import type { TableRow } from "../stated.ts";
import type { RunValue } from "./dispatch.ts";
import { type RegionNumbers, subregionTable } from "./region-numbers.ts";
import { inWords } from "./rows.ts";
import { type CityFacts, factAt } from "./shares.ts";
import type { Subregion } from "./subregion.ts";

/** The parameter by whose rule an observed variable is shared. */
const sharedAs: Readonly<Record<string, string>> = {
  capacity: "base_capacity",
  available_generation: "base_generation",
  storage_capacity: "base_storage_capacity",
  vehicle_stock: "base_fleet",
  output: "base_output",
};

/**
 * The observed years of a part: capacities by the share of the technology in that year, electricity, vehicles and
 * output growing as in the parent. Population and GDP need no row: their growth is the parent's. What wind and sun gave is
 * less what the parent curtailed in its run, since a part curtails nothing of its own.
 */
export function cityObserved(
  { parent, shares, electricity, factor }: Subregion,
  run: RunValue | undefined,
): TableRow[] {
  const { region, model } = parent;
  const { rows, put } = subregionTable(parent, 12);
  const imports = new Set(parent.members("imports"));
  const vre = new Set(parent.members("vre"));
  for (const { variable, cell, year, given } of region.observations) {
    const members = cellNames(model, need(model.variables, variable).over)[cell];
    const write = (value: number, words: string): void =>
      put(variable, members, given.value * value, inWords({ value, words }), year);
    if (variable === "electricity_use") write(electricity.share, "growth of the parent");
    const rule = variable in sharedAs ? shares.ruleOf(sharedAs[variable], members) : undefined;
    if (rule === undefined || imports.has(members[0])) continue;
    const taken =
      variable === "available_generation" && vre.has(members[0]) ? 1 - (run?.("curtailment_rate", [], year) ?? 0) : 1;
    write(shares.share(rule, year) * factor(sharedAs[variable], members) * taken, rule.words);
  }
  const shared = new Set(
    region.observations.flatMap(({ variable, cell, year, given }) => {
      const members = cellNames(model, need(model.variables, variable).over)[cell];
      return given.sharedOut ? [`${variable} ${members.join(".")} ${year}`] : [];
    }),
  );
  return rows.map((row) => (shared.has(`${row.id} ${row.members} ${row.year}`) ? { ...row, sharedOut: true } : row));
}

/** Totals of capacity that plans name, and the plants that they hold. */
const totals: Readonly<Record<string, string>> = {
  capacity_wind: "wind",
  capacity_solar: "solar",
  capacity_coal: "coal_plant",
  capacity_gas: "gas_plant",
};

/** Capacity of the year before the base year, from which plans count what they add: shared as in the base year. */
export function stockHistory({ parent, shares, factor }: Subregion): TableRow[] {
  const { region, model } = parent;
  const { rows, put } = subregionTable(parent, 12);
  const year = region.baseYear - 1;
  const part = new Map<string, number>();
  for (const { variable, cell, year: at, given } of region.history) {
    if (variable !== "capacity" || at !== year) continue;
    const members = cellNames(model, need(model.variables, variable).over)[cell];
    const rule = shares.ruleOf(sharedAs[variable], members);
    if (rule === undefined) continue;
    const value = given.value * shares.share(rule, region.baseYear) * factor(sharedAs[variable], members);
    part.set(members[0], value);
    put(variable, members, value, `${rule.words}, as in the base year`, year);
  }
  for (const [total, plants] of Object.entries(totals)) {
    const known = parent.members(plants).flatMap((plant) => part.get(plant) ?? []);
    if (known.length > 0) put(total, [], sumOf(known), "sum of its plants", year);
  }
  return rows;
}

/** Years that an anchor in CEADs' city totals is the mean of. */
const anchorYears = 3;

/** A province that CEADs' own cities exceed by more does not belong together with them. */
const mostExcess = 1.25;

/**
 * CEADs' total of the city over its province's, the mean of the newest three years that the list has. City totals
 * exceed their province where all are listed: they are divided by that excess, up to a quarter.
 * `provinceTotal` is CEADs' own total of the province (with furnace gas counted twice, as in the cities).
 */
export function ceadsShare(
  facts: CityFacts,
  provinceFacts: CityFacts,
  provinceTotal: (year: number) => number | undefined,
): { share: number; excess: number; years: readonly number[] } | undefined {
  const known = [...(facts.get("co2") ?? [])].sort(([a], [b]) => b - a).slice(0, anchorYears);
  if (known.length === 0) return undefined;
  let share = 0;
  let excess = 0;
  for (const [year, { value }] of known) {
    const total = provinceTotal(year);
    if (total === undefined) throw new Error(`ceads_co2.csv has no year ${year}`);
    const listed = factAt(provinceFacts, "co2_listed_cities", year) ?? 0;
    const over = Math.min(mostExcess, Math.max(1, listed / total));
    share += value / total / over / known.length;
    excess += over / known.length;
  }
  return { share, excess, years: known.map(([year]) => year).sort((a, b) => a - b) };
}

/** CO2 of past years from CEADs' city totals, in the parent's account: energy and territorial as the parent's parts. */
export function cityHistory(parent: RegionNumbers, facts: CityFacts, excess: number): TableRow[] {
  const boundary = parent.members("boundary");
  const past = (name: string, year: number): number | undefined =>
    parent.region.history.find(
      ({ variable, cell, year: at }) => variable === "emissions" && at === year && boundary[cell] === name,
    )?.given.value;
  const rows: TableRow[] = [];
  for (const [year, { value }] of [...(facts.get("co2") ?? [])].sort(([a], [b]) => a - b)) {
    const energy = past("energy", year);
    const territorial = past("territorial", year);
    if (energy === undefined || territorial === undefined) continue;
    const rule = `city total over ${excess.toFixed(3)}, by which the cities exceed their province`;
    const row = { id: "emissions", year, unit: "MtCO2/yr", source: "ceads_cities" };
    const mt = { energy: ((value / excess) * energy) / territorial, territorial: value / excess };
    const estimated = { energy: `${rule}; fuel's part as in the province`, territorial: rule };
    for (const members of ["energy", "territorial"] as const)
      rows.push({ ...row, members, value: Number(mt[members].toPrecision(9)), estimated: estimated[members] });
  }
  return rows;
}
