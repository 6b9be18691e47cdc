import type { Series } from "../../statistics/series.ts";

/** The years around a peak that cannot be told from it. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** Share of the peak's level that a year may lie below it. */
  readonly tolerance: number;
}

/** The unbroken run of years around `position` whose values lie no more than `tolerance` of the level below it. */
export function plateauBand(series: Series, position: number, tolerance: number): Band {
  const { years, values } = series;
  const level = values[position];
  const floor = level - tolerance * Math.abs(level);
  let from = position;
  let to = position;
  while (from > 0 && values[from - 1] >= floor) from--;
  while (to < years.length - 1 && values[to + 1] >= floor) to++;
  return { from: years[from], to: years[to], tolerance };
}
