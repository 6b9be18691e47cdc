import { capacityOf } from "./capacity-table.ts";
import { distributedShare } from "./electricity.ts";
import type { Sources } from "./sources.ts";
import type { TableRow } from "./table-row.ts";

/** Years over which the trend of additions is taken. */
const trendYears = 10;

/** Wind and solar, which grow without an approval for each plant. */
const trended = ["wind_onshore", "wind_offshore", "solar_utility", "solar_distributed"] as const;

/**
 * Capacity of wind and solar that the reference aims at: observed to the last year, then up by the mean yearly addition
 * of the ten observed years before, never above `potential` (GW by plant). What is known to stand since is kept.
 */
export function capacityPaths(
  sources: Sources,
  baseYear: number,
  lastObserved: number,
  horizon: number,
  potential: ReadonlyMap<string, number>,
): TableRow[] {
  const rows: TableRow[] = [];
  for (const plant of trended) {
    const now = capacityOf(sources, plant, lastObserved);
    const before = pastCapacity(sources, plant, lastObserved - trendYears);
    if (now === undefined) throw new Error(`published.csv gives no capacity of ${plant} in ${lastObserved}`);
    const addition = Math.max(0, now.value - before) / trendYears;
    const limit = potential.get(plant) ?? Number.POSITIVE_INFINITY;
    for (let year = baseYear; year <= lastObserved; year++) {
      const observed = capacityOf(sources, plant, year);
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
      path.push(Math.min(limit, Math.max(path[path.length - 1] + addition, builtSince(sources, plant, year) ?? 0)));
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
        estimated: `last observed level plus ${addition.toFixed(3)} GW a year, the mean of ${lastObserved - trendYears + 1}-${lastObserved}, up to ${limit} GW; in 2025 at least what stood in the middle of the year`,
      });
    }
  }
  return rows;
}

/** Capacity at the end of an earlier year, interpolated between the years that the tables have; 0 before the first. */
function pastCapacity(sources: Sources, plant: string, year: number): number {
  const technology = plant.startsWith("solar") ? "solar" : plant;
  const share =
    plant === "solar_distributed"
      ? distributedShare(sources)
      : plant === "solar_utility"
        ? 1 - distributedShare(sources)
        : 1;
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
  return plant === "solar_distributed" ? solar * distributedShare(sources) : solar * (1 - distributedShare(sources));
}
