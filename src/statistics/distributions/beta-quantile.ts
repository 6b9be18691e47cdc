import { exp, log } from "../../engine/program/elementary.ts";
import { incompleteBeta, logBeta } from "./incomplete-beta.ts";

const STEPS = 200;

/**
 * The number that a beta variable with these shapes stays below with probability `p`: Newton's method on the incomplete
 * beta function, kept inside a bracket that halves where a step would leave it.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const logB = logBeta(a, b);
  let low = 0;
  let high = 1;
  let x = start(p, a, b, logB);
  for (let i = 0; i < STEPS; i++) {
    const error = incompleteBeta(a, b, x, logB) - p;
    if (error === 0) return x;
    if (error < 0) low = x;
    else high = x;
    const density = exp((a - 1) * log(x) + (b - 1) * log(1 - x) - logB);
    let next = x - error / density;
    if (!(next > low && next < high)) next = low > 0 ? (low + high) / 2 : high / 16;
    if (Math.abs(next - x) <= 1e-16 * x || next === low || next === high) return next;
    x = next;
  }
  return x;
}

/** Each tail alone: x^a / (a B) below and its mirror above, cut off at the mean. */
function start(p: number, a: number, b: number, logB: number): number {
  const mean = a / (a + b);
  const lower = exp((log(p) + log(a) + logB) / a);
  const upper = 1 - exp((log(1 - p) + log(b) + logB) / b);
  if (lower < mean) return lower;
  if (upper > mean && upper < 1) return upper;
  return mean;
}
