import { type Bytes, newBytes, writeAll } from "./wasm-bytes.ts";
import { functionBody, i32, local, scalar, vector, vectorOp } from "./wasm-code.ts";

/**
 * exp and log of both lanes: the same operations in the same order as `elementary.ts`, so the same bits. Powers of two
 * that a table gives there are made here from their exponent bits.
 */

const words = new Float64Array(1);

/** The same number in both lanes. */
function both(code: Bytes, value: number): void {
  words[0] = value;
  const bytes = new Uint8Array(words.buffer);
  vectorOp(code, vector.constant);
  writeAll(code, bytes);
  writeAll(code, bytes);
}

/** The same whole number of 64 bits in both lanes, from its two halves. */
function bothWhole(code: Bytes, high: number, low: number): void {
  const half = new Uint8Array(new Int32Array([low, high]).buffer);
  vectorOp(code, vector.constant);
  writeAll(code, half);
  writeAll(code, half);
}

const rounder = 6755399441055744;
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

const get = (code: Bytes, index: number) => local(code, scalar.localGet, index);
const set = (code: Bytes, index: number) => local(code, scalar.localSet, index);

/** `local = local * z + constant` for each constant of a polynomial in turn. */
function horner(code: Bytes, at: number, z: number, coefficients: readonly number[]): void {
  for (const [i, coefficient] of coefficients.entries()) {
    if (i === 0) {
      both(code, coefficient);
      set(code, at);
      continue;
    }
    get(code, at);
    get(code, z);
    vectorOp(code, vector.multiply);
    both(code, coefficient);
    vectorOp(code, vector.add);
    set(code, at);
  }
}

/** 2^n for a whole number n on the stack, -1022 to 1023: n + 1023 stands in the low bits, moved to the exponent. */
function powerOfTwo(code: Bytes): void {
  both(code, rounder + 1023);
  vectorOp(code, vector.add);
  i32(code, 52);
  vectorOp(code, vector.i64ShiftLeft);
}

function rounded(code: Bytes): void {
  both(code, rounder);
  vectorOp(code, vector.add);
  both(code, rounder);
  vectorOp(code, vector.subtract);
}

/** The function that gives e^x, lane by lane. */
export function expBody(): Bytes {
  const code = newBytes();
  const [x, k, r, z, even, odd, half] = [0, 1, 2, 3, 4, 5, 6];
  get(code, x);
  both(code, 710);
  vectorOp(code, vector.min);
  both(code, -746);
  vectorOp(code, vector.max);
  set(code, r);
  get(code, r);
  both(code, Math.LOG2E);
  vectorOp(code, vector.multiply);
  rounded(code);
  set(code, k);
  get(code, r);
  get(code, k);
  both(code, ln2High);
  vectorOp(code, vector.multiply);
  vectorOp(code, vector.subtract);
  get(code, k);
  both(code, ln2Low);
  vectorOp(code, vector.multiply);
  vectorOp(code, vector.subtract);
  set(code, r);
  get(code, r);
  get(code, r);
  vectorOp(code, vector.multiply);
  set(code, z);
  horner(code, even, z, [1 / 479001600, 1 / 3628800, 1 / 40320, 1 / 720, 1 / 24, 0.5]);
  horner(code, odd, z, [1 / 6227020800, 1 / 39916800, 1 / 362880, 1 / 5040, 1 / 120, 1 / 6]);
  both(code, 1);
  get(code, r);
  get(code, z);
  get(code, even);
  vectorOp(code, vector.multiply);
  get(code, r);
  get(code, z);
  get(code, odd);
  vectorOp(code, vector.multiply);
  vectorOp(code, vector.multiply);
  vectorOp(code, vector.add);
  vectorOp(code, vector.add);
  vectorOp(code, vector.add);
  get(code, k);
  both(code, 0.5);
  vectorOp(code, vector.multiply);
  rounded(code);
  local(code, scalar.localTee, half);
  powerOfTwo(code);
  vectorOp(code, vector.multiply);
  get(code, k);
  get(code, half);
  vectorOp(code, vector.subtract);
  powerOfTwo(code);
  vectorOp(code, vector.multiply);
  return functionBody(0, 6, code);
}

