import { areaColour, otherColour } from "./palette.ts";
import type { ChartArea, ChartColumns } from "./xy-chart.ts";

export interface StackPart {
  readonly label: string;
  readonly values: ArrayLike<number>;
  /** Its own place in the palette without it. */
  readonly colour?: string;
}

interface Edges {
  readonly label: string;
  readonly colour: string;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Parts on top of each other: what is above zero upwards from it, what is below downwards. A part with both signs comes
 * as two stretches of one colour, of which the first alone has the name.
 */
function stacked(count: number, parts: readonly StackPart[]): (Edges & { readonly named: boolean })[] {
  const up = new Float64Array(count);
  const down = new Float64Array(count);
  return parts.flatMap(({ label, values, colour }, position) => {
    const own = colour ?? areaColour(position);
    const stretch = (running: Float64Array, pick: (value: number) => number): Edges => {
      const before = running.slice();
      for (let i = 0; i < count; i++) running[i] += pick(values[i]);
      const after = running.slice();
      return {
        label,
        colour: own,
        lower: before.map((v, i) => Math.min(v, after[i])),
        upper: before.map((v, i) => Math.max(v, after[i])),
      };
    };
    const all = Array.from({ length: count }, (_, i) => values[i]);
    const above = all.some((value) => value > 0) || all.every((value) => value === 0);
    const below = all.some((value) => value < 0);
    return [
      ...(above ? [{ ...stretch(up, (value) => Math.max(0, value)), named: true }] : []),
      ...(below ? [{ ...stretch(down, (value) => Math.min(0, value)), named: !above }] : []),
    ];
  });
}

/** The parts as areas over `x`. */
export function stackedAreas(x: readonly number[], parts: readonly StackPart[]): ChartArea[] {
  return stacked(x.length, parts).map(({ label, named, ...edges }) => ({ x, ...edges, ...(named ? { label } : {}) }));
}

/** The parts as columns over `x`, each `width` wide. */
export function stackedColumns(x: readonly number[], parts: readonly StackPart[], width: number): ChartColumns[] {
  return stacked(x.length, parts).map(({ label, named, colour, lower, upper }) => ({
    x,
    from: lower,
    to: upper,
    width,
    colour,
    ...(named ? { label } : {}),
  }));
}

/**
 * The parts that are large enough to be seen, and the sum of the others as one more: those that never reach `least` of
 * the largest whole. Parts that are zero throughout are left out.
 */
export function withOther(parts: readonly StackPart[], least: number, other: string): StackPart[] {
  const size = ({ values }: StackPart) => Math.max(0, ...Array.from(values, Math.abs));
  const count = Math.max(0, ...parts.map(({ values }) => values.length));
  let whole = 0;
  for (let i = 0; i < count; i++) {
    whole = Math.max(
      whole,
      parts.reduce((sum, { values }) => sum + Math.abs(values[i]), 0),
    );
  }
  const seen = parts.filter((part) => size(part) >= least * whole && size(part) > 0);
  const small = parts.filter((part) => !seen.includes(part) && size(part) > 0);
  if (small.length < 2) return parts.filter((part) => size(part) > 0);
  const values = Float64Array.from({ length: count }, (_, i) => small.reduce((sum, own) => sum + own.values[i], 0));
  return [...seen, { label: other, values, colour: otherColour }];
}
