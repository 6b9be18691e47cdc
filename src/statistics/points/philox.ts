const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** The high 32 bits of the product of two 32-bit numbers. */
function high(a: number, b: number): number {
  const low = (a & 0xffff) * (b & 0xffff);
  const left = (a >>> 16) * (b & 0xffff) + (low >>> 16);
  const right = (a & 0xffff) * (b >>> 16) + (left & 0xffff);
  return ((a >>> 16) * (b >>> 16) + (left >>> 16) + Math.floor(right / 65536)) >>> 0;
}

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (2011, "Parallel random numbers: as easy as
 * 1, 2, 3", SC'11): four words that look random for every counter of four words and key of two, written to `words`.
 */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  words: Uint32Array,
): void {
  let key0 = k0;
  let key1 = k1;
  let [a, b, c, d] = [c0, c1, c2, c3];
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = high(MULTIPLIER_0, a);
    const low0 = Math.imul(MULTIPLIER_0, a);
    const high1 = high(MULTIPLIER_1, c);
    const low1 = Math.imul(MULTIPLIER_1, c);
    a = (high1 ^ b ^ key0) >>> 0;
    b = low1 >>> 0;
    c = (high0 ^ d ^ key1) >>> 0;
    d = low0 >>> 0;
    key0 = (key0 + WEYL_0) >>> 0;
    key1 = (key1 + WEYL_1) >>> 0;
  }
  words[0] = a;
  words[1] = b;
  words[2] = c;
  words[3] = d;
}
