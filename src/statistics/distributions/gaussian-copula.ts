import type { Points } from "../points/points.ts";
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
