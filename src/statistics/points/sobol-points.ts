import { directionNumbers } from "./direction-numbers.ts";
import { checkSeed, Purpose, wordAt } from "./draws.ts";
import { owenScrambled } from "./owen-scrambling.ts";
import type { Points } from "./points.ts";

const WORD = 4294967296;

/**
 * Dimensions of one sequence. Of these every two are evenly spread at a few thousand runs; of twenty-four some pairs are
 * so uneven that an idle input seems to explain a per cent of a busy one's outcome, of sixty-four a tenth (measured with
 * `binnedIndex` at 10,000 runs).
 */
export const SEQUENCE = 12;

/** The coordinate of a run in a dimension as 32 bits, not scrambled: bit after bit in natural order (Sobol' 1967). */
export function sobolWord(numbers: Uint32Array, run: number, dimension: number): number {
  let word = 0;
  let at = dimension * 32;
  for (let rest = run; rest !== 0; rest >>>= 1, at++) if (rest & 1) word ^= numbers[at];
  return word >>> 0;
}

/**
 * Sobol' points with Owen scrambling, seeded for each dimension. More than twelve dimensions are twelve after twelve, each
 * with its runs in an order of its own: the first twelve dimensions of the sequence once more, their index scrambled
 * (padding by shuffled sequences, Burley 2020, "Practical hash-based Owen scrambling", Journal of Computer Graphics
 * Techniques 9(4)). The first 2^m runs put as many points into every elementary interval of each twelve as the unscrambled
 * sequence does, so counts of runs are best powers of two.
 *
 * @throws RangeError for more dimensions than there are direction numbers for, and for a run of 2^32 or more.
 */
export function sobolPoints(seed: number, dimensions: number): Points {
  checkSeed(seed);
  const numbers = directionNumbers(dimensions);
  const word = (run: number, dimension: number) => wordAt(seed, run, dimension, Purpose.scrambling);
  const seeds = Uint32Array.from({ length: dimensions }, (_, dimension) => word(0, dimension));
  const orders = Uint32Array.from({ length: Math.ceil(dimensions / SEQUENCE) }, (_, group) => word(1, group));
  return {
    dimensions,
    fill: (run, point) => {
      if (run >= WORD) throw new RangeError(`a Sobol' sequence of 32 bits has no run ${run}`);
      for (let first = 0; first < dimensions; first += SEQUENCE) {
        // Scrambled as a whole number: aligned blocks of 2^m runs stay together, so that they are as even as before.
        const place = first === 0 ? run : owenScrambled(run, orders[first / SEQUENCE]);
        const end = Math.min(dimensions, first + SEQUENCE);
        for (let dimension = first; dimension < end; dimension++) {
          const scrambled = owenScrambled(sobolWord(numbers, place, dimension - first), seeds[dimension]);
          point[dimension] = (scrambled + 0.5) / WORD;
        }
      }
    },
  };
}
