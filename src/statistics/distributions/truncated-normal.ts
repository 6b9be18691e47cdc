import { normalQuantile } from "./normal-quantile.ts";
import { normalTail } from "./normal-tail.ts";

/**
 * The quantile of a standard normal variable between two bounds, by inversion. Counted from the nearer tail, where
 * probabilities keep their digits.
 */
export function truncatedNormalQuantile(p: number, low: number, high: number): number {
  if (low > 0) return -truncatedNormalQuantile(1 - p, -high, -low);
  const below = normalTail(-low);
  const above = normalTail(-high);
  const value = normalQuantile(below + p * (above - below));
  return Math.max(low, Math.min(high, value));
}
