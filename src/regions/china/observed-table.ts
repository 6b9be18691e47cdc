import { joined, ruled, type Stated, stated, sum, type TableWriter } from "../stated.ts";
import { electricityUse, tradeOf } from "./balance/imports.ts";
import type { BaseYear } from "./balance/inventory.ts";
import type { ReferenceYear } from "./balance/reconstruct.ts";
import { capacityOf, plants } from "./capacity.ts";
import { fittedCapacity } from "./capacity-table.ts";
import { energyIntensity, perGdp, realGdp, totalEnergy } from "./gdp.ts";
import type { PastYear } from "./history.ts";
import type { Sources } from "./sources.ts";
import { vehiclesOf } from "./vehicles.ts";

/** Values of the years after the base year that no lever moves, by variable of the model; `outputs` are the base year's. */
export function putObserved(of: BaseYear, outputs: ReadonlyMap<string, number>, table: TableWriter): void {
  const { sources } = of;
  const { base, lastObserved } = sources.years;
  const stock = vehiclesOf(sources, base)?.cars;
  for (let year = base + 1; year <= lastObserved; year++) {
    const put = (path: string, value: Stated | undefined): void => table.put(path, year, value);
    put("population", sources.activity("population", year));
    put("gdp", realGdp(sources, year));
    put("electricity_use", electricityUse(sources, year));
    for (const plant of plants) put(`capacity.${plant}`, fittedCapacity(of, plant, year));
    put("storage_capacity.pumped", sources.published("capacity_pumped", year));
    const [cars, before] = [year, base].map((y) => sources.activity("private_cars", y));
    if (cars !== undefined && before !== undefined && stock !== undefined) {
      const rule = "cars of the base year times the growth of private cars";
      const value = stock.value * (cars.value / before.value);
      put("vehicle_stock.car", stated(value, stock.unit, [cars, stock], rule, [before]));
    }
    put("output.cement", outputOf(sources, "cement_output", year, outputs.get("cement")));
    put("output.crude_steel", outputOf(sources, "steel_output", year, outputs.get("crude_steel")));
  }
}

/** Output of the year: published, else that of the base year moved with the nation's, which the province's own years leave alone. */
function outputOf(sources: Sources, variable: string, year: number, before: number | undefined): Stated | undefined {
  const { base } = sources.years;
  const listed = sources.published(variable, year);
  const [then, now] = [base, year].map((y) => sources.national(variable, y));
  const later = sources.publishedYears(variable).some((y) => y > base);
  if (listed !== undefined || !before || later || then === undefined || now === undefined) return listed;
  return stated((before * now.value) / then.value, now.unit, [now], `moved with the nation's since ${base}`, [then]);
}

/** What plans name that is published of some years. */
const publishedPast = ["nonfossil_share", "forest_stock", "forest_cover", "coal_physical"];

/**
 * Past values of what plans are judged by, to the year before the base year: energy, electricity trade, capacities,
 * intensities, vehicles and forest. Emissions by boundary end with the last CEADs year, so that the step to the base
 * year's account stays visible; only the reconstructed year's intensity is given.
 */
export function putPlanHistory(
  sources: Sources,
  past: readonly PastYear[],
  references: readonly ReferenceYear[],
  { put }: TableWriter,
): void {
  const { base } = sources.years;
  const before = base - 1;
  put("population", before, sources.activity("population", before));
  put("gdp", before, realGdp(sources, before));
  put("electricity_use", before, tradeOf(sources, before).use);

  for (let year = past[0].year; year < base; year++) {
    const { use, netImports } = tradeOf(sources, year);
    put("electricity_supplied", year, use.rule === "" ? ruled(use, "electricity use") : use);
    put("net_imports", year, netImports);
    put("primary_energy", year, totalEnergy(sources, year));
    put("energy_intensity", year, energyIntensity(sources, year));
    put("vehicles_in_use.car", year, vehiclesOf(sources, year)?.cars);
    const coal = sources.capacity("coal", year);
    put("capacity_coal", year, coal && ruled(coal, "units of 30 MW and more"));
    put("capacity_solar", year, sources.capacity("solar", year));
    const parts = ["wind_onshore", "wind_offshore"].flatMap((plant) => sources.capacity(plant, year) ?? []);
    const tracked = ruled(sum(parts, "GW"), "farms of 10 MW and more");
    put("capacity_wind", year, sources.capacity("wind", year) ?? (tracked.value > 0 ? tracked : undefined));
  }
  put("capacity.nuclear", before, capacityOf(sources, "nuclear", before));
  put("storage_capacity.pumped", before, sources.published("capacity_pumped", before));
  for (const variable of publishedPast)
    for (const year of sources.publishedYears(variable))
      if (year <= base) put(variable, year, sources.published(variable, year));
  const coal = sources.published("coal_physical", before);
  const energy = totalEnergy(sources, before);
  if (coal !== undefined && energy !== undefined) {
    const rate = sources.constant("kgce_per_kg_raw_coal");
    const rule = "physical coal at the value of average raw coal over total energy";
    put("coal_share", before, stated((coal.value * rate.value) / energy.value, "1", [coal, energy], rule, [rate]));
  }

  const first = references.find(({ year }) => year === sources.years.references[0]);
  for (const { year, carbonIntensity } of references) {
    if (year > past[past.length - 1].year) put("carbon_intensity.assessed", year, carbonIntensity);
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
