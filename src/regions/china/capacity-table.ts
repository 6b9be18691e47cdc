import type { Model } from "../../engine/language/model.ts";
import { joined, type Stated, scaled, stated, type TableRow, tableWriter } from "../stated.ts";
import type { ElectricityBalance } from "./balance/electricity.ts";
import { pumpedCapacity } from "./balance/electricity.ts";
import { total } from "./balance/grid.ts";
import { capacityOf, plants, referenceHours, solarOf } from "./capacity.ts";
import type { Sources } from "./sources.ts";

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
export function fittedCapacity(
  sources: Sources,
  electricity: ElectricityBalance,
  plant: string,
  year: number,
): Stated | undefined {
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
  const found =
    listed === undefined
      ? "no source lists it"
      : `the ${end.toPrecision(3)} GW listed would have run ${hours.toFixed(0)} hours`;
  const moved = listed === undefined || end === 0 ? 1 : listed.value / end;
  return stated(
    (generation.value / reference.value) * 1000 * moved,
    "GW",
    [generation],
    `derived: generation of ${base} over ${reference.value} hours of the nation; ${found}`,
    [reference, ...(listed === undefined ? [] : [listed])],
  );
}

/** Full-load hours of the base year: generation over the mean of the capacity at the beginning and end of the year. */
export function impliedHours(sources: Sources, electricity: ElectricityBalance): Map<string, Stated> {
  const { base } = sources.years;
  const hours = new Map<string, Stated>();
  for (const plant of plants) {
    const end = fittedCapacity(sources, electricity, plant, base);
    if (end === undefined || end.value === 0) continue;
    const begin = fittedCapacity(sources, electricity, plant, base - 1) ?? end;
    const generation = electricity.generation.get(plant);
    const value = ((generation?.value ?? 0) / ((begin.value + end.value) / 2)) * 1000;
    const limit = hoursLimit(sources, plant).value;
    if (value > limit)
      throw new Error(`${plant}: ${value.toFixed(0)} full-load hours in ${base} exceed ${limit}; capacity is missing`);
    hours.set(
      plant,
      stated(
        value,
        "h/yr",
        [...(generation === undefined ? [] : [generation]), begin, end],
        "generation over mean capacity of the year",
      ),
    );
  }
  return hours;
}

/** Capacity in use by commissioning year: yearly rises of the fleet; what was retired since is taken from the oldest. */
export function commissioningYears(sources: Sources, technology: string, until: number): Map<number, Stated> {
  const cohorts = new Map<number, Stated>();
  let retired = 0;
  let before: Stated | undefined;
  for (const year of sources.capacityYears(technology).filter((y) => y <= until)) {
    const now = sources.capacity(technology, year) as Stated;
    const change = now.value - (before?.value ?? 0);
    if (change > 0) cohorts.set(year, stated(change, now.unit, before === undefined ? [now] : [now, before]));
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

/** Capacities, commissioning years and hours of the base year. */
export function capacityTable(
  sources: Sources,
  electricity: ElectricityBalance,
  hours: ReadonlyMap<string, Stated>,
  model: Model,
): TableRow[] {
  const { base } = sources.years;
  const { rows, put } = tableWriter(model);
  for (const plant of plants) {
    const capacity = fittedCapacity(sources, electricity, plant, base);
    if (capacity === undefined || capacity.value === 0) continue;
    put(`base_capacity.${plant}`, undefined, capacity);
    // Fossil plants run as the load asks: their hours have limits only.
    if (plant !== "coal" && plant !== "gas") put(`full_load_hours.${plant}`, base, hours.get(plant));
  }
  const oil = oilCapacity(sources, electricity, hours);
  if (oil !== undefined)
    put("base_capacity.oil", undefined, { ...oil, rule: `derived: no source lists it; ${oil.rule}` });
  for (const plant of ["coal", "wind_onshore", "wind_offshore"]) {
    const listed = commissioningYears(sources, plant, base);
    const standing = capacityOf(sources, plant, base);
    if (standing === undefined || standing.value === 0) continue;
    const factor = Math.min(1, standing.value / total(listed.values()));
    for (const [built, gw] of listed)
      put(
        `fleet_commissioned.${plant}.${Math.max(1980, built)}`,
        undefined,
        scaled(gw, factor, "rise of the tracked fleet; the oldest retire", [standing]),
      );
  }
  const solar = solarOf(sources, base);
  for (const plant of ["solar_utility", "solar_distributed"]) {
    const standing = fittedCapacity(sources, electricity, plant, base);
    if (standing !== undefined && standing.value > 0 && solar !== undefined)
      putSolarYears(sources, plant, standing, solar, put);
  }
  const published = sources.published("capacity_pumped", base);
  const pumped = pumpedCapacity(sources, base);
  if (published !== undefined || (pumped !== undefined && pumped.value > 0))
    put("base_storage_capacity.pumped", undefined, pumped);
  return rows;
}

/** Capacity of oil plants, which no source lists, where they gave anything: their generation over the hours of coal plants. */
export function oilCapacity(
  sources: Sources,
  { generation }: ElectricityBalance,
  hours: ReadonlyMap<string, Stated>,
): Stated | undefined {
  const oil = generation.get("oil");
  if (oil === undefined || oil.value <= leastTwh) return undefined;
  const own = hours.get("coal");
  const like = own ?? sources.constant("hours_coal");
  const rule = `generation over the hours of coal${own === undefined ? " of the nation" : ""}`;
  return stated((oil.value / like.value) * 1000, "GW", [oil], rule, [like]);
}

/** Commissioning years of solar plants, whose capacity is known of every fifth year; the last rise is the base year's. */
function putSolarYears(
  sources: Sources,
  plant: string,
  standing: Stated,
  solar: Stated,
  put: (path: string, year: undefined, value: Stated) => void,
): void {
  const share = standing.value / solar.value;
  const years = sources.capacityYears("solar");
  years.slice(1).forEach((end, index) => {
    const [before, now] = [years[index], end].map((year) => sources.capacity("solar", year) as Stated);
    const added = (now.value - before.value) * share;
    if (added <= 0) return;
    const built = stated(added / (end - years[index]), now.unit, [now, before], "five-year additions spread evenly", [
      standing,
      solar,
    ]);
    for (let year = years[index] + 1; year <= end; year++) put(`fleet_commissioned.${plant}.${year}`, undefined, built);
  });
  const { base } = sources.years;
  const last = sources.capacity("solar", years[years.length - 1]);
  const rise = standing.value - (last?.value ?? 0) * share;
  if (rise > 0)
    put(
      `fleet_commissioned.${plant}.${base}`,
      undefined,
      stated(rise, solar.unit, [solar], joined([`rise of ${base}`, solar.rule]), [
        standing,
        ...(last === undefined ? [] : [last]),
      ]),
    );
}
