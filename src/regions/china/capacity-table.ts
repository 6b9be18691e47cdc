import { type Stated, scaled, stated, type TableWriter } from "../stated.ts";
import { total } from "./balance/grid.ts";
import type { BaseYear } from "./balance/inventory.ts";
import { batteryCapacity, bothKinds, capacityOf, plants, pumpedCapacity, referenceHours } from "./capacity.ts";
import type { Sources } from "./sources.ts";

/** What capacities are fitted to. */
type Plants = Pick<BaseYear, "sources" | "electricity">;

/** Generation below this gives no hours: it is the rounding of the balance. */
const leastTwh = 0.0005;

function hoursLimit(sources: Sources, plant: string): Stated {
  return sources.constant(plant === "nuclear" ? "hours_limit_nuclear" : "hours_limit");
}

/**
 * Capacity at the end of the year that fits the generation of the base year. A listed capacity stands unless it is
 * missing, or too small to have given the generation within the limit of hours (small and captive units that no tracker
 * lists, slips of a factor ten): then the generation over the nation's hours, which is marked.
 */
export function fittedCapacity({ sources, electricity }: Plants, plant: string, year: number): Stated | undefined {
  const { base } = sources.years;
  const listed = capacityOf(sources, plant, year);
  const generation = electricity.generation.get(plant);
  if (generation === undefined || generation.value < leastTwh) return listed;
  const standing = capacityOf(sources, plant, base);
  if (listed === undefined && standing !== undefined) return undefined;
  const end = standing?.value ?? 0;
  const begin = capacityOf(sources, plant, base - 1)?.value ?? end;
  const hours = generation.value / ((begin + end) / 2) / 0.001;
  if (listed !== undefined && hours <= hoursLimit(sources, plant).value) return listed;
  const reference = referenceHours(sources, plant);
  const ran = `the ${end.toPrecision(3)} GW listed would have run ${hours.toFixed(0)} hours`;
  const moved = listed === undefined || end === 0 ? 1 : listed.value / end;
  const rule = `derived: generation of ${base} over ${reference.value} hours of the nation; ${listed === undefined ? "no source lists it" : ran}`;
  return stated((generation.value / reference.value) * 1000 * moved, "GW", [generation], rule, [reference, listed]);
}

/** Full-load hours of the base year: generation over the mean of the capacity at the beginning and end of the year. */
export function impliedHours(of: Plants): Map<string, Stated> {
  const { base } = of.sources.years;
  const hours = new Map<string, Stated>();
  for (const plant of plants) {
    const end = fittedCapacity(of, plant, base);
    if (end === undefined || end.value === 0) continue;
    const begin = fittedCapacity(of, plant, base - 1) ?? end;
    const generation = of.electricity.generation.get(plant);
    const value = ((generation?.value ?? 0) / ((begin.value + end.value) / 2)) * 1000;
    const limit = hoursLimit(of.sources, plant).value;
    if (value > limit)
      throw new Error(`${plant}: ${value.toFixed(0)} full-load hours in ${base} exceed ${limit}; capacity is missing`);
    hours.set(plant, stated(value, "h/yr", [generation, begin, end], "generation over mean capacity of the year"));
  }
  return hours;
}

/** Capacity in use by commissioning year: yearly rises of the fleet; what was retired since is taken from the oldest. */
export function commissioningYears(sources: Sources, technology: string, until: number): Map<number, Stated> {
  const cohorts = new Map<number, Stated>();
  let retired = 0;
  let before: Stated | undefined;
  for (const year of sources.capacityYears(technology).filter((y) => y <= until)) {
    const now = sources.capacity(technology, year);
    if (now === undefined) continue;
    const change = now.value - (before?.value ?? 0);
    if (change > 0) cohorts.set(year, stated(change, now.unit, [now, before]));
    else retired -= change;
    before = { ...now, value: (before?.value ?? 0) + change };
  }
  for (const [year, cohort] of [...cohorts].sort((a, b) => a[0] - b[0])) {
    const taken = Math.min(cohort.value, retired);
    retired -= taken;
    if (cohort.value - taken > 1e-9) cohorts.set(year, { ...cohort, value: cohort.value - taken });
    else cohorts.delete(year);
  }
  return cohorts;
}

