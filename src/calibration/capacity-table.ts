import type { ElectricityBalance } from "./electricity.ts";
import { distributedShare, required } from "./electricity.ts";
import type { Sources } from "./sources.ts";
import type { TableRow } from "./table-row.ts";

/** Capacity at the end of the year by plant, GW, with rule and source; undefined where nothing is known. */
export function capacityOf(
  sources: Sources,
  plant: string,
  year: number,
): { value: number; source: string; estimated: string } | undefined {
  const published = (variable: string): { value: number; source: string; estimated: string } | undefined =>
    sources.published(variable, year);
  const solar = published("capacity_solar") ?? fromTable(sources, "solar", year, "pik_capacity");
  const wind = published("capacity_wind") ?? fromTable(sources, "wind", year, "cepy_wind");
  const distributed = distributedShare(sources);
  switch (plant) {
    case "coal":
      return published("capacity_coal") ?? fromTable(sources, "coal", year, "gem_coal", "units of 30 MW and more");
    case "gas":
      return published("capacity_gas");
    case "biomass":
      return biomassCapacity(sources, year);
    case "nuclear":
      return fromTable(
        sources,
        "nuclear",
        2020,
        "pik_capacity",
        year === 2020 ? "" : "no unit commissioned between 2020 and 2024",
      );
    case "hydro": {
      const total = sources.capacity("hydro_with_pumped", 2020);
      const pumped = sources.published("capacity_pumped", 2020)?.value;
      if (total === undefined || pumped === undefined) return undefined;
      return {
        value: total - pumped,
        source: "pik_capacity; zj_energy_plan",
        estimated: "hydro with pumped storage of 2020 less pumped storage; held",
      };
    }
    case "solar_distributed":
      return (
        solar && {
          ...solar,
          value: solar.value * distributed,
          estimated: join(solar.estimated, "distributed part of 2020"),
        }
      );
    case "solar_utility":
      return (
        solar && {
          ...solar,
          value: solar.value * (1 - distributed),
          estimated: join(solar.estimated, "utility part of 2020"),
        }
      );
    case "wind_onshore":
      return (
        wind && {
          value: Math.min(wind.value, required(sources, "capacity_wind_onshore", 2021)),
          source: "cepy_wind; gem_wind",
          estimated: "onshore of the end of 2020; the tracker lists no addition since",
        }
      );
    case "wind_offshore":
      return (
        wind && {
          ...wind,
          value: wind.value - Math.min(wind.value, required(sources, "capacity_wind_onshore", 2021)),
          estimated: join(wind.estimated, "all wind less onshore"),
        }
      );
    default:
      return undefined;
  }
}

function biomassCapacity(
  sources: Sources,
  year: number,
): { value: number; source: string; estimated: string } | undefined {
  const first = sources.published("capacity_biomass", 2021);
  const last = sources.published("capacity_biomass", 2024);
  if (first === undefined || last === undefined || year < 2021 || year > 2024) return undefined;
  const value = first.value + ((last.value - first.value) * (year - 2021)) / 3;
  return {
    value,
    source: `${first.source}; ${last.source}`,
    estimated: year === 2024 ? last.estimated : `${first.estimated}; linear to 2024`,
  };
}

function fromTable(
  sources: Sources,
  technology: string,
  year: number,
  source: string,
  estimated = "",
): { value: number; source: string; estimated: string } | undefined {
  const value = sources.capacity(technology, year);
  return value === undefined ? undefined : { value, source, estimated };
}

function join(...texts: string[]): string {
  return texts.filter((text) => text !== "").join("; ");
}

/** Plants of the model that a region may have. */
export const plants = [
  "hydro",
  "nuclear",
  "wind_onshore",
  "wind_offshore",
  "solar_utility",
  "solar_distributed",
  "biomass",
  "coal",
  "gas",
] as const;

/** Full-load hours of the base year: generation over the mean of the capacity at the beginning and end of the year. */
export function impliedHours(sources: Sources, electricity: ElectricityBalance, year: number): Map<string, number> {
  const hours = new Map<string, number>();
  for (const plant of plants) {
    const end = capacityOf(sources, plant, year)?.value;
    if (end === undefined) continue;
    const begin = capacityOf(sources, plant, year - 1)?.value ?? end;
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
    const capacity = capacityOf(sources, plant, year);
    if (capacity === undefined) continue;
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
  if (oil > 0) {
    rows.push({
      id: "base_capacity",
      members: "oil",
      year: undefined,
      value: (oil / (hours.get("coal") ?? Number.NaN)) * 1000,
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
    const base = capacityOf(sources, plant, year)?.value ?? total;
    const factor = Math.min(1, base / total);
    for (const [built, gw] of listed) {
      rows.push({
        id: "fleet_commissioned",
        members: `${plant}.${Math.max(1980, built)}`,
        year: undefined,
        value: gw * factor,
        unit: "GW",
        source: technology === "coal" ? "gem_coal" : "gem_wind",
        estimated: "yearly rise of the tracked fleet, retirements taken from the oldest",
      });
    }
  }
  const solarYears = sources.capacityYears("solar");
  for (const plant of ["solar_utility", "solar_distributed"]) {
    const base = capacityOf(sources, plant, year)?.value ?? 0;
    const share = base / (sources.published("capacity_solar", year)?.value ?? Number.NaN);
    solarYears.forEach((end, index) => {
      if (index === 0) return;
      const begin = solarYears[index - 1];
      const added = ((sources.capacity("solar", end) ?? 0) - (sources.capacity("solar", begin) ?? 0)) * share;
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
    rows.push({
      id: "fleet_commissioned",
      members: `${plant}.${year}`,
      year: undefined,
      value: base - (sources.capacity("solar", solarYears[solarYears.length - 1]) ?? 0) * share,
      unit: "GW",
      source: "nea_recalled",
      estimated: "rise of 2021, recalled",
    });
  }
  const pumped = sources.published("capacity_pumped", year);
  if (pumped !== undefined)
    rows.push({
      id: "base_storage_capacity",
      members: "pumped",
      year: undefined,
      value: pumped.value,
      unit: "GW",
      source: pumped.source,
      estimated: pumped.estimated,
    });
  return rows;
}
