import { isSharedOut, joined, judged, ruled, type Stated, stated, sum, type TableWriter } from "../stated.ts";
import { type ElectricityBalance, onshoreGeneration, ownUseRate } from "./balance/electricity.ts";
import { total } from "./balance/grid.ts";
import type { BaseYear } from "./balance/inventory.ts";
import { bothKinds, distributedShare, pumpedCapacity } from "./capacity.ts";
import { nation, type SourceTables } from "./source-tables.ts";
import { readProvinces, readSources, type Sources } from "./sources.ts";

const twh = "TW*h/yr";

/** Capacity at the end of a year by plant, GW. */
export type Standing = (plant: string, year: number) => Stated | undefined;

/** Mean of the capacity at the beginning and end of the year, GW. */
export function meanCapacity(standing: Standing, plant: string, year: number): Stated | undefined {
  const [end, begin] = [year, year - 1].map((y) => standing(plant, y));
  if (end === undefined) return undefined;
  return stated((end.value + (begin ?? end).value) / 2, "GW", [end, begin]);
}

/** The electricity of an observed year on the level of the balance, TWh. */
export interface PowerYear {
  readonly year: number;
  readonly use: Stated;
  /** Gross generation by plant, hydro without pumped storage. */
  readonly generation: ReadonlyMap<string, Stated>;
  readonly pumpedOutput: Stated;
  /** Use less generation: positive for net imports. */
  readonly netImports: Stated;
}

/** What the nation generated of solar power over what hours times capacity of the provinces give, by year. */
export type SolarScale = (year: number) => Stated;

/** The scale of the sources' tables. */
export function solarScale(tables: SourceTables): SolarScale {
  let provinces: Sources[] | undefined;
  const found = new Map<number, Stated>();
  return (year) => {
    let scale = found.get(year);
    if (scale === undefined) {
      provinces ??= readProvinces(tables)
        .filter(({ province }) => province !== nation)
        .map(({ province }) => readSources(tables, province));
      const all = provinces.map((sources) => hoursTimesCapacity(sources, year));
      const whole = provinces[0].national("solar_generation", year);
      if (whole === undefined) throw new Error(`observed.csv has no solar_generation of ${nation} in ${year}`);
      scale = stated(whole.value / total(all), "1", [whole], "", all);
      found.set(year, scale);
    }
    return scale;
  };
}

/** Mean published hours of solar power times the mean of opening and closing capacity; 0 where nothing stands. */
function hoursTimesCapacity(sources: Sources, year: number): Stated {
  const [end, begin] = [year, year - 1].map((y) => sources.published("capacity_solar", y));
  // The hours end early: their mean stands for all years, the nation's generation for the sun of each.
  const hours = sources.publishedYears("hours_solar").flatMap((y) => sources.published("hours_solar", y) ?? []);
  if (end === undefined || begin === undefined || hours.length === 0) return stated(0, twh, []);
  const mean = total(hours) / hours.length;
  return stated((mean * (end.value + begin.value)) / 2 / 1000, twh, [end, begin], "", hours);
}

/** What a published series has grown to since the base year; undefined where one of the two years is not known. */
function growth(sources: Sources, name: string, year: number): Stated | undefined {
  const [now, then] = [year, sources.years.base].map((y) => sources.published(name, y));
  if (now === undefined || then === undefined || then.value === 0) return undefined;
  return stated(now.value / then.value, "1", [now], now.rule, [then]);
}

/** The value of the base year times the growth of a published series; held where that is not known. */
function grown(sources: Sources, of: Stated, name: string, year: number): Stated {
  const { base } = sources.years;
  if (year === base) return of;
  const by = growth(sources, name, year);
  if (by === undefined) return ruled(of, `as in ${base}: no ${name} is published`);
  const rule = joined([`value of ${base} moved with the published ${name.replaceAll("_", " ")}`, by.rule]);
  return stated(of.value * by.value, of.unit, [of, by], rule);
}

