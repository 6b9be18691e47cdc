/** Ranks of a column, 0 to n - 1; equal values share the mean of their ranks. */
export interface Ranked {
  readonly ranks: Float64Array;
  /** Run positions in ascending order of their values; equal ones in order of position. */
  readonly order: Uint32Array;
  /** The different values in ascending order. */
  readonly distinct: Float64Array;
  /** Where each different value begins in `order`, and the number of values at the end. */
  readonly starts: Uint32Array;
}

/** The ranks of finite values. */
export function midranks(values: Float64Array): Ranked {
  const count = values.length;
  const sorted = Float64Array.from(values).sort();
  const distinct: number[] = [];
  const starts: number[] = [];
  for (let i = 0; i < count; i++) {
    // Not by identity: 0 and -0 are one value.
    if (i > 0 && sorted[i] === sorted[i - 1]) continue;
    distinct.push(sorted[i]);
    starts.push(i);
  }
  starts.push(count);
  const ranks = new Float64Array(count);
  const order = new Uint32Array(count);
  const free = Uint32Array.from(starts);
  for (let i = 0; i < count; i++) {
    const group = groupOf(distinct, values[i]);
    ranks[i] = (starts[group] + starts[group + 1] - 1) / 2;
    order[free[group]++] = i;
  }
  return { ranks, order, distinct: Float64Array.from(distinct), starts: Uint32Array.from(starts) };
}

function groupOf(distinct: readonly number[], value: number): number {
  let low = 0;
  let high = distinct.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (distinct[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
