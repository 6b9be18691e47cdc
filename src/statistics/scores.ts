import { exp, log } from "../engine/program/elementary.ts";
import { normalTail } from "./distributions/normal.ts";
import { square, sumBy } from "./sum.ts";

/** A probability that was said of an event, and whether it came. */
export interface Statement {
  readonly said: number;
  readonly came: boolean;
}

/**
 * The value below which the share `p` of ascending values lies, between neighbours by linear interpolation (type 7 of
 * Hyndman and Fan 1996).
 *
 * @example quantileOfSorted([1, 2, 4], 0.75); // => 3
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile is asked for a probability from 0 to 1, not ${p}`);
  if (sorted.length === 0) throw new RangeError("no values have no quantile");
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/**
 * The continuous ranked probability score of a forecast that is a sample in ascending order (Gneiting and Raftery 2007,
 * eq. 21): the mean distance to what came, less half the mean distance within the sample. 0 is the best, in the unit of the
 * values.
 *
 * @example crpsOfSorted([1, 3], 2); // => 0.5
 */
export function crpsOfSorted(sorted: ArrayLike<number>, came: number): number {
  const n = sorted.length;
  if (n === 0) throw new RangeError("no values make no forecast");
  let distance = 0;
  let within = 0;
  for (let i = 0; i < n; i++) {
    distance += Math.abs(sorted[i] - came);
    within += (2 * i + 1 - n) * sorted[i];
  }
  return distance / n - within / (n * n);
}

/** One over the root of 2 pi, and of pi. */
const normalPeak = 0.3989422804014327;
const rootOfPi = 0.5641895835477563;

/**
 * The same score of a normal forecast (Gneiting and others 2005, eq. 5).
 *
 * @example crpsOfNormal(0, 1, 0).toFixed(6); // => "0.233695"
 */
export function crpsOfNormal(mean: number, deviation: number, came: number): number {
  if (!(deviation > 0)) throw new RangeError(`a spread is above 0, not ${deviation}`);
  const z = (came - mean) / deviation;
  const density = normalPeak * exp(-0.5 * z * z);
  return deviation * (z * (1 - 2 * normalTail(z)) + 2 * density - rootOfPi);
}

/**
 * Brier's score (1950): the mean square of probability less outcome; undefined where nothing was said.
 *
 * @example brierScore([{ said: 0.8, came: true }, { said: 0.4, came: false }]).toFixed(2); // => "0.10"
 */
export function brierScore(statements: readonly Statement[]): number | undefined {
  return meanOf(statements, ({ said, came }) => square(said - Number(came)));
}

/**
 * The mean of minus the logarithm of the probability of what came (Good 1952); infinite where the impossible came.
 *
 * @example logLoss([{ said: 0.5, came: true }]).toFixed(6); // => "0.693147"
 */
export function logLoss(statements: readonly Statement[]): number | undefined {
  return meanOf(statements, ({ said, came }) => -log(came ? said : 1 - said));
}

function meanOf(statements: readonly Statement[], of: (statement: Statement) => number): number | undefined {
  return statements.length === 0 ? undefined : sumBy(statements, of) / statements.length;
}

/**
 * Statements in bins of their probability with these edges, lower ones included and the last one too: how many, what was
 * said on average and how often it came. Bins without a statement are left out.
 *
 * @example reliability([{ said: 0.1, came: false }, { said: 1, came: true }], [0, 0.5, 1]); // => [{ from: 0, to: 0.5, count: 1, said: 0.1, came: 0 }, { from: 0.5, to: 1, count: 1, said: 1, came: 1 }]
 */
export function reliability(statements: readonly Statement[], edges: readonly number[]) {
  const last = edges[edges.length - 1];
  return edges.slice(0, -1).flatMap((from, i) => {
    const to = edges[i + 1];
    const inside = statements.filter(({ said }) => said >= from && (said < to || (to === last && said === to)));
    const count = inside.length;
    if (count === 0) return [];
    const said = sumBy(inside, (one) => one.said) / count;
    return [{ from, to, count, said, came: sumBy(inside, (one) => Number(one.came)) / count }];
  });
}
