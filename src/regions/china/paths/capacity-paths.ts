import { everyYear, ruled, type Stated, stated, type TableRow, type TableWriter } from "../../stated.ts";
import type { BaseYear } from "../balance/inventory.ts";
import { batteryCapacity, pumpedCapacity, referenceHours, windAndSolar } from "../capacity.ts";
import { fittedCapacity } from "../capacity-table.ts";
import type { Sources } from "../sources.ts";
import { valueAt } from "./import-paths.ts";

/** Observed years over which the reference's yearly addition is the mean; the first ones were slow, the last ones fast. */
const trendYears = 10;
const slowYears = 5;
const fastYears = 3;

/**
 * Capacity of wind, solar and new-type storage that the reference aims at: observed to the last year, then up by the mean
 * yearly addition of the ten observed years before, never above `potential` (GW by plant). The range is what the years
 * at both ends of these ten added. Export lines that come into use later (`exportsAdded`, TWh beyond the last observed
 * year) bring their own plants.
 */
export function putCapacityPaths(
  of: BaseYear,
  potential: ReadonlyMap<string, number>,
  exportsAdded: (year: number) => number,
  table: TableWriter,
): void {
  const { sources } = of;
  const behind = lineCapacity(of);
  const lines = (plant: string, year: number): number => exportsAdded(year) * (behind.get(plant) ?? 0);
  for (const plant of windAndSolar) {
    const limit = potential.get(plant) ?? Number.POSITIVE_INFINITY;
    const standing = (year: number) => fittedCapacity(of, plant, year);
    putTrend(sources, `planned_capacity.${plant}`, standing, (year) => lines(plant, year), limit, table);
  }
  const storage = (year: number) => batteryCapacity(sources, year);
  putTrend(sources, "planned_storage.battery", storage, () => 0, Number.POSITIVE_INFINITY, table);
}

/** Rows of the region with no potential below what stood in an observed year: there is room for that at least. */
export function withStandingPotentials(of: BaseYear, rows: readonly TableRow[]): TableRow[] {
  const { sources } = of;
  const { base, lastObserved } = sources.years;
  return rows.map((row) => {
    const { id, members, value, unit, source, estimated } = row;
    const standing =
      id === "capacity_potential"
        ? (year: number) => fittedCapacity(of, members, year)
        : id === "storage_potential" && members === "pumped"
          ? (year: number) => pumpedCapacity(sources, year)
          : undefined;
    if (standing === undefined) return row;
    const [year, stands] = everyYear(base, lastObserved)
      .map((at) => [at, standing(at)] as const)
      .reduce((most, next) => ((next[1]?.value ?? 0) >= (most[1]?.value ?? 0) ? next : most));
    if (stands === undefined || stands.value <= value) return row;
    const rule = [estimated, `here what stood at the end of ${year}, which is more than ${value} ${unit}`];
    const least = stated(stands.value, unit, [{ value, unit, source, rule: estimated }, stands], rule);
    const high = row.high === undefined ? undefined : Math.max(row.high, stands.value);
    return { ...row, value: stands.value, high, source: least.source, estimated: least.rule, stated: least };
  });
}

/** One path as `putCapacityPaths` says; `beside` is what stands beside the trend in a year, GW. */
function putTrend(
  sources: Sources,
  cell: string,
  standing: (year: number) => Stated | undefined,
  beside: (year: number) => number,
  limit: number,
  { put, putRanged }: TableWriter,
): void {
  const { base, lastObserved, horizon } = sources.years;
  const now = standing(lastObserved);
  if (now === undefined) return;
  for (let year = base; year <= lastObserved; year++) put(cell, year, standing(year));
  const pace = (from: number, to: number): number =>
    Math.max(0, (standing(to)?.value ?? 0) - (standing(from)?.value ?? 0)) / (to - from);
  const first = lastObserved - trendYears;
  const [mean, slow, fast] = [
    pace(first, lastObserved),
    pace(first, first + slowYears),
    pace(lastObserved - fastYears, lastObserved),
  ];
  const [least, most] = [Math.min(mean, slow, fast), Math.max(mean, slow, fast)];
  const at = (added: number, year: number): number =>
    Math.min(limit, now.value + added * (year - lastObserved) + beside(year));
  const behind = beside(horizon) > 0 ? "with the plants behind new export lines, " : "";
  const rule =
    `last observed level plus ${mean.toFixed(3)} GW a year, the mean of ${first + 1}-${lastObserved}, ${behind}` +
    `${Number.isFinite(limit) ? `up to ${limit} GW; ` : ""}range ${least.toFixed(3)} to ${most.toFixed(3)}: ` +
    `${slow.toFixed(3)} in ${first + 1}-${first + slowYears}, ${fast.toFixed(3)} in ${lastObserved - fastYears + 1}-${lastObserved}`;
  const before = [first, first + slowYears, lastObserved - fastYears].map(standing);
  for (let year = lastObserved + 1; year <= horizon; year++) {
    // Years between are linear: only the bends are written.
    const bends = [least, mean, most].some(
      (added) => Math.abs(at(added, year + 1) - 2 * at(added, year) + at(added, year - 1)) > 1e-9,
    );
    if (year < horizon && !bends) continue;
    const value = stated(at(mean, year), "GW", [now], rule, before);
    putRanged(cell, year, { ...value, low: at(least, year), high: at(most, year) });
  }
}

