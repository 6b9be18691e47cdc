import fc from "fast-check";
import { expect, test } from "vitest";
import { mannKendall } from "../../src/statistics/mann-kendall.ts";

test("worked example with one tie (J. Little, College of the Holy Cross, 'A Mann-Kendall Example By Hand')", () => {
  const values = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7];
  const result = mannKendall(values);
  expect(result?.s).toBe(54);
  expect(result?.variance).toBe((14 * 13 * 33) / 18 - (2 * 1 * 9) / 18);
  expect(result?.z).toBeCloseTo(2.9058, 4);
  expect(result?.p_rising).toBeCloseTo(0.0018, 4);
  expect(result?.p).toBeCloseTo(2 * (result?.p_rising ?? 0), 15);
});

// Kendall (1975), Rank Correlation Methods, table of the probability that S reaches a value, n = 4 and n = 5.
test.each([
  { values: [1, 2, 3, 4], s: 6, p: 1 / 24 },
  { values: [1, 2, 4, 3], s: 4, p: 4 / 24 },
  { values: [1, 2, 3, 4, 5], s: 10, p: 1 / 120 },
  { values: [1, 3, 2, 4, 5], s: 8, p: 5 / 120 },
])("exact probability of S = $s for $values", ({ values, s, p }) => {
  const result = mannKendall(values);
  expect(result?.s).toBe(s);
  expect(result?.p_rising).toBeCloseTo(p, 15);
});

test("says nothing of fewer than three values and refuses NaN", () => {
  expect(mannKendall([1, 2])).toBeUndefined();
  expect(() => mannKendall([1, Number.NaN, 3])).toThrow("value 2 of 3 is NaN");
});

test("finds no trend in equal values", () => {
  expect(mannKendall([5, 5, 5, 5])).toMatchObject({ s: 0, variance: 0, z: 0, tau: 0, p: 1, p_falling: 1, p_rising: 1 });
});

test("eleven falling values are past the exact table and all but certain to fall", () => {
  const result = mannKendall([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  // S = -55, Var = 165: z = -54 / sqrt(165).
  expect(result?.z).toBeCloseTo(-54 / Math.sqrt(165), 12);
  expect(result?.p_falling).toBeLessThan(2e-5);
  expect(result?.p_rising).toBeGreaterThan(0.9999);
});

const series = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 30 });

test("reversing the order swaps rise and fall", () => {
  fc.assert(
    fc.property(series, (values) => {
      const forward = mannKendall(values);
      const backward = mannKendall([...values].reverse());
      expect((backward?.s ?? Number.NaN) + (forward?.s ?? Number.NaN)).toBe(0);
      expect(backward?.p_rising).toBe(forward?.p_falling);
      expect(backward?.p).toBe(forward?.p);
    }),
  );
});

test("only the order of the values counts, not their scale", () => {
  fc.assert(
    fc.property(series, (values) => {
      expect(mannKendall(values.map((value) => 3 * value + 7))).toEqual(mannKendall(values));
    }),
  );
});

test("probabilities are probabilities", () => {
  fc.assert(
    fc.property(series, (values) => {
      const result = mannKendall(values);
      for (const p of [result?.p, result?.p_falling, result?.p_rising]) {
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }
    }),
  );
});
