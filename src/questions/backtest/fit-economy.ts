import { median } from "simple-statistics";
import { log } from "../../engine/program/elementary.ts";
import { volatilityScale } from "../../run/certainty.ts";
import { normalQuantile } from "../../statistics/distributions/normal.ts";
import { studentScore } from "../../statistics/distributions/student.ts";
import { degreesOfTails, errorPath, fitPersistence } from "../../statistics/persistence.ts";
import { sobolPoints } from "../../statistics/points/sobol-points.ts";
import { randomNumbers } from "../../statistics/random.ts";
import { quantileOfSorted } from "../../statistics/scores.ts";
import { square, sumBy, sumOf } from "../../statistics/sum.ts";
import {
  type DressingSettings,
  type EmissionHistory,
  type Forecast,
  forecaster,
  type PoolMember,
  scoreForecasts,
  trendYears,
} from "./dressed-forecast.ts";
import type { ResidualWalk } from "./residual.ts";

/** A member of the pool with its real product by year. */
export interface EconomyMember extends PoolMember {
  readonly years: readonly {
    readonly year: number;
    readonly co2: number;
    readonly population: number;
    readonly gdp: number | undefined;
  }[];
}

/** What is judged: origins from here on, regions of so many Mt whose yearly change varies by no more than this. */
export const firstJudged = 1990;
export const judgedEmissions = 15;
const steadyVolatility = 0.1;
/** The same of its real product, where errors of growth are fitted. */
const steadyProduct = 0.05;
/** Mt from which a region is as large as a province. */
export const largeEmissions = 50;

/** Whether a case counts when the method is judged. */
export function isJudged({ from, base, volatility }: Pick<Forecast, "from" | "base" | "volatility">): boolean {
  return from >= firstJudged && base >= judgedEmissions && volatility <= steadyVolatility;
}

/** The first origin of the study from which the limits of the peak's events come; it counts every origin from there on. */
export const firstStudied = 1992;

/** Whether a case counts when the peak's events are judged as that study did. */
export function isStudied({ from }: Pick<Forecast, "from">): boolean {
  return from >= firstStudied;
}

/** A value with its 5-95 % range over resampled regions, the number of cases and the years that they lie in. */
export interface Fitted {
  readonly name: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly n?: number;
  readonly window?: string;
  readonly source: string;
}

const shares = Array.from({ length: 11 }, (_, i) => i / 10);
const exponents = [0, 0.25, 0.5, 0.75, 1];
const STATED_EXPONENT = 0.5;

/**
 * The share of the trend and the power of the volatility with the least sum of the CRPS, over that of a random walk, at 5 and
 * 10 years, each region left out of its own errors; first the share, then the power.
 */
export function fitDressing(pool: readonly PoolMember[]): { settings: DressingSettings; n: number } {
  const scored = (settings: DressingSettings) => {
    const { forecasts } = forecaster(pool, settings);
    const all = pool.flatMap((member) =>
      member.years.flatMap(({ year }) => (year < firstJudged ? [] : forecasts(member, year, [5, 10]))),
    );
    const scores = scoreForecasts(all.filter(isJudged));
    return { ratio: sumBy(scores, ({ crps_ratio }) => crps_ratio), n: sumBy(scores, ({ n }) => n) };
  };
  let best: { settings: DressingSettings; ratio: number; n: number } | undefined;
  const consider = (settings: DressingSettings): void => {
    const score = scored(settings);
    if (best === undefined || score.ratio < best.ratio) best = { settings, ...score };
  };
  for (const trendShare of shares) consider({ trendShare, volatilityExponent: STATED_EXPONENT });
  const { trendShare } = (best as NonNullable<typeof best>).settings;
  for (const volatilityExponent of exponents) consider({ trendShare, volatilityExponent });
  return best as NonNullable<typeof best>;
}

/** Errors of the mean yearly growth over some years behind an origin, as logarithms a year. */
interface GrowthError {
  readonly iso: string;
  readonly origin: number;
  readonly years: number;
  readonly volatility: number;
  readonly gdp: number;
  readonly intensity: number;
}

/** Spans of years over which means are taken. */
const spans = [1, 3, 5, 10, 15];

