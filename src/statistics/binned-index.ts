import { normalQuantile } from "./distributions/normal.ts";
import type { Ranked } from "./midranks.ts";
import { sumBy, sumOf } from "./sum.ts";

const MOST_BINS = 64;
const CHANCE = 0.01;

/** An outcome with its mean and the squares of what differs from it, summed: what every input's index needs. */
export type Centred = ReturnType<typeof centred>;

/**
 * The outcome with its mean and the squares about it.
 *
 * @example
 * const { mean, squares } = centred(Float64Array.of(1, 2, 6));
 * [mean, squares]; // => [3, 14]
 */
export function centred(values: Float64Array) {
  const mean = sumOf(values) / values.length;
  // Rounding of the mean is no change.
  if (values.every((value) => value === values[0])) return { values, mean, squares: 0 };
  return { values, mean, squares: sumBy(values, (value) => (value - mean) * (value - mean)) };
}

/**
 * Bins that suit a number of runs: twice its cube root, at most 64.
 *
 * @example binCount(1000); // => 20
 */
export function binCount(runs: number): number {
  let bins = 2;
  while (bins < MOST_BINS && (bins + 1) * (bins + 1) * (bins + 1) <= 8 * runs) bins++;
  return bins;
}

/**
 * First-order index from given data: the variance of the outcome's mean between bins of the input (of equally many
 * runs; equal values stay together) over its variance (Plischke, Borgonovo and Smith 2013, European Journal of
 * Operational Research 226). Bins alone make the plain ratio (bins - 1) / (runs - 1) for an input without influence; that
 * is taken off as in Kelley's epsilon squared (1935, PNAS 21). The noise counts all `inputs` that are looked at. Undefined where the outcome or the input never changes.
 *
 * @example
 * const x = Float64Array.from({ length: 64 }, (_, i) => i);
 * binnedIndex(midranks(x), centred(x)).index.toFixed(3); // => "0.983"
 */
export function binnedIndex(input: Ranked, outcome: Centred, inputs = 1) {
  const { values, mean, squares: total } = outcome;
  const runs = values.length;
  if (total === 0) return undefined;
  const edges = binEdges(input, binCount(runs));
  const bins = edges.length - 1;
  if (bins < 2 || runs <= bins) return undefined;
  let between = 0;
  for (let bin = 0; bin < bins; bin++) {
    let sum = 0;
    for (let i = edges[bin]; i < edges[bin + 1]; i++) sum += values[input.order[i]] - mean;
    between += (sum * sum) / (edges[bin + 1] - edges[bin]);
  }
  const within = Math.max(0, total - between) / (runs - bins);
  return {
    /** Estimate without the bias of the bins; may fall a little below 0 for an input without influence. */
    index: (between - (bins - 1) * within) / total,
    /** What inputs without influence, as many as there are, all stay below in 99 % of samples. */
    noise: (chanceBelow(bins - 1, CHANCE / inputs) - (bins - 1)) / runs,
    bins,
  };
}

/**
 * Positions in the ranked order where bins begin, the last one the number of runs.
 *
 * @example binEdges(midranks(Float64Array.of(1, 1, 2, 3)), 2); // => [0, 2, 4]
 */
export function binEdges({ starts }: Ranked, bins: number): number[] {
  const runs = starts[starts.length - 1];
  const edges = [0];
  for (let group = 1; group < starts.length; group++) {
    const start = starts[group];
    if (start === runs || start * bins >= edges.length * runs) edges.push(start);
  }
  return edges;
}

/**
 * What a chi-square variable exceeds with probability `p` (Wilson and Hilferty 1931, PNAS 17): the squares between the bins of
 * an idle input, over the variance within them, are nearly one.
 */
function chanceBelow(freedom: number, p: number): number {
  const part = 2 / (9 * freedom);
  const root = 1 - part + normalQuantile(1 - p) * Math.sqrt(part);
  return freedom * root * root * root;
}
