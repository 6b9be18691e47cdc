/** The largest rise after `position` from any value to any later one, in the values' unit; 0 where none rises. */
export function largestRise(values: ArrayLike<number>, position: number): number {
  let low = Number.POSITIVE_INFINITY;
  let rise = 0;
  for (let i = position + 1; i < values.length; i++) {
    low = Math.min(low, values[i]);
    rise = Math.max(rise, values[i] - low);
  }
  return rise;
}
