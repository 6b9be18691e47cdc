import { assemble, type Bytes, functionBody, newBytes } from "./wasm-code.ts";

/**
 * exp and log of both lanes: the same operations in the same order as `elementary.ts`, so the same bits. Powers of two
 * that a table gives there are made here from their exponent bits: adding 1.5 * 2^52 leaves a whole number in the low
 * bits, which are moved to the exponent.
 */
const expText = `
  x 710 pmin -746 pmax r=
  r log2e * rounder + rounder - k=
  r k ln2High * - k ln2Low * - r=
  r r * z=
  1/479001600 even=  even z * 1/3628800 + even=  even z * 1/40320 + even=
  even z * 1/720 + even=  even z * 1/24 + even=  even z * 0.5 + even=
  1/6227020800 odd=  odd z * 1/39916800 + odd=  odd z * 1/362880 + odd=
  odd z * 1/5040 + odd=  odd z * 1/120 + odd=  odd z * 1/6 + odd=
  1 r z even * r z odd * * + + +
  k 0.5 * rounder + rounder - half! rounder+1023 + <<52 *
  k half - rounder+1023 + <<52 *`;

const logText = `
  x least < tiny=
  x 18014398509481984 * x tiny ? normal=
  // Exponent less 1023, plus one where the mantissa is above sqrt(2): the comparison gives -1 there.
  normal >>52 i1023 i- normal <<12 >>>44 i0x6a09e i> i- power=
  // Above 2^1000 the mantissa is taken in two steps, as no single power of two would be exact.
  normal 2^-1000 * i2023 power i- <<52 *
  normal i1023 power i- <<52 * power i1000 i> ? m=
  power rounder i+ rounder - 54 tiny and - exponent=
  m 1 - m 1 + / s=
  s s * z=
  z z * w=
  2/19 even=  even w * 2/15 + even=  even w * 2/11 + even=  even w * 2/7 + even=  even w * 2/3 + even=
  2/21 odd=  odd w * 2/17 + odd=  odd w * 2/13 + odd=  odd w * 2/9 + odd=  odd w * 2/5 + odd=
  exponent ln2High * 2 s * s z even * w odd * + * exponent ln2Low * + + +
  // x itself (infinity) or NaN where x is not a positive finite number, -infinity at 0.
  x nan x 0 > ? x 0 > x infinity < and ? m=
  -infinity m x 0 == ?`;

const constants: Readonly<Record<string, number>> = {
  log2e: Math.LOG2E,
  ln2High: 0.6931471803691238,
  ln2Low: 1.9082149292705877e-10,
  rounder: 6755399441055744,
  "rounder+1023": 6755399441055744 + 1023,
  least: 2.2250738585072014e-308,
  "2^-1000": 9.332636185032189e-302,
  nan: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  "-infinity": Number.NEGATIVE_INFINITY,
};

/** The body of the function that gives e^x, lane by lane. */
export function expBody(): Bytes {
  return compiled(expText, ["x", "k", "r", "z", "even", "odd", "half"]);
}

/** The body of the function that gives the natural logarithm, lane by lane. */
export function logBody(): Bytes {
  return compiled(logText, ["x", "tiny", "normal", "power", "m", "s", "z", "w", "even", "odd", "exponent"]);
}

/** A function of the first of its local variables. */
function compiled(text: string, locals: readonly string[]): Bytes {
  const code = newBytes();
  assemble(code, text, locals, constants);
  return functionBody(0, locals.length - 1, code);
}
