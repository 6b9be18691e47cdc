import { expect, test } from "vitest";
import { binomialTail } from "../../../src/statistics/distributions/binomial.ts";

test("sums the binomial probabilities", () => {
  const exact = (n: number, k: number, p: number): number => {
    let sum = 0;
    for (let i = k; i <= n; i++) {
      let term = 1;
      for (let j = 0; j < i; j++) term *= ((n - j) / (j + 1)) * p;
      sum += term * (1 - p) ** (n - i);
    }
    return sum;
  };
  for (const [n, k, p] of [
    [10, 3, 0.2],
    [10, 0, 0.2],
    [10, 10, 0.9],
    [30, 12, 0.5],
    [30, 25, 0.5],
    [5, 2, 0.999],
  ]) {
    expect(binomialTail(n, k, p)).toBeCloseTo(exact(n, k, p), 12);
  }
  expect(binomialTail(100000, 90000, 0.5)).toBe(0);
  expect(binomialTail(100000, 50000, 0.5)).toBeCloseTo(0.50126, 4);
  expect(binomialTail(10, 4, 1)).toBe(1);
  expect(binomialTail(10, 4, 0)).toBe(0);
});
