import { checkSeed, uniformAt } from "./draws.ts";
import type { Points } from "./points.ts";

/** Independent uniform points. */
export function monteCarlo(seed: number, dimensions: number): Points {
  checkSeed(seed);
  return {
    dimensions,
    fill: (run, point) => {
      for (let dimension = 0; dimension < dimensions; dimension++) point[dimension] = uniformAt(seed, run, dimension);
    },
  };
}
