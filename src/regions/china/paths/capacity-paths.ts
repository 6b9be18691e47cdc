import { ruled, type Stated, stated, type TableWriter, yearsAround } from "../../stated.ts";
import type { BaseYear } from "../balance/inventory.ts";
import { distributedShare, pumpedCapacity, referenceHours, windAndSolar } from "../capacity.ts";
import { fittedCapacity } from "../capacity-table.ts";
import type { Sources } from "../sources.ts";

/** Years over which the trend of additions is taken. */
const trendYears = 10;

/**
 * Capacity of wind and solar that the reference aims at: observed to the last year, then up by the mean yearly addition
 * of the ten observed years before, never above `potential` (GW by plant). What is known to stand since is kept, and
 * export lines that come into use later (`exportsAdded`, TWh beyond the last observed year) bring their own plants.
 */
export function putCapacityPaths(
  of: BaseYear,
  potential: ReadonlyMap<string, number>,
  exportsAdded: (year: number) => number,
  { put }: TableWriter,
): void {
  const { sources } = of;
  const { base, lastObserved, horizon } = sources.years;
  const behind = lineCapacity(of);
  for (const plant of windAndSolar) {
    const cell = `planned_capacity.${plant}`;
    const now = fittedCapacity(of, plant, lastObserved);
    if (now === undefined) continue;
    const before = pastCapacity(sources, plant, lastObserved - trendYears);
    const addition = Math.max(0, now.value - before.value) / trendYears;
    const limit = potential.get(plant) ?? Number.POSITIVE_INFINITY;
    for (let year = base; year <= lastObserved; year++) put(cell, year, fittedCapacity(of, plant, year));
    const path = [now.value];
    const built: Stated[] = [];
    for (let year = lastObserved + 1; year <= horizon; year++) {
      const lines = (exportsAdded(year) - exportsAdded(year - 1)) * (behind.get(plant) ?? 0);
      const stands = builtSince(sources, plant, year);
      if (stands !== undefined) built.push(stands);
      path.push(Math.min(limit, Math.max(path[path.length - 1] + addition + lines, stands?.value ?? 0)));
    }
    const lines = exportsAdded(horizon) > 0 && behind.has(plant) ? "with the plants behind new export lines, " : "";
    const least = built.length === 0 ? "" : `in ${lastObserved + 1} at least what stood in the middle of the year`;
    const rule = `last observed level plus ${addition.toFixed(3)} GW a year, the mean of ${lastObserved - trendYears + 1}-${lastObserved}, ${lines}up to ${limit} GW`;
    for (let year = lastObserved + 1; year <= horizon; year++) {
      const at = year - lastObserved;
      // Years between are linear: only the bends are written.
      const bend = year === horizon || Math.abs(path[at + 1] - 2 * path[at] + path[at - 1]) > 1e-9;
      if (bend) put(cell, year, stated(path[at], "GW", [now, ...built], [rule, least], [before]));
    }
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

/** Capacity at the end of an earlier year, interpolated between the years that the tables have; 0 before the first. */
function pastCapacity(sources: Sources, plant: string, year: number): Stated {
  const technology = plant.startsWith("solar") ? "solar" : plant;
  const distributed = distributedShare(sources, sources.years.capacity).value;
  const shares: Readonly<Record<string, number>> = { solar_distributed: distributed, solar_utility: 1 - distributed };
  const share = shares[plant] ?? 1;
  const years = sources.capacityYears(technology);
  const [from = 0] = yearsAround(years, year + 1);
  const [, to = 0] = yearsAround(years, year);
  const [first, last] = [from, to].map((y) => sources.capacity(technology, y));
  if (first === undefined) return stated(0, "GW", []);
  if (last === undefined || from === year) return stated(first.value * share, "GW", [first]);
  const value = (first.value + ((last.value - first.value) * (year - from)) / (to - from)) * share;
  return stated(value, "GW", [first, last]);
}

/** Solar power known to stand in a year after the last observed one. */
function builtSince(sources: Sources, plant: string, year: number): Stated | undefined {
  const solar = sources.published("capacity_solar_built", year);
  if (solar === undefined || !plant.startsWith("solar")) return undefined;
  const distributed = distributedShare(sources, year);
  const part = plant === "solar_distributed" ? distributed.value : 1 - distributed.value;
  return stated(solar.value * part, solar.unit, [solar], solar.rule, [distributed]);
}

/** Plants whose units need an approval each: without a stated path they stay at what stands. */
const approved = ["hydro", "nuclear", "biomass", "coal", "gas"];

/** Capacity of the plants that no row of `given` (ids with members) names: as observed, then held; pumped storage alike. */
export function putHeldPaths(of: BaseYear, given: ReadonlySet<string>, { put }: TableWriter): void {
  const { sources } = of;
  const { base, lastObserved } = sources.years;
  const path = (cell: string, at: (year: number) => Stated | undefined): void => {
    if (given.has(cell)) return;
    let before: number | undefined;
    for (let year = base; year <= lastObserved; year++) {
      const fact = at(year);
      if (fact === undefined || (year === base && fact.value === 0 && at(lastObserved)?.value === 0)) return;
      if (fact.value !== before || year === lastObserved)
        put(cell, year, year === lastObserved ? ruled(fact, "then held") : fact);
      before = fact.value;
    }
  };
  for (const plant of approved) path(`planned_capacity.${plant}`, (year) => fittedCapacity(of, plant, year));
  path("planned_storage.pumped", (year) => {
    const isPublished = sources.published("capacity_pumped", year) !== undefined;
    const capacity = pumpedCapacity(sources, year);
    return isPublished || capacity?.value !== 0 ? capacity : undefined;
  });
}