function growthErrors(pool: readonly EconomyMember[], { trendShare }: DressingSettings): GrowthError[] {
  return pool.flatMap(({ iso, years, ownSince = Number.NEGATIVE_INFINITY }) => {
    const of = new Map(years.map((year) => [year.year, year]));
    return years.flatMap(({ year: origin }): GrowthError[] => {
      if (origin < ownSince + trendYears) return [];
      const past = Array.from({ length: trendYears + 1 }, (_, i) => of.get(origin - trendYears + i));
      const [first, last] = [past[0], past[trendYears]];
      if (
        first?.gdp === undefined ||
        last?.gdp === undefined ||
        past.some((one) => !(one !== undefined && one.co2 > 0))
      )
        return [];
      const mean = log(last.co2 / first.co2) / trendYears;
      const volatility = changeSpread(past.map((one) => one?.co2));
      const product = changeSpread(past.map((one) => one?.gdp));
      if (last.co2 < largeEmissions || !(volatility <= steadyVolatility && product <= steadyProduct)) return [];
      const residents = log(last.population / first.population) / trendYears;
      const growth = log(last.gdp / first.gdp) / trendYears;
      const expected = residents + trendShare * (growth - residents);
      const drift = trendShare * (mean - growth);
      return spans.flatMap((span): GrowthError[] => {
        const then = of.get(origin + span);
        if (then?.gdp === undefined || !(then.co2 > 0)) return [];
        const gdp = log(then.gdp / (last.gdp as number)) / span;
        const intensity = log(then.co2 / last.co2) / span - gdp;
        return [{ iso, origin, years: span, volatility, gdp: gdp - expected, intensity: intensity - drift }];
      });
    });
  });
}

/** The standard deviation of the yearly changes of the logarithm; NaN where a year is missing. */
function changeSpread(values: readonly (number | undefined)[]): number {
  const logs = values.map((value) => log(value ?? Number.NaN));
  const mean = (logs[trendYears] - logs[0]) / trendYears;
  const changes = logs.slice(1).map((value, i) => value - logs[i]);
  return Math.sqrt(sumBy(changes, (change) => (change - mean) ** 2) / (trendYears - 1));
}

function deviation(values: readonly number[]): number {
  const mean = sumBy(values, (value) => value) / values.length;
  return Math.sqrt(sumBy(values, (value) => (value - mean) ** 2) / values.length);
}

function correlationOf(pairs: readonly (readonly [number, number])[]): number {
  const [x, y] = [0, 1].map((i) => sumBy(pairs, (pair) => pair[i]) / pairs.length);
  const product = sumBy(pairs, ([a, b]) => (a - x) * (b - y)) / pairs.length;
  return product / (deviation(pairs.map(([a]) => a)) * deviation(pairs.map(([, b]) => b)));
}

/**
 * How much of the variance of values is common to their groups: one-way analysis of variance (Searle and others 1992), since means
 * of groups that have nothing in common differ too.
 */
export function commonShare(values: readonly (readonly [group: number, value: number])[]): number {
  const groups = new Map<number, number[]>();
  for (const [group, value] of values) groups.set(group, [...(groups.get(group) ?? []), value]);
  const told = [...groups.values()].map((own) => ({ n: own.length, mean: sumOf(own) / own.length, own }));
  const n = values.length;
  const mean = sumBy(values, ([, value]) => value) / n;
  const inside = sumBy(told, (group) => sumBy(group.own, (value) => square(value - group.mean))) / (n - told.length);
  const between = sumBy(told, (group) => group.n * square(group.mean - mean)) / (told.length - 1);
  const usual = (n - sumBy(told, (group) => square(group.n)) / n) / (told.length - 1);
  const common = Math.max(0, (between - inside) / usual);
  return common / (common + inside);
}

const RESAMPLES = 200;

/** Statistics of the errors, each with its 5-95 % range where whole regions are drawn anew. */
function ranged<Name extends string>(
  errors: readonly GrowthError[],
  of: (errors: readonly GrowthError[]) => Readonly<Record<Name, number>>,
): Record<Name, { readonly value: number; readonly low: number; readonly high: number }> {
  const byRegion = new Map<string, GrowthError[]>();
  for (const error of errors) byRegion.set(error.iso, [...(byRegion.get(error.iso) ?? []), error]);
  const regions = [...byRegion.values()];
  const random = randomNumbers(1);
  const drawn = Array.from({ length: RESAMPLES }, () =>
    of(regions.flatMap(() => regions[Math.floor(random() * regions.length)])),
  );
  const values = of(errors);
  const range = (name: Name) => {
    const sorted = Float64Array.from(drawn, (one) => one[name]).sort();
    return { value: values[name], low: quantileOfSorted(sorted, 0.05), high: quantileOfSorted(sorted, 0.95) };
  };
  return Object.fromEntries((Object.keys(values) as Name[]).map((name) => [name, range(name)])) as ReturnType<
    typeof ranged<Name>
  >;
}

