import fc from "fast-check";
import { expect, test } from "vitest";
import { knotShare, ramp } from "../../../src/scenario/levers/lever-ramp.ts";

const smooth = ["linear", "s_curve", "exponential", "step"] as const;

test("a linear ramp first acts in its start and is full in its full year", () => {
  expect([2025, 2026, 2027, 2029, 2030, 2031].map((year) => ramp("linear", year, 2026, 2030))).toEqual([
    0, 0.2, 0.4, 0.8, 1, 1,
  ]);
});

test("the s-curve is 3u^2 - 2u^3", () => {
  expect(ramp("s_curve", 2027, 2026, 2029)).toBe(0.5);
  expect(ramp("s_curve", 2026, 2026, 2029)).toBeCloseTo(3 / 16 - 2 / 64, 15);
});

test("the exponential starts slowly, the step is full at once", () => {
  expect(ramp("exponential", 2027, 2026, 2029)).toBeCloseTo((Math.exp(1.5) - 1) / (Math.exp(3) - 1), 14);
  expect(ramp("step", 2026, 2026, 2030)).toBe(1);
  expect(ramp("step", 2025, 2026, 2030)).toBe(0);
});

test("every ramp is 0 before its start, 1 from its full year on, and never falls", () => {
  const years = fc.record({
    shape: fc.constantFrom(...smooth),
    start: fc.integer({ min: 2022, max: 2050 }),
    length: fc.integer({ min: 0, max: 30 }),
  });
  fc.assert(
    fc.property(years, ({ shape, start, length }) => {
      const full = start + length;
      const values = Array.from({ length: 80 }, (_, i) => ramp(shape, 2015 + i, start, full));
      values.forEach((value, i) => {
        const year = 2015 + i;
        if (year < start) expect(value).toBe(0);
        else expect(value).toBeGreaterThan(0);
        if (year >= full) expect(value).toBe(1);
        if (i > 0) expect(value).toBeGreaterThanOrEqual(values[i - 1]);
        expect(value).toBeLessThanOrEqual(1);
      });
    }),
  );
});

test("between knots the share is a straight line; before the first it is 0", () => {
  const knots = new Map([
    [2026, 0.2],
    [2030, 0.4],
    [2040, 1],
  ]);
  expect([2025, 2026, 2028, 2030, 2035, 2040, 2060].map((year) => knotShare(knots, year))).toEqual([
    0,
    0.2,
    expect.closeTo(0.3, 15),
    0.4,
    0.7,
    1,
    1,
  ]);
});
