/**
 * Numbers from 0 to below 1 that look random and are the same for the same seed (SplitMix32, after Steele, Lea and Flood
 * 2014). Good for orders and samples of analyses, not for secrets.
 *
 * @example
 * const random = randomNumbers(1);
 * [random(), random()].map((x) => x.toFixed(6)); // => ["0.367876", "0.081613"]
 */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 4294967296;
  };
}
