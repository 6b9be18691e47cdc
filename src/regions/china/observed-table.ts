import type { RunValue } from "../downscale/dispatch.ts";
import { joined, judged, ruled, type Stated, stated, sum, type TableWriter } from "../stated.ts";
import { total } from "./balance/grid.ts";
import { tradeOf } from "./balance/imports.ts";
import type { BaseYear } from "./balance/inventory.ts";
import { fuels, type ReferenceYear, type YearBefore } from "./balance/reconstruct.ts";
import { batteryCapacity, capacityOf, plants, pumpedCapacity, windAndSolar } from "./capacity.ts";
import { fittedCapacity } from "./capacity-table.ts";
import { energyIntensity, perGdp, realGdp, totalEnergy } from "./gdp.ts";
import type { PastYear } from "./history.ts";
import { curtailedOf } from "./observed-hours.ts";
import type { PowerYear } from "./observed-power.ts";
import type { Sources } from "./sources.ts";
import { vehiclesOf } from "./vehicles.ts";

/**
 * Values of the years after the base year that no lever moves: `power` is the electricity of these years, `outputs` are
 * those of the base year by product.
 */
export function putObserved(
  of: BaseYear,
  power: readonly PowerYear[],
  outputs: ReadonlyMap<string, number>,
  table: TableWriter,
): void {
  const { sources } = of;
  const { base } = sources.years;
  const stock = vehiclesOf(sources, base)?.cars;
  for (const now of power.filter(({ year }) => year > base)) {
    const { year } = now;
    const put = (path: string, value: Stated | undefined): void => table.put(path, year, value);
    put("population", residentsOf(sources, year));
    put("gdp", realGdp(sources, year));
    put("electricity_use", now.use);
    const curtailed = curtailedOf(sources, now);
    put("curtailment_rate", curtailed);
    for (const [plant, generated] of now.generation) {
      // What stands and gave nothing is observed too; what never stood is not spoken of.
      if (!imposed.includes(plant) || (generated.value === 0 && capacityOf(sources, plant, year) === undefined))
        continue;
      put(
        `available_generation.${plant}`,
        windAndSolar.includes(plant) ? beforeCurtailment(generated, curtailed) : generated,
      );
    }
    for (const plant of plants) put(`capacity.${plant}`, fittedCapacity(of, plant, year));
    put("storage_capacity.pumped", pumpedCapacity(sources, year) ?? noPumped);
    put("storage_capacity.battery", batteryCapacity(sources, year));
    put("vehicle_stock.car", stock && carsOf(sources, year, stock));
    for (const [product, variable] of Object.entries(statistics)) {
      const output = outputs.get(product);
      if (output !== undefined && output > 0) put(`output.${product}`, outputOf(sources, variable, year, output));
    }
  }
}

/** Plants that are being built are none yet, whatever a path between years says. */
const noPumped = judged(0, "GW", "no plant is listed");

/** Cars of the year: those of the base year times the growth of private cars, after the last listed year that of the nation's vehicles. */
function carsOf(sources: Sources, year: number, stock: Stated): Stated | undefined {
  const last = sources
    .activityYears("private_cars")
    .filter((y) => y <= year)
    .at(-1);
  if (last === undefined) return undefined;
  const [cars, before] = [last, sources.years.base].map((y) => sources.activity("private_cars", y));
  const [now, then] = [year, last].map((y) => sources.national("vehicles_in_use", y));
  if (cars === undefined || before === undefined || now === undefined || then === undefined) return undefined;
  const since = year > last ? `, after ${last} that of the nation's vehicles` : "";
  const rule = `cars of the base year times the growth of private cars${since}`;
  const value = stock.value * (cars.value / before.value) * (now.value / then.value);
  return stated(value, stock.unit, year > last ? [now, cars, stock] : [cars, stock], rule, [before, then]);
}

/** What is published of the products of the model. */
const statistics: Readonly<Record<string, string>> = {
  cement: "cement_output",
  crude_steel: "steel_output",
  aluminium: "aluminium_output",
  flat_glass: "glass_output",
  ammonia: "ammonia_output",
  methanol: "methanol_output",
  olefins: "olefins_output",
  coal_liquids: "coal_liquids_output",
  coal_gas: "coal_gas_output",
};

