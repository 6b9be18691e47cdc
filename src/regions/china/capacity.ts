import { between, isSharedOut, joined, ruled, type Stated, stated, yearsAround, yearsBetween } from "../stated.ts";
import { total } from "./balance/grid.ts";
import { nation } from "./source-tables.ts";
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

/** Capacity of pumped storage at the end of the year: published (after that moved with the nation's), else the list of plants. */
export function pumpedCapacity(sources: Sources, year: number): Stated | undefined {
  const listed = sources.capacity("pumped", sources.years.capacity);
  return (
    publishedAround(sources, "capacity_pumped", year) ?? (listed && ruled(listed, "list of plants, year not stated"))
  );
}

/** Power of new-type storage at the end of the year: published, else moved with the nation's from the first year that is, as far back as that is known. */
export function batteryCapacity(sources: Sources, year: number): Stated | undefined {
  const listed = sources.published("capacity_storage_new", year);
  const [first] = sources.publishedYears("capacity_storage_new");
  const then = first === undefined ? undefined : sources.published("capacity_storage_new", first);
  if (listed !== undefined || then === undefined || year > first) return listed;
  if (sources.national("capacity_storage_new", year) === undefined) return undefined;
  return movedWithNation(sources, "capacity_storage_new", then, first, year);
}

/** Capacity at the end of the year by plant, GW; undefined where nothing is known. */
export function capacityOf(sources: Sources, plant: string, year: number): Stated | undefined {
  if (plant === "gas") return gasCapacity(sources, year);
  if (plant === "biomass") return publishedAround(sources, "capacity_biomass", year);
  if (plant === "coal") return coalCapacity(sources, year);
  if (plant === "hydro") return hydroCapacity(sources, year);
  if (plant.startsWith("solar")) return solarPart(sources, plant, year);
  if (plant.startsWith("wind")) return windPart(sources, plant, year);
  return (
    sources.published(`capacity_${plant}`, year) ?? (plant === "nuclear" ? listedNuclear(sources, year) : undefined)
  );
}

/** Nuclear capacity of the newest year of the table of capacities, held. */
function listedNuclear(sources: Sources, year: number): Stated | undefined {
  const { capacity: newest, lastObserved } = sources.years;
  const listed = sources.capacity("nuclear", newest);
  if (listed === undefined || year === newest) return listed;
  return ruled(listed, `no unit commissioned between ${newest} and ${lastObserved}`);
}

/**
 * Thermal capacity as published less gas and biomass; in years without it what a tracker lists. The
 * nation's own figure leaves out what else is thermal: after its last year it grows as the rest does.
 */
function coalCapacity(sources: Sources, year: number): Stated | undefined {
  const listed = sources.published("capacity_coal", year);
  const rest = thermalRest(sources, year);
  if (sources.province !== nation) return rest ?? listed ?? tracked(sources, "coal", year, "units of 30 MW and more");
  const [before] = yearsAround(sources.publishedYears("capacity_coal"), year);
  const then = before === undefined ? undefined : thermalRest(sources, before);
  const known = before === undefined ? undefined : sources.published("capacity_coal", before);
  if (listed !== undefined || rest === undefined || then === undefined || known === undefined) return listed ?? rest;
  const rule = `coal of ${before} moved with thermal capacity less gas and biomass`;
  return stated((known.value * rest.value) / then.value, "GW", [known, rest], [rest.rule, rule], [then]);
}

/** Gas capacity; what is shared out adds no more than all thermal capacity does. */
function gasCapacity(sources: Sources, year: number): Stated | undefined {
  const gas = publishedAround(sources, "capacity_gas", year);
  const before = gas?.sharedOut && sources.province !== nation ? gasCapacity(sources, year - 1) : undefined;
  const [now, then] = [year, year - 1].map((y) => sources.published("capacity_thermal", y));
  if (gas === undefined || before === undefined || now === undefined || then === undefined) return gas;
  const most = before.value + Math.max(0, now.value - then.value);
  if (gas.value <= most) return gas;
  const rule = [gas.rule, "no more than all thermal capacity added"];
  return { ...stated(most, gas.unit, [gas], rule, [now, then]), sharedOut: true };
}

/** Thermal capacity as published less gas and biomass. */
function thermalRest(sources: Sources, year: number): Stated | undefined {
  const thermal = sources.published("capacity_thermal", year);
  if (thermal === undefined) return undefined;
  // Before the first year that is known what stood in the base year stands for what is in thermal capacity.
  const { base } = sources.years;
  const others = ["gas", "biomass"].map(
    (plant) => capacityOf(sources, plant, year) ?? (year < base ? capacityOf(sources, plant, base) : undefined),
  );
  const value = Math.max(0, thermal.value - total(others.flatMap((other) => other ?? [])));
  return stated(value, "GW", [thermal, ...others], [thermal.rule, "thermal capacity less gas and biomass"]);
}

/** Hydro capacity as published less pumped storage; in years without it what was listed, held. */
function hydroCapacity(sources: Sources, year: number): Stated | undefined {
  const listed = sources.published("capacity_hydro", year);
  const all = sources.published("capacity_hydro_with_pumped", year);
  if (all === undefined) return listed ?? heldHydro(sources);
  // A share in the nation's rise, which is mostly pumped storage, says nothing of the rivers of a province.
  if (sources.province !== nation && isSharedOut(all)) return withNationsHydro(sources, year);
  const pumped = pumpedCapacity(sources, year);
  const value = all.value - (pumped?.value ?? 0);
  const held = heldHydro(sources);
  // A list of pumped storage that is as large as all hydropower leaves no rest to be trusted.
  if (held !== undefined && value < held.value / 2) return held;
  return stated(Math.max(0, value), "GW", [all, pumped], [all.rule, pumped === undefined ? "" : "less pumped storage"]);
}

