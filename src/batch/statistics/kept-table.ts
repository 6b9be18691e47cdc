import { type Batch, valuesWriter } from "../batch.ts";

/** Numbers held at most: of ten inputs and thirty outcomes those of 100,000 runs, of three hundred in all those of 13,000. */
const MOST_NUMBERS = 4_000_000;

/**
 * Inputs and outcomes of the runs that rank statistics and boxes are found on, column by column. Where all have no room: of a sequence the first ones, of a grid or list some at even distances
 * among those kept.
 */
export function keptTable(batch: Batch, kept: number, columns: number) {
  const { inputs, kind } = batch;
  const room = Math.min(kept, Math.floor(MOST_NUMBERS / Math.max(1, inputs.length + columns)));
  const even = kind === "grid" || kind === "list";
  const inputColumns = inputs.map(() => new Float64Array(room));
  const outcomeColumns = Array.from({ length: columns }, () => new Float64Array(room));
  const values = new Float64Array(inputs.length);
  const write = valuesWriter(batch);
  let seen = 0;
  let count = 0;
  const takes = (position: number): boolean =>
    even ? Math.floor(((position + 1) * room) / kept) > Math.floor((position * room) / kept) : position < room;
  return {
    /** Takes a run that succeeded, or leaves it; runs come in order. */
    add: (run: number, outcome: (column: number) => number): void => {
      if (!batch.keptRun(run) || !takes(seen++)) return;
      write(run, values);
      for (let i = 0; i < values.length; i++) inputColumns[i][count] = values[i];
      for (let column = 0; column < columns; column++) outcomeColumns[column][count] = outcome(column);
      count++;
    },
    inputs: () => inputColumns.map((column) => column.subarray(0, count)),
    outcomes: () => outcomeColumns.map((column) => column.subarray(0, count)),
    runs: () => count,
  };
}
