import { blockGroups, bootstrapped, type Estimate } from "./block-groups.ts";

/** Sobol' indices of one input. */
export interface SobolIndex {
  /** Share of the outcome's variance that this input explains alone, and with all its interactions. */
  readonly first: Estimate;
  readonly total: Estimate;
}

/** Sums for Sobol' indices of several outcomes, from the blocks of a Saltelli design in their order. */
export interface SobolSums {
  /** `outcomes(step, outcome)` of a block's runs: A, A with one input after the other from B, B. */
  readonly add: (block: number, value: (step: number, outcome: number) => number) => void;
  /** By input; undefined where the outcome never changes. */
  readonly indices: (outcome: number) => (SobolIndex | undefined)[];
  /** Blocks that an outcome has all runs of. */
  readonly blocks: (outcome: number) => number;
}

/**
 * First-order indices after Saltelli et al. (2010, Computer Physics Communications 181), the outcome centred on its mean,
 * and total ones after Jansen (1999, Computer Physics Communications 117); intervals by `bootstrapped`. A block with a run
 * that failed is left out as a whole.
 *
 * @example
 * const sums = sobolSums(2, 1, 1, 1);
 * [0, 1].forEach((block) => sums.add(block, (step) => block + step));
 * sums.blocks(0); // => 2
 */
export function sobolSums(blocks: number, inputs: number, outcomes: number, seed: number): SobolSums {
  const { groups, groupOf } = blockGroups(blocks, inputs * outcomes);
  const cells = groups * outcomes;
  const count = new Float64Array(cells);
  const sum = new Float64Array(cells);
  const squares = new Float64Array(cells);
  /** Of input i: sums of B times the change, of the change, and of its square. */
  const product = new Float64Array(cells * inputs);
  const change = new Float64Array(cells * inputs);
  const changeSquares = new Float64Array(cells * inputs);
  /** Of each outcome a value that sums are taken from, so that squares do not drown its changes. */
  const centre = new Float64Array(outcomes).fill(Number.NaN);
  const complete = (value: (step: number, outcome: number) => number, outcome: number): boolean => {
    for (let step = 0; step < inputs + 2; step++) if (Number.isNaN(value(step, outcome))) return false;
    return true;
  };
  return {
    add: (block, value) => {
      for (let outcome = 0; outcome < outcomes; outcome++) {
        if (!complete(value, outcome)) continue;
        const cell = groupOf(block) * outcomes + outcome;
        if (Number.isNaN(centre[outcome])) centre[outcome] = value(0, outcome);
        const a = value(0, outcome) - centre[outcome];
        const b = value(inputs + 1, outcome) - centre[outcome];
        count[cell]++;
        sum[cell] += a + b;
        squares[cell] += a * a + b * b;
        for (let i = 0; i < inputs; i++) {
          const moved = value(i + 1, outcome) - centre[outcome] - a;
          const at = cell * inputs + i;
          product[at] += b * moved;
          change[at] += moved;
          changeSquares[at] += moved * moved;
        }
      }
    },
    indices: (outcome) => {
      const found = new Float64Array(2 * inputs);
      const estimate = (weights: Float64Array): Float64Array => {
        let n = 0;
        let s = 0;
        let q = 0;
        for (let group = 0; group < groups; group++) {
          const cell = group * outcomes + outcome;
          n += weights[group] * count[cell];
          s += weights[group] * sum[cell];
          q += weights[group] * squares[cell];
        }
        const mean = s / (2 * n);
        const level = mean + centre[outcome];
        const variance = q / (2 * n) - mean * mean;
        // What is left of a constant by rounding is no variance.
        if (!(variance > 1e-24 * level * level)) return found.fill(Number.NaN);
        for (let i = 0; i < inputs; i++) {
          let p = 0;
          let d = 0;
          let j = 0;
          for (let group = 0; group < groups; group++) {
            if (weights[group] === 0) continue;
            const at = (group * outcomes + outcome) * inputs + i;
            p += weights[group] * product[at];
            d += weights[group] * change[at];
            j += weights[group] * changeSquares[at];
          }
          found[i] = (p - mean * d) / n / variance;
          found[inputs + i] = j / (2 * n) / variance;
        }
        return found;
      };
      const estimates = bootstrapped(groups, seed, 2 * inputs, estimate);
      return Array.from({ length: inputs }, (_, i) => {
        const first = estimates[i];
        const total = estimates[inputs + i];
        return first === undefined || total === undefined ? undefined : { first, total };
      });
    },
    blocks: (outcome) => {
      let n = 0;
      for (let group = 0; group < groups; group++) n += count[group * outcomes + outcome];
      return n;
    },
  };
}
