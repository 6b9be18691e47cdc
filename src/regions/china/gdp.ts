import { rangeOf, type Stated, stated } from "../stated.ts";
import type { Sources } from "./sources.ts";

/**
 * Real growth of the year as a fraction: published, of the yearbook's index, else the nation's.
 * Throws where none of them is known.
 */
export function gdpGrowth(sources: Sources, year: number): Stated {
  const fact = sources.published("gdp_growth", year);
  if (fact !== undefined) return sources.to(fact, "1/yr");
  const index = sources.activity("gdp_index_prev100", year);
  if (index !== undefined) return stated(index.value / 100 - 1, "1/yr", [index]);
  const national = sources.national("gdp_growth", year);
  if (national === undefined) throw new Error(`no published real GDP growth of ${sources.province} in ${year}`);
  return { ...sources.to(national, "1/yr"), rule: "growth of the nation" };
}

/** Real GDP in 1e8 CNY at prices of the price year: its revised nominal value chained by the published growth. */
export function realGdp(sources: Sources, year: number): Stated {
  const { price } = sources.years;
  const nominal = sources.activity("gdp_nominal", price);
  if (nominal === undefined) throw new Error(`activity.csv has no gdp_nominal of ${price}`);
  if (year === price) return { ...nominal, unit: "1e8 CNY/yr" };
  const back = year < price;
  const years = Array.from({ length: Math.abs(year - price) }, (_, i) => (back ? price - i : price + 1 + i));
  const growths = years.map((y) => gdpGrowth(sources, y));
  const chained = (so: number, { value }: Stated): number => (back ? so / (1 + value) : so * (1 + value));
  const value = growths.reduce(chained, nominal.value);
  const national = growths.some(({ rule }) => rule !== "") ? "in part growth of the nation" : "";
  const rule = `value of ${price} chained ${back ? "backwards " : ""}by published real growth`;
  return stated(value, "1e8 CNY/yr", [nominal, ...growths], [rule, growths.length === 1 ? growths[0].rule : national]);
}

/** An amount per GDP in the units of intensities: t (or tce) per 10,000 CNY. */
export function perGdp(amount: Stated, sources: Sources, year: number, unit: string, rule: string): Stated {
  const gdp = realGdp(sources, year);
  const value = (million: number): number => (million * 1e6) / (gdp.value * 1e4);
  return { ...stated(value(amount.value), unit, [amount, gdp], rule), ...rangeOf(amount, value) };
}

/** Total energy over real GDP in tce per 10,000 CNY; undefined where energy is not known. */
export function energyIntensity(sources: Sources, year: number): Stated | undefined {
  const energy = totalEnergy(sources, year);
  const rule = `total energy over real GDP at ${sources.years.price} prices`;
  return energy && perGdp(energy, sources, year, "tce/(10000 CNY)", rule);
}

/**
 * Total energy of the year by the coal-equivalent method, Mtce: published, else of the yearbook, else the last known year
 * moved by the published growth of energy use. Undefined before all of them.
 */
export function totalEnergy(sources: Sources, year: number): Stated | undefined {
  let before = year;
  while (before >= sources.years.historyFrom && knownTotal(sources, before) === undefined) before--;
  const start = knownTotal(sources, before);
  if (start === undefined || before === year) return start;
  let { value } = start;
  const growths: Stated[] = [];
  for (let y = before + 1; y <= year; y++) {
    const growth = growthOf(sources, y);
    if (growth === undefined) return undefined;
    value *= 1 + growth.value / 100;
    growths.push(growth);
  }
  const rule = [`energy of ${before} moved by the published growth of energy use`, ...growths.map((fact) => fact.rule)];
  return stated(value, start.unit, [start, ...growths], rule);
}

function knownTotal(sources: Sources, year: number): Stated | undefined {
  const fact = sources.published("energy_total", year) ?? sources.activity("energy_consumption_total", year);
  return fact && sources.to(fact, "Mtce/yr");
}

/** Growth of energy use in per cent a year; of a year without one the mean of its neighbours. */
function growthOf(sources: Sources, year: number): Stated | undefined {
  const own = sources.activity("energy_growth", year) ?? sources.published("energy_growth", year);
  if (own !== undefined) return own;
  const [before, after] = [year - 1, year + 1].map((y) => sources.activity("energy_growth", y));
  if (before === undefined || after === undefined) return undefined;
  const rule = `growth of ${year} as in its neighbours`;
  return stated((before.value + after.value) / 2, before.unit, [before, after], rule);
}
