import { type Batch, keptRuns, MOST_KEPT, valuesWriter } from "../batch.ts";

/** Numbers held at most: of ten inputs and thirty outcomes those of 100,000 runs, of three hundred in all those of 13,000. */
const MOST_NUMBERS = 4_000_000;

/** How many runs a table of a batch has room for, and which these are: all, the first, or of a grid or list some. */
export function tableRuns({ inputs, kind, runs, seed }: Batch, columns: number) {
  const most = Math.min(MOST_KEPT, Math.floor(MOST_NUMBERS / Math.max(1, inputs.length + columns)));
  const room = kind === "morris" ? 0 : Math.min(runs, most);
  const takes = room === 0 ? () => false : keptRuns(kind, runs, seed, room);
  return { room, takes };
}

/**
 * Inputs and outcomes of the runs that rank statistics and boxes are found on, column by column; a run that failed is
 * left out.
 */
export function keptTable(batch: Batch, columns: number) {
  const { inputs } = batch;
  const { room } = tableRuns(batch, columns);
  const inputColumns = inputs.map(() => new Float64Array(room));
  const outcomeColumns = Array.from({ length: columns }, () => new Float64Array(room));
  const values = new Float64Array(inputs.length);
  const write = valuesWriter(batch);
  let count = 0;
  return {
    /** Takes a run that succeeded and that the table has; runs come in order. */
    add: (run: number, outcome: (column: number) => number): void => {
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