/** The electricity of a year after the base year: every series as growth within its own scope on the balance's level. */
export function powerYear(
  { sources, electricity }: Pick<BaseYear, "sources" | "electricity">,
  standing: Standing,
  scale: SolarScale,
  year: number,
): PowerYear {
  const { base } = sources.years;
  const of = (plant: string): Stated => electricity.generation.get(plant) ?? stated(0, twh, []);
  const { hydro, pumpedOutput } = waterOf(sources, electricity, of("hydro"), year);
  const generation = new Map<string, Stated>([
    ["hydro", hydro],
    ["nuclear", nuclearOf(sources, of("nuclear"), standing, year)],
  ]);
  const wind = grown(sources, sum([of("wind_onshore"), of("wind_offshore")], twh), "wind_generation", year);
  const onshore = onshoreGeneration(sources, year, wind);
  generation.set("wind_onshore", onshore);
  generation.set("wind_offshore", { ...onshore, value: wind.value - onshore.value });
  const solar = solarOf(sources, scale, sum([of("solar_utility"), of("solar_distributed")], twh), year);
  const distributed = distributedOf(sources, year);
  for (const [plant, part] of [
    ["solar_utility", 1 - distributed.value],
    ["solar_distributed", distributed.value],
  ] as const)
    generation.set(
      plant,
      stated(solar.value * part, twh, [solar], joined([solar.rule, distributed.rule]), [distributed]),
    );
  for (const [plant, value] of thermalOf(sources, of, standing, year)) generation.set(plant, value);
  const parts = [...generation.values(), pumpedOutput];
  const generated = total(parts);
  const published = grown(sources, electricity.totalUse, "electricity_use", year);
  const use = sources.province === nation ? suppliedUse(electricity, parts, published) : published;
  const rule = `use less generation, on the balance's level of ${base}`;
  return { year, use, generation, pumpedOutput, netImports: stated(use.value - generated, twh, [use, ...parts], rule) };
}

/**
 * The nation's use as what is generated and traded with abroad as in the base year: the published use grows by up to half
 * a percent more than generation, which would be imports that no customs office counted.
 */
function suppliedUse(electricity: ElectricityBalance, generation: readonly Stated[], published: Stated): Stated {
  const { totalUse, grossImports, exports } = electricity;
  const value = total(generation) + grossImports.value - exports.value;
  const more = (100 * (published.value / value - 1)).toFixed(1);
  const rule = `generation and the base year's trade with abroad; the published use gives ${more} % more`;
  return stated(value, twh, [totalUse, ...generation], rule, [published, grossImports, exports]);
}

/**
 * Hydropower with pumped storage of a year, from that of the base year. What the series of larger plants leaves out is
 * small plants, which are held: in its proportion they would swing with the reservoirs and pumps of the large ones.
 */
function wholeHydro(sources: Sources, of: Stated, year: number): Stated {
  const { base } = sources.years;
  const [now, then] = [year, base].map((y) => sources.published("hydro_generation", y));
  if (now === undefined || then === undefined || then.value >= of.value)
    return grown(sources, of, "hydro_generation", year);
  const rule = joined([
    `value of ${base} and the change of the published hydro generation; small plants held`,
    now.rule,
  ]);
  return stated(Math.max(0, of.value + now.value - then.value), twh, [of, now], rule, [then]);
}

/** Hydropower and the output of pumped storage, which statistics count as one. */
function waterOf(
  sources: Sources,
  { pumpedOutput }: Pick<ElectricityBalance, "pumpedOutput">,
  hydro: Stated,
  year: number,
) {
  const { base } = sources.years;
  if (year === base) return { hydro, pumpedOutput };
  const both = wholeHydro(sources, sum([hydro, pumpedOutput], twh), year);
  // Where most of it is pumped storage, it is this that new plants add to.
  if (pumpedOutput.value > hydro.value) {
    const rest = Math.min(
      Math.max(0, both.value - hydro.value),
      (pumpedOutputOf(sources, year) * sources.constant("pumped_hours_most").value) /
        sources.constant("pumped_hours").value,
    );
    const rule = [both.rule, `less hydropower, held at that of ${base}`];
    return { hydro: ruled(hydro, `as in ${base}`), pumpedOutput: stated(rest, twh, [both], rule, [hydro]) };
  }
  const designed = stated(
    pumpedOutputOf(sources, year),
    twh,
    [sources.constant("pumped_hours")],
    "design hours times mean capacity",
  );
  const output = Math.min(designed.value, both.value);
  const rule = [both.rule, output === 0 ? "" : "less the output of pumped storage"];
  return {
    hydro: stated(both.value - output, twh, [both], rule, [designed]),
    pumpedOutput: { ...designed, value: output },
  };
}

/** Nuclear power as published; where it is not, at the base year's hours. */
function nuclearOf(sources: Sources, of: Stated, standing: Standing, year: number): Stated {
  const { base } = sources.years;
  const mean = (y: number): number => meanCapacity(standing, "nuclear", y)?.value ?? 0;
  // Reactors run about alike: a share in the nation's rise goes where capacity rose.
  const published = sources.published("nuclear_generation", year);
  if (published !== undefined && year !== base && isSharedOut(published) && mean(year - 1) > 0) {
    const before = nuclearOf(sources, of, standing, year - 1);
    const rule = `at the hours of ${year - 1}: no generation is published`;
    return { ...stated((before.value * mean(year)) / mean(year - 1), twh, [before], rule), sharedOut: true };
  }
  if (growth(sources, "nuclear_generation", year) !== undefined || of.value === 0)
    return grown(sources, of, "nuclear_generation", year);
  if (mean(base) === 0) return of;
  return stated((of.value * mean(year)) / mean(base), twh, [of], `at the hours of ${base}: no generation is published`);
}