/** Plants whose generation is imposed; water stands in hydro_factor, fossil plants balance. */
const imposed = ["nuclear", "wind_onshore", "wind_offshore", "solar_utility", "solar_distributed", "biomass"];

function beforeCurtailment(generated: Stated, curtailed: Stated | undefined): Stated {
  if (curtailed === undefined) return generated;
  const rule = [generated.rule, "before curtailment"];
  return stated(generated.value / (1 - curtailed.value), generated.unit, [generated], rule, [curtailed]);
}

/** Output of the year: that of the base year moved as published, or as the nation's where nothing of the province is. */
export function outputOf(sources: Sources, variable: string, year: number, before: number): Stated | undefined {
  const { base } = sources.years;
  for (const [of, whose] of [
    [sources.published, "published"],
    [sources.national, "the nation's"],
  ] as const) {
    const [then, now] = [base, year].map((y) => of(variable, y));
    if (then === undefined || now === undefined || then.value === 0) continue;
    const rule = [`output of ${base} moved with ${whose} ${variable.replace("_", " ")}`, now.rule];
    return stated((before * now.value) / then.value, "Mt/yr", [now], rule, [then]);
  }
  return undefined;
}

/**
 * The nation's final use of fuel in the observed years: supply of the base year's balance moved with the published use of
 * the fuel by coal equivalent, less what `run` (the nation's reference) burns for power and heat and loses in
 * transformation; coke of steel moves with pig iron. What transformation loses follows final use a little, so that the
 * rows of one run are near, and those of a run with these rows are right.
 */
export function putFuel(sources: Sources, run: RunValue, { put }: TableWriter): void {
  const { base, lastObserved } = sources.years;
  const of = (variable: string, carriers: readonly string[], year: number): number =>
    total(carriers.map((carrier) => run(variable, [carrier], year)));
  const put7 = (carrier: string, year: number, value: number, from: Stated[], rule: string): void =>
    put(`fuel_final.${carrier}`, year, stated(Number(value.toPrecision(7)), "Mtce/yr", from, rule));
  const iron = sources.national("pig_iron_output", base);
  const growths = new Map<string, Stated[]>(Object.keys(fuels).map((fuel) => [fuel, []]));
  for (let year = base + 1; year <= lastObserved; year++) {
    const ironNow = sources.national("pig_iron_output", year);
    const explained = run("fuel_final", ["coke"], year) / run("fuel_correction", ["coke"], year);
    let coke = run("fuel_final", ["coke"], year);
    if (iron !== undefined && ironNow !== undefined) {
      const steel = (at: number): number => run("raw_final_energy", ["steel", "coke"], at);
      coke = explained - steel(year) + (steel(base) * ironNow.value) / iron.value;
      const rule = `coke of steel of ${base} moved with the output of pig iron, the rest as its sectors' activity`;
      put7("coke", year, coke, [ironNow, iron], rule);
    }
    for (const [fuel, carriers] of Object.entries(fuels)) {
      const growth = sources.national(`${fuel}_energy_growth`, year);
      const before = growths.get(fuel) ?? [];
      if (growth === undefined || before.length < year - base - 1) continue;
      before.push(growth);
      const supply = before.reduce((so, { value }) => so * (1 + value / 100), of("fuel_supply", carriers, base));
      const elsewhere = of("fuel_supply", carriers, year) - of("fuel_final", carriers, year);
      const rule = `use of ${base} in the balance moved with the published use by coal equivalent (${supply.toFixed(1)}), less power, heat${fuel === "coal" ? ", coke" : ""} and transformation (${elsewhere.toFixed(1)}, reference run)`;
      put7(fuel, year, supply - elsewhere - (fuel === "coal" ? coke : 0), [...before], rule);
    }
  }
}

/** Residents of the year: of the yearbook, of the province's own statement, else the year before's growth goes on. */
export function residentsOf(sources: Sources, year: number): Stated | undefined {
  const listed = sources.activity("population", year) ?? sources.published("population", year);
  if (listed !== undefined) return listed;
  const [last, before] = [year - 1, year - 2].map((y) => sources.activity("population", y));
  if (last === undefined || before === undefined) return undefined;
  const value = (last.value * last.value) / before.value;
  return stated(value, last.unit, [last, before], `growth of ${year - 1} goes on`);
}

