import { exp, log } from "../engine/program/elementary.ts";
import { studentQuantile } from "./distributions/student.ts";
import { quantileOfSorted } from "./scores.ts";
import { square, sumBy } from "./sum.ts";

/**
 * The standard deviation of the mean over `years` of a stationary autoregressive process of the first order whose single
 * year has the standard deviation `spread` (Box and Jenkins 1970).
 *
 * @example spreadOfMean(0.5, 2, 2).toFixed(6); // => "1.732051"
 */
export function spreadOfMean(persistence: number, spread: number, years: number): number {
  let sum = years;
  let power = 1;
  for (let lag = 1; lag < years; lag++) {
    power *= persistence;
    sum += 2 * (years - lag) * power;
  }
  return (spread * Math.sqrt(sum)) / years;
}

/** Writes the errors of years one after the other that belong to their normal scores. */
export type ErrorPath = (scores: Float64Array, errors: Float64Array) => void;

/**
 * An autoregressive path of the first order that begins with its own standard deviation, so that every year has it; `score`
 * makes its steps of normal scores.
 *
 * @example
 * const errors = new Float64Array(2);
 * errorPath(0.6, 0.1, (z) => z)(Float64Array.of(1, 1), errors);
 * [...errors].map((error) => error.toFixed(2)); // => ["0.10", "0.14"]
 */
export function errorPath(persistence: number, spread: number, score: (z: number) => number): ErrorPath {
  const fresh = spread * Math.sqrt(1 - persistence * persistence);
  return (scores, errors) => {
    for (let i = 0; i < errors.length; i++)
      errors[i] = i === 0 ? spread * score(scores[0]) : persistence * errors[i - 1] + fresh * score(scores[i]);
  };
}

/** The persistences that are tried. */
const hundredths = Array.from({ length: 100 }, (_, i) => i / 100);
/** Variances of the noise that are tried, over that of the persistent part: none, then from 0.01 on by a quarter each. */
const noises = [0, 0.01];
while (noises.length < 41) noises.push(1.25 * noises[noises.length - 1]);

/**
 * What makes means over several numbers of years spread as they do: a process that persists from year to year (as in
 * `spreadOfMean`; one of `persistences`, hundredths below 1 where none are told) and noise that each year draws anew. Least squares of the logarithms.
 *
 * @example
 * const { persistence, spread, noise } = fitPersistence([1, 5, 10].map((years) => [years, spreadOfMean(0.9, 2, years)]));
 * [persistence, spread.toFixed(6), noise]; // => [0.9, "2.000000", 0]
 */
export function fitPersistence(
  means: readonly (readonly [years: number, deviation: number])[],
  persistences: readonly number[] = hundredths,
) {
  if (means.length < 3)
    throw new RangeError(`persistence is fitted on three spans of years or more, not ${means.length}`);
  let best = { persistence: 0, spread: Number.NaN, noise: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (const persistence of persistences) {
    const lasting = means.map(([years]) => square(spreadOfMean(persistence, 1, years)));
    for (const noise of noises) {
      const logs = means.map(([years, deviation], i) => log(deviation) - log(lasting[i] + noise / years) / 2);
      const mean = sumBy(logs, (one) => one) / logs.length;
      const off = sumBy(logs, (one) => square(one - mean));
      // What is no better but for rounding does not count.
      if (off >= least - 1e-15) continue;
      least = off;
      const spread = exp(mean);
      best = { persistence, spread, noise: spread * Math.sqrt(noise) };
    }
  }
  return best;
}

const FEWEST_DEGREES = 3;
const MOST_DEGREES = 30;

/**
 * The whole degrees (3 to 30) of Student's t whose inner nine tenths are as many times as wide as its inner half as those
 * of the values.
 *
 * @example degreesOfTails(Array.from({ length: 999 }, (_, i) => studentQuantile((i + 1) / 1000, 5))); // => 5
 */
export function degreesOfTails(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const width = (half: number): number => quantileOfSorted(sorted, 0.5 + half) - quantileOfSorted(sorted, 0.5 - half);
  const ratio = width(0.45) / width(0.25);
  const candidates = Array.from({ length: MOST_DEGREES - FEWEST_DEGREES + 1 }, (_, i) => FEWEST_DEGREES + i);
  const off = (degrees: number): number =>
    Math.abs(studentQuantile(0.95, degrees) / studentQuantile(0.75, degrees) - ratio);
  return candidates.reduce((best, degrees) => (off(degrees) < off(best) ? degrees : best));
}
