import { checkSeed, keyedPermutation, Purpose, uniformAt } from "./draws.ts";

/**
 * Points of the unit cube, each a pure function of its run number: `fill` writes the coordinates of a run, all strictly
 * between 0 and 1.
 */
export interface Points {
  readonly dimensions: number;
  readonly fill: (run: number, point: Float64Array) => void;
}

/** Points are counted in 32 bits. */
export const MOST_RUNS = 4294967296;

/**
 * Independent uniform points.
 *
 * @example
 * const point = new Float64Array(2);
 * monteCarlo(1, 2).fill(0, point);
 * point[0] === uniformAt(1, 0, 0); // => true
 */
export function monteCarlo(seed: number, dimensions: number): Points {
  checkSeed(seed);
  return {
    dimensions,
    fill: (run, point) => {
      for (let dimension = 0; dimension < dimensions; dimension++) point[dimension] = uniformAt(seed, run, dimension);
    },
  };
}

/**
 * A Latin hypercube (McKay, Beckman and Conover 1979): every one of `runs` equal slices of every dimension holds one
 * point. The slices are permuted by key and not shuffled in memory, so that every run is computable alone.
 *
 * @example
 * const point = new Float64Array(1);
 * const { fill } = latinHypercube(1, 1, 2);
 * [0, 1].map((run) => (fill(run, point), Math.floor(2 * point[0]))); // => [1, 0]
 */
export function latinHypercube(seed: number, dimensions: number, runs: number): Points {
  checkSeed(seed);
  const slices = Array.from({ length: dimensions }, (_, dimension) => keyedPermutation(seed, dimension, runs));
  return {
    dimensions,
    fill: (run, point) => {
      for (let dimension = 0; dimension < dimensions; dimension++)
        point[dimension] = (slices[dimension](run) + uniformAt(seed, run, dimension, Purpose.jitter)) / runs;
    },
  };
}

/**
 * Every combination of `counts[i]` choices in dimension i, the last varying fastest; choice k of n stands in the middle
 * of the k-th of n equal slices.
 *
 * @example
 * const point = new Float64Array(2);
 * gridPoints([2, 4]).fill(5, point);
 * point; // => [0.75, 0.375]
 */
export function gridPoints(counts: readonly number[]): Points {
  return {
    dimensions: counts.length,
    fill: (run, point) => {
      let rest = run;
      for (let dimension = counts.length - 1; dimension >= 0; dimension--) {
        const count = counts[dimension];
        point[dimension] = ((rest % count) + 0.5) / count;
        rest = Math.floor(rest / count);
      }
    },
  };
}

/**
 * How many runs the grid has.
 *
 * @example gridRuns([2, 4, 3]); // => 24
 */
export function gridRuns(counts: readonly number[]): number {
  return counts.reduce((product, count) => product * count, 1);
}

/**
 * Row r of a list of `rows`, in every dimension in the middle of the r-th of as many equal slices.
 *
 * @example
 * const point = new Float64Array(2);
 * listPoints(4, 2).fill(1, point);
 * point; // => [0.375, 0.375]
 */
export function listPoints(rows: number, dimensions: number): Points {
  return {
    dimensions,
    fill: (run, point) => {
      point.fill((run + 0.5) / rows, 0, dimensions);
    },
  };
}

/**
 * The design for Sobol' indices of first and total order (Saltelli et al. 2010, Computer Physics Communications 181):
 * for each base point the runs A, then A with one coordinate after the other taken from B, then B, d + 2 together.
 * `base` has twice the dimensions: A's first, then B's.
 *
 * @throws RangeError for a base with an odd number of dimensions.
 * @example saltelliPoints(sobolPoints(1, 6)).dimensions; // => 3
 */
export function saltelliPoints(base: Points): Points {
  if (base.dimensions % 2 !== 0)
    throw new RangeError(`the base needs an even number of dimensions, not ${base.dimensions}`);
  const dimensions = base.dimensions / 2;
  const both = new Float64Array(base.dimensions);
  const block = dimensions + 2;
  return {
    dimensions,
    fill: (run, point) => {
      const step = run % block;
      base.fill(Math.floor(run / block), both);
      const from = step === block - 1 ? dimensions : 0;
      for (let i = 0; i < dimensions; i++) point[i] = both[from + i];
      if (step > 0 && step < block - 1) point[step - 1] = both[dimensions + step - 1];
    },
  };
}
