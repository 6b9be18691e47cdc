/**
 * The probability that a standard normal variable exceeds `z`, good to about 1e-14 relative in both tails.
 *
 * Series of Marsaglia (2004, J. Stat. Software 11(4)) in the middle, Laplace's continued fraction in the tail.
 * simple-statistics does not serve here: its table rounds z to two decimals, and 1 - erf loses the small tails.
 */
export function normalTail(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  if (density === 0) return 0;
  if (z >= 3) {
    let fraction = z;
    for (let k = 200; k >= 1; k--) fraction = z + k / fraction;
    return density / fraction;
  }
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-18; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 - density * sum;
}
