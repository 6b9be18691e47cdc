import fc from "fast-check";
import { expect, test } from "vitest";
import { medianSlope } from "../../src/statistics/theil-sen.ts";

/** The years from `first` on, one for each value. */
const from = (first: number, values: readonly number[]) => values.map((_, i) => first + i);

test("example of Hollander and Wolfe (1999) as computed by statpsych::ci.theil: slope 0.5", () => {
  const y = [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19];
  const x = [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51];
  expect(medianSlope(x, y)).toBeCloseTo(0.5, 12);
});

test("is the slope of a straight line, and one wild value does not move it", () => {
  const line = Array.from({ length: 11 }, (_, i) => 100 - 3 * i);
  expect(medianSlope(from(2030, line), line)).toBeCloseTo(-3, 12);
  line[5] = 1e6;
  expect(medianSlope(from(2030, line), line)).toBeCloseTo(-3, 12);
});

test("counts the distance between years that are not neighbours", () => {
  expect(medianSlope([2005, 2010, 2020], [10, 20, 40])).toBe(2);
});

test("says nothing of one year, or of points at one x", () => {
  expect(medianSlope([2030], [1])).toBeUndefined();
  expect(medianSlope([1, 1], [2, 3])).toBeUndefined();
});

test("scales with the values and does not see a shift in level or time", () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 25 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1900, max: 2100 }), (numbers, first) => {
      const slope = medianSlope(from(2000, numbers), numbers) ?? Number.NaN;
      const moved = medianSlope(
        from(first, numbers),
        numbers.map((value) => 4 * value + 13),
      );
      expect(moved).toBeCloseTo(4 * slope, 9);
    }),
  );
});
