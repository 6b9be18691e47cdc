import type { Batch } from "../../batch/batch.ts";
import type { BatchPart } from "../../batch/batch-part.ts";
import { VERSION } from "../../text/version.ts";

/**
 * `trajectories.parquet` in pieces: a row for each kept run that succeeded and each year, in order. Columns: `run` and
 * `year` (32-bit whole numbers), then each kept variable under its path (64-bit floating point); units, design and seed
 * stand as JSON under the key `peakpath`. Parts become row groups, so that only one is in memory at a time.
 */
export async function trajectoryPieces(batch: Batch, parts: () => Iterable<BatchPart>): Promise<Iterable<Uint8Array>> {
  const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
  const { years, fans } = batch;
  const required = (name: string, type: "INT32" | "DOUBLE") => ({ name, type, repetition_type: "REQUIRED" as const });
  const meta = {
    version: VERSION,
    design: batch.kind,
    runs: batch.runs,
    seed: batch.seed,
    units: Object.fromEntries(fans.map(({ name, variable }) => [name, variable.unit.text])),
  };
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
        { name: "trajectories", num_children: 2 + fans.length },
        required("run", "INT32"),
        required("year", "INT32"),
        ...fans.map(({ name }) => required(name, "DOUBLE")),
      ],
      kvMetadata: [{ key: "peakpath", value: JSON.stringify(meta) }],
      createdBy: `peakpath version ${VERSION}`,
    });
    for (const part of parts()) {
      const runs = keptOf(batch, part);
      if (runs.length === 0) continue;
      const rows = runs.length * years.length;
      const column = (
        name: string,
        data: Int32Array | Float64Array,
        cell: (kept: { run: number; row: number }, year: number) => number,
      ) => {
        for (let i = 0; i < rows; i++) data[i] = cell(runs[Math.floor(i / years.length)], i % years.length);
        return { name, data };
      };
      const columnData = [
        column("run", new Int32Array(rows), ({ run }) => run),
        column("year", new Int32Array(rows), (_, year) => years[year]),
        ...fans.map(({ name }, fan) =>
          column(name, new Float64Array(rows), ({ row }, year) => {
            return part.series[(row * fans.length + fan) * years.length + year];
          }),
        ),
      ];
      parquet.write({ columnData, rowGroupSize: rows });
      yield take();
    }
    parquet.finish();
    yield take();
  })();
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
