import { type Stated, stated } from "../../stated.ts";
import { gdpGrowth, perGdp } from "../gdp.ts";
import type { PastYear } from "../history.ts";
import type { Sources } from "../sources.ts";
import type { PrimaryEnergy } from "./accounts.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { totalEnergy } from "./energy-total.ts";
import { total } from "./grid.ts";
import { importFactor, tradeOf } from "./imports.ts";
import { type Inventory, splitCo2 } from "./inventory.ts";
import { biomassGeneration } from "./thermal-power.ts";

/** A year that targets refer to, reconstructed. Intensities per 1e4 CNY at prices of the price year. */
export interface ReferenceYear {
  readonly year: number;
  readonly assessed: Stated;
  /** Coal in Mt of average raw coal, where reconstructed. */
  readonly coalPhysical?: number;
  readonly carbonIntensity: Stated;
  readonly energyIntensity: Stated | undefined;
}

/** The year before the base year: power and heat by thermal generation, the rest by the growth of energy use. */
export function yearBefore(
  sources: Sources,
  inventory: Inventory,
  electricity: ElectricityBalance,
  accounts: PrimaryEnergy,
): ReferenceYear {
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
  const trade = tradeOf(sources, year);
  const net = trade.netImports.value;
  // Exports as in the base year, at the base year's own factor, so that both years are reckoned alike.
  const exports = electricity.exports.value;
  const gross = net + exports;
  const generated = total(electricity.generation.values());
  const waste = perMwh * (electricity.generation.get("biomass")?.value ?? 0);
  const ownFactor = (total(inventory.powerCo2.values()) + waste) / generated;
  const imported = gross * importFactor(sources, year, gross) - exports * ownFactor;
  const assessed = fuel + imported;
  const high = fuel + net * trade.factor.value;
  const boilers = -["Coal Raw", "Coal Briquettes", "Coal Washed", "Coal Cleaned"].reduce((so, name) => {
    const of = (process: string): number => sources.balance(name, process).value;
    return so + of("Thermal Power") + of("Heating Supply");
  }, 0);
  const coal = boilers * thermal + (accounts.coal - boilers) / growth;
  const rule = `base year ${base} moved back: power and heat fuel by thermal generation (${thermal.toFixed(3)}), other fuel by total energy (1/${growth.toFixed(3)}), net imports ${net.toFixed(1)} TWh; high: imports at the regional factor`;
  const cells = [...inventory.co2.values()].flatMap((row) => [...row.values()]);
  const by = [...cells, ...inventory.powerCo2.values(), ...inventory.heatCo2.values(), biomass];
  const from = [electricity.exports, trade.factor];
  return referenceYear(
    sources,
    year,
    {
      ...stated(assessed, "MtCO2/yr", from, rule, [
        ...by,
        ...[before, now, energy].filter((fact) => fact !== undefined),
        trade.netImports,
      ]),
      low: Math.min(0.97 * fuel + imported, high),
      high: Math.max(assessed, high),
    },
    energy,
    coal / sources.constant("kgce_per_kg_raw_coal").value,
  );
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
export function ceadsReference(sources: Sources, past: PastYear): ReferenceYear {
  const fuel = past.energy.value;
  const mixed = fuel + past.netImports * importFactor(sources, past.year, Math.max(0, past.netImports));
  const assessed = past.assessed.value;
  return referenceYear(
    sources,
    past.year,
    {
      ...past.assessed,
      rule: "CEADs without Other Gas plus net imports at the regional grid factor; another account than the base year's",
      low: Math.min(mixed, assessed) - 0.03 * fuel,
      high: Math.max(mixed, assessed) + 0.03 * fuel,
    },
    totalEnergy(sources, past.year),
  );
}

function referenceYear(
  sources: Sources,
  year: number,
  assessed: Stated,
  energy: Stated | undefined,
  coalPhysical?: number,
): ReferenceYear {
  const { price } = sources.years;
  return {
    year,
    assessed,
    coalPhysical,
    carbonIntensity: perGdp(assessed, sources, year, "tCO2/(10000 CNY)", assessed.rule),
    energyIntensity:
      energy === undefined
        ? undefined
        : perGdp(energy, sources, year, "tce/(10000 CNY)", `total energy over real GDP at ${price} prices`),
  };
}
