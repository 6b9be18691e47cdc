import { expect, test } from "vitest";
import { keptBetween, keptRuns, MOST_KEPT, partRunsOf, partsOf } from "../../src/batch/batch.ts";

test("parts follow from the number of runs alone: some sixty of them, in pairs of runs, none larger than 4,096", () => {
  expect([1, 2, 128, 10_000, 200_000, 10_000_000].map(partRunsOf)).toEqual([2, 2, 2, 158, 3126, 4096]);
  for (const runs of [1, 2, 63, 500, 4097, 262_145]) {
    const parts = partsOf({ runs, partRuns: partRunsOf(runs) });
    expect(parts[0].start).toBe(0);
    expect(parts.at(-1)?.end).toBe(runs);
    for (const [i, { start }] of parts.entries()) if (i > 0) expect(start).toBe(parts[i - 1].end);
  }
});

test("kept are all runs, or 200,000 of them: the first of a sequence, any of a grid", () => {
  const runs = 3 * MOST_KEPT;
  const small = keptRuns("grid", MOST_KEPT, 1);
  expect(keptBetween({ keptRun: small }, 0, MOST_KEPT)).toBe(MOST_KEPT);
  const first = keptRuns("quasi_monte_carlo", runs, 1);
  expect([0, MOST_KEPT - 1, MOST_KEPT, runs - 1].map(first)).toEqual([true, true, false, false]);
  const any = { keptRun: keptRuns("grid", runs, 1) };
  expect(keptBetween(any, 0, runs)).toBe(MOST_KEPT);
  // A third of any stretch of the grid, within four standard errors.
  expect(Math.abs(keptBetween(any, 0, 9000) - 3000)).toBeLessThan(4 * Math.sqrt(2000));
});