/** What plans name that is published of some years. */
const publishedPast = ["nonfossil_share", "forest_stock", "forest_cover"];

/**
 * Past values of what plans are judged by, to the year before the base year: energy, electricity trade, capacities,
 * intensities, vehicles and forest. Emissions by boundary end with the last CEADs year, so that the step to the base
 * year's account stays visible; only the reconstructed year's intensity is given.
 */
export function putPlanHistory(
  of: BaseYear,
  past: readonly PastYear[],
  references: readonly ReferenceYear[],
  yearBefore: YearBefore,
  outputs: ReadonlyMap<string, number>,
  { put, putRanged }: TableWriter,
): void {
  const { sources } = of;
  const { base } = sources.years;
  const before = base - 1;
  put("population", before, sources.activity("population", before));
  put("gdp", before, realGdp(sources, before));
  put("electricity_use", before, yearBefore.use);

  for (let year = past[0].year; year < base; year++) {
    const { use, netImports } = year === before ? yearBefore : tradeOf(sources, year);
    put("electricity_supplied", year, use.rule === "" ? ruled(use, "electricity use") : use);
    put("net_imports", year, netImports);
    put("primary_energy", year, totalEnergy(sources, year));
    put("energy_intensity", year, energyIntensity(sources, year));
    put("vehicles_in_use.car", year, vehiclesOf(sources, year)?.cars);
    if (year === before) continue;
    const coal = sources.capacity("coal", year);
    put("capacity_coal", year, coal && ruled(coal, "units of 30 MW and more"));
    put("capacity_solar", year, sources.capacity("solar", year));
    const parts = ["wind_onshore", "wind_offshore"].flatMap((plant) => sources.capacity(plant, year) ?? []);
    const tracked = ruled(sum(parts, "GW"), "farms of 10 MW and more");
    put("capacity_wind", year, sources.capacity("wind", year) ?? (tracked.value > 0 ? tracked : undefined));
  }
  // What stood a year before the base year, counted as the base year's stocks are.
  const stood = plants.flatMap((plant) => {
    const capacity = fittedCapacity(of, plant, before);
    return capacity === undefined ? [] : [{ plant, capacity }];
  });
  for (const { plant, capacity } of stood) put(`capacity.${plant}`, before, capacity);
  for (const kind of ["coal", "gas", "wind", "solar"]) {
    const parts = stood.filter(({ plant }) => plant.startsWith(kind)).map(({ capacity }) => capacity);
    if (parts.length > 0) put(`capacity_${kind}`, before, sum(parts, "GW"));
  }
  put("storage_capacity.pumped", before, pumpedCapacity(sources, before));
  for (const [product, variable] of Object.entries(statistics)) {
    const output = outputs.get(product);
    if (output !== undefined && output > 0)
      put(`output.${product}`, before, outputOf(sources, variable, before, output));
  }
  for (const variable of publishedPast)
    for (const year of sources.publishedYears(variable))
      if (year <= base) put(variable, year, sources.published(variable, year));
  put("coal_physical", before, yearBefore.coalPhysical);
  put("coal_share", before, yearBefore.coalShare);

  const first = references.find(({ year }) => year === sources.years.references[0]);
  for (const { year, carbonIntensity } of references) {
    if (year > past[past.length - 1].year) putRanged("carbon_intensity.assessed", year, carbonIntensity);
    if (first !== undefined && year > first.year) {
      const fall = 1 - carbonIntensity.value / first.carbonIntensity.value;
      const rested = stated(fall, "1", [first.carbonIntensity, carbonIntensity], carbonIntensity.rule);
      put(`carbon_intensity_reduction.y${first.year}`, year, rested);
    }
  }
  for (const { year, assessed, tradeRule } of past) {
    const rule = joined(["net imports at the regional grid factor", tradeRule]);
    put("carbon_intensity.assessed", year, perGdp(assessed, sources, year, "tCO2/(10000 CNY)", rule));
    const listed = sources.activity("population", year);
    if (listed === undefined) continue;
    const residents = sources.to(listed, "1e6 person");
    const perHead = stated(assessed.value / residents.value, "tCO2/person/yr", [assessed, residents], rule);
    put("emissions_per_head.assessed", year, perHead);
  }
}
