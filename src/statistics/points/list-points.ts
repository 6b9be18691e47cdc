import type { Points } from "./points.ts";

/** Row r of a list of `rows`, in every dimension in the middle of the r-th of as many equal slices. */
export function listPoints(rows: number, dimensions: number): Points {
  return {
    dimensions,
    fill: (run, point) => {
      point.fill((run + 0.5) / rows, 0, dimensions);
    },
  };
}
