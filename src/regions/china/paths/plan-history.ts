import type { Model } from "../../../engine/language/model.ts";
import { joined, ruled, stated, sum, type TableRow, tableWriter } from "../../stated.ts";
import { totalEnergy } from "../balance/energy-total.ts";
import { tradeOf } from "../balance/imports.ts";
import type { ReferenceYear } from "../balance/reconstruct.ts";
import { capacityOf } from "../capacity.ts";
import { perGdp, realGdp } from "../gdp.ts";
import type { PastYear } from "../history.ts";
import type { Sources } from "../sources.ts";
import { vehiclesOf } from "./fleet-table.ts";

/**
 * Past values of what plans are judged by, to the year before the base year: energy, electricity trade, capacities,
 * intensities, vehicles and forest. Emissions by boundary end with the last CEADs year, so that the step to the base
 * year's account stays visible; only the reconstructed year's intensity is given.
 */
export function planHistory(
  sources: Sources,
  past: readonly PastYear[],
  references: readonly ReferenceYear[],
  model: Model,
): TableRow[] {
  const { base, price } = sources.years;
  const { rows, put } = tableWriter(model);
  const before = base - 1;
  put("population", before, sources.activity("population", before));
  put("gdp", before, realGdp(sources, before));
  put("electricity_use", before, tradeOf(sources, before).use);

  for (let year = past[0].year; year < base; year++) {
    const { use, netImports } = tradeOf(sources, year);
    put("electricity_supplied", year, use.rule === "" ? ruled(use, "electricity use") : use);
    put("net_imports", year, netImports);
    const energy = totalEnergy(sources, year);
    put("primary_energy", year, energy);
    if (energy !== undefined) {
      const rule = `total energy over real GDP at ${price} prices`;
      put("energy_intensity", year, perGdp(energy, sources, year, "tce/(10000 CNY)", rule));
    }
    put("vehicles_in_use.car", year, vehiclesOf(sources, year)?.cars);
    const coal = sources.capacity("coal", year);
    put("capacity_coal", year, coal === undefined ? undefined : ruled(coal, "units of 30 MW and more"));
    put("capacity_solar", year, sources.capacity("solar", year));
    const parts = ["wind_onshore", "wind_offshore"].flatMap((plant) => sources.capacity(plant, year) ?? []);
    const tracked = ruled(sum(parts, "GW"), "farms of 10 MW and more");
    put("capacity_wind", year, sources.capacity("wind", year) ?? (tracked.value > 0 ? tracked : undefined));
  }
  put("capacity.nuclear", before, capacityOf(sources, "nuclear", before));
  put("storage_capacity.pumped", before, sources.published("capacity_pumped", before));
  for (const variable of ["nonfossil_share", "forest_stock", "forest_cover", "coal_physical"])
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
  return rows;
}
