import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asyncBufferFromFile, parquetMetadata, parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { writeFiles } from "../../../src/files/files.ts";
import { trajectoryPieces } from "../../../src/report/tables/parquet.ts";
import { syntheticBatch, syntheticParts } from "../../synthetic-batch.ts";

test("trajectories as Parquet read back as they were, failed runs left out", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-parquet-"));
  try {
    const batch = syntheticBatch("monte_carlo", 250, { fails: (run) => run === 7 });
    const parts = syntheticParts(batch);
    await writeFiles(folder, new Map([["trajectories.parquet", await trajectoryPieces(batch, () => parts)]]));
    const place = join(folder, "trajectories.parquet");
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(place) });
    expect(rows).toHaveLength(249 * batch.years.length);
    expect(Object.keys(rows[0])).toEqual(["run", "year", "emissions.assessed"]);
    expect(rows.some(({ run }) => run === 7)).toBe(false);
    const { series, start } = parts[1];
    const row = rows.find(({ run, year }) => run === 123 && year === 2030);
    expect(row?.["emissions.assessed"]).toBe(series[(123 - start) * batch.years.length + 9]);
    const bytes = readFileSync(place);
    const { row_groups, key_value_metadata } = parquetMetadata(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    );
    expect(row_groups).toHaveLength(parts.length);
    const meta = JSON.parse(key_value_metadata?.find(({ key }) => key === "peakpath")?.value ?? "{}");
    expect(meta).toMatchObject({
      design: "monte_carlo",
      runs: 250,
      seed: 5,
      units: { "emissions.assessed": "Mt CO2/yr" },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
