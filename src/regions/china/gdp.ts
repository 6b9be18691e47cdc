import { joined, type Stated, stated } from "../stated.ts";
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
  const growths: Stated[] = [];
  let { value } = nominal;
  for (let y = price + 1; y <= year; y++) {
    growths.push(gdpGrowth(sources, y));
    value *= 1 + growths[growths.length - 1].value;
  }
  for (let y = price; y > year; y--) {
    growths.push(gdpGrowth(sources, y));
    value /= 1 + growths[growths.length - 1].value;
  }
  if (growths.length === 0) return { ...nominal, unit: "1e8 CNY/yr" };
  const national = growths.some(({ rule }) => rule !== "") ? "in part growth of the nation" : "";
  const rule = `value of ${price} chained ${year < price ? "backwards " : ""}by published real growth`;
  return stated(
    value,
    "1e8 CNY/yr",
    [nominal, ...growths],
    joined([rule, growths.length === 1 ? growths[0].rule : national]),
  );
}

/** An amount per GDP in the units of intensities: t (or tce) per 10,000 CNY. */
export function perGdp(amount: Stated, sources: Sources, year: number, unit: string, rule: string): Stated {
  const gdp = realGdp(sources, year);
  const value = (million: number): number => (million * 1e6) / (gdp.value * 1e4);
  const { low, high } = amount;
  return {
    ...stated(value(amount.value), unit, [amount, gdp], rule),
    low: low === undefined ? undefined : value(low),
    high: high === undefined ? undefined : value(high),
  };
}

/** Yearly growth of a five-year projection (`gdp_ssp2`, `population_ssp2`) in the window that holds the year. */
export function projectedGrowth(sources: Sources, variable: string, year: number): Stated {
  const end = Math.ceil(year / 5) * 5;
  const [from, to] = [end - 5, end].map((y) => sources.activity(variable, y));
  if (from === undefined || to === undefined)
    throw new Error(`activity.csv has no ${variable} of ${end - 5} and ${end}`);
  const rule = `growth of the provincial ${variable.slice(-4).toUpperCase()} projection in the five-year window`;
  return stated((to.value / from.value) ** (1 / 5) - 1, "1/yr", [from, to], rule);
}
