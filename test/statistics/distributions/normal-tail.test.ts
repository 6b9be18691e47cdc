import { expect, test } from "vitest";
import { normalTail } from "../../../src/statistics/distributions/normal-tail.ts";

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
