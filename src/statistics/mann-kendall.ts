import { normalTail } from "./distributions/normal.ts";
import { sumBy, sumOf } from "./sum.ts";

/** Result of the Mann-Kendall test for a monotonic trend. */
export type MannKendall = NonNullable<ReturnType<typeof mannKendall>>;

const EXACT_UP_TO = 10;

/**
 * Mann-Kendall trend test (Mann 1945, Kendall 1975) of values in time order, undefined for fewer than three.
 *
 * Up to ten values without ties the probability is exact, from the distribution of S over all orders; otherwise
 * it is the normal approximation with the variance corrected for ties and a continuity correction (Gilbert 1987).
 * **No correction for autocorrelation is made**: yearly emissions are correlated, so a small p is a weaker
 * statement than it looks, and on the smooth values of a projection it says only that they fall.
 *
 * @example
 * const { s, p_falling } = mannKendall([5, 4, 3, 2]);
 * [s, p_falling]; // => [-6, 0.041666666666666664]
 */
export function mannKendall(values: ArrayLike<number>) {
  const n = values.length;
  if (n < 3) return undefined;
  let s = 0;
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(values[i])) throw new RangeError(`value ${i + 1} of ${n} is NaN`);
    for (let j = i + 1; j < n; j++) s += Math.sign(values[j] - values[i]);
  }
  const ties = tieGroups(values);
  const spread = (m: number) => m * (m - 1) * (2 * m + 5);
  const variance = (spread(n) - sumBy(ties, spread)) / 18;
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0;
  const exact = n <= EXACT_UP_TO && ties.length === 0;
  const p_rising = exact ? exactTail(n, s) : approximateTail(s, variance);
  const p_falling = exact ? exactTail(n, -s) : approximateTail(-s, variance);
  const p = Math.min(1, 2 * Math.min(p_rising, p_falling));
  return {
    /** Rises minus falls over all pairs. */
    s,
    /** Variance of S under no trend, corrected for ties. */
    variance,
    /** Standard score with continuity correction; 0 where S or its variance is 0. */
    z,
    /** S over the number of pairs (Kendall's tau-a), -1 to 1. */
    tau: s / ((n * (n - 1)) / 2),
    /** One-sided probability of so small an S without trend: small means a falling trend. */
    p_falling,
    /** The same of so large an S: small means a rising trend. */
    p_rising,
    /** Two-sided probability. */
    p,
  };
}

/** Probability of S or more under the normal approximation; the correction moves S by one towards the middle. */
function approximateTail(s: number, variance: number): number {
  return variance > 0 ? normalTail((s - 1) / Math.sqrt(variance)) : 1;
}

/** Probability that S is at least `s` when all orders of n different values are equally likely. */
function exactTail(n: number, s: number): number {
  // Orders by their number of inversions (Mahonian numbers); S is the number of pairs less twice that.
  let counts = [1];
  for (let size = 2; size <= n; size++) {
    const next = new Array<number>(counts.length + size - 1).fill(0);
    counts.forEach((count, inversions) => {
      for (let more = 0; more < size; more++) next[inversions + more] += count;
    });
    counts = next;
  }
  const pairs = (n * (n - 1)) / 2;
  const reaching = counts.filter((_, inversions) => pairs - 2 * inversions >= s);
  return sumOf(reaching) / sumOf(counts);
}

/** Sizes of the groups of equal values, for those of two or more. */
function tieGroups(values: ArrayLike<number>): number[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < values.length; i++) counts.set(values[i], (counts.get(values[i]) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}
