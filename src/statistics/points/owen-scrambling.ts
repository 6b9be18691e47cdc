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
 */
export function owenScrambled(word: number, seed: number): number {
  let x = (reversed(word) + seed) | 0;
  x ^= Math.imul(x, 0x6c50b47c);
  x ^= Math.imul(x, 0xb82f1e52);
  x ^= Math.imul(x, 0xc7afe638);
  x ^= Math.imul(x, 0x8d22f6e6);
  return reversed(x);
}
