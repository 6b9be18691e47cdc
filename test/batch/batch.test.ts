import { expect, test } from "vitest";
import { keptBetween, keptRuns, MOST_KEPT, partRunsOf, partsOf } from "../../src/batch/batch.ts";
import { answerShares, shareBy, sureOf, surePeaks } from "../../src/batch/sure.ts";
import { readStored } from "../../src/run/stored-certainty.ts";
import { shippedLibrary, shippedRun } from "../shipped-runs.ts";

test("parts follow from the number of runs alone: some sixty of them, in pairs of runs, none larger than 4,096", () => {
  expect([1, 2, 128, 10_000, 200_000, 10_000_000, 1e9].map((runs) => partRunsOf(runs))).toEqual([
    2, 2, 2, 158, 3126, 4096, 262_144,
  ]);
  // Whole groups of a design's blocks.
  expect([10_000, 1e9].map((runs) => partRunsOf(runs, 96))).toEqual([192, 262_176]);
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

test("what is stored of a scenario is what its runs give, and fewer runs are the first of more", () => {
  const run = shippedRun("kaya/policy");
  const stored = readStored(shippedLibrary).get("kaya/policy") ?? [];
  expect(stored.length).toBe(2);
  const found = sureOf(run, shippedLibrary, stored[0]?.sure.runs ?? 0);
  expect(found).toEqual(stored.map(({ sure }) => sure));
  const [few, more] = [64, 200].map((runs) => surePeaks(run, shippedLibrary, "as_before", { runs }));
  expect(more.years.slice(0, 64)).toEqual(few.years);
  expect(more.levels.slice(0, 64)).toEqual(few.levels);
  // Without delivery the plan comes whole: other peaks, of the same growth and errors.
  // A page runs the same on the shared program, where it may make no code.
  const shared = surePeaks(run, shippedLibrary, "as_before", { runs: 64, backend: "shared" });
  expect([shared.years, shared.levels]).toEqual([few.years, few.levels]);
  expect(surePeaks(run, shippedLibrary, "as_planned", { runs: 64 }).years).not.toEqual(few.years);
});

test("nothing is said of years too far ahead, at the end, or observed and not to be told apart", () => {
  const run = shippedRun("kaya/policy");
  const { lastObserved, horizon, baseYear } = run.scenario;
  const by = (year: number, of = run) => shareBy(of, { years: [2020, 2030, 2031, 2050] }, year);
  expect([baseYear - 1, 2025, 2030, 2040, 2041, horizon].map((year) => by(year))).toEqual([
    undefined,
    0.25,
    0.5,
    0.75,
    undefined,
    undefined,
  ]);
  const [first, ...others] = run.boundaries;
  const peak = first.peak && { ...first.peak, status: "undecided" as const };
  const open = { ...run, boundaries: [{ ...first, peak }, ...others] };
  expect([lastObserved, lastObserved + 1].map((year) => by(year, open))).toEqual([undefined, 0.25]);
  expect(answerShares(run, shippedLibrary, 2041, first.name)).toEqual([]);
});
