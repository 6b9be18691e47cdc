import { type BlockRange, bootstrapped, groupRows } from "./block-groups.ts";

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
export function sobolSums(blocks: number, inputs: number, outcomes: number, seed: number, part?: BlockRange) {
  const wide = inputs * outcomes;
  const widths = [outcomes, outcomes, outcomes, outcomes, wide, wide, wide];
  const { groups, rows, place, tell, merge } = groupRows(blocks, wide, part, widths);
  /**
   * By group and outcome: a value that sums are taken from, so that squares do not drown its changes, and sums. Of input
   * i: sums of B times the change, of the change, and of its square.
   */
  const [centre, count, sum, squares, product, change, changeSquares] = rows;
  /** Takes an outcome's sums of all groups from one value, and says which. */
  const commonCentre = (outcome: number): number => {
    const cells = Array.from({ length: groups }, (_, group) => group * outcomes + outcome);
    const common = centre[cells.find((cell) => count[cell] > 0) ?? outcome];
    for (const cell of cells) {
      const off = count[cell] === 0 ? 0 : centre[cell] - common;
      squares[cell] += 2 * off * (sum[cell] + off * count[cell]);
      sum[cell] += 2 * off * count[cell];
      for (let at = cell * inputs; at < (cell + 1) * inputs; at++) product[at] += off * change[at];
      centre[cell] = common;
    }
    return common;
  };
  const complete = (value: (step: number, outcome: number) => number, outcome: number): boolean => {
    for (let step = 0; step < inputs + 2; step++) if (Number.isNaN(value(step, outcome))) return false;
    return true;
  };
  return {
    tell,
    merge,
    /** `value(step, outcome)` of a block's runs: A, A with one input after the other from B, B. */
    add: (block: number, value: (step: number, outcome: number) => number): void => {
      for (let outcome = 0; outcome < outcomes; outcome++) {
        if (!complete(value, outcome)) continue;
        const cell = place(block) * outcomes + outcome;
        if (count[cell] === 0) centre[cell] = value(0, outcome);
        const a = value(0, outcome) - centre[cell];
        const b = value(inputs + 1, outcome) - centre[cell];
        count[cell]++;
        sum[cell] += a + b;
        squares[cell] += a * a + b * b;
        for (let i = 0; i < inputs; i++) {
          const moved = value(i + 1, outcome) - centre[cell] - a;
          const at = cell * inputs + i;
          product[at] += b * moved;
          change[at] += moved;
          changeSquares[at] += moved * moved;
        }
      }
    },
    /**
     * By input the shares of the outcome's variance that it explains alone (`first`) and with all its interactions
     * (`total`); undefined where the outcome never changes.
     */
    indices: (outcome: number) => {
      const found = new Float64Array(2 * inputs);
      const common = commonCentre(outcome);
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
        const level = mean + common;
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
        const [first, total] = [estimates[i], estimates[inputs + i]];
        return first === undefined || total === undefined ? undefined : { first, total };
      });
    },
    /** Blocks that an outcome has all runs of. */
    blocks: (outcome: number): number => {
      let n = 0;
      for (let group = 0; group < groups; group++) n += count[group * outcomes + outcome];
      return n;
    },
  };
}
