import { between, joined, ruled, type Stated, stated } from "../stated.ts";
import type { Sources } from "./sources.ts";

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
export function referenceHours(sources: Sources, plant: string): Stated {
  if (plant === "coal" || plant === "gas" || plant === "biomass") return sources.constant(`hours_${plant}`);
  return sources.parameter("full_load_hours", plant.startsWith("solar") ? "solar" : plant);
}

/** Capacity at the end of the year by plant, GW; undefined where nothing is known. */
export function capacityOf(sources: Sources, plant: string, year: number): Stated | undefined {
  const newest = sources.years.capacity;
  switch (plant) {
    case "coal":
      return sources.published("capacity_coal", year) ?? tracked(sources, "coal", year, "units of 30 MW and more");
    case "gas":
    case "biomass":
      return publishedAround(sources, `capacity_${plant}`, year);
    case "nuclear": {
      const listed = sources.capacity("nuclear", newest);
      return (
        sources.published("capacity_nuclear", year) ??
        (listed === undefined || year === newest
          ? listed
          : ruled(listed, `no unit commissioned between ${newest} and ${sources.years.lastObserved}`))
      );
    }
    case "hydro":
      return sources.published("capacity_hydro", year) ?? heldHydro(sources);
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
export function distributedShare(sources: Sources, year: number): Stated {
  const known = sources.publishedYears("solar_distributed");
  if (known.length === 0)
    return { ...sources.constant("solar_distributed_share"), rule: "distributed part of the nation" };
  const share = (y: number): Stated => {
    const [part, all] = [sources.published("solar_distributed", y), solarOf(sources, y)];
    const value = Math.min(1, (part?.value ?? 0) / (all?.value ?? Number.NaN));
    return stated(
      value,
      "1",
      [part, all].filter((fact) => fact !== undefined),
    );
  };
  const from = known.filter((y) => y <= year).at(-1) ?? known[0];
  const to = known.find((y) => y >= year) ?? from;
  if (to !== from) return between(share(from), from, share(to), to, year, `distributed part between ${from} and ${to}`);
  return from === year ? share(from) : ruled(share(from), `distributed part of ${from}`);
}

/** Wind capacity of both kinds at the end of the year. */
export function windOf(sources: Sources, year: number): Stated | undefined {
  return allOf(sources, "wind", year);
}

/** Solar capacity of both kinds at the end of the year. */
export function solarOf(sources: Sources, year: number): Stated | undefined {
  return allOf(sources, "solar", year);
}

/** Published capacity, else of the table; else the table's newest moved with the nation's, or held where that is not known. */
function allOf(sources: Sources, technology: string, year: number): Stated | undefined {
  const listed = sources.published(`capacity_${technology}`, year) ?? sources.capacity(technology, year);
  const newest = sources.years.capacity;
  const then = sources.capacity(technology, newest);
  if (listed !== undefined || then === undefined || year < newest) return listed;
  const [now, before] = [year, newest].map((y) => sources.national(`capacity_${technology}`, y));
  if (now === undefined || before === undefined)
    return ruled(then, `capacity of ${newest}, held: no later one is known`);
  const rule = `capacity of ${newest} moved with the nation's`;
  return stated((then.value * now.value) / before.value, then.unit, [then], rule, [now, before]);
}

function solarPart(sources: Sources, plant: string, year: number): Stated | undefined {
  const solar = solarOf(sources, year);
  if (solar === undefined) return undefined;
  const share = distributedShare(sources, year);
  const distributed = plant === "solar_distributed";
  const rule = distributed ? share.rule : share.rule.replace("distributed", "utility");
  const part = distributed ? share.value : 1 - share.value;
  return stated(solar.value * part, solar.unit, [solar], joined([solar.rule, rule]), [share]);
}

function windPart(sources: Sources, plant: string, year: number): Stated | undefined {
  const wind = windOf(sources, year);
  if (wind === undefined) return undefined;
  const rest = (part: Stated, rule: string): Stated =>
    stated(wind.value - part.value, wind.unit, [wind], joined([wind.rule, rule]), [part]);
  const held = sources.published("capacity_wind_onshore", sources.years.base);
  if (held !== undefined) {
    const onshore = held.value <= wind.value ? held : { ...wind, rule: "all wind is onshore" };
    return plant === "wind_onshore" ? onshore : rest(onshore, "all wind less onshore");
  }
  // Where offshore wind is published of no year there is none, whatever a tracker lists.
  const none =
    sources.publishedYears("capacity_wind").length > 0 && sources.publishedYears("capacity_wind_offshore").length === 0;
  const listed = none
    ? undefined
    : (sources.published("capacity_wind_offshore", year) ??
      tracked(sources, "wind_offshore", year, "farms of 10 MW and more"));
  if (listed === undefined || Math.min(listed.value, wind.value) === 0)
    return plant === "wind_onshore" ? wind : undefined;
  const offshore = listed.value <= wind.value ? listed : ruled(wind, "all wind is offshore");
  return plant === "wind_offshore" ? offshore : rest(offshore, "all wind less offshore");
}

function heldHydro(sources: Sources): Stated | undefined {
  const newest = sources.years.capacity;
  const total = sources.capacity("hydro_with_pumped", newest);
  if (total === undefined) return undefined;
  const pumped = sources.published("capacity_pumped", newest) ?? sources.capacity("pumped", newest);
  const value = Math.max(0, total.value - (pumped?.value ?? 0));
  const rule = `hydro with pumped storage of ${newest}${pumped === undefined ? "" : " less pumped storage"}; held`;
  return stated(value, total.unit, pumped === undefined ? [total] : [total, pumped], rule);
}

/** A published capacity, or what lies between the years before and after it that are. */
function publishedAround(sources: Sources, variable: string, year: number): Stated | undefined {
  const exact = sources.published(variable, year);
  if (exact !== undefined) return exact;
  const years = sources.publishedYears(variable);
  const from = years.filter((y) => y < year).at(-1);
  const to = years.find((y) => y > year);
  if (from === undefined || to === undefined) return undefined;
  const [first, last] = [from, to].map((y) => sources.published(variable, y) as Stated);
  return between(first, from, last, to, year, joined([first.rule, `linear to ${to}`]));
}

/** The capacity that a tracker lists, which is held after its last year. */
function tracked(sources: Sources, technology: string, year: number, limit: string): Stated | undefined {
  const last = sources
    .capacityYears(technology)
    .filter((y) => y <= year)
    .at(-1);
  const listed = last === undefined ? undefined : sources.capacity(technology, last);
  if (listed === undefined) return undefined;
  return ruled(listed, last === year ? limit : joined([limit, "held after the last year of the tracker"]));
}
