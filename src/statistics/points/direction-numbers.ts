import { joeKuoNumbers } from "./joe-kuo-numbers.ts";

/** A dimension of the table: the inner coefficients of its polynomial as bits, and its first direction numbers. */
export interface DirectionStart {
  readonly inner: number;
  readonly first: readonly number[];
}

const BITS = 32;

/** What the table gives for each dimension from the second on. */
export const directionStarts: readonly DirectionStart[] = joeKuoNumbers
  .trim()
  .split(",")
  .map((entry) => {
    const [inner, ...first] = entry.trim().split(/\s+/).map(Number);
    return { inner, first };
  });

/** The dimensions for which there are direction numbers. */
export const mostDimensions = directionStarts.length + 1;

/**
 * The 32 direction numbers of each dimension, dimension after dimension, the one of the lowest bit of the run number
 * first, by the recurrence of Bratley and Fox (1988, Algorithm 659).
 *
 * @throws RangeError for more dimensions than there are direction numbers for.
 */
export function directionNumbers(dimensions: number): Uint32Array {
  if (dimensions > mostDimensions)
    throw new RangeError(`there are direction numbers for ${mostDimensions} dimensions, not for ${dimensions}`);
  const numbers = new Uint32Array(dimensions * BITS);
  for (let bit = 0; bit < BITS; bit++) numbers[bit] = 1 << (31 - bit);
  for (let dimension = 1; dimension < dimensions; dimension++) {
    const { inner, first } = directionStarts[dimension - 1];
    const degree = first.length;
    const at = dimension * BITS;
    for (let bit = 0; bit < BITS; bit++) {
      if (bit < degree) {
        numbers[at + bit] = first[bit] << (31 - bit);
        continue;
      }
      let value = numbers[at + bit - degree] ^ (numbers[at + bit - degree] >>> degree);
      for (let k = 1; k < degree; k++) {
        if ((inner >>> (degree - 1 - k)) & 1) value ^= numbers[at + bit - k];
      }
      numbers[at + bit] = value;
    }
  }
  return numbers;
}