/** The function that gives the natural logarithm, lane by lane. */
export function logBody(): Bytes {
  const code = newBytes();
  const [x, tiny, normal, power, m, s, z, w, even, odd, exponent] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  get(code, x);
  both(code, 2.2250738585072014e-308);
  vectorOp(code, vector.less);
  set(code, tiny);
  get(code, x);
  both(code, 18014398509481984);
  vectorOp(code, vector.multiply);
  get(code, x);
  get(code, tiny);
  vectorOp(code, vector.bitselect);
  set(code, normal);
  // Exponent less 1023, plus one where the mantissa is above sqrt(2): the comparison gives -1 there.
  get(code, normal);
  i32(code, 52);
  vectorOp(code, vector.i64ShiftRightSigned);
  bothWhole(code, 0, 1023);
  vectorOp(code, vector.i64Subtract);
  get(code, normal);
  i32(code, 12);
  vectorOp(code, vector.i64ShiftLeft);
  i32(code, 44);
  vectorOp(code, vector.i64ShiftRightUnsigned);
  bothWhole(code, 0, 0x6a09e);
  vectorOp(code, vector.i64Greater);
  vectorOp(code, vector.i64Subtract);
  set(code, power);
  // Above 2^1000 the mantissa is taken in two steps, as no single power of two would be exact.
  get(code, normal);
  both(code, 2 ** -1000);
  vectorOp(code, vector.multiply);
  bothWhole(code, 0, 2023);
  get(code, power);
  vectorOp(code, vector.i64Subtract);
  i32(code, 52);
  vectorOp(code, vector.i64ShiftLeft);
  vectorOp(code, vector.multiply);
  get(code, normal);
  bothWhole(code, 0, 1023);
  get(code, power);
  vectorOp(code, vector.i64Subtract);
  i32(code, 52);
  vectorOp(code, vector.i64ShiftLeft);
  vectorOp(code, vector.multiply);
  get(code, power);
  bothWhole(code, 0, 1000);
  vectorOp(code, vector.i64Greater);
  vectorOp(code, vector.bitselect);
  set(code, m);
  get(code, power);
  bothWhole(code, 0x43380000, 0);
  vectorOp(code, vector.i64Add);
  both(code, rounder);
  vectorOp(code, vector.subtract);
  both(code, 54);
  get(code, tiny);
  vectorOp(code, vector.and);
  vectorOp(code, vector.subtract);
  set(code, exponent);
  get(code, m);
  both(code, 1);
  vectorOp(code, vector.subtract);
  get(code, m);
  both(code, 1);
  vectorOp(code, vector.add);
  vectorOp(code, vector.divide);
  set(code, s);
  get(code, s);
  get(code, s);
  vectorOp(code, vector.multiply);
  set(code, z);
  get(code, z);
  get(code, z);
  vectorOp(code, vector.multiply);
  set(code, w);
  horner(code, even, w, [2 / 19, 2 / 15, 2 / 11, 2 / 7, 2 / 3]);
  horner(code, odd, w, [2 / 21, 2 / 17, 2 / 13, 2 / 9, 2 / 5]);
  get(code, exponent);
  both(code, ln2High);
  vectorOp(code, vector.multiply);
  both(code, 2);
  get(code, s);
  vectorOp(code, vector.multiply);
  get(code, s);
  get(code, z);
  get(code, even);
  vectorOp(code, vector.multiply);
  get(code, w);
  get(code, odd);
  vectorOp(code, vector.multiply);
  vectorOp(code, vector.add);
  vectorOp(code, vector.multiply);
  get(code, exponent);
  both(code, ln2Low);
  vectorOp(code, vector.multiply);
  vectorOp(code, vector.add);
  vectorOp(code, vector.add);
  vectorOp(code, vector.add);
  // x itself (infinity) or NaN where x is not a positive finite number, -infinity at 0.
  get(code, x);
  both(code, Number.NaN);
  get(code, x);
  both(code, 0);
  vectorOp(code, vector.greater);
  vectorOp(code, vector.bitselect);
  get(code, x);
  both(code, 0);
  vectorOp(code, vector.greater);
  get(code, x);
  both(code, Number.POSITIVE_INFINITY);
  vectorOp(code, vector.less);
  vectorOp(code, vector.and);
  vectorOp(code, vector.bitselect);
  set(code, m);
  both(code, Number.NEGATIVE_INFINITY);
  get(code, m);
  get(code, x);
  both(code, 0);
  vectorOp(code, vector.equal);
  vectorOp(code, vector.bitselect);
  return functionBody(0, 10, code);
}
