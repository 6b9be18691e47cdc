import { checkSeries, type Series } from "../statistics/series.ts";

/** How a series of emissions uses up a budget, and whether it comes down to zero; see `budgetUse`. */
export type BudgetUse = ReturnType<typeof budgetUse>;

/**
 * Cumulative emissions from the year `from` to the end of the series, against a budget in the unit of the series' yearly
 * values.
 *
 * @throws RangeError where the series has no year `from`, or where its years have gaps after it.
 */
export function budgetUse(series: Series, from: number, budget?: number) {
  checkSeries(series);
  const start = series.years.indexOf(from);
  if (start < 0)
    throw new RangeError(`there are years from ${series.years[0]} to ${series.years.at(-1)}, none is ${from}`);
  const years = series.years.slice(start);
  const values = years.map((_, i) => series.values[start + i]);
  years.forEach((year, i) => {
    if (year !== from + i) throw new RangeError(`no emissions are known for ${from + i}`);
  });
  let sum = 0;
  const cumulative = values.map((value) => {
    sum += value;
    return sum;
  });
  const lastOver = budget === undefined ? -1 : cumulative.findLastIndex((used) => used > budget);
  const isRestored = lastOver >= 0 && lastOver < years.length - 1;
  return {
    from,
    to: years[years.length - 1],
    years,
    /** Sum of the years so far, year by year. */
    cumulative,
    /** The highest sum reached, which lies before the last year where emissions fall below zero. */
    highest: Math.max(...cumulative),
    budget,
    /** Budget less what is emitted up to the last year; below zero where it is overdrawn then. */
    left: budget === undefined ? undefined : budget - sum,
    /**
     * When the budget is used up for the first time: 2031.25 is after a quarter of 2031, the year's emissions spread evenly.
     * Undefined where it lasts.
     */
    exhausted: budget === undefined ? undefined : exhaustion(years, values, budget),
    /** First year at whose end the sum is within the budget again for good, after it was not. */
    restored: isRestored ? years[lastOver + 1] : undefined,
    /** From when on emissions stay at zero or below, between years by the straight line; undefined where they do not. */
    zero: zeroFrom(series),
    /** Emissions of the last year. */
    last: values[values.length - 1],
  };
}

function exhaustion(years: readonly number[], values: readonly number[], budget: number): number | undefined {
  let used = 0;
  for (const [i, value] of values.entries()) {
    // Nothing is left before the first year where the budget is below 0.
    if (used > budget) return years[i];
    if (used + value > budget) return years[i] + (budget - used) / value;
    used += value;
  }
  return undefined;
}

/** The year, with the part of the step before it, from which on no value is above zero. */
function zeroFrom({ years, values }: Series): number | undefined {
  const count = years.length;
  let first = count;
  while (first > 0 && values[first - 1] <= 0) first--;
  if (first === count) return undefined;
  if (first === 0) return years[0];
  const before = values[first - 1];
  return years[first - 1] + ((years[first] - years[first - 1]) * before) / (before - values[first]);
}
