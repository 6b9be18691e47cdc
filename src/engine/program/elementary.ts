/**
 * exp and log from + - * / and exponent bits alone, so that every backend and machine gives the same bits:
 * ECMAScript leaves Math.exp and Math.log to the implementation.
 */

const pair = new Float64Array(1);
const bits = new Int32Array(pair.buffer);
const highWord = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** 2^k at k + 1075, by doubling and halving, so that each is exact; 0 in front and infinity behind. */
const powersOfTwo = new Float64Array(2100);
powersOfTwo[1075] = 1;
for (let i = 1076; i < 2100; i++) powersOfTwo[i] = powersOfTwo[i - 1] * 2;
for (let i = 1074; i >= 0; i--) powersOfTwo[i] = powersOfTwo[i + 1] / 2;

/** ln 2 in two parts; the first has 33 bits, so that its product with a small whole number is exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
/** Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number. */
const rounder = 6755399441055744;

/**
 * e^x, within one unit in the last place: the argument is reduced to |r| <= ln(2)/2 (Cody and Waite 1980) and
 * the Taylor polynomial of degree 13 evaluated by Horner's rule. Overflows to infinity, underflows to 0, NaN stays NaN.
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  const clipped = Math.max(Math.min(x, 710), -746);
  const k = clipped * Math.LOG2E + rounder - rounder;
  const r = clipped - k * ln2High - k * ln2Low;
  const z = r * r;
  const even = ((((1 / 479001600) * z + 1 / 3628800) * z + 1 / 40320) * z + 1 / 720) * z + 1 / 24;
  const odd = ((((1 / 6227020800) * z + 1 / 39916800) * z + 1 / 362880) * z + 1 / 5040) * z + 1 / 120;
  const p = 1 + (r + (z * (even * z + 0.5) + r * (z * (odd * z + 1 / 6))));
  const half = k * 0.5 + rounder - rounder;
  return p * powersOfTwo[half + 1075] * powersOfTwo[k - half + 1075];
}

/**
 * The natural logarithm, within two units in the last place: mantissa and exponent are taken apart and the
 * series 2*artanh((m-1)/(m+1)) summed to the 21st power. -infinity at 0, NaN below.
 */
export function log(x: number): number {
  const tiny = x < 2.2250738585072014e-308;
  const normal = tiny ? x * 18014398509481984 : x;
  pair[0] = normal;
  const high = bits[highWord];
  // Mantissas lie between sqrt(1/2) and sqrt(2): the exponent is raised where the mantissa is above sqrt(2).
  const raised = (high & 0xfffff) > 0x6a09e ? 1 : 0;
  const power = (high >> 20) - 1023 + raised;
  const m = power > 1000 ? normal * powersOfTwo[75] * powersOfTwo[2075 - power] : normal * powersOfTwo[1075 - power];
  const exponent = power - (tiny ? 54 : 0);
  const s = (m - 1) / (m + 1);
  const z = s * s;
  const w = z * z;
  const even = ((((2 / 19) * w + 2 / 15) * w + 2 / 11) * w + 2 / 7) * w + 2 / 3;
  const odd = ((((2 / 21) * w + 2 / 17) * w + 2 / 13) * w + 2 / 9) * w + 2 / 5;
  const p = z * even + w * odd;
  const value = exponent * ln2High + (2 * s + (s * p + exponent * ln2Low));
  if (x > 0 && x < Number.POSITIVE_INFINITY) return value;
  return x === 0 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN;
}
