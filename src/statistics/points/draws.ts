import { philox } from "./philox.ts";

/** What a draw is for, so that no two purposes ever share numbers. */
export const Purpose = { sample: 0, jitter: 1, permutation: 2, scrambling: 3, trajectory: 4, resampling: 5 } as const;
export type Purpose = (typeof Purpose)[keyof typeof Purpose];

const words = new Uint32Array(4);
const WORD = 4294967296;

/** @throws RangeError for a seed that is no whole number from 0 to 2^53 - 1. */
export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`a seed is a whole number from 0 to 9007199254740991, not ${seed}`);
}

function draw(seed: number, run: number, dimension: number, purpose: Purpose): void {
  philox(run >>> 0, Math.floor(run / WORD), dimension, purpose, seed >>> 0, Math.floor(seed / WORD), words);
}

/** A number strictly between 0 and 1 with 52 bits, a pure function of seed, run, dimension and purpose. */
export function uniformAt(seed: number, run: number, dimension: number, purpose: Purpose = Purpose.sample): number {
  draw(seed, run, dimension, purpose);
  return ((words[0] >>> 6) * 67108864 + (words[1] >>> 6) + 0.5) / 4503599627370496;
}

/** 32 bits, a pure function of the same. */
export function wordAt(seed: number, run: number, dimension: number, purpose: Purpose): number {
  draw(seed, run, dimension, purpose);
  return words[0];
}
