import { log } from "../engine/program/elementary.ts";

/**
 * The logarithmic mean of two numbers of one sign; 0 where one of them is 0 or their signs differ.
 *
 * @example logMean(1, 4).toFixed(6); // => "2.164043"
 */
export function logMean(a: number, b: number): number {
  if (a === b) return a;
  if (!(a * b > 0)) return 0;
  const ratio = log(b / a);
  // Near a = b both parts of the quotient vanish; there the mean is the middle one to second order.
  return Math.abs(ratio) < 1e-7 ? (a + b) / 2 : (b - a) / ratio;
}

/**
 * The additive log-mean Divisia decomposition, LMDI-I (Ang and Liu 2001; Ang 2004, 2005, 2015), of the change of a
 * quantity that is a chain of levels, such as GDP, activity, energy, fuel and at last CO2. Each level is the one before
 * times a factor (activity per GDP, energy per activity, ...), so that link k is the ratio of level k to level k - 1, and
 * link 0 the first level itself. The contributions of the links add up to the change of the last level exactly.
 *
 * Zeros are treated at their analytic limit, which is where replacing them by ever smaller numbers leads (Ang and Liu
 * 2007a, Energy Policy 35:238-246): a quantity that appears or vanishes does so wholly through the first link that
 * does. A quantity that changes its sign (Ang and Liu 2007b, Energy Policy 35:739-742) passes through 0 in the link
 * whose factor changes its sign, and the change is that link's. A level that is 0 between others that are not is left
 * out, and its link is counted with the next.
 *
 * @returns one contribution a link, in the unit of the last level.
 * @example chainContributions([2, 8], [3, 12]); // => [4, 0]
 */
export function chainContributions(before: readonly number[], after: readonly number[]): number[] {
  const found = new Array<number>(before.length).fill(0);
  const last = before.length - 1;
  const [from, to] = [before[last], after[last]];
  if (from === to && from === 0) return found;
  if (!(from * to > 0)) {
    found[breakingLink(before, after)] = to - from;
    return found;
  }
  const weight = logMean(from, to);
  let left = 1;
  let right = 1;
  for (let k = 0; k <= last; k++) {
    const ratio = after[k] / right / (before[k] / left);
    if (!(ratio > 0 && Number.isFinite(ratio))) continue;
    found[k] = weight * log(ratio);
    left = before[k];
    right = after[k];
  }
  return found;
}

/** The first link whose factor is 0 at one end only or changes its sign: the first level that is not of one sign. */
function breakingLink(before: readonly number[], after: readonly number[]): number {
  return before.findIndex((value, k) => Math.sign(value) !== Math.sign(after[k]));
}
