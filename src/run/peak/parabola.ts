import type { Series } from "../../statistics/series.ts";

/**
 * Where the parabola through the value at `position` and its two neighbours has its top: a year with a fraction,
 * never further than half the way to a neighbour, as long as the value is no lower than both.
 *
 * At an end of the series there is no second neighbour and the year itself comes back, as it does where the three
 * values are equal. Neighbours at unequal distances are used as they stand.
 */
export function parabolaTop(series: Series, position: number): number {
  const { years, values } = series;
  const year = years[position];
  if (position === 0 || position === years.length - 1) return year;
  const left = year - years[position - 1];
  const right = years[position + 1] - year;
  const rise = (values[position] - values[position - 1]) / left;
  const fall = (values[position] - values[position + 1]) / right;
  if (rise + fall <= 0) return year;
  // The slope runs linearly from `rise` in the middle of the left interval to `-fall` in the middle of the right one.
  return year - left / 2 + ((left + right) / 2) * (rise / (rise + fall));
}
