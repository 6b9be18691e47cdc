import { normalQuantile } from "../distributions/normal.ts";

/** What a draw is for, so that no two purposes ever share numbers. */
export const Purpose = {
  sample: 0,
  jitter: 1,
  permutation: 2,
  scrambling: 3,
  trajectory: 4,
  resampling: 5,
  layer: 6,
} as const;
export type Purpose = (typeof Purpose)[keyof typeof Purpose];

const words = new Uint32Array(4);
const WORD = 4294967296;

/**
 * @throws RangeError for a seed that is no whole number from 0 to 2^53 - 1.
 *
 * @example checkSeed(42); // => undefined
 */
export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`a seed is a whole number from 0 to 9007199254740991, not ${seed}`);
}

function draw(seed: number, run: number, dimension: number, purpose: Purpose): void {
  philox(run >>> 0, Math.floor(run / WORD), dimension, purpose, seed >>> 0, Math.floor(seed / WORD), words);
}

/**
 * A number strictly between 0 and 1 with 52 bits, a pure function of seed, run, dimension and purpose.
 *
 * @example uniformAt(1, 0, 0).toFixed(9); // => "0.890259175"
 */
export function uniformAt(seed: number, run: number, dimension: number, purpose: Purpose = Purpose.sample): number {
  draw(seed, run, dimension, purpose);
  return ((words[0] >>> 6) * 67108864 + (words[1] >>> 6) + 0.5) / 4503599627370496;
}

/**
 * 32 bits, a pure function of the same.
 *
 * @example wordAt(1, 0, 0, Purpose.scrambling); // => 1767114739
 */
export function wordAt(seed: number, run: number, dimension: number, purpose: Purpose): number {
  draw(seed, run, dimension, purpose);
  return words[0];
}

/** Years of a stream that one call of the generator draws. */
const TOGETHER = 4;
/** Streams that a place in the counter's last word has room for, beside the purpose and the block of years. */
const STREAM = 256;
const BLOCK = 65536;

/**
 * Standard normal numbers for years one after the other, each a pure function of seed, run, key, stream and its year
 * alone, however long the row is: who starts in another year or draws for another key shares nothing else. 32 bits each,
 * so that none is beyond 6.4.
 *
 * @example
 * const row = new Float64Array(3);
 * normalYears(1, 0, 0, 0, 2025, row);
 * row[2] === normalYears(1, 0, 0, 0, 2027, new Float64Array(1))[0]; // => true
 */
export function normalYears(
  seed: number,
  run: number,
  key: number,
  stream: number,
  firstYear: number,
  row: Float64Array,
): Float64Array {
  const [low, high] = [seed >>> 0, Math.floor(seed / WORD)];
  let known = -1;
  for (let i = 0; i < row.length; i++) {
    const year = firstYear + i;
    const block = Math.floor(year / TOGETHER);
    if (block !== known) {
      philox(run >>> 0, Math.floor(run / WORD), key, Purpose.layer + stream * STREAM + block * BLOCK, low, high, words);
      known = block;
    }
    row[i] = normalQuantile((words[year % TOGETHER] + 0.5) / WORD);
  }
  return row;
}

/**
 * A number of 32 bits for a name, by which its draws are kept apart from those of other names; never 0 (Fowler, Noll and
 * Vo, FNV-1a).
 *
 * @example keyOf("zhejiang") === keyOf("jiangsu"); // => false
 */
export function keyOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0 || 1;
}

/** The high 32 bits of the product of two words. */
function highOf(word: number, factor: number): number {
  const low = word & 0xffff;
  const high = word >>> 16;
  const left = (Math.imul(high, factor & 0xffff) + (Math.imul(low, factor & 0xffff) >>> 16)) | 0;
  const right = (Math.imul(low, factor >>> 16) + (left & 0xffff)) | 0;
  return (Math.imul(high, factor >>> 16) + (left >>> 16) + (right >>> 16)) | 0;
}

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (2011, "Parallel random numbers: as easy as
 * 1, 2, 3", SC'11): four words that look random for every counter of four words and key of two, written to `words`.
 *
 * @example
 * const words = new Uint32Array(4);
 * philox(0, 0, 0, 0, 0, 0, words);
 * words[0]; // => 1713891541
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
  // Signed words in local constants: nothing leaves 32 bits, and the rounds run on whole numbers, three times as fast.
  const multiplier0 = 0xd2511f53 | 0;
  const multiplier1 = 0xcd9e8d57 | 0;
  const weyl0 = 0x9e3779b9 | 0;
  const weyl1 = 0xbb67ae85 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  let a = c0 | 0;
  let b = c1 | 0;
  let c = c2 | 0;
  let d = c3 | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = highOf(a, multiplier0);
    const high1 = highOf(c, multiplier1);
    const low0 = Math.imul(multiplier0, a);
    const low1 = Math.imul(multiplier1, c);
    a = high1 ^ b ^ key0;
    b = low1;
    c = high0 ^ d ^ key1;
    d = low0;
    key0 = (key0 + weyl0) | 0;
    key1 = (key1 + weyl1) | 0;
  }
  words[0] = a;
  words[1] = b;
  words[2] = c;
  words[3] = d;
}

const FEISTEL_ROUNDS = 6;

/** A bijective mixing of 32-bit words (the finaliser of MurmurHash3, Appleby 2011), here the round function. */
function mix(word: number): number {
  let x = word ^ (word >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/**
 * A permutation of 0 to size - 1 keyed by seed and dimension, each place computable alone: a balanced Feistel network
 * (Luby and Rackoff 1988) over the next even number of bits, walked along its cycle until it lands inside (Black and
 * Rogaway 2002, "Ciphers with arbitrary finite domains"; below four steps on average).
 *
 * @throws RangeError for a size that is no whole number from 1 to 2^32.
 * @example [0, 1, 2, 3].map(keyedPermutation(1, 0, 4)); // => [3, 0, 2, 1]
 */
export function keyedPermutation(seed: number, dimension: number, size: number): (place: number) => number {
  if (!Number.isInteger(size) || size < 1 || size > 4294967296)
    throw new RangeError(`a permutation has from 1 to 4294967296 places, not ${size}`);
  const half = Math.max(1, Math.ceil((32 - Math.clz32(size - 1)) / 2));
  const mask = (1 << half) - 1;
  const keys = Int32Array.from({ length: FEISTEL_ROUNDS }, (_, round) =>
    wordAt(seed, round, dimension, Purpose.permutation),
  );
  const step = (place: number): number => {
    let left = place >>> half;
    let right = place & mask;
    for (let round = 0; round < keys.length; round++) {
      const next = left ^ (mix(right ^ keys[round]) & mask);
      left = right;
      right = next;
    }
    return ((left << half) | right) >>> 0;
  };
  return (place) => {
    let at = step(place);
    while (at >= size) at = step(at);
    return at;
  };
}