/** Hydropower without pumped storage of the year before, moved with the nation's. */
function withNationsHydro(sources: Sources, year: number): Stated | undefined {
  const before = hydroCapacity(sources, year - 1);
  const [now, then] = [year, year - 1].map((y) => {
    const [all, pumped] = ["hydro_with_pumped", "pumped"].map((kind) => sources.national(`capacity_${kind}`, y));
    return all && pumped && stated(all.value - pumped.value, "GW", [all, pumped]);
  });
  if (before === undefined || now === undefined || then === undefined) return before;
  const rule = [before.rule, `${year - 1} moved with the nation's hydropower without pumped storage`];
  return { ...stated((before.value * now.value) / then.value, "GW", [before], rule, [now, then]), sharedOut: true };
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
  return movedWithNation(sources, name, then, newest, year);
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
    : (publishedAround(sources, "capacity_wind_offshore", year) ??
      tracked(sources, "wind_offshore", year, "farms of 10 MW and more"));
  // Where there are some in another year, none is a fact too.
  if (listed === undefined || Math.min(listed.value, wind.value) === 0)
    return plant === "wind_onshore" ? wind : listed && { ...listed, value: 0 };
  const offshore = besideLand(
    sources,
    listed.value <= wind.value ? listed : newlyOffshore(sources, wind, year),
    wind,
    year,
  );
  return plant === "wind_offshore" ? offshore : rest(offshore, "all wind less offshore");
}

/** No farm on land is taken down after the base year: what is listed at sea, recalled or shared out, gives way. */
function besideLand(sources: Sources, offshore: Stated, wind: Stated, year: number): Stated {
  const before = year > sources.years.base ? windPart(sources, "wind_onshore", year - 1) : undefined;
  const left = Math.max(0, wind.value - (before?.value ?? 0));
  if (before === undefined || offshore.value <= left) return offshore;
  const rule = [offshore.rule, `no more than leaves on land what stood there in ${year - 1}`];
  const part = stated(left, wind.unit, [wind, offshore], rule, [before]);
  return isSharedOut(offshore) ? { ...part, sharedOut: true } : part;
}

/** Where more is listed at sea than all wind that is published, what all wind has more than that of the year before. */
function newlyOffshore(sources: Sources, wind: Stated, year: number): Stated {
  const before = bothKinds(sources, "wind", year - 1);
  const value = Math.max(0, wind.value - (before?.value ?? 0));
  return stated(value, wind.unit, [wind], [wind.rule, "no more than all wind has grown by"], [before]);
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

/**
 * A published capacity, or what lies between the years before and after it that are; after the last, what it added since the
 * base year goes on as the nation's additions do, so that nothing is added where nothing was built.
 */
function publishedAround(sources: Sources, variable: string, year: number): Stated | undefined {
  const [from, to] = yearsAround(sources.publishedYears(variable), year);
  const exact = sources.published(variable, year);
  const [first, last] = [from, to].map((y) => y && sources.published(variable, y));
  if (exact === undefined && from && first && to === undefined)
    return addedAsNation(sources, variable, first, from, year) ?? movedWithNation(sources, variable, first, from, year);
  if (exact !== undefined || !from || !to || !first || !last) return exact;
  return between(first, from, last, to, year, joined([first.rule, `linear to ${to}`]));
}

/** A capacity of an earlier year with its additions since the base year going on; undefined where these are not known. */
function addedAsNation(sources: Sources, variable: string, of: Stated, from: number, year: number): Stated | undefined {
  const { base } = sources.years;
  const start = sources.published(variable, base);
  const [now, then, begin] = [year, from, base].map((y) => sources.national(variable, y));
  if (start === undefined || now === undefined || then === undefined || begin === undefined) return undefined;
  if (from <= base || then.value <= begin.value) return undefined;
  const added = Math.max(0, of.value - start.value) * ((now.value - then.value) / (then.value - begin.value));
  const rule = [of.rule, `additions of ${base}-${from} go on as the nation's do in ${year}`];
  return { ...stated(of.value + added, of.unit, [of], rule, [start, now, then, begin]), sharedOut: true };
}

/** A capacity of an earlier year moved with the nation's where that is known, else held. */
function movedWithNation(sources: Sources, variable: string, of: Stated, from: number, year: number): Stated {
  const [now, then] = [year, from].map((y) => sources.national(variable, y));
  if (now === undefined || then === undefined || then.value === 0) return ruled(of, `as in ${from}`);
  const rule = [of.rule, `capacity of ${from} moved with the nation's`];
  return { ...stated((of.value * now.value) / then.value, of.unit, [of], rule, [now, then]), sharedOut: true };
}

/** The capacity that a tracker lists, which is held after its last year. */
function tracked(sources: Sources, technology: string, year: number, limit: string): Stated | undefined {
  const [last = 0] = yearsAround(sources.capacityYears(technology), year + 1);
  const listed = sources.capacity(technology, last);
  return listed && ruled(listed, last === year ? limit : joined([limit, "held after the last year of the tracker"]));
}
