import table from "../../../data/direction_numbers.json" with { type: "json" };
import { checkSeed, Purpose, wordAt } from "./draws.ts";
import type { Points } from "./points.ts";

const BITS = 32;

/** The dimensions for which there are direction numbers: the first needs none in the table. */
export const mostDimensions = table.dimensions.length + 1;

/**
 * The 32 direction numbers of each dimension, dimension after dimension, the one of the lowest bit of the run number
 * first, by the recurrence of Bratley and Fox (1988, Algorithm 659).
 *
 * @throws RangeError for more dimensions than there are direction numbers for.
 * @example directionNumbers(1)[0].toString(16); // => "80000000"
 */
export function directionNumbers(dimensions: number): Uint32Array {
  if (dimensions > mostDimensions)
    throw new RangeError(`there are direction numbers for ${mostDimensions} dimensions, not for ${dimensions}`);
  const numbers = new Uint32Array(dimensions * BITS);
  for (let bit = 0; bit < BITS; bit++) numbers[bit] = 1 << (31 - bit);
  for (let dimension = 1; dimension < dimensions; dimension++) {
    const [inner, ...first] = table.dimensions[dimension - 1];
    const degree = first.length;
    const at = dimension * BITS;
    for (let bit = 0; bit < BITS; bit++) {
      if (bit < degree) {
        numbers[at + bit] = first[bit] << (31 - bit);
        continue;
      }
      let value = numbers[at + bit - degree] ^ (numbers[at + bit - degree] >>> degree);
      for (let k = 1; k < degree; k++) if ((inner >>> (degree - 1 - k)) & 1) value ^= numbers[at + bit - k];
      numbers[at + bit] = value;
    }
  }
  return numbers;
}

const WORD = 4294967296;

/**
 * Dimensions of one sequence. Of these every two are evenly spread at a few thousand runs; of twenty-four some pairs are
 * so uneven that an idle input seems to explain a per cent of a busy one's outcome, of sixty-four a tenth (measured with
 * `binnedIndex` at 10,000 runs).
 */
const SEQUENCE = 12;

/**
 * The coordinate of a run in a dimension as 32 bits, not scrambled: bit after bit in natural order (Sobol' 1967).
 *
 * @example [0, 1, 2, 3].map((run) => sobolWord(directionNumbers(1), run, 0) / 2 ** 32); // => [0, 0.5, 0.25, 0.75]
 */
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
 * @example
 * const point = new Float64Array(1);
 * const { fill } = sobolPoints(1, 1);
 * [0, 1, 2, 3].map((run) => (fill(run, point), Math.floor(4 * point[0]))); // => [3, 0, 2, 1]
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

function reversed(word: number): number {
  let x = word;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return ((x >>> 16) | (x << 16)) >>> 0;
}

/**
 * A 32-bit number with Owen's nested uniform scrambling (1995): whether a bit is flipped depends on the seed and the bits
 * above it. By the hash of Laine and Karras (2011) with the constants of Burley (2020, "Practical hash-based Owen
 * scrambling", Journal of Computer Graphics Techniques 9(4)).
 *
 * @example (owenScrambled(0, 1) ^ owenScrambled(1, 1)) >>> 0; // => 1
 */
export function owenScrambled(word: number, seed: number): number {
  let x = (reversed(word) + seed) | 0;
  x ^= Math.imul(x, 0x6c50b47c);
  x ^= Math.imul(x, 0xb82f1e52);
  x ^= Math.imul(x, 0xc7afe638);
  x ^= Math.imul(x, 0x8d22f6e6);
  return reversed(x);
}
