import type { TableRow } from "../../table-row.ts";
import type { ElectricityBalance } from "../balance/electricity.ts";
import { pumpedCapacity } from "../balance/electricity.ts";
import { type CapacityFact, distributedShare, referenceHours } from "../capacity.ts";
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
  baseYear: number,
  lastObserved: number,
  horizon: number,
  potential: ReadonlyMap<string, number>,
  exportsAdded: (year: number) => number,
): TableRow[] {
  const rows: TableRow[] = [];
  const behind = lineCapacity(sources, electricity, baseYear, lastObserved);
  for (const plant of trended) {
    const now = fittedCapacity(sources, electricity, plant, lastObserved, baseYear);
    if (now === undefined) continue;
    const before = pastCapacity(sources, plant, lastObserved - trendYears);
    const addition = Math.max(0, now.value - before) / trendYears;
    const limit = potential.get(plant) ?? Number.POSITIVE_INFINITY;
    for (let year = baseYear; year <= lastObserved; year++) {
      const observed = fittedCapacity(sources, electricity, plant, year, baseYear);
      if (observed !== undefined)
        rows.push({
          id: "planned_capacity",
          members: plant,
          year,
          value: observed.value,
          unit: "GW",
          source: observed.source,
          estimated: observed.estimated,
        });
    }
    const path = [now.value];
    for (let year = lastObserved + 1; year <= horizon; year++) {
      const lines = (exportsAdded(year) - exportsAdded(year - 1)) * (behind.get(plant) ?? 0);
      path.push(
        Math.min(limit, Math.max(path[path.length - 1] + addition + lines, builtSince(sources, plant, year) ?? 0)),
      );
    }
    for (let year = lastObserved + 1; year <= horizon; year++) {
      const at = year - lastObserved;
      // Years between are linear: only the bends are written.
      const bend = year === horizon || Math.abs(path[at + 1] - 2 * path[at] + path[at - 1]) > 1e-9;
      if (!bend) continue;
      rows.push({
        id: "planned_capacity",
        members: plant,
        year,
        value: path[at],
        unit: "GW",
        source: now.source,
        estimated: `last observed level plus ${addition.toFixed(3)} GW a year, the mean of ${lastObserved - trendYears + 1}-${lastObserved}, ${exportsAdded(horizon) > 0 && behind.has(plant) ? "with the plants behind new export lines, " : ""}up to ${limit} GW${builtSince(sources, plant, lastObserved + 1) === undefined ? "" : "; in 2025 at least what stood in the middle of the year"}`,
      });
    }
  }
  return rows;
}

/**
 * Wind and solar that stand behind a new export line, GW per TWh it carries: its stated renewable part, by plant in
 * proportion to the last observed capacity, at the hours of the nation.
 */
function lineCapacity(
  sources: Sources,
  electricity: ElectricityBalance,
  baseYear: number,
  lastObserved: number,
): Map<string, number> {
  const standing = (["wind_onshore", "solar_utility"] as const).map((plant) => ({
    plant,
    gw: fittedCapacity(sources, electricity, plant, lastObserved, baseYear)?.value ?? 0,
  }));
  const twh = standing.reduce((sum, { plant, gw }) => sum + (gw * referenceHours(sources, plant)) / 1000, 0);
  const part = sources.constant("new_line_renewable");
  return new Map(twh === 0 ? [] : standing.map(({ plant, gw }) => [plant, (part * gw) / twh]));
}

/** Capacity at the end of an earlier year, interpolated between the years that the tables have; 0 before the first. */
function pastCapacity(sources: Sources, plant: string, year: number): number {
  const technology = plant.startsWith("solar") ? "solar" : plant;
  const distributed = distributedShare(sources, 2020);
  const share = plant === "solar_distributed" ? distributed : plant === "solar_utility" ? 1 - distributed : 1;
  const years = sources.capacityYears(technology);
  const from = years.filter((y) => y <= year).at(-1);
  const to = years.find((y) => y > year);
  if (from === undefined) return 0;
  const begin = sources.capacity(technology, from) ?? 0;
  if (to === undefined || from === year) return begin * share;
  return (begin + (((sources.capacity(technology, to) ?? 0) - begin) * (year - from)) / (to - from)) * share;
}

function builtSince(sources: Sources, plant: string, year: number): number | undefined {
  const solar = sources.published("capacity_solar_built", year)?.value;
  if (solar === undefined || !plant.startsWith("solar")) return undefined;
  const distributed = distributedShare(sources, year);
  return plant === "solar_distributed" ? solar * distributed : solar * (1 - distributed);
}

/** Plants whose units need an approval each: without a stated path they stay at what stands. */
const approved = ["hydro", "nuclear", "biomass", "coal", "gas"] as const;

/** Capacity of the plants that no row of `given` (ids with members) names: as observed, then held; pumped storage alike. */
export function heldPaths(
  sources: Sources,
  electricity: ElectricityBalance,
  baseYear: number,
  lastObserved: number,
  given: ReadonlySet<string>,
): TableRow[] {
  const rows: TableRow[] = [];
  const path = (id: string, members: string, at: (year: number) => CapacityFact | undefined): void => {
    let before: number | undefined;
    for (let year = baseYear; year <= lastObserved; year++) {
      const fact = at(year);
      if (fact === undefined || (year === baseYear && fact.value === 0 && at(lastObserved)?.value === 0)) return;
      if (fact.value !== before || year === lastObserved)
        rows.push({
          id,
          members,
          year,
          value: fact.value,
          unit: "GW",
          source: fact.source,
          estimated: year === lastObserved ? [fact.estimated, "then held"].filter(Boolean).join("; ") : fact.estimated,
        });
      before = fact.value;
    }
  };
  for (const plant of approved) {
    if (given.has(`planned_capacity.${plant}`)) continue;
    path("planned_capacity", plant, (year) => fittedCapacity(sources, electricity, plant, year, baseYear));
  }
  if (!given.has("planned_storage.pumped"))
    path("planned_storage", "pumped", (year) => {
      const fact = sources.published("capacity_pumped", year);
      const value = pumpedCapacity(sources, year);
      return fact ?? (value === 0 ? undefined : { value, source: "pik_phs", estimated: "list of plants, held" });
    });
  return rows;
}
