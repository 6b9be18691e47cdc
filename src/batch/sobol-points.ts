import { directionNumbers } from "./direction-numbers.ts";
import { checkSeed, Purpose, wordAt } from "./draws.ts";
import { owenScrambled } from "./owen-scrambling.ts";
import type { Points } from "./points.ts";

const WORD = 4294967296;

/** The coordinate of a run in a dimension as 32 bits, not scrambled: bit after bit in natural order (Sobol' 1967). */
export function sobolWord(numbers: Uint32Array, run: number, dimension: number): number {
  let word = 0;
  let at = dimension * 32;
  for (let rest = run; rest !== 0; rest >>>= 1, at++) if (rest & 1) word ^= numbers[at];
  return word >>> 0;
}

/**
 * Sobol' points with Owen scrambling, seeded for each dimension. The first 2^m runs put as many points into every
 * elementary interval as the unscrambled sequence does, so counts of runs are best powers of two.
 *
 * @throws RangeError for more dimensions than there are direction numbers for, and for a run of 2^32 or more.
 */
export function sobolPoints(seed: number, dimensions: number): Points {
  checkSeed(seed);
  const numbers = directionNumbers(dimensions);
  const seeds = Uint32Array.from({ length: dimensions }, (_, dimension) =>
    wordAt(seed, 0, dimension, Purpose.scrambling),
  );
  return {
    dimensions,
    fill: (run, point) => {
      if (run >= WORD) throw new RangeError(`a Sobol' sequence of 32 bits has no run ${run}`);
      for (let dimension = 0; dimension < dimensions; dimension++)
        point[dimension] = (owenScrambled(sobolWord(numbers, run, dimension), seeds[dimension]) + 0.5) / WORD;
    },
  };
}
