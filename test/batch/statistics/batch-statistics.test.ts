import { describe, expect, it } from "vitest";
import type { Batch } from "../../../src/batch/batch.ts";
import type { BatchPart } from "../../../src/batch/batch-part.ts";
import { type BatchReport, batchStatistics } from "../../../src/batch/statistics/batch-statistics.ts";
import { countedPart } from "../../../src/batch/statistics/batch-tally.ts";
import { syntheticBatch, syntheticParts } from "../../synthetic-batch.ts";

function reportOf(
  kind: Parameters<typeof syntheticBatch>[0],
  runs: number,
  more: Parameters<typeof syntheticBatch>[2] = {},
): BatchReport {
  const batch = syntheticBatch(kind, runs, more);
  const statistics = batchStatistics(batch);
  for (const part of syntheticParts(batch)) statistics.add(part);
  return statistics.finish();
}

/** Some runs of a part. */
function slice({ columns, years }: Batch, part: BatchPart, start: number, end: number): BatchPart {
  const rows = (row: Float64Array, width: number) =>
    row.subarray((start - part.start) * width, (end - part.start) * width);
  const failures = part.failures.filter(({ run }) => run >= start && run < end);
  return { start, end, values: rows(part.values, columns.length), series: rows(part.series, years.length), failures };
}

