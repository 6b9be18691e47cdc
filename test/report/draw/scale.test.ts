import fc from "fast-check";
import { expect, test } from "vitest";
import { linearScale, niceStep, roundedEnds } from "../../../src/report/draw/scale.ts";

test.each([
  [100, 5, 20],
  [101, 5, 50],
  [1, 4, 0.5],
  [39, 9, 5],
  [0.07, 7, 0.01],
])("a span of %d in at most %d parts goes by %d", (span, most, step) => {
  expect(niceStep(span, most)).toBeCloseTo(step, 12);
});

test("a span that is none is refused", () => {
  expect(() => niceStep(0, 5)).toThrow("a scale needs a span above 0, not 0");
});

test("ends are moved outwards to whole steps, and a single number gets a span", () => {
  expect(roundedEnds(-3, 581, 7)).toEqual([-100, 600]);
  expect(roundedEnds(0, 0, 7)[1]).toBeGreaterThan(0);
});

test("ticks lie on the scale, at most one more than steps, and the scale is straight", () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      number,
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 10 }),
      (low, span, most) => {
        const high = low + span;
        const { ticks, at, decimals } = linearScale(low, high, 100, 900, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(low - 1e-6 * span);
          expect(tick).toBeLessThanOrEqual(high + 1e-6 * span);
        }
        // The decimals are enough to tell neighbours apart.
        expect(new Set(ticks.map((tick) => tick.toFixed(decimals))).size).toBe(ticks.length);
        expect(at(low)).toBeCloseTo(100, 6);
        expect(at(high)).toBeCloseTo(900, 6);
      },
    ),
    { seed: 11 },
  );
});
