import { exp, log } from "../../engine/program/elementary.ts";

/**
 * The probability of `least` or more successes in `trials` of probability `p`.
 *
 * @example binomialTail(3, 2, 0.5); // => 0.5
 */
export function binomialTail(trials: number, least: number, p: number): number {
  if (least <= 0 || p >= 1) return 1;
  if (p <= 0) return 0;
  const odds = p / (1 - p);
  // Terms relative to the largest, which lies at the mode or at `least` where that is beyond.
  const mode = Math.min(trials, Math.floor((trials + 1) * p));
  const sumFrom = (from: number, until: (k: number) => boolean, step: 1 | -1): number => {
    let sum = 0;
    let term = 1;
    for (let k = from; until(k); k += step) {
      sum += term;
      term *= step === 1 ? (odds * (trials - k)) / (k + 1) : k / (odds * (trials - k + 1));
      if (term < 1e-18 * sum) break;
    }
    return sum;
  };
  const up = (from: number) => sumFrom(from, (k) => k <= trials, 1);
  const down = (from: number) => sumFrom(from, (k) => k >= 0, -1);
  const whole = up(mode) + down(mode) - 1;
  if (least > mode) {
    // From the mode out to `least`, in logarithms, lest the term vanish on the way.
    let sum = 0;
    for (let k = mode; k < least; k++) sum += log((odds * (trials - k)) / (k + 1));
    return Math.min(1, (exp(sum) * up(least)) / whole);
  }
  let below = 0;
  let term = 1;
  for (let k = mode; k >= 0; k--) {
    if (k < least) below += term;
    term *= k / (odds * (trials - k + 1));
    if (term < 1e-18) break;
  }
  return Math.max(0, 1 - below / whole);
}
