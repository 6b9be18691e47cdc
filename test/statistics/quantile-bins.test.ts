import fc from "fast-check";
import { quantileSorted } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../src/statistics/distributions/normal.ts";
import { taking, toldNumbers } from "../../src/statistics/merging.ts";
import { Purpose, uniformAt } from "../../src/statistics/points/draws.ts";
import { EXACT_VALUES, quantileBins } from "../../src/statistics/quantile-bins.ts";

const probabilities = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

/** Type 7 of Hyndman and Fan, written out. */
function quantileOf(sorted: readonly number[], p: number): number {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

describe("quantileBins", () => {
  it("has the quantiles of the values themselves as long as they are few", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }), (values) => {
        const bins = quantileBins();
        for (const value of values) bins.add(value);
        const sorted = values.map((value) => value + 0).sort((a, b) => a - b);
        for (const p of probabilities) expect(bins.quantile(p)).toBe(quantileOf(sorted, p) + 0);
        expect(bins.bins().reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      }),
    );
    const bins = quantileBins();
    for (const value of [1, 2, 3]) bins.add(value);
    expect(bins.quantile(0.5)).toBe(quantileSorted([1, 2, 3], 0.5));
  });

  it("is off by at most 0.1 % beyond, for values on both sides of zero", () => {
    const count = 4 * EXACT_VALUES;
    const values = Array.from(
      { length: count },
      (_, i) => 40 + 60 * normalQuantile(uniformAt(5, i, 0, Purpose.sample)),
    );
    const bins = quantileBins();
    for (const value of values) bins.add(value);
    expect(bins.exact()).toBe(false);
    const sorted = Float64Array.from(values).sort();
    for (const p of [0.001, 0.01, ...probabilities.slice(1, -1), 0.99, 0.999]) {
      const exact = quantileOf(Array.from(sorted), p);
      expect(Math.abs((bins.quantile(p) as number) - exact)).toBeLessThanOrEqual(0.001 * Math.abs(exact) + 1e-9);
    }
    const all = bins.bins();
    expect(all.reduce((sum, { count: n }) => sum + n, 0)).toBe(count);
    for (const [i, { low, high }] of all.entries()) {
      expect(low).toBeLessThan(high);
      if (i > 0) expect(low).toBeGreaterThanOrEqual(all[i - 1].high);
    }
  });

  it("does not depend on the order of the values", () => {
    const values = Array.from({ length: EXACT_VALUES + 500 }, (_, i) => Math.sin(i) * 500);
    const forth = quantileBins();
    const back = quantileBins();
    for (const value of values) forth.add(value);
    for (const value of values.toReversed()) back.add(value);
    for (const p of probabilities) expect(back.quantile(p)).toBe(forth.quantile(p));
    expect(back.bins()).toEqual(forth.bins());
  });

  it("is the same of parts that told theirs, as values or as bins", () => {
    for (const [mostExact, count] of [
      [EXACT_VALUES, 900],
      [EXACT_VALUES, EXACT_VALUES + 900],
      [0, 900],
    ]) {
      const values = Array.from({ length: count }, (_, i) => Math.sin(i) * 500 * (i % 3));
      const [whole, merged, parts] = [
        quantileBins(mostExact),
        quantileBins(mostExact),
        [0, 1].map(() => quantileBins(mostExact)),
      ];
      for (const [i, value] of values.entries()) {
        whole.add(value);
        parts[i < 60 ? 0 : 1].add(value);
      }
      for (const part of parts.toReversed()) merged.merge(taking(toldNumbers(part.tell)).take);
      expect(merged.count()).toBe(count);
      expect(merged.exact()).toBe(whole.exact());
      expect(merged.bins()).toEqual(whole.bins());
      for (const p of probabilities) expect(merged.quantile(p)).toBe(whole.quantile(p));
    }
    for (const wrong of [[2, 1], [-1, 0.5], [Number.NaN], [1, Number.POSITIVE_INFINITY]])
      expect(() => quantileBins().merge(taking(Float64Array.from(wrong)).take)).toThrow(RangeError);
  });

  it("knows zero, tiny and huge values, and refuses what is not finite", () => {
    const bins = quantileBins();
    for (let i = 0; i <= EXACT_VALUES; i++) bins.add(i % 2 === 0 ? 0 : 1e-300);
    expect(bins.quantile(0.5)).toBe(0);
    bins.add(1e300);
    expect((bins.quantile(1) as number) / 1e300).toBeCloseTo(1, 2);
    expect(() => bins.add(Number.NaN)).toThrow("a distribution has finite values, not NaN");
    expect(quantileBins().quantile(0.5)).toBeUndefined();
  });
});
