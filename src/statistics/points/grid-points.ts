import type { Points } from "./points.ts";

/**
 * Every combination of `counts[i]` choices in dimension i, the last varying fastest; choice k of n stands in the middle
 * of the k-th of n equal slices.
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

/** How many runs the grid has. */
export function gridRuns(counts: readonly number[]): number {
  return counts.reduce((product, count) => product * count, 1);
}
