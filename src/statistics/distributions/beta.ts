import { exp, log } from "../../engine/program/elementary.ts";

const NEWTON_STEPS = 200;

/**
 * The number that a beta variable with these shapes stays below with probability `p`: Newton's method on the incomplete
 * beta function, kept inside a bracket that halves where a step would leave it.
 *
 * @example betaQuantile(0.25, 1, 1).toFixed(12); // => "0.250000000000"
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const logB = logBeta(a, b);
  let low = 0;
  let high = 1;
  let x = start(p, a, b, logB);
  for (let i = 0; i < NEWTON_STEPS; i++) {
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

const TINY = 1e-300;
const LENTZ_STEPS = 10_000;

/** B_2k / (2k (2k - 1)) with Bernoulli's numbers, the highest k = 7 first. */
const stirling = [1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];

/** Half the logarithm of 2 pi. */
const halfLog2Pi = 0.9189385332046727;

/**
 * The logarithm of the gamma function of a positive number, to some 1e-15 of itself or of 1: Stirling's series (Abramowitz
 * and Stegun 1964, 6.1.41) from 10 on, where the term left out is below 1e-16, and below it by the recurrence 6.1.16.
 *
 * @example logGamma(5).toFixed(12); // => "3.178053830348"
 */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  for (; shifted < 10; shifted++) product *= shifted;
  const square = 1 / (shifted * shifted);
  let series = 0;
  for (const coefficient of stirling) series = series * square + coefficient;
  return (shifted - 0.5) * log(shifted) - shifted + halfLog2Pi + series / shifted - log(product);
}

/**
 * The logarithm of the beta function.
 *
 * @example logBeta(2, 3).toFixed(12); // => "-2.484906649788"
 */
function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** The continued fraction of the regularised incomplete beta function (DLMF 8.17.22), by Lentz's method. */
function fraction(a: number, b: number, x: number): number {
  const floor = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / floor(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m <= LENTZ_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / floor(1 + even * d);
    c = floor(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / floor(1 + odd * d);
    c = floor(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return product;
}

/**
 * The probability that a beta variable with these shapes stays below `x` (DLMF 8.17); `logB` is `logBeta(a, b)`.
 *
 * @example incompleteBeta(2, 2, 0.5).toFixed(12); // => "0.500000000000"
 */
export function incompleteBeta(a: number, b: number, x: number, logB = logBeta(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exp(a * log(x) + b * log(1 - x) - logB);
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(a, b, x)) / a;
  return 1 - (front * fraction(b, a, 1 - x)) / b;
}
