import { exp, log } from "../../engine/program/elementary.ts";

const STEPS = 50;

/**
 * How far a standard normal variable lies beyond `edge`, where it is known to lie between `edge` and `edge + width` and
 * goes further with probability `further`. For edges so far out that probabilities beyond them have no digits left: only
 * their ratios are used. With R the Mills ratio, the ratio of the tails beyond edge + u and beyond edge is
 * exp(-edge u - u^2 / 2) R(edge + u) / R(edge), which Newton's method solves in logarithms.
 */
export function beyondEdge(edge: number, width: number, further: number): number {
  // Beyond what numbers reach all of it lies at the edge.
  if (!Number.isFinite(edge * edge)) return 0;
  const atEdge = log(millsRatio(edge));
  const fallen = (u: number): number => edge * u + 0.5 * u * u - (log(millsRatio(edge + u)) - atEdge);
  const outside = exp(-fallen(width));
  const share = outside + further * (1 - outside);
  if (!(share > 0)) return width;
  const target = -log(share);
  let u = Math.min(target / edge, width);
  for (let i = 0; i < STEPS; i++) {
    const next = Math.max(0, Math.min(width, u + (target - fallen(u)) * millsRatio(edge + u)));
    if (next === u) break;
    u = next;
  }
  return u;
}

/** The tail beyond `z` over the density there (Laplace's continued fraction), for z of 10 and more. */
function millsRatio(z: number): number {
  let fraction = z;
  for (let k = 60; k >= 1; k--) fraction = z + k / fraction;
  return 1 / fraction;
}
