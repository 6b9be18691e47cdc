import { type Take, takenCount } from "./merging.ts";

/** As many values are kept as they are; beyond, they are counted in bins. */
export const EXACT_VALUES = 10_000;

/** Bits of the mantissa that tell bins apart: a bin is 1/1024 of a power of two wide, at most 0.1 % of its values. */
const MANTISSA_BITS = 10;
const DROPPED_BITS = 20 - MANTISSA_BITS;
/** More than there are bins of either sign: a bin and its count, of up to four billion values, are told in one number. */
const KEYS = 2_180_000;
/** Sizes below 2^-40 (about 1e-12) share the bin of zero. */
const LEAST_KEY = (1023 - 40) << MANTISSA_BITS;

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The bin of a finite value: a whole number that grows with the value, 0 for zero. */
function keyOf(value: number): number {
  number[0] = Math.abs(value);
  const key = (words[HIGH] >>> DROPPED_BITS) - LEAST_KEY;
  if (key <= 0) return 0;
  return value < 0 ? -key : key;
}

/** Where a bin begins, on the side of zero. */
function edgeOf(key: number): number {
  if (key === 0) return 0;
  words[HIGH] = (Math.abs(key) + LEAST_KEY) << DROPPED_BITS;
  words[1 - HIGH] = 0;
  return key < 0 ? -number[0] : number[0];
}

/** The distribution of values that come one by one. */
export type QuantileBins = ReturnType<typeof quantileBins>;

/**
 * Quantiles of a stream: exact up to `mostExact` values; beyond, from counts in bins that share sign, exponent and the
 * leading ten bits of the mantissa (the idea of HdrHistogram, Tene 2012), so that a quantile is off by at most 0.1 % of
 * itself. Bins are fixed beforehand and counts are whole numbers: the result depends on the values alone, not on
 * their order or on how they were grouped.
 *
 * @example
 * const bins = quantileBins();
 * [4, 1, 3, 2].forEach(bins.add);
 * bins.quantile(0.5); // => 2.5
 */
export function quantileBins(mostExact = EXACT_VALUES) {
  let kept: Float64Array | undefined = mostExact === 0 ? undefined : new Float64Array(64);
  let count = 0;
  let counts = new Float64Array(0);
  let first = 0;
  let sorted = false;

  const reach = (key: number): void => {
    if (counts.length === 0) {
      first = key - 32;
      counts = new Float64Array(64);
      return;
    }
    const last = first + counts.length - 1;
    if (key >= first && key <= last) return;
    const spare = counts.length >> 1;
    const from = key < first ? key - spare : first;
    const to = key > last ? key + spare : last;
    const wider = new Float64Array(to - from + 1);
    wider.set(counts, first - from);
    counts = wider;
    first = from;
  };
  const bin = (key: number, times: number): void => {
    reach(key);
    counts[key - first] += times;
  };
  const leaveValues = (): void => {
    if (kept !== undefined) for (let i = 0; i < count; i++) bin(keyOf(kept[i]), 1);
    kept = undefined;
  };
  const values = (): Float64Array | undefined => {
    if (kept === undefined) return undefined;
    if (!sorted) {
      kept.subarray(0, count).sort();
      sorted = true;
    }
    return kept.subarray(0, count);
  };
  /** The value of a rank from 0 to count - 1, spread evenly within its bin. */
  const ranked = (rank: number): number => {
    let before = 0;
    for (let i = 0; i < counts.length; i++) {
      const here = counts[i];
      if (rank >= before + here) {
        before += here;
        continue;
      }
      const { low, high } = boundsOf(first + i);
      return low + ((rank - before + 0.5) / here) * (high - low);
    }
    throw new RangeError(`no value has rank ${rank} of ${count}`);
  };
  const add = (value: number): void => {
    if (!Number.isFinite(value)) throw new RangeError(`a distribution has finite values, not ${value}`);
    if (kept !== undefined && count === mostExact) leaveValues();
    if (kept === undefined) bin(keyOf(value), 1);
    else {
      if (count === kept.length) {
        const wider = new Float64Array(Math.min(mostExact, 4 * count));
        wider.set(kept);
        kept = wider;
      }
      // Zero is zero, whatever its sign.
      kept[count] = value + 0;
      sorted = false;
    }
    count++;
  };
  return {
    /** @throws RangeError for a value that is not finite. */
    add,
    /** Its values behind their number; where they are counted in bins, these and their counts behind minus their number. */
    tell: (put: (value: number) => void): void => {
      if (kept !== undefined) {
        put(count);
        for (let i = 0; i < count; i++) put(kept[i]);
        return;
      }
      put(-counts.reduce((held, here) => held + Math.sign(here), 0));
      for (let i = 0; i < counts.length; i++) if (counts[i] > 0) put(counts[i] * KEYS + first + i + KEYS / 2);
    },
    /**
     * Adds the values of another distribution, as it says them: the same as if each had come here.
     *
     * @throws RangeError for what no distribution says.
     */
    merge: (take: Take): void => {
      const said = take();
      const size = takenCount(() => Math.abs(said));
      if (said >= 0) {
        for (let i = 0; i < size; i++) add(take());
        return;
      }
      leaveValues();
      for (let i = 0; i < size; i++) {
        const bins = takenCount(take);
        const times = Math.floor(bins / KEYS);
        bin(bins - times * KEYS - KEYS / 2, times);
        count += times;
      }
    },
    count: () => count,
    /** Whether quantiles are those of the values themselves. */
    exact: () => kept !== undefined,
    /** The p-quantile, 0 <= p <= 1, between neighbours by linear interpolation (type 7 of Hyndman and Fan 1996). */
    quantile: (p: number): number | undefined => {
      if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile is asked for a probability from 0 to 1, not ${p}`);
      if (count === 0) return undefined;
      const place = p * (count - 1);
      const below = Math.floor(place);
      const above = Math.min(below + 1, count - 1);
      const all = values();
      const low = all === undefined ? ranked(below) : all[below];
      if (place === below) return low;
      const high = all === undefined ? ranked(above) : all[above];
      return low + (place - below) * (high - low);
    },
    /** Numbers of values from `low` to `high`, in ascending order. */
    bins: () => {
      const all = values();
      if (all === undefined)
        return Array.from(counts, (here, i) => ({ ...boundsOf(first + i), count: here })).filter(
          ({ count }) => count > 0,
        );
      const found: { low: number; high: number; count: number }[] = [];
      for (let i = 0, j = 0; i < count; i = j) {
        while (j < count && all[j] === all[i]) j++;
        found.push({ low: all[i], high: all[i], count: j - i });
      }
      return found;
    },
  };
}

function boundsOf(key: number): { low: number; high: number } {
  if (key === 0) return { low: 0, high: 0 };
  const near = edgeOf(key);
  const far = edgeOf(key + Math.sign(key));
  return key > 0 ? { low: near, high: far } : { low: far, high: near };
}