describe("batchStatistics", () => {
  const report = reportOf("quasi_monte_carlo", 4096);
  const [boundary] = report.boundaries;

  it("has the probability of a peak by every year", () => {
    // The year is 2025 + floor(12 u): a twelfth of the runs in each of the years 2025 to 2036.
    const { by, runs, notReached } = boundary.distribution;
    expect(runs).toBe(4096);
    expect(by.map(({ year }) => year)).toEqual(Array.from({ length: 15 }, (_, i) => 2021 + i));
    expect(by.find(({ year }) => year === 2024)?.share.share).toBe(0);
    const by2030 = by.find(({ year }) => year === 2030)?.share;
    expect(Math.abs((by2030?.share as number) - 0.5)).toBeLessThan(0.001);
    expect(by2030?.error).toBeCloseTo(Math.sqrt(0.25 / 4095), 6);
    // The last year is no peak but the end of the horizon.
    expect(Math.abs((notReached as number) - 1 / 12)).toBeLessThan(0.001);
  });

  it("has year and level together, and they add up", () => {
    const { years, joint, levels, runs } = boundary.distribution;
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 12 }, (_, i) => 2025 + i));
    expect(joint.reduce((sum, cell) => sum + cell.runs, 0)).toBe(runs);
    for (const { year, runs: inYear } of years) {
      const cells = joint.filter((cell) => cell.year === year);
      expect(cells.reduce((sum, cell) => sum + cell.runs, 0)).toBe(inYear);
      for (const { low, high } of cells) expect(high).toBeGreaterThan(low);
    }
    // The level is 500 + 100 v + 20 u, its median 560.
    expect(Math.abs(levels[3] - 560)).toBeLessThan(0.1);
  });

  it("has fans, targets, and what matters to each outcome", () => {
    const [fan] = report.fans;
    expect(fan).toMatchObject({ runs: 4096, exact: true });
    expect(fan.quantiles).toHaveLength(16);
    for (const quantiles of fan.quantiles) expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
    const [target] = report.targets;
    expect(Math.abs((target.met.share as number) - 0.5)).toBeLessThan(0.001);
    const level = report.importance.find(({ column }) => column.kind === "peak_level");
    expect(level?.inputs.map(({ input }) => input).slice(0, 2)).toEqual([1, 0]);
    // Variances 100^2 / 12 and 20^2 / 12.
    expect(Math.abs((level?.inputs[0].binned as number) - 10000 / 10400)).toBeLessThan(0.005);
    expect(level?.inputs[0].rank).toBeGreaterThan(0.9);
    expect(Math.abs(level?.inputs[2].binned as number)).toBeLessThan(level?.inputs[2].noise as number);
    expect(report.keptRuns).toBe(4096);
  });

  it("finds the condition in which the target is missed, in the input's own numbers", () => {
    const [{ boxes, missed, runs }] = report.boxes;
    expect(missed).toBe(2048);
    expect(runs).toBe(4096);
    expect(boxes).toHaveLength(1);
    const [limit] = boxes[0].limits;
    expect(boxes[0].limits).toHaveLength(1);
    expect(limit.input).toBe(0);
    // Growth is uniform from 3 to 7 %/yr; the peak is later than 2030 above the middle.
    expect(limit.low).toBeCloseTo(5, 2);
    expect(limit.high).toBeUndefined();
    expect(boxes[0].density).toBe(1);
    expect(boxes[0].coverage).toBe(1);
  });

  it("does not depend on how the runs are cut into parts", () => {
    const batch = syntheticBatch("sobol", 700);
    const [whole, parts] = [batchStatistics(batch), batchStatistics(batch)];
    for (const part of syntheticParts(batch, batch.runs)) whole.add(part);
    for (const part of syntheticParts(batch, 37)) parts.add(part);
    expect(JSON.stringify(parts.finish())).toBe(JSON.stringify(whole.finish()));
  });

  it("says the same of parts that were counted elsewhere, whoever counted them", () => {
    for (const [kind, runs, size] of [
      ["quasi_monte_carlo", 11_000, 1000],
      // Groups of two blocks.
      ["sobol", 5 * 1030, 640],
      ["morris", 4 * 60, 80],
    ] as const) {
      const batch = syntheticBatch(kind, runs, { fails: (run) => run % 97 === 5 });
      const [whole, counted, mixed] = [batchStatistics(batch), batchStatistics(batch), batchStatistics(batch)];
      for (const part of syntheticParts(batch, size)) {
        const counts = countedPart(batch, (start, end) => slice(batch, part, start, end), part);
        whole.add(part);
        counted.add(counts);
        mixed.add(part.start % (2 * size) === 0 ? part : counts);
      }
      const said = JSON.stringify(whole.finish());
      expect(JSON.stringify(counted.finish())).toBe(said);
      expect(JSON.stringify(mixed.finish())).toBe(said);
    }
  });

  it("counts failed runs apart and leaves them out", () => {
    const failing = reportOf("monte_carlo", 500, { fails: (run) => run % 10 === 3 });
    expect(failing.failed).toBe(50);
    expect(failing.failures[0]).toEqual({ run: 3, reason: "capacity.coal in 2030 is not finite" });
    expect(failing.boundaries[0].distribution.runs).toBe(450);
    expect(failing.keptRuns).toBe(450);
    expect(failing.fans[0].runs).toBe(450);
    const none = reportOf("monte_carlo", 20, { fails: () => true });
    expect(none.failed).toBe(20);
    expect(none.boundaries[0].distribution).toMatchObject({ runs: 0, levels: [], joint: [], notReached: undefined });
    expect(none.boxes[0].boxes).toEqual([]);
  });

  it("has Sobol' indices with errors from blocks in Saltelli's design, and effects in Morris's", () => {
    const sobol = reportOf("sobol", 5 * 1024);
    expect(sobol.blocks).toBe(1024);
    const level = sobol.importance.find(({ column }) => column.kind === "peak_level");
    expect(Math.abs((level?.inputs[0].total?.value as number) - 10000 / 10400)).toBeLessThan(0.01);
    expect(Math.abs((level?.inputs[1].first?.value as number) - 400 / 10400)).toBeLessThan(0.01);
    const by2030 = sobol.boundaries[0].distribution.by.find(({ year }) => year === 2030)?.share;
    // Four of the five runs of a block share the coordinate that decides: twice the binomial error, nearly.
    const binomial = Math.sqrt(0.25 / (5 * 1024));
    expect(by2030?.error).toBeGreaterThan(1.4 * binomial);

    const morris = reportOf("morris", 4 * 50);
    expect(morris.blocks).toBe(50);
    expect(morris.keptRuns).toBe(0);
    const effects = morris.importance.find(({ column }) => column.kind === "peak_level")?.inputs;
    expect(effects?.map(({ input }) => input).slice(0, 2)).toEqual([1, 0]);
    expect(effects?.[0].morris?.mu_star.value).toBeCloseTo(100, 8);
    expect(effects?.[1].morris?.mu).toBeCloseTo(20, 8);
    expect(effects?.[2].morris?.mu).toBe(0);
  });

  it("refuses parts out of order and a batch that is not whole", () => {
    const batch = syntheticBatch("monte_carlo", 100);
    const statistics = batchStatistics(batch);
    const [first, second] = syntheticParts(batch, 50);
    expect(() => statistics.add(second)).toThrow("a part begins at run 50, not at 0");
    statistics.add(first);
    expect(() => statistics.finish()).toThrow("only 50 of 100 runs are there");
  });
});