/** Distributed part of the solar power of a year: of mean capacity, as hours are told; of the base year as the balance has it. */
function distributedOf(sources: Sources, year: number): Stated {
  const end = distributedShare(sources, year);
  if (year === sources.years.base) return end;
  const begin = distributedShare(sources, year - 1);
  const [now, then] = [year, year - 1].map((y) => bothKinds(sources, "solar", y)?.value ?? 0);
  if (now + then === 0) return end;
  const value = (end.value * now + begin.value * then) / (now + then);
  return stated(value, "1", [end, begin], [end.rule, "of mean capacity"]);
}

/** Solar power: hours times mean capacity, scaled to what the nation generated, as growth on the balance's level. */
function solarOf(sources: Sources, scale: SolarScale, of: Stated, year: number): Stated {
  const { base } = sources.years;
  if (year === base) return of;
  if (sources.province === nation) return grown(sources, of, "solar_generation", year);
  const [now, then] = [year, base].map((y) => hoursTimesCapacity(sources, y));
  if (then.value === 0) return of;
  const [scaleNow, scaleThen] = [year, base].map(scale);
  const value = (of.value * now.value * scaleNow.value) / (then.value * scaleThen.value);
  const rule = `value of ${base} moved with hours times mean capacity, scaled to the nation's solar power`;
  return stated(value, twh, [of, now], joined([rule, now.rule]), [then, scaleNow, scaleThen]);
}

/** Thermal power by plant: the published total; biomass and gas by the nation's, oil held, coal the rest. */
function thermalOf(
  sources: Sources,
  of: (plant: string) => Stated,
  standing: Standing,
  year: number,
): Map<string, Stated> {
  const { base } = sources.years;
  const plants = ["coal", "gas", "oil", "biomass"];
  const all = grown(sources, sum(plants.map(of), twh), "thermal_generation", year);
  const nations = (name: string): Stated => {
    const [now, then] = [year, base].map((y) => sources.national(name, y));
    if (now === undefined || then === undefined) throw new Error(`observed.csv has no ${name} of ${nation} in ${year}`);
    return stated(now.value / then.value, "1", [now], "", [then]);
  };
  const capped = (value: Stated, left: number): Stated =>
    value.value <= left
      ? value
      : ruled({ ...value, value: Math.max(0, left) }, "no more than thermal power as published");
  const moved = (plant: string, factor: number, by: Stated, rule: string): Stated =>
    stated(of(plant).value * factor, twh, [of(plant), by], rule);
  const biomassBy = nations("biomass_generation");
  const biomass = capped(
    moved("biomass", biomassBy.value, biomassBy, `value of ${base} moved with the nation's`),
    all.value,
  );
  const oil = capped(ruled(of("oil"), `as in ${base}`), all.value - biomass.value);
  const gasBy = nations("gas_generation");
  const [gasNow, gasThen] = [year, base].map((y) => meanCapacity(standing, "gas", y)?.value ?? 0);
  const capacityGrowth = gasThen > 0 && gasNow > 0 ? gasNow / gasThen : 1;
  const nationGrowth = nationalGasCapacity(sources, year) / nationalGasCapacity(sources, base);
  const gas = capped(
    moved(
      "gas",
      (gasBy.value * capacityGrowth) / nationGrowth,
      gasBy,
      `value of ${base} moved with capacity and with the hours of the nation's gas power`,
    ),
    all.value - biomass.value - oil.value,
  );
  const rest = all.value - biomass.value - oil.value - gas.value;
  const none = of("coal").value === 0;
  return new Map([
    ["biomass", biomass],
    ["oil", oil],
    // Without coal plants gas takes what is left.
    ["gas", none ? stated(gas.value + rest, twh, [all], "thermal power less biomass and oil", [biomass, oil]) : gas],
    [
      "coal",
      none
        ? of("coal")
        : stated(rest, twh, [all], joined([all.rule, "less biomass, gas and oil"]), [biomass, gas, oil]),
    ],
  ]);
}

/** Mean of the nation's gas capacity at the beginning and end of the year, GW. */
function nationalGasCapacity(sources: Sources, year: number): number {
  const at = (y: number): number => {
    const value = sources.national("capacity_gas", y);
    if (value === undefined) throw new Error(`observed.csv has no capacity_gas of ${nation} in ${y}`);
    return value.value;
  };
  return (at(year) + at(year - 1)) / 2;
}

