import { median, quantileSorted } from "simple-statistics";
import { log } from "../../engine/program/elementary.ts";
import { volatilityScale } from "../../run/certainty.ts";
import { normalQuantile } from "../../statistics/distributions/normal.ts";
import { studentScore } from "../../statistics/distributions/student.ts";
import { sumBy } from "../../statistics/sum.ts";

/** How far the projection of one past window was off, as log(predicted / observed). */
export interface WindowError {
  readonly province: string;
  /** The window reaches from the account of `origin` over so many years. */
  readonly origin: number;
  readonly horizon: number;
  /** Standard deviation of the yearly log changes of the account up to the origin. */
  readonly volatility: number;
  /** Where the model was told what drove the window, and where it carried half of the trends on. */
  readonly given_drivers: number;
  readonly forecast: number;
}

/** What a model misses though its drivers are known: a random walk of the log of emissions. */
export interface ResidualWalk {
  /** Of Student's t, of one year's step. */
  readonly degrees: number;
  /** Standard deviation of one year's step where a region is as volatile as the median. */
  readonly spread: number;
  /** The median volatility, and the power of a region's own over it that its steps are scaled by. */
  readonly volatility: number;
  readonly volatility_exponent: number;
  /** Share of the variance that regions have in common. */
  readonly common: number;
}

/** Slope of the log of the size of errors on the log of own volatility, by least squares. */
export function volatilitySlope(errors: readonly WindowError[]): number {
  const points = errors
    .filter(({ given_drivers }) => given_drivers !== 0)
    .map(({ volatility, given_drivers, horizon }) => [
      log(volatility),
      log(Math.abs(given_drivers) / Math.sqrt(horizon)),
    ]);
  const [x, y] = [0, 1].map((i) => sumBy(points, (point) => point[i]) / points.length);
  return sumBy(points, (p) => (p[0] - x) * (p[1] - y)) / sumBy(points, (p) => (p[0] - x) ** 2);
}

/** Fewer degrees have no fourth moment; more are normal for all that a band tells. */
const MOST_DEGREES = 30;

/**
 * The walk whose moments these errors have: the spread from their mean square over the years of the window (about 0, so
 * that what is common to all counts), the degrees from the kurtosis of the steps from one horizon to the next, the share in
 * common from the means over regions of each window.
 */
export function fitResidual(errors: readonly WindowError[], exponent: number): ResidualWalk {
  const volatility = median(errors.map((error) => error.volatility));
  const sized = errors.map((error) => {
    return { ...error, size: error.given_drivers / volatilityScale(error.volatility, volatility, exponent) };
  });
  const mean = <T>(all: readonly T[], of: (one: T) => number): number => sumBy(all, of) / all.length;
  const key = ({ province, origin }: WindowError, horizon: number): string => `${province} ${origin} ${horizon}`;
  const sizes = new Map(sized.map((error) => [key(error, error.horizon), error.size]));
  const steps = sized.flatMap((error) => {
    const before = error.horizon === 1 ? 0 : sizes.get(key(error, error.horizon - 1));
    return before === undefined ? [] : [error.size - before];
  });
  const kurtosis = mean(steps, (step) => step ** 4) / mean(steps, (step) => step ** 2) ** 2;
  const windows = new Map<string, number[]>();
  for (const { origin, horizon, size } of sized) {
    const window = windows.get(`${origin} ${horizon}`) ?? [];
    windows.set(`${origin} ${horizon}`, window);
    window.push(size / Math.sqrt(horizon));
  }
  // The square of a mean of n holds the common variance and an n-th of the rest.
  const inCommon = [...windows.values()].map((window) => {
    const n = window.length;
    const square = mean(window, (size) => size ** 2);
    return { square, common: n === 1 ? 0 : (n * mean(window, (size) => size) ** 2 - square) / (n - 1) };
  });
  return {
    volatility,
    volatility_exponent: exponent,
    degrees: Math.min(MOST_DEGREES, 4 + 6 / Math.max(kurtosis - 3, 0.01)),
    spread: Math.sqrt(mean(sized, ({ size, horizon }) => size ** 2 / horizon)),
    common: sumBy(inCommon, ({ common }) => common) / sumBy(inCommon, ({ square }) => square),
  };
}

const scores = new Map<number, (z: number) => number>();

/**
 * How far from 0 the walk is with a probability of `inside` at most after so many years, for the median region. The sum
 * of steps is taken as Student's t of the variance and the kurtosis that it has.
 */
export function walkWidth({ degrees, spread }: ResidualWalk, years: number, inside: number): number {
  const summed = Math.round(4 + years * (degrees - 4));
  const score = scores.get(summed) ?? studentScore(Math.max(4.1, summed));
  scores.set(summed, score);
  return spread * Math.sqrt(years) * score(normalQuantile((1 + inside) / 2));
}

/** How the walk did where it was not fitted. */
export type ResidualJudged = ReturnType<typeof judgeResidual>;

/**
 * The walk judged at these horizons: for each error it is fitted anew without the province and without any window that
 * shares a year with the one judged.
 */
export function judgeResidual(errors: readonly WindowError[], horizons: readonly number[], exponent: number) {
  const judged = errors.flatMap((error) => {
    if (!horizons.includes(error.horizon)) return [];
    const [from, to] = [error.origin, error.origin + error.horizon];
    const apart = errors.filter(
      ({ province, origin, horizon }) => province !== error.province && (origin >= to || origin + horizon <= from),
    );
    if (apart.length === 0) return [];
    const walk = fitResidual(apart, exponent);
    const scale = volatilityScale(error.volatility, walk.volatility, exponent);
    const [half, wide] = [0.5, 0.9].map((inside) => scale * walkWidth(walk, error.horizon, inside));
    return [{ size: Math.abs(error.given_drivers), half, wide }];
  });
  const share = (of: (one: (typeof judged)[number]) => boolean): number => judged.filter(of).length / judged.length;
  const excess = judged.map(({ size, wide }) => size / wide).sort((a, b) => a - b);
  return {
    horizons,
    n: judged.length,
    /** Share of the errors inside the intervals of 50 and of 90 %. */
    in_50: share(({ size, half }) => size <= half),
    in_90: share(({ size, wide }) => size <= wide),
    /** Times the 90 % band that nine of ten errors are within: above 1 it is too narrow. */
    factor: quantileSorted(excess, 0.9),
    half_width: median(judged.map(({ wide }) => wide)),
  };
}
