import type { Batch } from "../../batch/batch.ts";
import type { BatchPart } from "../../batch/batch-part.ts";
import { VERSION } from "../../text/version.ts";

/** Numbers or texts of a row group, one a row; undefined where a row has none. */
export type ParquetCells = Int32Array | BigInt64Array | Float64Array | readonly (number | string | undefined)[];

/** A column of a Parquet file, and what it holds of the part that a row group is made of. */
export interface ParquetColumn<Part> {
  readonly name: string;
  readonly type: "INT32" | "INT64" | "DOUBLE" | "STRING";
  /** A row may have none. */
  readonly optional?: boolean;
  /** Few values that come again and again are written once. */
  readonly repeats?: boolean;
  readonly cells: (part: Part) => ParquetCells;
}

/** A table of runs that is written as Parquet. */
export interface ParquetTable<Part> {
  readonly name: string;
  readonly columns: readonly ParquetColumn<Part>[];
  /** Series of years compress, as neighbours are alike; numbers that are drawn do not. */
  readonly codec: "SNAPPY" | "UNCOMPRESSED";
  /** The unit of each column that has one. */
  readonly units: Readonly<Record<string, string>>;
  /** Read for every part before its columns are asked for; without rows the part is left out. */
  readonly rows: (part: Part) => number;
}

/**
 * A Parquet file in pieces. Parts become row groups, so that only one is in memory at a time; units, design and seed stand
 * as JSON under the key `peakpath`.
 */
export async function parquetPieces<Part>(
  batch: Batch,
  { name: table, columns, codec, units, rows }: ParquetTable<Part>,
  parts: () => Iterable<Part>,
): Promise<Iterable<Uint8Array>> {
  const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
  const { kind: design, runs, seed } = batch;
  const meta = { version: VERSION, design, runs, seed, units };
  return (function* pieces() {
    const bytes = new ByteWriter();
    const take = (): Uint8Array => {
      const piece = bytes.getBytes().slice();
      // Offsets in the file go on; only what was handed over leaves the memory.
      bytes.index = 0;
      return piece;
    };
    const parquet = new ParquetWriter({
      writer: bytes,
      schema: [
        { name: table, num_children: columns.length },
        ...columns.map(({ name, type, optional }) => ({
          name,
          repetition_type: optional ? ("OPTIONAL" as const) : ("REQUIRED" as const),
          ...(type === "STRING" ? { type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const } : { type }),
        })),
      ],
      codec,
      kvMetadata: [{ key: "peakpath", value: JSON.stringify(meta) }],
      createdBy: `peakpath version ${VERSION}`,
    });
    for (const part of parts()) {
      const rowGroupSize = rows(part);
      if (rowGroupSize === 0) continue;
      const columnData = columns.map(({ name, repeats, cells }) => ({
        name,
        data: cells(part) as Float64Array,
        encoding: repeats ? undefined : ("PLAIN" as const),
      }));
      parquet.write({ columnData, rowGroupSize });
      yield take();
    }
    parquet.finish();
    yield take();
  })();
}

/**
 * `trajectories.parquet`: a row for each kept run that succeeded and each year, in order. Columns: `run` and `year` (32-bit
 * whole numbers), then each kept variable under its path (64-bit floating point).
 */
export function trajectoryPieces(batch: Batch, parts: () => Iterable<BatchPart>): Promise<Iterable<Uint8Array>> {
  const { years, fans } = batch;
  let kept: { run: number; row: number }[] = [];
  const filled = <Data extends Int32Array | Float64Array>(
    data: Data,
    cell: (i: number, year: number) => number,
  ): Data => {
    for (let i = 0; i < data.length; i++) data[i] = cell(Math.floor(i / years.length), i % years.length);
    return data;
  };
  const size = () => kept.length * years.length;
  const columns: ParquetColumn<BatchPart>[] = [
    { name: "run", type: "INT32", repeats: true, cells: () => filled(new Int32Array(size()), (i) => kept[i].run) },
    {
      name: "year",
      type: "INT32",
      repeats: true,
      cells: () => filled(new Int32Array(size()), (_, year) => years[year]),
    },
    ...fans.map(({ name }, fan): ParquetColumn<BatchPart> => {
      const cells = ({ series }: BatchPart) =>
        filled(new Float64Array(size()), (i, year) => series[(kept[i].row * fans.length + fan) * years.length + year]);
      return { name, type: "DOUBLE", repeats: true, cells };
    }),
  ];
  const units = Object.fromEntries(fans.map(({ name, variable }) => [name, variable.unit.text]));
  const rows = (part: BatchPart): number => {
    kept = keptOf(batch, part);
    return size();
  };
  return parquetPieces(batch, { name: "trajectories", columns, codec: "SNAPPY", units, rows }, parts);
}

/** The kept runs of a part that succeeded, with their row in its series. */
function keptOf({ keptRun }: Batch, { start, end, failures }: BatchPart): { run: number; row: number }[] {
  const failed = new Set(failures.map(({ run }) => run));
  const found: { run: number; row: number }[] = [];
  let row = 0;
  for (let run = start; run < end; run++) {
    if (!keptRun(run)) continue;
    if (!failed.has(run)) found.push({ run, row });
    row++;
  }
  return found;
}