/** Full-load hours of hydropower at mean water and the water of each observed year; undefined without hydropower. */
export function waterYears(
  sources: Sources,
  power: readonly PowerYear[],
  standing: Standing,
): { readonly hours: Stated; readonly factors: readonly { year: number; factor: Stated }[] } | undefined {
  const { base } = sources.years;
  const of = power[0].generation.get("hydro");
  const capacity = meanCapacity(standing, "hydro", base);
  if (of === undefined || of.value === 0 || capacity === undefined || capacity.value === 0) return undefined;
  const hoursOf = (years: readonly { readonly year: number; readonly hydro: Stated | undefined }[]) =>
    years.flatMap(({ year, hydro }) => {
      const stands = meanCapacity(standing, "hydro", year);
      if (hydro === undefined || stands === undefined || stands.value === 0) return [];
      return [{ year, of: hydro, hours: (hydro.value / stands.value) * 1000 }];
    });
  const ran = hoursOf(power.map(({ year, generation }) => ({ year, hydro: generation.get("hydro") })));
  const { pumpedOutput } = power[0];
  // Where most of it is pumped storage the published series says nothing of the rest.
  const published = pumpedOutput.value > of.value ? [] : sources.publishedYears("hydro_generation");
  const waters = published.map((year) => ({ year, hydro: waterOf(sources, { pumpedOutput }, of, year).hydro }));
  const known = published.includes(base) ? hoursOf(waters) : ran;
  const rule = `mean water of ${known[0].year}-${known[known.length - 1].year}: generation over mean capacity`;
  const value = total(known.map((year) => year.hours)) / known.length;
  const hours = stated(
    value,
    "h/yr",
    [of, capacity],
    rule,
    known.map((year) => year.of),
  );
  const factors = ran.map(({ year, of: generated, hours: so }) => ({
    year,
    factor: stated(
      Math.min(sources.constant("water_most").value, so / hours.value),
      "1",
      [generated],
      "generation over mean capacity at mean water",
      [hours],
    ),
  }));
  return { hours, factors };
}

/** Mean of the capacity of pumped storage at the beginning and end of the year, GW; 0 where none is known. */
export function meanPumped(sources: Sources, year: number): number {
  const [end, begin] = [year, year - 1].map((y) => pumpedCapacity(sources, y)?.value ?? 0);
  return (end + begin) / 2;
}

/** Output of pumped storage at its design hours, TWh. */
function pumpedOutputOf(sources: Sources, year: number): number {
  return (meanPumped(sources, year) * sources.constant("pumped_hours").value) / 1000;
}

/** Gross imports and exports of an observed year: net imports as they were, the change in what is bought or in what is sent. */
export function tradeAfter(electricity: ElectricityBalance, base: PowerYear, now: PowerYear) {
  const before = base.netImports.value;
  const change = now.netImports.value - before;
  const imports = electricity.grossImports.value;
  const exports = electricity.exports.value;
  const rule = `net imports as use less generation; the change since ${base.year} lies in what is ${before >= 0 ? "bought" : "sent out"}`;
  const of = (value: number): Stated => stated(value, twh, [now.netImports], rule, [base.netImports]);
  // An importer buys less until nothing is left to buy, then sends out; an exporter the other way round.
  const [bought, sent] =
    before >= 0
      ? [Math.max(0, imports + change), exports + Math.max(0, -(imports + change))]
      : [imports + Math.max(0, change - exports), Math.max(0, exports - change)];
  return { bought: of(bought), sent: of(sent) };
}

/** Plants' own use in electricity use, by the rates of the nation. */
function ownUseShare(sources: Sources, { generation, use }: PowerYear): number {
  const own = [...generation].map(([plant, { value }]) => value * ownUseRate(sources, plant).value);
  return total(own) / use.value;
}

/** Writes by how much own use in electricity use changed over each observed year: the mix of plants is known. */
export function putOwnUseChange(sources: Sources, power: readonly PowerYear[], { put }: TableWriter): void {
  const { lastObserved } = sources.years;
  for (const [i, now] of power.entries()) {
    if (i === 0) continue;
    const change = ownUseShare(sources, now) - ownUseShare(sources, power[i - 1]);
    const from = [now.use, power[i - 1].use];
    put(
      "own_use_change",
      now.year,
      stated(change, "1", from, "own use by the mix of plants", [ownUseRate(sources, "coal")]),
    );
  }
  put("own_use_change", lastObserved + 1, judged(0, "1", "last year's share stands"));
}
