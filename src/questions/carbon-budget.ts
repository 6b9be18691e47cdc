import type { ScenarioRun } from "../run/run.ts";
import { checkSeries, type Series, valueAt } from "../statistics/series.ts";
import { sumOf } from "../statistics/sum.ts";

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

/** What an intensity promise leaves at one rate of growth; see `intensityRoom`. */
export type IntensityRoom = ReturnType<typeof intensityRoom>;

/**
 * What may still be emitted from the year after `from` up to `year` if emissions per GDP fall by `fall` in that time, evenly
 * in per cent, while GDP grows by `growth` a year; in the unit of the series, the sum over years.
 */
export function intensityRoom(emissions: Series, from: number, year: number, fall: number, growth: number) {
  const base = valueAt(emissions, from);
  const years = Array.from({ length: year - from }, (_, i) => from + 1 + i);
  const yearly = (1 + growth) * (1 - fall) ** (1 / years.length);
  const yearlyAllowed = years.map((_, i) => base * yearly ** (i + 1));
  const allowed = sumOf(yearlyAllowed);
  const own = sumOf(years.map((at) => valueAt(emissions, at)));
  return { growth, lastYear: yearlyAllowed[yearlyAllowed.length - 1], allowed, own, left: allowed - own };
}

/** What a fall of emissions per GDP leaves on each boundary at each rate of growth. */
export interface IntensityRooms {
  /** The statement that promises it; without it where the fall was asked for. */
  readonly statement?: string;
  readonly from: number;
  readonly year: number;
  /** Of the intensity, from the year counted from. */
  readonly fall: number;
  readonly boundaries: readonly { readonly boundary: string; readonly rooms: readonly IntensityRoom[] }[];
}

const A_POINT = 0.01;

/**
 * What the fall that is asked for leaves after the last observed year, or without one what is left of each promise in
 * force; at the rates of growth given, or the run's own mean and a point below and above it. None where the model does
 * not say what GDP is.
 */
export function intensityRooms(
  run: ScenarioRun,
  asked?: { readonly year: number; readonly share: number },
  growths?: readonly number[],
): IntensityRooms[] {
  const { allocate: layout } = run.layout;
  const { lastObserved: from, baseYear } = run.scenario;
  const gdp = layout && run.values(layout.economy.name, 0);
  if (layout === undefined || gdp === undefined) return [];
  const [assessed] = run.boundaries;
  const per = (year: number) => valueAt(assessed.series, year) / gdp[year - baseYear];
  const promised = run.planTargets.flatMap(({ statement, target, result, counts }) => {
    const { quantity, year, asked: share, kind } = target;
    const isPromise = counts && kind === "reduction" && quantity.name === layout.promise && year > from;
    if (!isPromise || share === undefined || result.actual === undefined) return [];
    // What has fallen since the promise's own base year is in the run's number of its year.
    const left = 1 - ((1 - share) / (1 - result.actual)) * (per(year) / per(from));
    return [{ statement: statement.id, year, fall: left }];
  });
  const wanted = asked === undefined ? promised : [{ year: asked.year, fall: asked.share }];
  return wanted.map(({ year, fall, ...rest }) => {
    const mean = (gdp[year - baseYear] / gdp[from - baseYear]) ** (1 / (year - from)) - 1;
    const rates = growths ?? [mean - A_POINT, mean, mean + A_POINT];
    const boundaries = run.boundaries.flatMap(({ name, peak, series }) =>
      peak === undefined || !(valueAt(series, from) > 0)
        ? []
        : [{ boundary: name, rooms: rates.map((rate) => intensityRoom(series, from, year, fall, rate)) }],
    );
    return { ...rest, from, year, fall, boundaries };
  });
}
