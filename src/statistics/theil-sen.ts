import { median } from "simple-statistics";

/**
 * The median of the slopes between all pairs of points whose `x` differ (Theil 1950, Sen 1968), or undefined where no two
 * do.
 *
 * @example medianSlope([2020, 2021, 2022, 2023], [10, 8, 99, 4]); // => -2
 */
export function medianSlope(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) if (x[i] !== x[j]) slopes.push((y[j] - y[i]) / (x[j] - x[i]));
  }
  return slopes.length === 0 ? undefined : median(slopes);
}
