import { checkSeed, Purpose, uniformAt } from "./draws.ts";
import { keyedPermutation } from "./permutation.ts";
import type { Points } from "./points.ts";

/**
 * A Latin hypercube (McKay, Beckman and Conover 1979): every one of `runs` equal slices of every dimension holds one
 * point. The slices are permuted by key and not shuffled in memory, so that every run is computable alone.
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
