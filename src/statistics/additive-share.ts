import { binCount, binEdges, type Centred } from "./binned-index.ts";
import type { Ranked } from "./midranks.ts";

/** Rounds in which each input takes what the others have left: correlated inputs need some. */
const ROUNDS = 6;

/**
 * The share of an outcome's variance that these inputs explain together, each by what it does alone, whether they go
 * together or not: bin means by backfitting (Friedman and Stuetzle 1981, Journal of the American Statistical Association
 * 76), as many bins as for one index but no more than a twentieth of the runs over all inputs. What bins alone would
 * explain is taken off as in an adjusted R squared. Undefined where the outcome never changes or runs are too few.
 *
 * @example
 * const x = Float64Array.from({ length: 64 }, (_, i) => i);
 * additiveShare([midranks(x)], centred(x)).toFixed(2); // => "0.89"
 */
export function additiveShare(inputs: readonly Ranked[], { values, mean, squares }: Centred): number | undefined {
  const runs = values.length;
  if (squares === 0) return undefined;
  const bins = Math.min(binCount(runs), Math.floor(runs / 20 / Math.max(1, inputs.length)));
  if (bins < 2) return undefined;
  const edges = inputs.map((input) => binEdges(input, bins));
  const left = values.map((value) => value - mean);
  const parts = edges.map((ends) => new Float64Array(ends.length - 1));
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, { order }] of inputs.entries())
      for (let bin = 0; bin < parts[i].length; bin++) {
        const [from, to] = [edges[i][bin], edges[i][bin + 1]];
        let sum = 0;
        for (let at = from; at < to; at++) sum += left[order[at]];
        const step = sum / (to - from);
        parts[i][bin] += step;
        for (let at = from; at < to; at++) left[order[at]] -= step;
      }
  let rest = 0;
  for (const value of left) rest += value * value;
  const free = runs - 1 - edges.reduce((sum, ends) => sum + ends.length - 2, 0);
  return Math.max(0, 1 - (rest / free) * ((runs - 1) / squares));
}
