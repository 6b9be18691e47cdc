import type { TableRow } from "../table-row.ts";
import type { ElectricityBalance } from "./balance/electricity.ts";
import { pumpedCapacity } from "./balance/electricity.ts";
import { type CapacityFact, capacityOf, plants, referenceHours, solarOf } from "./capacity.ts";
import type { Sources } from "./sources.ts";

/** Generation below this gives no hours: it is the rounding of the balance. */
const leastTwh = 0.0005;

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
  baseYear: number,
): CapacityFact | undefined {
  const listed = capacityOf(sources, plant, year);
  const twh = electricity.generation.get(plant) ?? 0;
  if (twh < leastTwh) return listed;
  const limit = sources.constant(plant === "nuclear" ? "hours_limit_nuclear" : "hours_limit");
  const standing = capacityOf(sources, plant, baseYear);
  if (listed === undefined && standing !== undefined) return undefined;
  const end = standing?.value ?? 0;
  const begin = capacityOf(sources, plant, baseYear - 1)?.value ?? end;
  const hours = twh / ((begin + end) / 2) / 0.001;
  if (listed !== undefined && hours <= limit) return listed;
  const reference = referenceHours(sources, plant);
  const found =
    listed === undefined
      ? "no source lists it"
      : `the ${end.toPrecision(3)} GW listed would have run ${hours.toFixed(0)} hours`;
  const moved = listed === undefined || end === 0 ? 1 : listed.value / end;
  return {
    value: (twh / reference) * 1000 * moved,
    source: "cesy_2022",
    estimated: `derived: generation of ${baseYear} over ${reference} hours of the nation; ${found}`,
  };
}

/** Full-load hours of the base year: generation over the mean of the capacity at the beginning and end of the year. */
export function impliedHours(sources: Sources, electricity: ElectricityBalance, year: number): Map<string, number> {
  const hours = new Map<string, number>();
  for (const plant of plants) {
    const end = fittedCapacity(sources, electricity, plant, year, year)?.value;
    if (end === undefined || end === 0) continue;
    const begin = fittedCapacity(sources, electricity, plant, year - 1, year)?.value ?? end;
    const value = ((electricity.generation.get(plant) ?? 0) / ((begin + end) / 2)) * 1000;
    const limit = sources.constant(plant === "nuclear" ? "hours_limit_nuclear" : "hours_limit");
    if (value > limit)
      throw new Error(`${plant}: ${value.toFixed(0)} full-load hours in ${year} exceed ${limit}; capacity is missing`);
    hours.set(plant, value);
  }
  return hours;
}

/** Capacity in use by commissioning year: yearly rises of the fleet; what was retired since is taken from the oldest. */
export function commissioningYears(sources: Sources, technology: string, until: number): Map<number, number> {
  const cohorts = new Map<number, number>();
  let retired = 0;
  let before = 0;
  for (const year of sources.capacityYears(technology).filter((y) => y <= until)) {
    const change = (sources.capacity(technology, year) ?? 0) - before;
    before += change;
    if (change > 0) cohorts.set(year, change);
    else retired -= change;
  }
  for (const [year, gw] of [...cohorts].sort((a, b) => a[0] - b[0])) {
    const taken = Math.min(gw, retired);
    retired -= taken;
    if (gw - taken > 1e-9) cohorts.set(year, gw - taken);
    else cohorts.delete(year);
  }
  return cohorts;
}

/** Capacities, commissioning years and hours of the base year. */
export function capacityTable(sources: Sources, electricity: ElectricityBalance, year: number): TableRow[] {
  const rows: TableRow[] = [];
  const hours = impliedHours(sources, electricity, year);
  for (const plant of plants) {
    const capacity = fittedCapacity(sources, electricity, plant, year, year);
    if (capacity === undefined || capacity.value === 0) continue;
    rows.push({
      id: "base_capacity",
      members: plant,
      year: undefined,
      value: capacity.value,
      unit: "GW",
      source: capacity.source,
      estimated: capacity.estimated,
    });
    const implied = hours.get(plant) ?? 0;
    if (plant === "coal" || plant === "gas") continue;
    rows.push({
      id: "full_load_hours",
      members: plant,
      year,
      value: implied,
      unit: "h/yr",
      source: "cesy_2022; cpsy_gcam",
      estimated: "generation over mean capacity of the year",
    });
  }
  const oil = electricity.generation.get("oil") ?? 0;
  if (oil > leastTwh) {
    rows.push({
      id: "base_capacity",
      members: "oil",
      year: undefined,
      value: (oil / (hours.get("coal") ?? sources.constant("hours_coal"))) * 1000,
      unit: "GW",
      source: "cesy_2022",
      estimated: "derived: no source lists it; generation over the hours of coal",
    });
  }
  for (const [technology, plant] of [
    ["coal", "coal"],
    ["wind_onshore", "wind_onshore"],
    ["wind_offshore", "wind_offshore"],
  ] as const) {
    const listed = [...commissioningYears(sources, technology, year)];
    const total = listed.reduce((sum, [, gw]) => sum + gw, 0);
    const base = capacityOf(sources, plant, year)?.value ?? 0;
    if (base === 0) continue;
    const factor = Math.min(1, base / total);
    for (const [built, gw] of listed) {
      rows.push({
        id: "fleet_commissioned",
        members: `${plant}.${Math.max(1980, built)}`,
        year: undefined,
        value: gw * factor,
        unit: "GW",
        source: technology === "coal" ? "gem_coal" : "gem_wind",
        estimated: "rise of the tracked fleet; the oldest retire",
      });
    }
  }
  const solarYears = sources.capacityYears("solar");
  const solar = solarOf(sources, year);
  for (const plant of ["solar_utility", "solar_distributed"]) {
    const base = fittedCapacity(sources, electricity, plant, year, year)?.value ?? 0;
    if (base === 0 || solar === undefined) continue;
    const share = base / solar.value;
    solarYears.forEach((end, index) => {
      if (index === 0) return;
      const begin = solarYears[index - 1];
      const added = ((sources.capacity("solar", end) ?? 0) - (sources.capacity("solar", begin) ?? 0)) * share;
      if (added <= 0) return;
      for (let built = begin + 1; built <= end; built++) {
        rows.push({
          id: "fleet_commissioned",
          members: `${plant}.${built}`,
          year: undefined,
          value: added / (end - begin),
          unit: "GW",
          source: "pik_capacity",
          estimated: "five-year additions spread evenly",
        });
      }
    });
    const rise = base - (sources.capacity("solar", solarYears[solarYears.length - 1]) ?? 0) * share;
    if (rise > 0)
      rows.push({
        id: "fleet_commissioned",
        members: `${plant}.${year}`,
        year: undefined,
        value: rise,
        unit: "GW",
        source: solar.source,
        estimated: join(`rise of ${year}`, solar.estimated),
      });
  }
  const pumped = sources.published("capacity_pumped", year);
  const listedPumped = pumpedCapacity(sources, year);
  if (pumped !== undefined || listedPumped > 0)
    rows.push({
      id: "base_storage_capacity",
      members: "pumped",
      year: undefined,
      value: listedPumped,
      unit: "GW",
      source: pumped?.source ?? "pik_phs",
      estimated: pumped === undefined ? "list of plants, year not stated" : pumped.estimated,
    });
  return rows;
}

function join(...texts: string[]): string {
  return texts.filter((text) => text !== "").join(", ");
}
