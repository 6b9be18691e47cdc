import type { LaneProgram } from "../engine/lanes/lane-program.ts";
import type { Layers } from "./layers.ts";

/** The numbers of a lane's run, one a year; the array is used again for the next runs. */
export type LaneSeries = (lane: number) => Float64Array;
/** A number of a lane's run. */
export type LaneValue = (lane: number) => number;

/** Reads what was asked for of the runs that lanes have computed, with the model's error where a variable carries that. */
export interface RunReader {
  /** Asks for a variable's cell in every year. */
  readonly series: (variable: string, cell: number) => LaneSeries;
  /** Asks for a variable's cell in a year, counted from the base year. */
  readonly value: (variable: string, cell: number, year: number) => LaneValue;
  /** Reads all of it; `run` is the run of the first lane. */
  readonly read: (run: number) => void;
}

/** Some years of a variable's cell: where they lie, and as they were read, a row a lane. */
interface Span {
  readonly from: Float64Array;
  /** Its first number, how far years lie apart, and lanes: not at all where the numbers are the same in every run. */
  readonly at: number;
  readonly step: number;
  readonly apart: number;
  /** Its first year, counted from the base year. */
  readonly first: number;
  readonly rows: readonly Float64Array[];
  /** Puts the model's error of a year in, where the variable carries that. */
  readonly carry?: (value: number, factor: number) => number;
}

/** A reader of lanes; what is asked for twice is read once. */
export function runReader(lanes: LaneProgram, years: number, layers?: Layers): RunReader {
  const { count, memory } = lanes;
  const spans = new Map<string, Span>();
  const ask = (variable: string, cell: number, first: number, length: number): readonly Float64Array[] => {
    const key = [variable, cell, first, length].join(" ");
    const known = spans.get(key);
    if (known !== undefined) return known.rows;
    const cells = lanes.variableCells(variable);
    const place =
      cells === undefined
        ? { from: lanes.series(0, variable, cell), at: first, step: 1, apart: 0 }
        : {
            from: memory,
            at: (cells.offset + first * cells.stride + cell) * count,
            step: cells.stride * count,
            apart: 1,
          };
    const rows = Array.from({ length: count }, () => new Float64Array(length));
    spans.set(key, { ...place, first, rows, carry: layers?.carrier(variable) });
    return rows;
  };
  return {
    series: (variable, cell) => {
      const rows = ask(variable, cell, 0, years);
      return (lane) => rows[lane];
    },
    value: (variable, cell, year) => {
      const rows = ask(variable, cell, year, 1);
      return (lane) => rows[lane][0];
    },
    read: (run) => {
      for (let lane = 0; lane < count; lane++) {
        const factors = layers?.residual(run + lane);
        for (const span of spans.values()) readLane(span, lane, factors);
      }
    },
  };
}

function readLane({ from, at, step, apart, first, rows, carry }: Span, lane: number, factors?: Float64Array): void {
  const row = rows[lane];
  for (let i = 0, place = at + lane * apart; i < row.length; i++, place += step) row[i] = from[place];
  if (carry === undefined || factors === undefined) return;
  for (let i = 0; i < row.length; i++) row[i] = carry(row[i], factors[first + i]);
}
