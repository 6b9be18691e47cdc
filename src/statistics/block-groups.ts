import { type Put, putRow, type Take, takenCount } from "./merging.ts";
import { Purpose, uniformAt } from "./points/draws.ts";

const MOST_GROUPS = 1024;
const FEWEST_GROUPS = 32;
/** Sums held at most, over all groups. */
const MOST_SUMS = 2_000_000;
/** Samples of the bootstrap. */
const RESAMPLES = 500;

const Z = 1.959963984540054;

/**
 * Blocks of a design in groups of equally many that follow each other, so that sums by group fit in little memory: at most
 * 1,024 groups, fewer where each holds many sums; of a power of two of blocks each, so that those of a Sobol' sequence are
 * nets themselves.
 *
 * @example blockGroups(5000, 4).groups; // => 625
 */
function blockGroups(blocks: number, sums: number) {
  const size = groupSize(blocks, sums);
  return {
    groups: Math.max(1, Math.ceil(blocks / size)),
    groupOf: (block: number): number => Math.floor(block / size),
  };
}

/**
 * Blocks of a group.
 *
 * @example groupSize(5000, 4); // => 8
 */
export function groupSize(blocks: number, sums: number): number {
  const most = Math.max(FEWEST_GROUPS, Math.min(MOST_GROUPS, Math.floor(MOST_SUMS / sums)));
  let size = 1;
  while (Math.ceil(blocks / size) > most) size *= 2;
  return size;
}

/** The blocks of a part, whole groups of them; of a whole design all. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Rows of sums by group, of the groups that these blocks belong to: what a part of a design adds up and hands over. No
 * group is shared by two parts, so that each sum is one part's own, to the bit.
 *
 * @example
 * const rows = groupRows(5000, 4, { from: 8, to: 24 }, [1]);
 * rows.place(9); // => 0
 */
export function groupRows(
  blocks: number,
  sums: number,
  { from, to }: BlockRange = { from: 0, to: blocks },
  widths: readonly number[],
) {
  const { groupOf } = blockGroups(blocks, sums);
  const first = groupOf(from);
  const groups = to > from ? groupOf(to - 1) - first + 1 : 1;
  const rows = widths.map((width) => new Float64Array(groups * width));
  return {
    groups,
    rows,
    /** The place of a block's group among them. */
    place: (block: number): number => groupOf(block) - first,
    tell: (put: Put): void => {
      put(first);
      put(groups);
      for (const row of rows) putRow(row, put);
    },
    /** Puts the groups of a part in their places. */
    merge: (take: Take): void => {
      const at = takenCount(take) - first;
      const count = takenCount(take);
      if (at < 0 || at + count > groups) throw new RangeError(`groups ${at} to ${at + count} of ${groups}`);
      for (const [i, row] of rows.entries())
        for (let place = at * widths[i]; place < (at + count) * widths[i]; place++) row[place] = take();
    },
  };
}

/** An estimate with its 95 % interval; undefined where a sample of one group says nothing of its spread. */
export interface Estimate {
  readonly value: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/**
 * Estimates from sums by group, each with the normal interval of its bootstrap (Archer, Saltelli and Sobol 1997, Journal
 * of Statistical Computation and Simulation 58): groups are drawn again with replacement, 500 times. `estimate` takes
 * how often each group is drawn and gives one number for each quantity, NaN where it has none.
 *
 * @example
 * bootstrapped(2, 1, 1, ([a, b]) => Float64Array.of((3 * a + 3 * b) / 2)); // => [{ value: 3, low: 3, high: 3 }]
 */
export function bootstrapped(
  groups: number,
  seed: number,
  quantities: number,
  estimate: (weights: Float64Array) => Float64Array,
): (Estimate | undefined)[] {
  const weights = new Float64Array(groups).fill(1);
  const found = estimate(weights).slice();
  const sum = new Float64Array(quantities);
  const squares = new Float64Array(quantities);
  const seen = new Float64Array(quantities);
  const samples = groups < 2 ? 0 : RESAMPLES;
  for (let sample = 0; sample < samples; sample++) {
    weights.fill(0);
    for (let i = 0; i < groups; i++) weights[Math.floor(groups * uniformAt(seed, sample, i, Purpose.resampling))]++;
    const again = estimate(weights);
    for (let q = 0; q < quantities; q++) {
      if (Number.isNaN(again[q])) continue;
      const off = again[q] - found[q];
      sum[q] += off;
      squares[q] += off * off;
      seen[q]++;
    }
  }
  return Array.from(found, (value, q) => {
    if (Number.isNaN(value)) return undefined;
    if (seen[q] < 2) return { value, low: undefined, high: undefined };
    const variance = Math.max(0, (squares[q] - (sum[q] * sum[q]) / seen[q]) / (seen[q] - 1));
    const half = Z * Math.sqrt(variance);
    return { value, low: value - half, high: value + half };
  });
}
