import type { Sources } from "./sources.ts";

/** Year whose prices all intensities use. */
export const priceYear = 2020;

/**
 * Real growth of the year as a fraction: published, of the yearbook's index, else the nation's.
 * Throws where none of them is known.
 */
export function growthFact(
  sources: Sources,
  year: number,
): { readonly value: number; readonly source: string; readonly estimated: string } {
  const fact = sources.published("gdp_growth", year);
  if (fact !== undefined) return { value: fact.value / 100, source: fact.source, estimated: fact.estimated };
  const index = sources.activity("gdp_index_prev100", year);
  if (index !== undefined) return { value: index / 100 - 1, source: "allocation", estimated: "" };
  const national = sources.national("gdp_growth", year);
  if (national === undefined) throw new Error(`no published real GDP growth of ${sources.province} in ${year}`);
  return { value: national.value / 100, source: national.source, estimated: "growth of the nation" };
}

/** Real growth of the year as a fraction, see `growthFact`. */
export function gdpGrowth(sources: Sources, year: number): number {
  return growthFact(sources, year).value;
}

/** Real GDP in 1e8 CNY at 2020 prices: the revised nominal value of 2020 chained by the published growth. */
export function realGdp(sources: Sources, year: number): number {
  let value = sources.activity("gdp_nominal", priceYear);
  if (value === undefined) throw new Error(`activity.csv has no gdp_nominal of ${priceYear}`);
  for (let y = priceYear + 1; y <= year; y++) value *= 1 + gdpGrowth(sources, y);
  for (let y = priceYear; y > year; y--) value /= 1 + gdpGrowth(sources, y);
  return value;
}

/** Yearly growth of a five-year projection (`gdp_ssp2`, `population_ssp2`) in the window that holds the year. */
export function projectedGrowth(sources: Sources, variable: string, year: number): number {
  const end = Math.ceil(year / 5) * 5;
  const from = sources.activity(variable, end - 5);
  const to = sources.activity(variable, end);
  if (from === undefined || to === undefined)
    throw new Error(`activity.csv has no ${variable} of ${end - 5} and ${end}`);
  return (to / from) ** (1 / 5) - 1;
}
