import { type Batch, type OutcomeColumn, peakStatuses, valuesWriter } from "../../batch/batch.ts";
import type { BatchPart } from "../../batch/batch-part.ts";
import { type ParquetColumn, parquetPieces } from "./parquet.ts";

type Range = Pick<BatchPart, "start" | "end">;

/** The number of every row's run: 64 bits, as there may be more than 2^31. */
const runColumn: ParquetColumn<Range> = {
  name: "run",
  type: "INT64",
  cells: ({ start, end }) => BigInt64Array.from({ length: end - start }, (_, i) => BigInt(start + i)),
};

/** `experiments.parquet` in pieces: a row a run, a column of 64-bit numbers for each input, as `experiments.csv` has them. */
export function experimentPieces(batch: Batch, parts: () => Iterable<Range>): Promise<Iterable<Uint8Array>> {
  const { inputs } = batch;
  const values = new Float64Array(inputs.length);
  const write = valuesWriter(batch);
  let columns: readonly Float64Array[] = [];
  const rows = ({ start, end }: Range): number => {
    columns = inputs.map(() => new Float64Array(end - start));
    for (let run = start; run < end; run++) {
      write(run, values);
      for (let i = 0; i < values.length; i++) columns[i][run - start] = values[i];
    }
    return end - start;
  };
  return parquetPieces(
    batch,
    {
      name: "experiments",
      codec: "UNCOMPRESSED",
      columns: [
        runColumn,
        ...inputs.map(({ name }, i): ParquetColumn<Range> => ({ name, type: "DOUBLE", cells: () => columns[i] })),
      ],
      units: Object.fromEntries(inputs.map(({ name, unit }) => [name, unit])),
      rows,
    },
    parts,
  );
}

/** Kinds of outcomes of which many runs have the same. */
const repeating: ReadonlySet<OutcomeColumn["kind"]> = new Set(["peak_year", "peak_status", "target"]);

/**
 * `outcomes.parquet` in pieces: a row a run and the columns of `outcomes.csv`, 64-bit numbers but for the texts of
 * `peak_status` and `failure`; what a cell of that is empty for is null here.
 */
export function outcomePieces(batch: Batch, parts: () => Iterable<BatchPart>): Promise<Iterable<Uint8Array>> {
  const { columns } = batch;
  const cellsOf =
    (at: number, isStatus: boolean) =>
    ({ start, end, values }: BatchPart): (number | string | undefined)[] =>
      Array.from({ length: end - start }, (_, i) => {
        const value = values[i * columns.length + at];
        if (Number.isNaN(value)) return undefined;
        return isStatus ? peakStatuses[value] : value;
      });
  const failure: ParquetColumn<BatchPart> = {
    name: "failure",
    type: "STRING",
    optional: true,
    repeats: true,
    cells: ({ start, end, failures }) => {
      const reasons = new Map(failures.map(({ run, reason }) => [run, reason]));
      return Array.from({ length: end - start }, (_, i) => reasons.get(start + i));
    },
  };
  return parquetPieces(
    batch,
    {
      name: "outcomes",
      codec: "UNCOMPRESSED",
      columns: [
        runColumn,
        ...columns.map(({ name, kind }, at): ParquetColumn<BatchPart> => {
          const isStatus = kind === "peak_status";
          const type = isStatus ? "STRING" : "DOUBLE";
          return { name, type, optional: true, repeats: repeating.has(kind), cells: cellsOf(at, isStatus) };
        }),
        failure,
      ],
      units: Object.fromEntries(columns.map(({ name, unit }) => [name, unit])),
      rows: ({ start, end }) => end - start,
    },
    parts,
  );
}
