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