/** The span at which correlation, tails and common share are taken. */
const TEN = 10;

/** The moments of errors of growth, by the names that they have in the table. */
function moments(errors: readonly GrowthError[]) {
  const over = (years: number) => errors.filter((error) => error.years === years);
  const ten = over(TEN);
  const spreads = (what: "gdp" | "intensity") =>
    spans.map((years) => [years, deviation(over(years).map((error) => error[what]))] as const);
  const gdp = fitPersistence(spreads("gdp"));
  // Means cannot tell how CO2 per product persists (0.2 to 0.98), so it does as the product.
  const intensity = fitPersistence(spreads("intensity"), [gdp.persistence]);
  return {
    gdp_persistence: gdp.persistence,
    gdp_spread: gdp.spread,
    gdp_noise: gdp.noise,
    gdp_degrees: degreesOfTails(ten.map((error) => error.gdp)),
    intensity_persistence: intensity.persistence,
    intensity_spread: intensity.spread,
    intensity_noise: intensity.noise,
    intensity_degrees: degreesOfTails(ten.map((error) => error.intensity)),
    correlation: correlationOf(ten.map((error) => [error.gdp, error.intensity] as const)),
    volatility: median(over(1).map((error) => error.volatility)),
    common_countries: commonShare(ten.map((error) => [error.origin, error.gdp + error.intensity] as const)),
  };
}

const ofSpread = "standard deviation of a single year of the same process";
const ofNoise = "what each year draws anew beside it; not drawn, as layer C has such";
const ofTails = "Student's t whose nine tenths are as many times as wide as its half as those of ten-year errors";
/** How each moment is told in the table, in its order: its unit and what it is. */
const momentRows: Readonly<Record<keyof ReturnType<typeof moments>, readonly [unit: string, what: string]>> = {
  gdp_persistence: [
    "1",
    "autoregression beside noise whose means over 1, 3, 5, 10 and 15 years spread as the errors do",
  ],
  gdp_spread: ["1/yr", ofSpread],
  gdp_noise: ["1/yr", ofNoise],
  gdp_degrees: ["1", ofTails],
  intensity_persistence: ["1", "that of gdp, as its own cannot be told"],
  intensity_spread: ["1/yr", ofSpread],
  intensity_noise: ["1/yr", ofNoise],
  intensity_degrees: ["1", ofTails],
  correlation: ["1", "of ten-year errors"],
  volatility: ["1", "median of the standard deviations of ten yearly changes of CO2 up to the origin"],
  common_countries: [
    "1",
    "share of the variance of ten-year errors of CO2 that is common to an origin (analysis of variance)",
  ],
};

/** How errors of growth persist, spread and move together: the moments that layer A is drawn by. */
export function fitEconomy(pool: readonly EconomyMember[], settings: DressingSettings): Fitted[] {
  const errors = growthErrors(pool, settings);
  const origins = errors.map(({ origin }) => origin);
  const window = `${Math.min(...origins)}-${Math.max(...origins) + 1}`;
  const n = errors.filter(({ years }) => years === TEN).length;
  const found = ranged(errors, moments);
  return Object.entries(momentRows).map(
    ([name, [unit, what]]): Fitted => ({
      name,
      ...found[name as keyof typeof momentRows],
      unit,
      n,
      window,
      source: `npm run build:errors: ${what}`,
    }),
  );
}

const PATHS = 4096;
/** The part of the errors that both layers together are to hold. */
const COVERED = 0.9;
const STRETCHES = 12;
const HALVINGS = 14;

/**
 * The one factor on the economy's errors by which the 90 % interval of both layers holds 90 % of the errors of CO2 at 5 and 10
 * years together, and the number of these.
 */