/** Capacities and commissioning years of the base year. */
export function putCapacities(of: Plants, { put }: TableWriter): void {
  const { sources } = of;
  const { base } = sources.years;
  for (const plant of plants) {
    const capacity = fittedCapacity(of, plant, base);
    if (capacity === undefined || capacity.value === 0) continue;
    put(`base_capacity.${plant}`, undefined, capacity);
  }
  const oil = oilCapacity(of, impliedHours(of));
  put("base_capacity.oil", undefined, oil && { ...oil, rule: `derived: no source lists it; ${oil.rule}` });
  for (const plant of ["coal", "wind_onshore", "wind_offshore"]) {
    const listed = commissioningYears(sources, plant, base);
    const standing = capacityOf(sources, plant, base);
    if (standing === undefined || standing.value === 0) continue;
    const factor = Math.min(1, standing.value / total(listed.values()));
    for (const [built, gw] of listed) {
      const part = scaled(gw, factor, "rise of the tracked fleet; the oldest retire", [standing]);
      put(`fleet_commissioned.${plant}.${Math.max(1980, built)}`, undefined, part);
    }
  }
  const solar = bothKinds(sources, "solar", base);
  for (const plant of ["solar_utility", "solar_distributed"]) {
    const standing = fittedCapacity(of, plant, base);
    if (standing !== undefined && standing.value > 0 && solar !== undefined)
      for (const [year, built] of solarYears(sources, standing, solar))
        put(`fleet_commissioned.${plant}.${year}`, undefined, built);
  }
  const pumped = pumpedCapacity(sources, base);
  if (sources.published("capacity_pumped", base) !== undefined || (pumped?.value ?? 0) > 0)
    put("base_storage_capacity.pumped", undefined, pumped);
  put("base_storage_capacity.battery", undefined, batteryCapacity(sources, base));
}

/** Capacity of oil plants, which no source lists, where they gave anything: their generation over the hours of coal plants. */
export function oilCapacity({ sources, electricity }: Plants, hours: ReadonlyMap<string, Stated>): Stated | undefined {
  const oil = electricity.generation.get("oil");
  if (oil === undefined || oil.value <= leastTwh) return undefined;
  const like = hours.get("coal") ?? sources.constant("hours_coal");
  const rule = `generation over the hours of coal${hours.has("coal") ? "" : " of the nation"}`;
  return stated((oil.value / like.value) * 1000, "GW", [oil], rule, [like]);
}

/** Commissioning years of solar plants, whose capacity is known of every fifth year; the last rise is the base year's. */
function solarYears(sources: Sources, standing: Stated, solar: Stated): [number, Stated][] {
  const share = standing.value / solar.value;
  const listed = sources.capacityYears("solar").flatMap((year) => {
    const capacity = sources.capacity("solar", year);
    return capacity === undefined ? [] : [{ year, capacity }];
  });
  const built = listed.slice(1).flatMap(({ year: end, capacity: now }, index) => {
    const { year: start, capacity: before } = listed[index];
    const added = (now.value - before.value) * share;
    const by = [standing, solar];
    const spread = stated(added / (end - start), now.unit, [now, before], "five-year additions spread evenly", by);
    return Array.from({ length: added > 0 ? end - start : 0 }, (_, i): [number, Stated] => [start + 1 + i, spread]);
  });
  const { base } = sources.years;
  const last = listed.at(-1)?.capacity;
  const rise = standing.value - (last?.value ?? 0) * share;
  if (rise <= 0) return built;
  return [...built, [base, stated(rise, solar.unit, [solar], [`rise of ${base}`, solar.rule], [standing, last])]];
}
