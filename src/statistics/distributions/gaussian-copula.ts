import type { Points } from "../points/points.ts";
import { betaQuantile } from "./beta.ts";
import { normalQuantile, normalTail } from "./normal.ts";

/** A rank correlation (Spearman) that two dimensions are to have. */
export interface RankCorrelation {
  readonly first: number;
  readonly second: number;
  readonly rank: number;
}

/**
 * The points with dimensions correlated by a Gaussian copula: normal scores with the correlation 2 sin(pi r / 6) have the
 * rank correlation r (Pearson 1907). Each dimension stays uniform; one that is not named stays as it was.
 *
 * @throws RangeError where the correlations cannot hold together.
 * @example correlated(monteCarlo(1, 2), [{ first: 0, second: 1, rank: 0.5 }]).dimensions; // => 2
 */
export function correlated(points: Points, correlations: readonly RankCorrelation[]): Points {
  if (correlations.length === 0) return points;
  const named = [...new Set(correlations.flatMap(({ first, second }) => [first, second]))].sort((a, b) => a - b);
  const factor = choleskyFactor(named, correlations);
  const scores = new Float64Array(named.length);
  return {
    dimensions: points.dimensions,
    fill: (run, point) => {
      points.fill(run, point);
      for (const [i, dimension] of named.entries()) scores[i] = normalQuantile(point[dimension]);
      for (const [i, dimension] of named.entries()) {
        let score = 0;
        for (let j = 0; j <= i; j++) score += factor[i][j] * scores[j];
        point[dimension] = Math.min(Math.max(normalTail(-score), Number.MIN_VALUE), 1 - Number.EPSILON / 2);
      }
    },
  };
}

/** sin x for |x| <= pi / 6: the Taylor polynomial of degree 15, whose next term is below 1e-19. */
function sine(x: number): number {
  let sum = 0;
  for (let k = 15; k >= 3; k -= 2) sum = (-x * x * (1 + sum)) / (k * (k - 1));
  return x * (1 + sum);
}

function choleskyFactor(named: readonly number[], correlations: readonly RankCorrelation[]): Float64Array[] {
  const size = named.length;
  const matrix = named.map((_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
  for (const { first, second, rank } of correlations) {
    const [i, j] = [named.indexOf(first), named.indexOf(second)];
    matrix[i][j] = 2 * sine((Math.PI * rank) / 6);
    matrix[j][i] = matrix[i][j];
  }
  const factor = named.map(() => new Float64Array(size));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= factor[i][k] * factor[j][k];
      if (i === j) {
        if (!(rest > 1e-12))
          throw new RangeError("these rank correlations cannot hold together: their matrix is not positive definite");
        factor[i][i] = Math.sqrt(rest);
      } else factor[i][j] = rest / factor[j][j];
    }
  }
  return factor;
}

/** Normal scores beyond this are as likely as one in 10^17, and no draw of 32 bits reaches half as far. */
const FURTHEST = 8.5;
const PER_SCORE = 64;

/**
 * Turns normal scores into Student's t with these degrees and the variance 1: rows that are correlated in their scores
 * stay so, and each has the heavier tails. By the quantile of the beta distribution at every 64th of a score, straight in
 * between (off by less than 0.0002).
 *
 * @example studentScore(6)(1.959963984540054).toFixed(3); // => "1.998"
 */
export function studentScore(degrees: number): (z: number) => number {
  const scale = Math.sqrt((degrees - 2) / degrees);
  const table = Float64Array.from({ length: FURTHEST * PER_SCORE + 1 }, (_, i) => {
    if (i === 0) return 0;
    const x = betaQuantile(2 * normalTail(i / PER_SCORE), degrees / 2, 0.5);
    return scale * Math.sqrt((degrees * (1 - x)) / x);
  });
  const last = table.length - 1;
  return (z) => {
    const at = Math.min(Math.abs(z) * PER_SCORE, last);
    const low = Math.min(Math.floor(at), last - 1);
    const size = table[low] + (at - low) * (table[low + 1] - table[low]);
    return z < 0 ? -size : size;
  };
}
