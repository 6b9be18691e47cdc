import { philox } from "../../src/statistics/points/draws.ts";

/** Decisions that look random and are the same for the same seed and index of an input. */
export interface Dice {
  /** A whole number from 0 to below `count`. */
  readonly below: (count: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of the entries, the likelier the higher its weight. */
  readonly weighted: <T extends { readonly weight: number }>(list: readonly T[]) => T;
}

const WORD = 4294967296;
/** Tells these numbers from those of other users of the generator with the same seed. */
const STREAM = 0x66757a7a;

/** The decisions of input `index` of a campaign: each input has its own, so that any one can be made again alone. */
export function diceOf(seed: number, index: number): Dice {
  const words = new Uint32Array(4);
  let drawn = 0;
  const next = (): number => {
    if (drawn % 4 === 0) philox(drawn >>> 2, index, 0, 0, seed, STREAM, words);
    return words[drawn++ % 4] / WORD;
  };
  const below = (count: number): number => {
    if (!(count >= 1)) throw new RangeError(`there is nothing to choose from ${count}`);
    return Math.floor(next() * count);
  };
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)],
    weighted: (list) => {
      let left = next() * list.reduce((sum, { weight }) => sum + weight, 0);
      for (const entry of list) {
        left -= entry.weight;
        if (left < 0) return entry;
      }
      return list[list.length - 1];
    },
  };
}
