import { exp } from "../../engine/program/elementary.ts";

export const shapes = ["linear", "s_curve", "step", "exponential", "knots"] as const;
export type Shape = (typeof shapes)[number];

/** How steeply the exponential ramp bends: its last year grows e^3, some 20, times as fast as its first. */
const bend = 3;

/**
 * How far a ramp has come in `year`, from 0 to 1: it first acts in `start` and is full in `full`.
 * `s_curve` is 3u^2 - 2u^3, `exponential` starts slowly, `step` is full from the start.
 */
export function ramp(shape: Exclude<Shape, "knots">, year: number, start: number, full: number): number {
  if (year < start) return 0;
  if (shape === "step" || year >= full) return 1;
  const u = (year - start + 1) / (full - start + 1);
  if (shape === "s_curve") return u * u * (3 - 2 * u);
  if (shape === "exponential") return (exp(bend * u) - 1) / (exp(bend) - 1);
  return u;
}

/** The share at `year` between knots (year and share), linear between them; 0 before the first, the last one after it. */
export function knotShare(knots: ReadonlyMap<number, number>, year: number): number {
  let before: [number, number] | undefined;
  let after: [number, number] | undefined;
  for (const [at, share] of knots) {
    if (at <= year && (before === undefined || at > before[0])) before = [at, share];
    if (at > year && (after === undefined || at < after[0])) after = [at, share];
  }
  if (before === undefined) return 0;
  if (after === undefined || before[0] === year) return before[1];
  return before[1] + ((year - before[0]) / (after[0] - before[0])) * (after[1] - before[1]);
}
