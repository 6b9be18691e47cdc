import fc from "fast-check";
import { expect, test } from "vitest";
import { findPeak, quickPeak } from "../../../src/run/peak/peak.ts";
import { annualSeries } from "../../../src/statistics/series.ts";

/** Paths that rise and fall with plateaus, ties and noise: small whole numbers, steps of a walk, and smooth hills. */
const paths = fc.oneof(
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 45 }),
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 45 })
    .map((steps) => steps.map((_, i) => 100 + steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0))),
  fc
    .tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.double({ min: 0, max: 0.01, noNaN: true }),
      fc.integer({ min: 3, max: 45 }),
    )
    .map(([top, slope, count]) => Array.from({ length: count }, (_, i) => 500 * (1 - slope * Math.abs(i - top)))),
);

test("the quick peak is the peak of the report, bit for bit", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(paths, (path) => {
      const values = Float64Array.from(path);
      const { year, level, year_continuous, status } = findPeak(annualSeries(2021, values));
      seen.add(status);
      expect(quickPeak(values, 2021)).toEqual({ year, level, year_continuous, status });
    }),
    { numRuns: 2000, seed: 5 },
  );
  // The paths reach every status of a projection, so that none is right by absence.
  expect([...seen].sort()).toEqual(["before_base", "not_reached", "peaked", "plateau", "pseudo_peak", "undetermined"]);
});
