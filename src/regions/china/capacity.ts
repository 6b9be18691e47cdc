import type { Fact, Sources } from "./sources.ts";

/** A capacity in GW with its source and, where it was not observed, its rule. */
export interface CapacityFact {
  readonly value: number;
  readonly source: string;
  readonly estimated: string;
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

/** Full-load hours of the nation's plants, for what a province does not tell. */
export function referenceHours(sources: Sources, plant: string): number {
  if (plant === "coal" || plant === "gas" || plant === "biomass") return sources.constant(`hours_${plant}`);
  return sources.parameter("full_load_hours", plant.startsWith("solar") ? "solar" : plant);
}

/** Capacity at the end of the year by plant, GW, with rule and source; undefined where nothing is known. */
export function capacityOf(sources: Sources, plant: string, year: number): CapacityFact | undefined {
  switch (plant) {
    case "coal":
      return (
        published(sources, "capacity_coal", year) ??
        fromTable(sources, "coal", year, "gem_coal", "units of 30 MW and more") ??
        lastOf(sources, "coal", year, "gem_coal", "units of 30 MW and more; held after the last year of the tracker")
      );
    case "gas":
      return between(sources, "capacity_gas", year);
    case "biomass":
      return between(sources, "capacity_biomass", year);
    case "nuclear":
      return (
        published(sources, "capacity_nuclear", year) ??
        fromTable(
          sources,
          "nuclear",
          2020,
          "pik_capacity",
          year === 2020 ? "" : "no unit commissioned between 2020 and 2024",
        )
      );
    case "hydro":
      return published(sources, "capacity_hydro", year) ?? hydroOf2020(sources);
    case "solar_distributed":
    case "solar_utility":
      return solarPart(sources, plant, year);
    case "wind_onshore":
    case "wind_offshore":
      return windPart(sources, plant, year);
    default:
      return undefined;
  }
}

/** Distributed part of solar capacity: linear between the years that it is published of, held outside; else the nation's. */
export function distributedShare(sources: Sources, year: number): number {
  const known = sources.publishedYears("solar_distributed");
  if (known.length === 0) return sources.constant("solar_distributed_share");
  const share = (y: number): number =>
    Math.min(1, (sources.published("solar_distributed", y)?.value ?? 0) / (solarOf(sources, y)?.value ?? Number.NaN));
  const from = known.filter((y) => y <= year).at(-1) ?? known[0];
  const to = known.find((y) => y >= year) ?? from;
  return to === from ? share(from) : share(from) + ((share(to) - share(from)) * (year - from)) / (to - from);
}

/** Wind capacity of both kinds at the end of the year. */
export function windOf(sources: Sources, year: number): CapacityFact | undefined {
  return (
    published(sources, "capacity_wind", year) ??
    fromTable(sources, "wind", year, "cepy_wind") ??
    movedByNation(sources, "wind", year, "cepy_wind")
  );
}

/** Solar capacity of both kinds at the end of the year. */
export function solarOf(sources: Sources, year: number): CapacityFact | undefined {
  return (
    published(sources, "capacity_solar", year) ??
    fromTable(sources, "solar", year, "pik_capacity") ??
    movedByNation(sources, "solar", year, "pik_capacity")
  );
}

function solarPart(sources: Sources, plant: string, year: number): CapacityFact | undefined {
  const solar = solarOf(sources, year);
  if (solar === undefined) return undefined;
  const share = distributedShare(sources, year);
  const known = sources.publishedYears("solar_distributed");
  const part = plant === "solar_distributed" ? "distributed" : "utility";
  const rule =
    known.length === 0
      ? `${part} part of the nation`
      : known.includes(year)
        ? ""
        : known.length === 1
          ? `${part} part of ${known[0]}`
          : `${part} part between ${known.join(" and ")}`;
  return {
    ...solar,
    value: solar.value * (plant === "solar_distributed" ? share : 1 - share),
    estimated: join(solar.estimated, rule),
  };
}

function windPart(sources: Sources, plant: string, year: number): CapacityFact | undefined {
  const wind = windOf(sources, year);
  if (wind === undefined) return undefined;
  const held = sources.published("capacity_wind_onshore", 2021)?.value;
  if (held !== undefined) {
    const onshore = Math.min(wind.value, held);
    return plant === "wind_onshore"
      ? {
          value: onshore,
          source: "cepy_wind; gem_wind",
          estimated: "onshore of the end of 2020; the tracker lists no addition since",
        }
      : { ...wind, value: wind.value - onshore, estimated: join(wind.estimated, "all wind less onshore") };
  }
  // Where offshore wind is published of no year there is none, whatever a tracker lists.
  const none =
    sources.publishedYears("capacity_wind").length > 0 && sources.publishedYears("capacity_wind_offshore").length === 0;
  const listed = none
    ? undefined
    : (published(sources, "capacity_wind_offshore", year) ??
      fromTable(sources, "wind_offshore", year, "gem_wind", "farms of 10 MW and more") ??
      lastOf(sources, "wind_offshore", year, "gem_wind", "held after the last year of the tracker"));
  const offshore = Math.min(listed?.value ?? 0, wind.value);
  if (plant === "wind_offshore")
    return offshore === 0 || listed === undefined ? undefined : { ...listed, value: offshore };
  return offshore === 0
    ? wind
    : { ...wind, value: wind.value - offshore, estimated: join(wind.estimated, "all wind less offshore") };
}

function hydroOf2020(sources: Sources): CapacityFact | undefined {
  const total = sources.capacity("hydro_with_pumped", 2020);
  if (total === undefined) return undefined;
  const pumped = sources.published("capacity_pumped", 2020);
  return {
    value: Math.max(0, total - (pumped?.value ?? sources.capacity("pumped", 2020) ?? 0)),
    source: pumped === undefined ? "pik_capacity; pik_phs" : `pik_capacity; ${pumped.source}`,
    estimated: "hydro with pumped storage of 2020 less pumped storage; held",
  };
}

function published(sources: Sources, variable: string, year: number): Fact | undefined {
  return sources.published(variable, year);
}

/** A published capacity, or what lies between the years before and after it that are. */
function between(sources: Sources, variable: string, year: number): CapacityFact | undefined {
  const exact = sources.published(variable, year);
  if (exact !== undefined) return exact;
  const years = sources.publishedYears(variable);
  const from = years.filter((y) => y < year).at(-1);
  const to = years.find((y) => y > year);
  const first = from === undefined ? undefined : sources.published(variable, from);
  const last = to === undefined ? undefined : sources.published(variable, to);
  if (first === undefined || last === undefined || from === undefined || to === undefined) return undefined;
  return {
    value: first.value + ((last.value - first.value) * (year - from)) / (to - from),
    source: first.source === last.source ? first.source : `${first.source}; ${last.source}`,
    estimated: join(first.estimated, `linear to ${to}`),
  };
}

/** The capacity of 2020 moved with the nation's where the province's own is not published. */
function movedByNation(sources: Sources, technology: string, year: number, source: string): CapacityFact | undefined {
  const then = sources.capacity(technology, 2020);
  const china = (y: number): number | undefined => sources.national(`capacity_${technology}`, y)?.value;
  const [now, before] = [china(year), china(2020)];
  if (then === undefined || year < 2020) return undefined;
  if (now === undefined || before === undefined)
    return { value: then, source, estimated: "capacity of 2020, held: no later one is known" };
  return { value: (then * now) / before, source, estimated: "capacity of 2020 moved with the nation's" };
}

function fromTable(
  sources: Sources,
  technology: string,
  year: number,
  source: string,
  estimated = "",
): CapacityFact | undefined {
  const value = sources.capacity(technology, year);
  return value === undefined ? undefined : { value, source, estimated };
}

function lastOf(
  sources: Sources,
  technology: string,
  year: number,
  source: string,
  estimated: string,
): CapacityFact | undefined {
  const last = sources
    .capacityYears(technology)
    .filter((y) => y <= year)
    .at(-1);
  return last === undefined ? undefined : fromTable(sources, technology, last, source, estimated);
}

function join(...texts: string[]): string {
  return texts.filter((text) => text !== "").join("; ");
}
