import type { Model } from "../../../engine/language/model.ts";
import { joined, ruled, type Stated, stated, type TableRow, tableWriter } from "../../stated.ts";
import type { ElectricityBalance } from "../balance/electricity.ts";
import { pumpedCapacity } from "../balance/electricity.ts";
import { distributedShare, referenceHours } from "../capacity.ts";
import { fittedCapacity } from "../capacity-table.ts";
import type { Sources } from "../sources.ts";

/** Years over which the trend of additions is taken. */
const trendYears = 10;

/** Wind and solar, which grow without an approval for each plant. */
const trended = ["wind_onshore", "wind_offshore", "solar_utility", "solar_distributed"] as const;

/**
 * Capacity of wind and solar that the reference aims at: observed to the last year, then up by the mean yearly addition
 * of the ten observed years before, never above `potential` (GW by plant). What is known to stand since is kept, and
 * export lines that come into use later (`exportsAdded`, TWh beyond the last observed year) bring their own plants.
 */
export function capacityPaths(
  sources: Sources,
  electricity: ElectricityBalance,
  potential: ReadonlyMap<string, number>,
  exportsAdded: (year: number) => number,
  model: Model,
): TableRow[] {
  const { base, lastObserved, horizon } = sources.years;
  const { rows, put } = tableWriter(model);
  const behind = lineCapacity(sources, electricity);
  for (const plant of trended) {
    const now = fittedCapacity(sources, electricity, plant, lastObserved);
    if (now === undefined) continue;
    const before = pastCapacity(sources, plant, lastObserved - trendYears);
    const addition = Math.max(0, now.value - before.value) / trendYears;
    const limit = potential.get(plant) ?? Number.POSITIVE_INFINITY;
    for (let year = base; year <= lastObserved; year++)
      put(`planned_capacity.${plant}`, year, fittedCapacity(sources, electricity, plant, year));
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
      if (bend)
        put(
          `planned_capacity.${plant}`,
          year,
          stated(path[at], "GW", [now, ...built], joined([rule, least]), [before]),
        );
    }
  }
  return rows;
}

/**
 * Wind and solar that stand behind a new export line, GW per TWh it carries: its stated renewable part, by plant in
 * proportion to the last observed capacity, at the hours of the nation.
 */
function lineCapacity(sources: Sources, electricity: ElectricityBalance): Map<string, number> {
  const standing = (["wind_onshore", "solar_utility"] as const).map((plant) => ({
    plant,
    gw: fittedCapacity(sources, electricity, plant, sources.years.lastObserved)?.value ?? 0,
  }));
  const twh = standing.reduce((sum, { plant, gw }) => sum + (gw * referenceHours(sources, plant).value) / 1000, 0);
  const part = sources.constant("new_line_renewable").value;
  return new Map(twh === 0 ? [] : standing.map(({ plant, gw }) => [plant, (part * gw) / twh]));
}

/** Capacity at the end of an earlier year, interpolated between the years that the tables have; 0 before the first. */
function pastCapacity(sources: Sources, plant: string, year: number): Stated {
  const technology = plant.startsWith("solar") ? "solar" : plant;
  const distributed = distributedShare(sources, sources.years.capacity).value;
  const share = plant === "solar_distributed" ? distributed : plant === "solar_utility" ? 1 - distributed : 1;
  const years = sources.capacityYears(technology);
  const from = years.filter((y) => y <= year).at(-1);
  const to = years.find((y) => y > year);
  const first = from === undefined ? undefined : sources.capacity(technology, from);
  const last = to === undefined ? undefined : sources.capacity(technology, to);
  if (from === undefined || first === undefined) return stated(0, "GW", []);
  if (to === undefined || last === undefined || from === year) return stated(first.value * share, "GW", [first]);
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
const approved = ["hydro", "nuclear", "biomass", "coal", "gas"] as const;

/** Capacity of the plants that no row of `given` (ids with members) names: as observed, then held; pumped storage alike. */
export function heldPaths(
  sources: Sources,
  electricity: ElectricityBalance,
  given: ReadonlySet<string>,
  model: Model,
): TableRow[] {
  const { base, lastObserved } = sources.years;
  const { rows, put } = tableWriter(model);
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
  for (const plant of approved)
    path(`planned_capacity.${plant}`, (year) => fittedCapacity(sources, electricity, plant, year));
  path("planned_storage.pumped", (year) => {
    const capacity = pumpedCapacity(sources, year);
    return capacity === undefined || (capacity.value === 0 && sources.published("capacity_pumped", year) === undefined)
      ? undefined
      : capacity;
  });
  return rows;
}
