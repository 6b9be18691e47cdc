import type { Points } from "./points.ts";

/**
 * The design for Sobol' indices of first and total order (Saltelli et al. 2010, Computer Physics Communications 181):
 * for each base point the runs A, then A with one coordinate after the other taken from B, then B, d + 2 together.
 * `base` has twice the dimensions: A's first, then B's.
 *
 * @throws RangeError for a base with an odd number of dimensions.
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
