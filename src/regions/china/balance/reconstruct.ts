import { type Stated, stated } from "../../stated.ts";
import { energyIntensity, gdpGrowth, perGdp, totalEnergy } from "../gdp.ts";
import type { PastYear } from "../history.ts";
import type { Sources } from "../sources.ts";
import type { PrimaryEnergy } from "./accounts.ts";
import { total } from "./grid.ts";
import { importFactor, tradeOf } from "./imports.ts";
import { type BaseYear, splitCo2 } from "./inventory.ts";
import { biomassGeneration } from "./thermal-power.ts";

/** A year that targets refer to, reconstructed, see `referenceYear`. */
export type ReferenceYear = ReturnType<typeof referenceYear>;

/** Coal that power and heating stations burn. */
const boilerCoal = ["Coal Raw", "Coal Briquettes", "Coal Washed", "Coal Cleaned"];

/** The year before the base year: power and heat by thermal generation, the rest by the growth of energy use. */
export function yearBefore({ sources, inventory, electricity }: BaseYear, accounts: PrimaryEnergy): ReferenceYear {
  const { base } = sources.years;
  const year = base - 1;
  const energy = totalEnergy(sources, year);
  const growth = energyGrowth(sources, accounts.total, energy?.value ?? Number.NaN);
  const [before, now] = [year, base].map((y) => sources.generation("thermal_nbs", y));
  const thermal = (before?.value ?? Number.NaN) / (now?.value ?? Number.NaN);
  const parts = splitCo2(inventory);
  // Fossil CO2 of biomass and waste plants.
  const perMwh = sources.parameter("fossil_waste_factor").value;
  const biomass = biomassGeneration(sources, year);
  const fuel = parts.powerHeat * thermal + parts.other / growth + perMwh * biomass.value;
  const { netImports, factor } = tradeOf(sources, year);
  const net = netImports.value;
  // Exports as in the base year, at the base year's own factor, so that both years are reckoned alike.
  const exports = electricity.exports.value;
  const gross = net + exports;
  const waste = perMwh * (electricity.generation.get("biomass")?.value ?? 0);
  const ownFactor = (total(inventory.powerCo2.values()) + waste) / total(electricity.generation.values());
  const imported = gross * importFactor(sources, year, gross) - exports * ownFactor;
  const assessed = fuel + imported;
  const high = fuel + net * factor.value;
  const burnt = (name: string, process: string): number => sources.balance(name, process).value;
  const boilers = -total(boilerCoal.map((name) => burnt(name, "Thermal Power") + burnt(name, "Heating Supply")));
  const coal = boilers * thermal + (accounts.coal - boilers) / growth;
  const rule = `base year ${base} moved back: power and heat fuel by thermal generation (${thermal.toFixed(3)}), other fuel by total energy (1/${growth.toFixed(3)}), net imports ${net.toFixed(1)} TWh; high: imports at the regional factor`;
  const cells = [...inventory.co2.values(), inventory.powerCo2, inventory.heatCo2].flatMap((row) => [...row.values()]);
  const by = [...cells, biomass, before, now, energy, netImports];
  const range = { low: Math.min(0.97 * fuel + imported, high), high: Math.max(assessed, high) };
  const co2 = { ...stated(assessed, "MtCO2/yr", [electricity.exports, factor], rule, by), ...range };
  return referenceYear(sources, year, co2, coal / sources.constant("kgce_per_kg_raw_coal").value);
}

/**
 * Growth of energy use from the year before to the base year, as a factor: of the published totals where both are, else
 * of the computed total over the published one, where that is plausible, else of GDP less the fall of the nation's intensity.
 */
function energyGrowth(sources: Sources, computed: number, before: number): number {
  const { base } = sources.years;
  const published = sources.published("energy_total", base)?.value;
  if (published !== undefined) return published / before;
  const range = sources.constant("energy_growth", base);
  const ratio = computed / before;
  return ratio >= (range.low ?? 0) && ratio <= (range.high ?? 2) ? ratio : usualGrowth(sources);
}

/** Growth of energy use into the base year, as a factor, from that of GDP and the fall of the nation's energy intensity. */
export function usualGrowth(sources: Sources): number {
  const { base } = sources.years;
  return (1 + gdpGrowth(sources, base).value) * (1 - sources.constant("intensity_fall", base).value);
}

/** A year of the CEADs account as reference year; the range is the other import factor and 3 % of the fuel. */
export function ceadsReference(sources: Sources, { year, energy, assessed, netImports }: PastYear): ReferenceYear {
  const fuel = energy.value;
  const mixed = fuel + netImports * importFactor(sources, year, Math.max(0, netImports));
  const rule =
    "CEADs without Other Gas plus net imports at the regional grid factor; another account than the base year's";
  const low = Math.min(mixed, assessed.value) - 0.03 * fuel;
  const high = Math.max(mixed, assessed.value) + 0.03 * fuel;
  return referenceYear(sources, year, { ...assessed, rule, low, high });
}

/** The intensities of a year, per 1e4 CNY at prices of the price year; coal in Mt of average raw coal, where reconstructed. */
function referenceYear(sources: Sources, year: number, assessed: Stated, coalPhysical?: number) {
  const carbonIntensity = perGdp(assessed, sources, year, "tCO2/(10000 CNY)", assessed.rule);
  return { year, assessed, coalPhysical, carbonIntensity, energyIntensity: energyIntensity(sources, year) };
}
