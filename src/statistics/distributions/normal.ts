import { exp, log } from "../../engine/program/elementary.ts";

/** Coefficients of Horner's rule, the highest power first, above and below the line of each of three fractions. */
const middle = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
];
const outer = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
];
const tail = [
  [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
];

function fraction([above, below]: readonly (readonly number[])[], x: number): number {
  let a = 0;
  let b = 0;
  for (let i = 0; i < above.length; i++) {
    a = a * x + above[i];
    b = b * x + below[i];
  }
  return a / b;
}

/**
 * The number that a standard normal variable stays below with probability `p`, to about 1e-16 (Wichura 1988, Algorithm
 * AS 241, PPND16). simple-statistics' `probit` does not serve: it is good to three digits only.
 *
 * @example normalQuantile(0.975).toFixed(12); // => "1.959963984540"
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * fraction(middle, 0.180625 - q * q);
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const size = r <= 5 ? fraction(outer, r - 1.6) : fraction(tail, r - 5);
  return q < 0 ? -size : size;
}

/**
 * The probability that a standard normal variable exceeds `z`, good to about 1e-14 relative in both tails.
 *
 * Series of Marsaglia (2004, J. Stat. Software 11(4)) in the middle, Laplace's continued fraction in the tail.
 * simple-statistics does not serve here: its table rounds z to two decimals, and 1 - erf loses the small tails.
 *
 * @example normalTail(1.96).toFixed(9); // => "0.024997895"
 */
export function normalTail(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z < 0) return 1 - normalTail(-z);
  const density = exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  if (density === 0) return 0;
  if (z >= 3) {
    let fraction = z;
    for (let k = 200; k >= 1; k--) fraction = z + k / fraction;
    return density / fraction;
  }
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-18; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 - density * sum;
}

/**
 * The quantile of a standard normal variable between two bounds, by inversion. Counted from the nearer tail, where
 * probabilities keep their digits.
 *
 * @example truncatedNormalQuantile(0.5, -1, 1); // => 0
 */
export function truncatedNormalQuantile(p: number, low: number, high: number): number {
  if (low > 0) return -truncatedNormalQuantile(1 - p, -high, -low);
  const below = normalTail(-low);
  const above = normalTail(-high);
  const value = normalQuantile(below + p * (above - below));
  return Math.max(low, Math.min(high, value));
}

const STEPS = 50;

/**
 * How far a standard normal variable lies beyond `edge`, where it is known to lie between `edge` and `edge + width` and
 * goes further with probability `further`. For edges so far out that probabilities beyond them have no digits left: only
 * their ratios are used. With R the Mills ratio, the ratio of the tails beyond edge + u and beyond edge is
 * exp(-edge u - u^2 / 2) R(edge + u) / R(edge), which Newton's method solves in logarithms.
 *
 * @example beyondEdge(1e6, 1, 0.5).toExponential(4); // => "6.9315e-7"
 */
export function beyondEdge(edge: number, width: number, further: number): number {
  // Beyond what numbers reach all of it lies at the edge.
  if (!Number.isFinite(edge * edge)) return 0;
  const atEdge = log(millsRatio(edge));
  const fallen = (u: number): number => edge * u + 0.5 * u * u - (log(millsRatio(edge + u)) - atEdge);
  const outside = exp(-fallen(width));
  const share = outside + further * (1 - outside);
  if (!(share > 0)) return width;
  const target = -log(share);
  let u = Math.min(target / edge, width);
  for (let i = 0; i < STEPS; i++) {
    const next = Math.max(0, Math.min(width, u + (target - fallen(u)) * millsRatio(edge + u)));
    if (next === u) break;
    u = next;
  }
  return u;
}

/** The tail beyond `z` over the density there (Laplace's continued fraction), for z of 10 and more. */
function millsRatio(z: number): number {
  let fraction = z;
  for (let k = 60; k >= 1; k--) fraction = z + k / fraction;
  return 1 / fraction;
}
