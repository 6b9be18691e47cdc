/** Ranks of a column, 0 to n - 1; equal values share the mean of their ranks. */
export type Ranked = ReturnType<typeof midranks>;

/**
 * The ranks of finite values.
 *
 * @example midranks(Float64Array.of(7, 3, 7)).ranks; // => [1.5, 0, 1.5]
 */
export function midranks(values: Float64Array) {
  const count = values.length;
  const sorted = values.slice().sort();
  const distinct = new Float64Array(count);
  const starts = new Uint32Array(count + 1);
  let groups = 0;
  for (let i = 0; i < count; i++) {
    // Not by identity: 0 and -0 are one value.
    if (i > 0 && sorted[i] === sorted[i - 1]) continue;
    distinct[groups] = sorted[i];
    starts[groups++] = i;
  }
  starts[groups] = count;
  const groupOf = groupFinder(distinct.subarray(0, groups));
  const ranks = new Float32Array(count);
  const order = new Uint32Array(count);
  const free = starts.slice(0, groups);
  for (let i = 0; i < count; i++) {
    const group = groupOf(values[i]);
    ranks[i] = (starts[group] + starts[group + 1] - 1) / 2;
    order[free[group]++] = i;
  }
  return {
    /** Half numbers at most, which 32 bits hold up to eight million runs. */
    ranks,
    /** Run positions in ascending order of their values; equal ones in order of position. */
    order,
    /** The different values in ascending order. */
    distinct: distinct.subarray(0, groups),
    /** Where each different value begins in `order`, and the number of values at the end. */
    starts: starts.subarray(0, groups + 1),
  };
}

/** The place of a value among ascending ones: halving within a slice of their span, which for even values is a step or two. */
function groupFinder(distinct: Float64Array): (value: number) => number {
  const count = distinct.length;
  const low = distinct[0];
  const scale = count / (distinct[count - 1] - low);
  const sliceOf = (value: number) => Math.min(count - 1, Math.floor((value - low) * scale));
  if (!(scale < Number.POSITIVE_INFINITY && scale > 0)) return (value) => halving(distinct, value, 0, count - 1);
  const ends = new Uint32Array(count);
  for (let i = 0; i < count; i++) ends[sliceOf(distinct[i])] = i;
  for (let slice = 1; slice < count; slice++) ends[slice] = Math.max(ends[slice], ends[slice - 1]);
  return (value) => {
    const slice = sliceOf(value);
    return halving(distinct, value, slice === 0 ? 0 : ends[slice - 1], ends[slice]);
  };
}

function halving(distinct: Float64Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (distinct[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Spearman's rank correlation (1904) of two columns by their ranks; undefined where one of them never changes.
 *
 * @example rankCorrelation(Float32Array.of(0, 1, 2), Float32Array.of(2, 1, 0)); // => -1
 */
export function rankCorrelation(x: Float32Array, y: Float32Array): number | undefined {
  const count = x.length;
  const mean = (count - 1) / 2;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < count; i++) {
    const a = x[i] - mean;
    const b = y[i] - mean;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  return xx === 0 || yy === 0 ? undefined : xy / Math.sqrt(xx * yy);
}
