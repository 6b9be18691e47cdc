import fc from "fast-check";
import { expect, test } from "vitest";
import { bendsOf } from "../../../src/regions/downscale/dispatch.ts";
import type { TableRow } from "../../../src/regions/stated.ts";

const row = (year: number, value: number): TableRow => ({
  id: "export_plan",
  members: "",
  year,
  value,
  unit: "TW*h/yr",
  source: "",
  estimated: "",
});

test("the bends give every year back within 0.2 % of the largest value, and keep the years asked for", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 40 }),
      fc.integer({ min: 0, max: 39 }),
      (values, at) => {
        const rows = values.map((value, index) => row(2021 + index, value));
        const kept = 2021 + Math.min(at, values.length - 1);
        const bends = bendsOf(rows, new Set([kept]));
        expect(bends.map(({ year }) => year)).toContain(kept);
        const most = Math.max(...values);
        for (const { year = 0, value } of rows) {
          const from = bends.filter((bend) => (bend.year ?? 0) <= year).at(-1) as TableRow;
          const to = bends.find((bend) => (bend.year ?? 0) >= year) as TableRow;
          const along = from === to ? 0 : (year - (from.year ?? 0)) / ((to.year ?? 0) - (from.year ?? 0));
          expect(Math.abs(from.value + along * (to.value - from.value) - value)).toBeLessThanOrEqual(
            0.002 * most + 1e-9,
          );
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a straight path keeps its ends", () => {
  const rows = [1, 2, 3, 4, 5].map((value, index) => row(2021 + index, value));
  expect(bendsOf(rows, new Set()).map(({ year }) => year)).toEqual([2021, 2025]);
});