/**
 * Wind and solar that stand behind a new export line, GW per TWh it carries: its stated renewable part, by plant in
 * proportion to the last observed capacity, at the hours of the nation.
 */
function lineCapacity(of: BaseYear): Map<string, number> {
  const { sources } = of;
  const standing = ["wind_onshore", "solar_utility"].map((plant) => ({
    plant,
    gw: fittedCapacity(of, plant, sources.years.lastObserved)?.value ?? 0,
  }));
  const twh = standing.reduce((sum, { plant, gw }) => sum + (gw * referenceHours(sources, plant).value) / 1000, 0);
  const part = sources.constant("new_line_renewable").value;
  return new Map(twh === 0 ? [] : standing.map(({ plant, gw }) => [plant, (part * gw) / twh]));
}

/** Plants whose units need an approval each. */
const approved = ["hydro", "nuclear", "biomass", "coal", "gas"];

/** The paths that `putApprovedPaths` writes. */
export const approvedCells: ReadonlySet<string> = new Set([
  ...approved.map((plant) => `planned_capacity.${plant}`),
  "planned_storage.pumped",
]);

/** Plants that plans list by name: what did not come in the year it was to come in comes later. */
const named = new Set(["planned_capacity.nuclear", "planned_storage.pumped"]);

/**
 * Capacity of the plants whose units need an approval each, and of pumped storage: observed to the last year, then up by
 * what `listed` adds (region_parameters.csv: under construction or approved), else held. So no year after the last
 * observed one corrects what a list has otherwise than the statistics.
 */
export function putApprovedPaths(of: BaseYear, listed: readonly TableRow[], { put }: TableWriter): void {
  const { sources } = of;
  const { base, lastObserved } = sources.years;
  const path = (cell: string, at: (year: number) => Stated | undefined): void => {
    const rows = listed.filter(({ id, members, year }) => `${id}.${members}` === cell && year !== undefined);
    const levels = new Map(rows.map(({ year, value }) => [year as number, value]));
    const end = rows.at(-1);
    const isHeld = end?.year === undefined || end.year <= lastObserved;
    let before: number | undefined;
    for (let year = base; year <= lastObserved; year++) {
      const fact = at(year);
      if (fact === undefined || (year === base && fact.value === 0 && at(lastObserved)?.value === 0)) break;
      if (fact.value !== before || year === lastObserved)
        put(cell, year, year === lastObserved ? ruled(fact, isHeld ? "then held" : "") : fact);
      before = fact.value;
    }
    if (end === undefined || isHeld) return;
    const now = at(lastObserved) ?? stated(0, "GW", []);
    const then = valueAt(levels, lastObserved);
    const late = named.has(cell) && now.value < then && end.value > then;
    const share = late ? (end.value - now.value) / (end.value - then) : 1;
    for (const { year = 0, value, source, estimated } of rows) {
      if (year <= lastObserved) continue;
      const rule = `${estimated}; its additions after ${lastObserved} on what stood then${late ? ", what is late among them" : ""}`;
      const added = { value, unit: "GW", source, rule };
      put(cell, year, stated(now.value + (value - then) * share, "GW", [now, added], [rule]));
    }
  };
  for (const plant of approved) path(`planned_capacity.${plant}`, (year) => fittedCapacity(of, plant, year));
  path("planned_storage.pumped", (year) => {
    const isPublished = sources.published("capacity_pumped", year) !== undefined;
    const capacity = pumpedCapacity(sources, year);
    return isPublished || capacity?.value !== 0 ? capacity : undefined;
  });
}
