/**
 * The sum of what `of` says of each item, added in their order.
 *
 * @example sumBy(["a", "bcd"], (text) => text.length); // => 4
 */
export function sumBy<T>(items: Iterable<T>, of: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += of(item);
  return sum;
}

/**
 * The sum of the values, added in their order.
 *
 * @example sumOf([1, 2, 3]); // => 6
 */
export function sumOf(values: Iterable<number>): number {
  return sumBy(values, (value) => value);
}

/**
 * A number times itself, with the same bits on every machine.
 *
 * @example square(3); // => 9
 */
export function square(value: number): number {
  return value * value;
}
