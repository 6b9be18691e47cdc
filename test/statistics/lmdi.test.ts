import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chainContributions, logMean } from "../../src/statistics/lmdi.ts";

const sum = (values: readonly number[]) => values.reduce((running, value) => running + value, 0);

/** Factors of each subcategory as a chain of products: x1, x1 x2, x1 x2 x3. */
function chained(factors: readonly number[]): number[] {
  let product = 1;
  return factors.map((factor) => {
    product *= factor;
    return product;
  });
}

describe("LMDI-I", () => {
  // The worked example of Heun and Brockway (2019), doi:10.1016/j.apenergy.2019.01.255, supplement S3, as published with their
  // package LMDIR (two subcategories of three factors in four years); the expected numbers are theirs, to ten digits.
  const published = [
    { first: [1, 10, 2], second: [4, 5, 3] },
    { first: [4, 5, 3], second: [5, 6, 4] },
    { first: [8, 2, 4], second: [5, 7, 5] },
    { first: [10, 1, 5], second: [6, 8, 6] },
  ];
  test.each([
    {
      step: 1,
      first: [50.47438029, -25.23719014, 14.76280986],
      second: [19.31568569, 15.78206435, 24.90224996],
      all: [69.79006598, -9.455125793, 39.66505981],
    },
    {
      step: 2,
      first: [42.96021467, -56.79031473, 17.83010006],
      second: [0, 22.47128816, 32.52871184],
      all: [42.96021467, -34.31902656, 50.3588119],
    },
    {
      step: 3,
      first: [12.6549815, -39.30996299, 12.6549815],
      second: [41.35566084, 30.28867832, 41.35566084],
      all: [54.01064234, -9.021284671, 54.01064234],
    },
  ])("gives the published contributions of three factors, step $step", ({ step, first, second, all }) => {
    const [before, after] = [published[step - 1], published[step]];
    const ours = (["first", "second"] as const).map((own) =>
      chainContributions(chained(before[own]), chained(after[own])),
    );
    for (const [k, expected] of all.entries()) {
      expect(ours[0][k]).toBeCloseTo(first[k], 7);
      expect(ours[1][k]).toBeCloseTo(second[k], 7);
      expect(ours[0][k] + ours[1][k]).toBeCloseTo(expected, 7);
    }
  });

  test("gives the published contributions where a factor is zero: it alone brings all or takes all", () => {
    // The same example with a zero put in; rules of Ang, Zhang and Choi (1998), Energy 23:489-495, table 2, and Wood and
    // Lenzen (2006), Energy Policy 34:1326-1331.
    expect(chainContributions(chained([0, 10, 2]), chained([4, 5, 3]))).toEqual([60, 0, 0]);
    expect(chainContributions(chained([4, 5, 3]), chained([5, 6, 0]))).toEqual([0, 0, -60]);
  });

  test("of the two-sector textbook case", () => {
    // The usual teaching case of the method: Ang (2004), Energy Policy 32:1131-1139, and Ang's Simple Guide to LMDI
    // (2016); its data are recalled. Sector 1 uses 30 then 80 for activity 10 then 40, sector 2 uses 20 then 16 for 40
    // then 40. The expected numbers were worked out apart from the code, by L(80, 30) = 50 / ln(80/30) = 50.9771 and
    // L(16, 20) = -4 / ln(16/20) = 17.9257: activity 68.9028 ln(80/50), structure 50.9771 ln(0.5/0.2) + 17.9257
    // ln(0.5/0.8), intensity 50.9771 ln(2/3) + 17.9257 ln(0.4/0.5).
    const first = chainContributions([50, 10, 30], [80, 40, 80]);
    const second = chainContributions([50, 40, 20], [80, 40, 16]);
    const total = first.map((value, k) => value + second[k]);
    expect(total[0]).toBeCloseTo(32.3846, 3);
    expect(total[1]).toBeCloseTo(38.2852, 3);
    expect(total[2]).toBeCloseTo(-24.6695, 3);
    expect(sum(total)).toBeCloseTo(96 - 50, 12);
  });

  test("the logarithmic mean lies between its arguments and between geometric and arithmetic mean", () => {
    const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const mean = logMean(a, b);
        expect(mean).toBeGreaterThanOrEqual(Math.sqrt(a * b) * (1 - 1e-9));
        expect(mean).toBeLessThanOrEqual(((a + b) / 2) * (1 + 1e-9));
        expect(logMean(b, a)).toBeCloseTo(mean, 6);
      }),
    );
    expect(logMean(3, 3)).toBe(3);
    expect(logMean(0, 5)).toBe(0);
  });

  test("contributions add up to the change, whatever zeros and signs stand in the chain", () => {
    const level = fc.oneof(
      { weight: 4, arbitrary: fc.double({ min: 1e-3, max: 1e3, noNaN: true }) },
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.double({ min: -1e3, max: -1e-3, noNaN: true }) },
    );
    const chain = fc
      .integer({ min: 1, max: 7 })
      .chain((length) =>
        fc.tuple(
          fc.array(level, { minLength: length, maxLength: length }),
          fc.array(level, { minLength: length, maxLength: length }),
        ),
      );
    fc.assert(
      fc.property(chain, ([before, after]) => {
        const found = chainContributions(before, after);
        expect(found.every(Number.isFinite)).toBe(true);
        expect(Math.abs(sum(found) - ((after.at(-1) as number) - (before.at(-1) as number)))).toBeLessThan(1e-9 * 1e3);
      }),
      { numRuns: 500 },
    );
  });

  test("is the limit of replacing zeros by ever smaller numbers (Ang and Liu 2007)", () => {
    // A carrier that appears: GDP and activity grow, then its share comes from 0.
    const before = [100, 10, 0, 0];
    const after = [150, 12, 3, 6];
    expect(chainContributions(before, after)).toEqual([0, 0, 6, 0]);
    expect(chainContributions(after, before)).toEqual([0, 0, -6, 0]);
    for (const [tiny, near] of [
      [1e-20, 0.3],
      [1e-200, 0.04],
    ]) {
      const small = before.map((value) => (value === 0 ? tiny : value));
      const found = chainContributions(small, after);
      expect(Math.abs(found[2] - 6)).toBeLessThan(near);
      expect(sum(found.map((value, k) => (k === 2 ? 0 : Math.abs(value))))).toBeLessThan(near);
    }
  });

  test("a quantity that changes its sign does so in the link that changes it", () => {
    expect(chainContributions([100, 5, 2], [120, 6, -1])).toEqual([0, 0, -3]);
    expect(chainContributions([100, -5, -2], [120, 6, 3])).toEqual([0, 5, 0]);
    expect(chainContributions([100, -5], [200, -10])[0]).toBeCloseTo(-5, 12);
  });

  test("a factor that does not change contributes nothing, and a zero between others is passed over", () => {
    const found = chainContributions([100, 50, 20], [200, 100, 10]);
    expect(found[1]).toBeCloseTo(0, 12);
    expect(found[0]).toBeGreaterThan(0);
    expect(found[2]).toBeLessThan(0);
    const passed = chainContributions([100, 0, 20], [200, 5, 40]);
    expect(passed[1]).toBe(0);
    expect(sum(passed)).toBeCloseTo(20, 12);
  });
});
