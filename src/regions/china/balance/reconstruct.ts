import { gdpGrowth, realGdp } from "../gdp.ts";
import type { PastYear } from "../history.ts";
import type { Sources } from "../sources.ts";
import { primaryEnergy } from "./accounts.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { biomassGeneration } from "./electricity.ts";
import { totalEnergy } from "./energy-total.ts";
import { sumOf } from "./grid.ts";
import { importFactor, tradeOf } from "./imports.ts";
import type { Inventory } from "./inventory.ts";

/** A year that targets refer to, reconstructed. Intensities per 1e4 CNY at 2020 prices. */
export interface ReferenceYear {
  readonly year: number;
  readonly assessed: number;
  readonly assessedLow: number;
  readonly assessedHigh: number;
  readonly energy: number;
  /** Coal in Mt of average raw coal, where reconstructed. */
  readonly coalPhysical?: number;
  readonly carbonIntensity: number;
  readonly carbonLow: number;
  readonly carbonHigh: number;
  readonly energyIntensity: number;
  readonly rule: string;
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

/** CO2 of power and heat and of all other fuel of the base year, Mt. */
export function splitCo2(inventory: Inventory): { powerHeat: number; other: number } {
  return {
    powerHeat: sum(inventory.powerCo2.values()) + sum(inventory.heatCo2.values()),
    other: sumOf(inventory.co2) + sum(inventory.transformationCo2.values()),
  };
}

/**
 * The year before the base year: power and heat by thermal generation, the rest by the growth of energy use;
 * `fossilWaste` is the fossil CO2 of biomass and waste plants, t/MWh.
 */
export function yearBefore(
  sources: Sources,
  inventory: Inventory,
  electricity: ElectricityBalance,
  baseYear: number,
  cleanImports: number,
  fossilWaste: number,
): ReferenceYear {
  const year = baseYear - 1;
  const accounts = primaryEnergy(sources, electricity, cleanImports, baseYear);
  const energy = totalEnergy(sources, year)?.value ?? Number.NaN;
  const growth = energyGrowth(sources, accounts.total, energy, baseYear);
  const thermal =
    (sources.generation("thermal_nbs", year) ?? Number.NaN) /
    (sources.generation("thermal_nbs", baseYear) ?? Number.NaN);
  const parts = splitCo2(inventory);
  const waste = fossilWaste * biomassGeneration(sources, year);
  const fuel = parts.powerHeat * thermal + parts.other / growth + waste;
  const trade = tradeOf(sources, year);
  // Exports as in the base year, at the base year's own factor, so that both years are reckoned alike.
  const gross = trade.netImports + electricity.exports;
  const generated = sum(electricity.generation.values());
  const ownFactor =
    (sum(inventory.powerCo2.values()) + fossilWaste * (electricity.generation.get("biomass") ?? 0)) / generated;
  const imported = gross * importFactor(sources, year, gross) - electricity.exports * ownFactor;
  const assessed = fuel + imported;
  const assessedHigh = fuel + trade.netImports * trade.factor;
  const boilers = -["Coal Raw", "Coal Briquettes", "Coal Washed", "Coal Cleaned"].reduce((total, name) => {
    const row = sources.balance.get(name);
    return total + (row?.get("Thermal Power") ?? 0) + (row?.get("Heating Supply") ?? 0);
  }, 0);
  const coal = boilers * thermal + (accounts.coal - boilers) / growth;
  return finish(
    sources,
    year,
    assessed,
    Math.min(0.97 * fuel + imported, assessedHigh),
    Math.max(assessed, assessedHigh),
    energy,
    `base year ${baseYear} moved back: power and heat fuel by thermal generation (${thermal.toFixed(3)}), other fuel by total energy (1/${growth.toFixed(3)}), net imports ${trade.netImports.toFixed(1)} TWh; high: imports at the regional factor`,
    coal / sources.constant("kgce_per_kg_raw_coal"),
  );
}

/**
 * Growth of energy use from the year before to the base year, as a factor: of the published totals where both are, else
 * of the computed total over the published one, where that is plausible, else of GDP less the fall of the nation's intensity.
 */
function energyGrowth(sources: Sources, computed: number, before: number, baseYear: number): number {
  const published = sources.published("energy_total", baseYear)?.value;
  if (published !== undefined) return published / before;
  const range = sources.constantFact("energy_growth_2021");
  const ratio = computed / before;
  return ratio >= (range.low ?? 0) && ratio <= (range.high ?? 2) ? ratio : usualGrowth(sources, baseYear);
}

/** Growth of energy use into the base year, as a factor, from that of GDP and the fall of the nation's energy intensity. */
export function usualGrowth(sources: Sources, baseYear: number): number {
  return (1 + gdpGrowth(sources, baseYear)) * (1 - sources.constant(`intensity_fall_${baseYear}`));
}

/** A year of the CEADs account as reference year; the range is the other import factor and 3 % of the fuel. */
export function ceadsReference(sources: Sources, past: PastYear): ReferenceYear {
  const mixed = past.energy + past.netImports * importFactor(sources, past.year, Math.max(0, past.netImports));
  const energy = totalEnergy(sources, past.year)?.value ?? Number.NaN;
  return finish(
    sources,
    past.year,
    past.assessed,
    Math.min(mixed, past.assessed) - 0.03 * past.energy,
    Math.max(mixed, past.assessed) + 0.03 * past.energy,
    energy,
    "CEADs without Other Gas plus net imports at the regional grid factor; another account than the base year's",
  );
}

function finish(
  sources: Sources,
  year: number,
  assessed: number,
  low: number,
  high: number,
  energy: number,
  rule: string,
  coalPhysical?: number,
): ReferenceYear {
  const gdp = realGdp(sources, year);
  const perTenThousand = (mt: number): number => (mt * 1e6) / (gdp * 1e4);
  return {
    year,
    assessed,
    assessedLow: low,
    assessedHigh: high,
    energy,
    coalPhysical,
    rule,
    carbonIntensity: perTenThousand(assessed),
    carbonLow: perTenThousand(low),
    carbonHigh: perTenThousand(high),
    energyIntensity: perTenThousand(energy),
  };
}
