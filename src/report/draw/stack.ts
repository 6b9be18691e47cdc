import { areaColour, otherColour } from "./palette.ts";
import type { ChartArea, ChartColumns } from "./xy-chart.ts";

export interface StackPart {
  readonly label: string;
  readonly values: ArrayLike<number>;
  /** Its own place in the palette without it. */
  readonly colour?: string;
}

/**
 * Parts on top of each other as areas over `x`: what is above zero upwards from it, what is below downwards. A part with
 * both signs comes as two stretches of one colour, of which the first alone has the name.
 */
export function stackedAreas(x: readonly number[], parts: readonly StackPart[]): ChartArea[] {
  const up = new Float64Array(x.length);
  const down = new Float64Array(x.length);
  return parts.flatMap(({ label, values, colour }, position) => {
    const stretch = (running: Float64Array, pick: (value: number) => number) => {
      const before = running.slice();
      for (let i = 0; i < x.length; i++) running[i] += pick(values[i]);
      const after = running.slice();
      return {
        x,
        colour: colour ?? areaColour(position),
        lower: before.map((v, i) => Math.min(v, after[i])),
        upper: before.map((v, i) => Math.max(v, after[i])),
      };
    };
    const all = x.map((_, i) => values[i]);
    const above = all.some((value) => value > 0) || all.every((value) => value === 0);
    const below = all.some((value) => value < 0);
    return [
      ...(above ? [{ ...stretch(up, (value) => Math.max(0, value)), label }] : []),
      ...(below ? [{ ...stretch(down, (value) => Math.min(0, value)), label: above ? undefined : label }] : []),
    ];
  });
}

/** The parts as columns over `x`, each `width` wide. */
export function stackedColumns(x: readonly number[], parts: readonly StackPart[], width: number): ChartColumns[] {
  return stackedAreas(x, parts).map((area) => ({ ...area, width }));
}

/**
 * The parts that are large enough to be seen, and the sum of the others as one more: those that never reach `least` of
 * the largest whole. Parts that are zero throughout are left out.
 */
export function withOther(parts: readonly StackPart[], least: number, other: string): StackPart[] {
  const size = ({ values }: StackPart) => Math.max(0, ...Array.from(values, Math.abs));
  const count = Math.max(0, ...parts.map(({ values }) => values.length));
  const sums = Array.from({ length: count }, (_, i) => parts.reduce((sum, { values }) => sum + Math.abs(values[i]), 0));
  const whole = Math.max(0, ...sums);
  const seen = parts.filter((part) => size(part) >= least * whole && size(part) > 0);
  const small = parts.filter((part) => !seen.includes(part) && size(part) > 0);
  if (small.length < 2) return parts.filter((part) => size(part) > 0);
  const values = Float64Array.from({ length: count }, (_, i) => small.reduce((sum, own) => sum + own.values[i], 0));
  return [...seen, { label: other, values, colour: otherColour }];
}
