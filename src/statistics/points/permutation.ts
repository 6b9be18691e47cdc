import { Purpose, wordAt } from "./draws.ts";

const ROUNDS = 6;

/** A bijective mixing of 32-bit words (the finaliser of MurmurHash3, Appleby 2011), here the round function. */
function mix(word: number): number {
  let x = word ^ (word >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * A permutation of 0 to size - 1 keyed by seed and dimension, each place computable alone: a balanced Feistel network
 * (Luby and Rackoff 1988) over the next even number of bits, walked along its cycle until it lands inside (Black and
 * Rogaway 2002, "Ciphers with arbitrary finite domains"; below four steps on average).
 *
 * @throws RangeError for a size that is no whole number from 1 to 2^32.
 */
export function keyedPermutation(seed: number, dimension: number, size: number): (place: number) => number {
  if (!Number.isInteger(size) || size < 1 || size > 4294967296)
    throw new RangeError(`a permutation has from 1 to 4294967296 places, not ${size}`);
  const half = Math.max(1, Math.ceil(Math.log2(size) / 2));
  const mask = half === 16 ? 0xffff : (1 << half) - 1;
  const base = 2 ** half;
  const keys = Array.from({ length: ROUNDS }, (_, round) => wordAt(seed, round, dimension, Purpose.permutation));
  const step = (place: number): number => {
    let left = Math.floor(place / base);
    let right = place % base;
    for (const key of keys) {
      const next = left ^ (mix(right ^ key) & mask);
      left = right;
      right = next;
    }
    return left * base + right;
  };
  return (place) => {
    let at = step(place);
    while (at >= size) at = step(at);
    return at;
  };
}
