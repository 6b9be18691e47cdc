import { median } from "simple-statistics";
import { checkSeries, type Series } from "./series.ts";

/**
 * The median of the slopes between all pairs of years (Theil 1950, Sen 1968), in the series' unit per year;
 * undefined for fewer than two years.
 */
export function theilSen(series: Series): number | undefined {
  const { years, values } = series;
  if (years.length < 2) return undefined;
  checkSeries(series);
  return medianSlope(years, values);
}

/** The median slope over all pairs of points whose `x` differ, or undefined where no two do. */
export function medianSlope(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      if (x[i] !== x[j]) slopes.push((y[j] - y[i]) / (x[j] - x[i]));
    }
  }
  return slopes.length === 0 ? undefined : median(slopes);
}