export function fitFactor(
  pool: readonly EconomyMember[],
  settings: DressingSettings,
  economy: ReadonlyMap<string, number>,
  residual: ResidualWalk,
): { readonly factor: number; readonly n: number } {
  const at = (name: string): number => economy.get(name) as number;
  const errors = growthErrors(pool, settings).filter(({ years }) => years === 5 || years === TEN);
  const score = (name: string) => studentScore(at(`${name}_degrees`));
  const path = (name: string) => errorPath(at(`${name}_persistence`), at(`${name}_spread`), score(name));
  const [gdpPath, intensityPath, step] = [path("gdp"), path("intensity"), studentScore(residual.degrees)];
  const cross = Math.sqrt(1 - square(at("correlation")));
  const { fill } = sobolPoints(1, 3 * TEN);
  const point = new Float64Array(3 * TEN);
  const drawn = Array.from({ length: PATHS }, (_, run) => {
    fill(run, point);
    const normals = (of: number) =>
      Float64Array.from({ length: TEN }, (_, year) => normalQuantile(point[3 * year + of]));
    const [first, second, steps] = [normals(0), normals(1), normals(2)];
    for (let year = 0; year < TEN; year++) second[year] = at("correlation") * first[year] + cross * second[year];
    const [gdp, intensity] = [new Float64Array(TEN), new Float64Array(TEN)];
    gdpPath(first, gdp);
    intensityPath(second, intensity);
    let [economySum, walk] = [0, 0];
    return Array.from(steps, (z, year) => {
      economySum += gdp[year] + intensity[year];
      walk += residual.spread * step(z);
      return { economy: economySum, walk };
    });
  });
  const most = Math.max(...errors.map(({ volatility }) => volatility));
  const rung = (volatility: number): number => Math.max(1, Math.ceil((volatility / most) * STRETCHES));
  const holds = (factor: number): number => {
    const bands = new Map<string, number>();
    // Both layers are as likely to err to either side: how far from 0 nine of ten lie.
    const band = (years: number, step: number): number => {
      const key = `${years} ${step}`;
      const found = bands.get(key);
      if (found !== undefined) return found;
      const volatility = ((step - 0.5) / STRETCHES) * most;
      const wider = volatilityScale(volatility, at("volatility"), settings.volatilityExponent);
      const stretch = volatilityScale(volatility, residual.volatility, residual.volatility_exponent);
      const sorted = Float64Array.from(drawn, (sums) => {
        const { economy: sum, walk } = sums[years - 1];
        return Math.abs(factor * wider * sum + stretch * walk);
      }).sort();
      const made = quantileOfSorted(sorted, COVERED);
      bands.set(key, made);
      return made;
    };
    const inside = errors.filter(({ years, gdp, intensity, volatility }) => {
      return Math.abs(gdp + intensity) * years <= band(years, rung(volatility));
    });
    return inside.length / errors.length;
  };
  let [low, high] = [0, 2];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (holds(middle) < COVERED) low = middle;
    else high = middle;
  }
  return { factor: high, n: errors.length };
}

/** Growth from which a region at its record counts as growing, 1/yr. */
const GROWING = 0.02;

/** Of regions within 2 % of their record: in how many the peak of the next fifteen years came within one or six. */
export function baseRates(pool: readonly PoolMember[]) {
  const cases = pool.flatMap(({ iso, years, ownSince = Number.NEGATIVE_INFINITY }) => {
    const of = new Map(years.map(({ year, co2 }) => [year, co2]));
    return years.flatMap(({ year, co2 }) => {
      const ahead = Array.from({ length: 15 }, (_, i) => of.get(year + 1 + i));
      const before = of.get(year - trendYears);
      if (before === undefined || ahead.includes(undefined) || co2 < judgedEmissions || year < ownSince + trendYears)
        return [];
      const record = Math.max(...years.filter((one) => one.year <= year).map((one) => one.co2));
      if (co2 < 0.98 * record) return [];
      const values = ahead as number[];
      const top = Math.max(...values);
      const peak = top <= record ? 0 : values.indexOf(top) + 1;
      return [{ iso, year, peak, growing: log(co2 / before) / trendYears > GROWING }];
    });
  });
  return [false, true].flatMap((growing) =>
    [1, 6].map((by) => {
      const some = cases.filter((one) => !growing || one.growing);
      const regions = new Set(some.map(({ iso }) => iso)).size;
      const came = some.filter(({ peak }) => peak <= by).length;
      const origins = some.map(({ year }) => year);
      return {
        condition: growing ? "growing by more than 2 % a year" : "all",
        by,
        share: came / some.length,
        came,
        n: some.length,
        regions,
        window: `${Math.min(...origins)}-${Math.max(...origins)}`,
      };
    }),
  );
}

/** Every case that is judged, of these histories. */
export function judgedCases(
  { forecasts, chances }: ReturnType<typeof forecaster>,
  histories: readonly EmissionHistory[],
  horizons: readonly number[],
  counts: (one: Pick<Forecast, "from" | "base" | "volatility">) => boolean = isJudged,
) {
  const origins = histories.flatMap((history) =>
    history.years.filter(({ year }) => year >= firstJudged).map(({ year }) => ({ history, year })),
  );
  return {
    forecasts: origins.flatMap(({ history, year }) => forecasts(history, year, horizons).filter(counts)),
    chances: origins.flatMap(({ history, year }) => chances(history, year).filter(counts)),
  };
}
