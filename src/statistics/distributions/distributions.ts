import { exp } from "../../engine/program/elementary.ts";
import { betaQuantile } from "./beta.ts";
import { beyondEdge, normalQuantile, truncatedNormalQuantile } from "./normal.ts";

/** How an input is spread; numbers in the input's unit. */
export type Distribution =
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "normal"; readonly mean: number; readonly deviation: number }
  | {
      readonly kind: "truncated_normal";
      readonly mean: number;
      readonly deviation: number;
      readonly low: number;
      readonly high: number;
    }
  /** `median` of the variable, and the standard deviation of its natural logarithm. */
  | { readonly kind: "lognormal"; readonly median: number; readonly deviation: number }
  | { readonly kind: "triangular"; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: "beta"; readonly a: number; readonly b: number; readonly low: number; readonly high: number }
  /** Values with their probabilities, which sum to 1. */
  | { readonly kind: "discrete"; readonly values: readonly number[]; readonly weights: readonly number[] };

export type DistributionKind = Distribution["kind"];

export const distributionKinds = [
  "uniform",
  "normal",
  "truncated_normal",
  "lognormal",
  "triangular",
  "beta",
  "discrete",
] as const satisfies readonly DistributionKind[];

/** So many deviations out, the probability beyond a bound begins to lose its digits. */
const FAR = 35;

/** A variable without bounds has no value at 0 and 1: the nearest probabilities that have one stand in. */
function inside(p: number): number {
  return Math.min(Math.max(p, Number.MIN_VALUE), 1 - Number.EPSILON / 2);
}

/**
 * The value that the variable stays below with probability `p`, from 0 to 1 (inverse distribution function).
 *
 * @example quantile({ kind: "triangular", low: 0, mode: 1, high: 1 }, 0.25); // => 0.5
 */
export function quantile(spread: Distribution, p: number): number {
  switch (spread.kind) {
    case "uniform":
      return spread.low + p * (spread.high - spread.low);
    case "normal":
      return spread.mean + spread.deviation * normalQuantile(inside(p));
    case "truncated_normal": {
      const { mean, deviation, low, high } = spread;
      if (p <= 0 || p >= 1) return p <= 0 ? low : high;
      const width = (high - low) / deviation;
      const [above, below] = [(mean - high) / deviation, (low - mean) / deviation];
      if (above > FAR) return Math.max(low, high - deviation * beyondEdge(above, width, p));
      if (below > FAR) return Math.min(high, low + deviation * beyondEdge(below, width, 1 - p));
      const z = truncatedNormalQuantile(p, (low - mean) / deviation, (high - mean) / deviation);
      return Math.max(low, Math.min(high, mean + deviation * z));
    }
    case "lognormal":
      return spread.median * exp(spread.deviation * normalQuantile(inside(p)));
    case "triangular":
      return triangular(spread.low, spread.mode, spread.high, p);
    case "beta":
      return spread.low + betaQuantile(p, spread.a, spread.b) * (spread.high - spread.low);
    case "discrete":
      return spread.values[choice(spread.weights, p)];
  }
}

function triangular(low: number, mode: number, high: number, p: number): number {
  const width = high - low;
  if (width === 0) return mode;
  const turn = (mode - low) / width;
  // Products of widths beyond the range of numbers are taken apart.
  if (width < 1e-150 || width > 1e150)
    return p < turn ? low + width * Math.sqrt(p * turn) : high - width * Math.sqrt((1 - p) * (1 - turn));
  if (p < turn) return low + Math.sqrt(p * width * (mode - low));
  return high - Math.sqrt((1 - p) * width * (high - mode));
}

function choice(weights: readonly number[], p: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length - 1; i++) {
    sum += weights[i];
    if (p < sum) return i;
  }
  return weights.length - 1;
}
