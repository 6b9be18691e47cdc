import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { quantile } from "../../../src/statistics/distributions/distributions.ts";
import {
  beyondEdge,
  normalQuantile,
  normalTail,
  truncatedNormalQuantile,
} from "../../../src/statistics/distributions/normal.ts";

const within = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

// Upper tail of the standard normal distribution to 15 digits or more, computed with 50-digit arithmetic as
// erfc(z / sqrt 2) / 2; the first five are also in every table (Abramowitz and Stegun 1964, table 26.1).
const known: [number, number][] = [
  [0, 0.5],
  [0.5, 0.3085375387259869],
  [1, 0.15865525393145705],
  [1.96, 0.02499789514822043],
  [2.5, 0.006209665325776135],
  [3, 0.00134989803163009],
  [4, 3.16712418331199e-5],
  [6, 9.86587645037698e-10],
  [10, 7.61985302416053e-24],
];

test.each(known)("upper tail of %d", (z, tail) => {
  expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(5e-14);
  expect(normalTail(-z)).toBeCloseTo(1 - tail, 14);
});

test("is continuous where the series hands over to the continued fraction", () => {
  const below = normalTail(3 - 1e-9);
  const above = normalTail(3);
  expect(Math.abs((below - above) / above)).toBeLessThan(1e-8);
});

test("far out it is zero and one, and NaN stays NaN", () => {
  expect(normalTail(60)).toBe(0);
  expect(normalTail(-60)).toBe(1);
  expect(normalTail(Number.NaN)).toBeNaN();
});

describe("normalQuantile", () => {
  // Wichura (1988), Algorithm AS 241, the check values of PPND16.
  it("gives the published values", () => {
    within(normalQuantile(0.25), -0.6744897501960817, 1e-15);
    within(normalQuantile(0.001), -3.090232306167814, 1e-15);
    within(normalQuantile(1e-20), -9.262340089798409, 1e-15);
    within(normalQuantile(0.975), 1.959963984540054, 1e-15);
  });

  it("is odd around a half", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 - 1 }), (k) => {
        const p = k / 2 ** 31;
        expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
      }),
    );
  });
});

describe("truncatedNormalQuantile", () => {
  // Computed by SciPy 1.17 (scipy.stats.truncnorm.ppf).
  it("gives what SciPy gives, in both tails too", () => {
    within(truncatedNormalQuantile(0.01, -1, 2), -0.9667232518503338, 1e-12);
    within(truncatedNormalQuantile(0.99, -1, 2), 1.8672107987812512, 1e-12);
    within(truncatedNormalQuantile(0.5, 4, 8), 4.161104278593396, 1e-12);
    within(truncatedNormalQuantile(0.5, -30, -20), -20.03454167651402, 1e-12);
  });
});

it("a normal variable known to lie far out falls off from its bound as the tail does", () => {
  // Where probabilities still have their digits: the tail beyond 20 and 34 by inversion.
  for (const edge of [20, 34]) {
    for (const p of [0.001, 0.3, 0.9]) {
      const z = -truncatedNormalQuantile(p, -1000, -edge);
      within(beyondEdge(edge, 1000 - edge, p), z - edge, 1e-9);
    }
  }
  // Further out the excess is exponential, with the edge as its rate.
  within(beyondEdge(1e6, 1, 0.5), Math.log(2) / 1e6, 1e-9);
  within(1 - quantile({ kind: "truncated_normal", mean: 100, deviation: 1, low: 0, high: 1 }, 0.5), 0.0070005, 1e-4);
  // A narrow interval is all but evenly filled, and a far bound never reached.
  within(beyondEdge(1e6, 1e-15, 0.25), 0.75e-15, 1e-6);
  expect(beyondEdge(1e6, 1e-3, 5e-324)).toBeLessThan(1e-3);
});
