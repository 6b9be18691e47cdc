import { type Stated, stated, yearsAround } from "../../stated.ts";
import type { Sources } from "../sources.ts";
import { type StatedGrid, total } from "./grid.ts";

const twh = "TW*h/yr";

/** TWh per Mtce at the calorific value of electricity: 29.3076 GJ a tce, 3.6 GJ a MWh, both by definition. */
export const twhPerMtce = 29.3076 / 3.6;

/**
 * Generation by gas, oil and coal of what fossil plants give together. Gas and oil at stated efficiencies, coal the rest
 * with what coal gases, furnace gases and recovered heat give (`other`, Mtce); where the rest would ask for an
 * efficiency of coal plants outside the stated range, gas and oil take the difference.
 */
export function splitThermal(
  sources: Sources,
  thermal: Stated,
  biomass: Stated,
  fuel: StatedGrid,
  other: number,
): Map<string, Stated> {
  const fossil = thermal.value - biomass.value;
  const fuelsOf = (technology: string): Stated[] => [...(fuel.get(technology)?.values() ?? [])];
  const heat = (technology: string): number => total(fuelsOf(technology)) * twhPerMtce;
  const efficiency = { gas: sources.constant("gas_power_efficiency"), oil: sources.constant("oil_power_efficiency") };
  const gas = heat("gas") * efficiency.gas.value;
  const oil = heat("oil") * efficiency.oil.value;
  const coalHeat = heat("coal") + other * twhPerMtce;
  const range = sources.constant("coal_power_efficiency");
  const lowest = coalHeat * (range.low ?? 0);
  const highest = coalHeat * (range.high ?? 1);
  const coal = fossil - gas - oil;
  const wanted = coal < lowest ? lowest : Math.min(coal, highest);
  const least = (efficiency.gas.low ?? 0) / 2 / efficiency.gas.value;
  const factor = wanted === coal || gas + oil === 0 ? 1 : Math.max(least, (fossil - wanted) / (gas + oil));
  const cut = factor === 1 ? "" : `, times ${factor.toFixed(3)} to leave coal plants a plausible one`;
  const byFuel = (technology: "gas" | "oil", value: number): Stated => {
    const rule = `fuel times a stated efficiency${cut}`;
    return stated(value * factor, twh, fuelsOf(technology), rule, [efficiency[technology]]);
  };
  const rest = "thermal power of the balance less biomass, gas and oil";
  const left = fossil - gas * factor - oil * factor;
  return new Map([
    ["gas", byFuel("gas", gas)],
    ["oil", byFuel("oil", oil)],
    ["coal", stated(left, twh, [thermal], rest, [biomass, range, ...fuelsOf("coal")])],
  ]);
}

/**
 * Biomass and waste power of the year: published; else that of the last year that it is published of, moved with the
 * nation's; else the published capacity at the nation's hours; else the nation's by population.
 */
export function biomassGeneration(sources: Sources, year: number): Stated {
  const name = "generation_biomass";
  const china = (y: number): Stated => {
    const value = sources.national(name, y);
    if (value === undefined) throw new Error(`published.csv has no ${name}_china of ${y}`);
    return value;
  };
  const published = sources.published(name, year);
  if (published !== undefined) return sources.to(published, twh);
  const [before] = yearsAround(sources.publishedYears(name), year);
  const then = before && sources.published(name, before);
  if (before && then) {
    const [now, base] = [china(year), china(before)];
    const rule = [then.rule, `value of ${before} moved with the nation's`];
    return stated(then.value * (now.value / base.value), twh, [then, now, base], rule);
  }
  const capacity = sources.published("capacity_biomass", year);
  if (capacity !== undefined) {
    const hours = sources.constant("hours_biomass");
    const rule = [capacity.rule, `capacity times ${hours.value} hours of the nation`];
    return sources.to(stated(capacity.value * hours.value, "GW*h/yr", [capacity, hours], rule), twh);
  }
  const [residents, all] = [sources.activity("population", year), sources.parameter("national_population")];
  const value = (china(year).value * (residents?.value ?? 0)) / (all.value * 100);
  return stated(value, twh, [china(year), residents], "the nation's by residents", [all]);
}
