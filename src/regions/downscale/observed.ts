import { cellNames } from "../../engine/language/cells.ts";
import type { Variable } from "../../engine/language/model.ts";
import type { TableRow } from "../stated.ts";
import { type CityFacts, factAt } from "./city-facts.ts";
import { type RegionNumbers, subregionTable } from "./region-numbers.ts";
import type { RuleOf } from "./rules.ts";
import type { ShareOf } from "./shares.ts";
import type { Subregion } from "./subregion.ts";

/**
 * The observed years of a part: capacities by the share of the technology in that year, electricity, vehicles and
 * output growing as in the parent. Population and GDP need no row: their growth is the parent's.
 */
export function cityObserved(parent: RegionNumbers, subregion: Subregion, ruleOf: RuleOf, share: ShareOf): TableRow[] {
  const { region, model } = parent;
  const { rows, put } = subregionTable(parent, 12);
  for (const { variable, cell, year, given } of region.observations) {
    const members = cellNames(model, (model.variables.get(variable) as Variable).over)[cell];
    const factor = factorOf(parent, subregion, ruleOf, share, variable, members, year);
    if (factor === undefined) continue;
    const rule = `share ${Number(factor.value.toPrecision(4))}: ${factor.words}`;
    put(variable, members, given.value * factor.value, rule, year);
  }
  return rows;
}

function factorOf(
  parent: RegionNumbers,
  subregion: Subregion,
  ruleOf: RuleOf,
  share: ShareOf,
  variable: string,
  members: readonly string[],
  year: number,
): { value: number; words: string } | undefined {
  if (variable === "electricity_use") return { value: subregion.electricity.share, words: "growth of the parent" };
  const stands: Readonly<Record<string, string>> = {
    capacity: "base_capacity",
    available_generation: "base_generation",
    storage_capacity: "base_storage_capacity",
    vehicle_stock: "base_fleet",
    output: "base_output",
  };
  const parameter = parent.model.parameters.get(stands[variable] ?? "");
  const rule = parameter === undefined ? undefined : ruleOf(parameter, members);
  if (rule === undefined || parent.members("imports").includes(members[0])) return undefined;
  const moved = variable === "output" || variable === "available_generation" ? subregion.plants : 1;
  return { value: share(rule.share, rule.otherwise, year) * moved, words: rule.words };
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
    const put = (name: string, mt: number): void => {
      rows.push({
        id: "emissions",
        members: name,
        year,
        value: Number(mt.toPrecision(9)),
        unit: "MtCO2/yr",
        source: "ceads_cities",
        estimated: `city total over ${excess.toFixed(3)}, by which the cities exceed their province${name === "energy" ? "; fuel's part as in the province" : ""}`,
      });
    };
    put("energy", ((value / excess) * energy) / territorial);
    put("territorial", value / excess);
  }
  return rows;
}
