import { checkSeries, type Series } from "../statistics/series.ts";

/** How a series of emissions uses up a budget, and whether it comes down to zero. */
export interface BudgetUse {
  /** First and last year counted. */
  readonly from: number;
  readonly to: number;
  /** Sum of the years so far, year by year. */
  readonly years: readonly number[];
  readonly cumulative: readonly number[];
  /** The highest sum reached, which lies before the last year where emissions fall below zero. */
  readonly highest: number;
  /** Undefined without a budget. */
  readonly budget: number | undefined;
  /** Budget less what is emitted up to the last year; below zero where it is overdrawn then. */
  readonly left: number | undefined;
  /**
   * When the budget is used up for the first time: 2031.25 is after a quarter of 2031, the year's emissions spread evenly.
   * Undefined where it lasts.
   */
  readonly exhausted: number | undefined;
  /** First year at whose end the sum is within the budget again for good, after it was not. */
  readonly restored: number | undefined;
  /** From when on emissions stay at zero or below, between years by the straight line; undefined where they do not. */
  readonly zero: number | undefined;
  /** Emissions of the last year. */
  readonly last: number;
}

/**
 * Cumulative emissions from the year `from` to the end of the series, against a budget in the unit of the series' yearly
 * values.
 *
 * @throws RangeError where the series has no year `from`, or where its years have gaps after it.
 */
export function budgetUse(series: Series, from: number, budget?: number): BudgetUse {
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
  const isOver = lastOver >= 0;
  return {
    from,
    to: years[years.length - 1],
    years,
    cumulative,
    highest: Math.max(...cumulative),
    budget,
    left: budget === undefined ? undefined : budget - sum,
    exhausted: budget === undefined ? undefined : exhaustion(years, values, budget),
    restored: isOver && lastOver < years.length - 1 ? years[lastOver + 1] : undefined,
    zero: zeroFrom(series),
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
