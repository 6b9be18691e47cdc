import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { experimentsWriter, outcomesWriter, type RowWriter } from "../../../src/commands/batch/files.ts";
import { tableFormat } from "../../../src/commands/batch/report.ts";
import { writeFiles } from "../../../src/files/files.ts";
import { experimentPieces, outcomePieces } from "../../../src/report/tables/run-parquet.ts";
import { syntheticBatch, syntheticParts } from "../../synthetic-batch.ts";

/** What a Parquet file's pieces read back as. */
async function readBack(pieces: Iterable<Uint8Array>): Promise<Record<string, unknown>[]> {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-parquet-"));
  try {
    await writeFiles(folder, new Map([["table.parquet", pieces]]));
    return await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, "table.parquet")) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The cells of a CSV table: numbers as numbers, empty ones as null. */
function cellsOf<Part>({ header, rows }: RowWriter<Part>, parts: readonly Part[]): Record<string, unknown>[] {
  const text = header() + parts.map(rows).join("");
  const cast = (cell: string, { column, header }: { column: string | number; header: boolean }) => {
    if (header || cell === "" || Number.isNaN(Number(cell))) return header || cell !== "" ? cell : null;
    return column === "run" ? BigInt(cell) : Number(cell);
  };
  return parse(text, { columns: true, cast });
}

test("inputs and outcomes of all runs read back from Parquet as the numbers and words of their CSV", async () => {
  const batch = syntheticBatch("monte_carlo", 250, { fails: (run) => run === 105 || run === 249 });
  const parts = syntheticParts(batch);
  const experiments = await readBack(await experimentPieces(batch, () => parts));
  expect(experiments).toHaveLength(250);
  expect(experiments).toEqual(cellsOf(experimentsWriter(batch), parts));
  const outcomes = await readBack(await outcomePieces(batch, () => parts));
  expect(outcomes).toEqual(cellsOf(outcomesWriter(batch), parts));
  expect(outcomes[105]).toMatchObject({ "target.1": null, failure: "capacity.coal in 2030 is not finite" });
  expect(new Set(outcomes.map((row) => row["peak_status.assessed"]))).toEqual(new Set(["peaked", "not_reached", null]));
});

test("tables of all runs are CSV as far as a spreadsheet opens them, then Parquet, or as asked", () => {
  const batch = syntheticBatch("monte_carlo", 250);
  expect(tableFormat(batch, undefined)).toBe("csv");
  expect(tableFormat({ ...batch, runs: 100_000 }, undefined)).toBe("csv");
  expect(tableFormat({ ...batch, runs: 100_001 }, undefined)).toBe("parquet");
  const inputs = Array.from({ length: 97 }, () => batch.inputs[0]);
  expect(tableFormat({ ...batch, inputs, runs: 60_000 }, undefined)).toBe("parquet");
  expect(tableFormat({ ...batch, inputs, runs: 60_000 }, "csv")).toBe("csv");
  expect(tableFormat(batch, "parquet")).toBe("parquet");
});
