import { between, joined, ruled, type Stated, stated, yearsAround, yearsBetween } from "../stated.ts";
import type { Sources } from "./sources.ts";

/** Wind and solar, which grow without an approval for each plant. */
export const windAndSolar = ["wind_onshore", "wind_offshore", "solar_utility", "solar_distributed"];

/** Plants of the model that a region may have. */
export const plants = ["hydro", "nuclear", ...windAndSolar, "biomass", "coal", "gas"];

/** Full-load hours of the nation's plants, for what a province does not tell. */
export function referenceHours(sources: Sources, plant: string): Stated {
  if (plant === "coal" || plant === "gas" || plant === "biomass") return sources.constant(`hours_${plant}`);
  return sources.parameter("full_load_hours", plant.startsWith("solar") ? "solar" : plant);
}

/** Capacity of pumped storage at the end of the year: published, else the list of plants, else not known. */
export function pumpedCapacity(sources: Sources, year: number): Stated | undefined {
  const listed = sources.capacity("pumped", sources.years.capacity);
  return sources.published("capacity_pumped", year) ?? (listed && ruled(listed, "list of plants, year not stated"));
}

/** Capacity at the end of the year by plant, GW; undefined where nothing is known. */
export function capacityOf(sources: Sources, plant: string, year: number): Stated | undefined {
  if (plant === "gas" || plant === "biomass") return publishedAround(sources, `capacity_${plant}`, year);
  if (plant.startsWith("solar")) return solarPart(sources, plant, year);
  if (plant.startsWith("wind")) return windPart(sources, plant, year);
  return sources.published(`capacity_${plant}`, year) ?? listedCapacity(sources, plant, year);
}

/** What the tables of capacities have of coal, nuclear and hydro power. */
function listedCapacity(sources: Sources, plant: string, year: number): Stated | undefined {
  if (plant === "coal") return tracked(sources, "coal", year, "units of 30 MW and more");
  if (plant === "hydro") return heldHydro(sources);
  const { capacity: newest, lastObserved } = sources.years;
  const listed = plant === "nuclear" ? sources.capacity("nuclear", newest) : undefined;
  if (listed === undefined || year === newest) return listed;
  return ruled(listed, `no unit commissioned between ${newest} and ${lastObserved}`);
}

/** Distributed part of solar capacity: linear between the years that it is published of, held outside; else the nation's. */
export function distributedShare(sources: Sources, year: number): Stated {
  const known = sources.publishedYears("solar_distributed");
  if (known.length === 0)
    return { ...sources.constant("solar_distributed_share"), rule: "distributed part of the nation" };
  const share = (y: number): Stated => {
    const [part, all] = [sources.published("solar_distributed", y), bothKinds(sources, "solar", y)];
    const value = Math.min(1, (part?.value ?? 0) / (all?.value ?? Number.NaN));
    return stated(value, "1", [part, all]);
  };
  const [from, to] = yearsBetween(known, year);
  if (to !== from) return between(share(from), from, share(to), to, year, `distributed part between ${from} and ${to}`);
  return from === year ? share(from) : ruled(share(from), `distributed part of ${from}`);
}

/**
 * Wind or solar capacity of both kinds at the end of the year: published, else of the table; else the table's newest
 * moved with the nation's, or held where that is not known.
 */
export function bothKinds(sources: Sources, technology: "wind" | "solar", year: number): Stated | undefined {
  const name = `capacity_${technology}`;
  const listed = sources.published(name, year) ?? sources.capacity(technology, year);
  const newest = sources.years.capacity;
  const then = sources.capacity(technology, newest);
  if (listed !== undefined || then === undefined || year < newest) return listed;
  const [now, before] = [year, newest].map((y) => sources.national(name, y));
  if (now === undefined || before === undefined)
    return ruled(then, `capacity of ${newest}, held: no later one is known`);
  const rule = `capacity of ${newest} moved with the nation's`;
  return stated((then.value * now.value) / before.value, then.unit, [then], rule, [now, before]);
}

function solarPart(sources: Sources, plant: string, year: number): Stated | undefined {
  const solar = bothKinds(sources, "solar", year);
  if (solar === undefined) return undefined;
  const share = distributedShare(sources, year);
  const distributed = plant === "solar_distributed";
  const rule = distributed ? share.rule : share.rule.replace("distributed", "utility");
  const part = distributed ? share.value : 1 - share.value;
  return stated(solar.value * part, solar.unit, [solar], [solar.rule, rule], [share]);
}

function windPart(sources: Sources, plant: string, year: number): Stated | undefined {
  const wind = bothKinds(sources, "wind", year);
  if (wind === undefined) return undefined;
  const rest = (part: Stated, rule: string): Stated =>
    stated(wind.value - part.value, wind.unit, [wind], [wind.rule, rule], [part]);
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
  const all = sources.capacity("hydro_with_pumped", newest);
  if (all === undefined) return undefined;
  const pumped = sources.published("capacity_pumped", newest) ?? sources.capacity("pumped", newest);
  const value = Math.max(0, all.value - (pumped?.value ?? 0));
  const rule = `hydro with pumped storage of ${newest}${pumped === undefined ? "" : " less pumped storage"}; held`;
  return stated(value, all.unit, [all, pumped], rule);
}

/** A published capacity, or what lies between the years before and after it that are. */
function publishedAround(sources: Sources, variable: string, year: number): Stated | undefined {
  const [from, to] = yearsAround(sources.publishedYears(variable), year);
  const exact = sources.published(variable, year);
  const [first, last] = [from, to].map((y) => y && sources.published(variable, y));
  if (exact !== undefined || !from || !to || !first || !last) return exact;
  return between(first, from, last, to, year, joined([first.rule, `linear to ${to}`]));
}

/** The capacity that a tracker lists, which is held after its last year. */
function tracked(sources: Sources, technology: string, year: number, limit: string): Stated | undefined {
  const [last = 0] = yearsAround(sources.capacityYears(technology), year + 1);
  const listed = sources.capacity(technology, last);
  return listed && ruled(listed, last === year ? limit : joined([limit, "held after the last year of the tracker"]));
}
