import { expect, test } from "vitest";
import { countedPart } from "../../../src/batch/statistics/batch-tally.ts";
import { partBytes } from "../../../src/batch/store/part-file.ts";
import { partsBytes } from "../../../src/batch/store/part-size.ts";
import { syntheticBatch, syntheticParts } from "../../synthetic-batch.ts";

test.each([
  [12_000, 1000],
  [210_000, 70_000],
])("counts of %i runs in parts of %i take no more than is said, and not a tenth of it", (runs, partRuns) => {
  const all = syntheticBatch("quasi_monte_carlo", runs);
  const [{ values, series }] = syntheticParts(all, runs);
  const batch = { ...all, partRuns, keptRun: (run: number) => run < 200_000 };
  const rows = (row: Float64Array, width: number, start: number, end: number) =>
    row.subarray(start * width, end * width);
  const compute = (start: number, end: number) => ({
    start,
    end,
    values: rows(values, batch.columns.length, start, end),
    series: rows(series, batch.years.length, start, Math.max(start, Math.min(end, 200_000))),
    failures: [],
  });
  const parts = Math.ceil(runs / partRuns);
  let written = 0;
  for (let start = 0; start < runs; start += partRuns) {
    const counts = countedPart(batch, compute, { start, end: Math.min(runs, start + partRuns) });
    written += partBytes("0".repeat(64), counts).length;
  }
  const said = partsBytes(batch, "counts", { runs, parts });
  expect(written).toBeLessThanOrEqual(said);
  expect(written).toBeGreaterThan(said / 10);
});
