import { describe, expect, it } from "vitest";
import { type Distribution, quantile } from "../../../src/statistics/distributions/distributions.ts";

const within = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

describe("quantile", () => {
  const spreads: Distribution[] = [
    { kind: "uniform", low: -2, high: 3 },
    { kind: "normal", mean: 5, deviation: 2 },
    { kind: "truncated_normal", mean: 5, deviation: 2, low: 4, high: 9 },
    { kind: "lognormal", median: 3, deviation: 0.4 },
    { kind: "triangular", low: 1, mode: 2, high: 6 },
    { kind: "beta", a: 2, b: 3, low: 10, high: 20 },
    { kind: "discrete", values: [1, 4, 9], weights: [0.2, 0.3, 0.5] },
  ];

  it("never falls as the probability grows", () => {
    for (const spread of spreads) {
      let last = Number.NEGATIVE_INFINITY;
      for (let i = 1; i < 2000; i++) {
        const x = quantile(spread, i / 2000);
        expect(x).toBeGreaterThanOrEqual(last);
        last = x;
      }
    }
  });

  // The mean of the quantile function is the mean of the variable: closed forms of Johnson, Kotz and Balakrishnan (1994, 1995).
  it("has the means of the textbook", () => {
    const phi = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const means = [
      0.5,
      5,
      5 + (2 * (phi(-0.5) - phi(2))) / (0.9772498680518208 - 0.3085375387259869),
      3 * Math.exp(0.08),
      3,
      14,
      5.9,
    ];
    const steps = 20_000;
    for (const [i, spread] of spreads.entries()) {
      let sum = 0;
      for (let k = 0; k < steps; k++) sum += quantile(spread, (k + 0.5) / steps);
      // The midpoint rule cuts the unbounded tails a little.
      expect(Math.abs(sum / steps - means[i])).toBeLessThan(2e-4);
    }
  });

  it("turns at the mode of a triangle and stands still where there is no width", () => {
    expect(quantile({ kind: "triangular", low: 0, mode: 0, high: 1 }, 0.75)).toBe(0.5);
    expect(quantile({ kind: "triangular", low: 0, mode: 1, high: 1 }, 0.25)).toBe(0.5);
    expect(quantile({ kind: "triangular", low: 2, mode: 2, high: 2 }, 0.3)).toBe(2);
  });
});

describe("far tails", () => {
  const kinds: Distribution[] = [
    { kind: "truncated_normal", mean: 100, deviation: 1, low: 0, high: 1 },
    { kind: "truncated_normal", mean: -1e9, deviation: 1e-3, low: 0, high: 1 },
    { kind: "truncated_normal", mean: 100, deviation: 1e-320, low: 0, high: 1 },
    { kind: "truncated_normal", mean: 0.5, deviation: 1e300, low: 0, high: 1 },
    { kind: "truncated_normal", mean: 0.5, deviation: 1e-300, low: 0, high: 1 },
    { kind: "beta", a: 0.001, b: 0.001, low: 0, high: 1 },
    { kind: "beta", a: 1e6, b: 0.001, low: 0, high: 1 },
    { kind: "beta", a: 1e6, b: 1e6, low: 0, high: 1 },
    { kind: "triangular", low: 0, mode: 5e-201, high: 1e-200 },
    { kind: "triangular", low: 0, mode: 5e199, high: 1e200 },
    { kind: "triangular", low: 2, mode: 2, high: 2 },
    { kind: "uniform", low: 3, high: 3 },
    { kind: "lognormal", median: 1, deviation: 80 },
    { kind: "normal", mean: 0, deviation: 1 },
  ];
  it.each(kinds)("$kind is finite, within its bounds and never falls, at 0 and 1 too", (spread) => {
    let last = Number.NEGATIVE_INFINITY;
    for (const p of [0, 5e-324, 1e-300, 1e-16, 1e-6, 0.2, 0.5, 0.8, 1 - 1e-6, 1 - 2 ** -53, 1]) {
      const value = quantile(spread, p);
      expect([p, Number.isFinite(value), value >= last]).toEqual([p, true, true]);
      if ("low" in spread) expect([p, value >= spread.low && value <= spread.high]).toEqual([p, true]);
      last = value;
    }
  });

  it("small triangles keep their shape", () => {
    const small = quantile({ kind: "triangular", low: 0, mode: 5e-201, high: 1e-200 }, 0.1);
    within(small / 1e-200, quantile({ kind: "triangular", low: 0, mode: 0.5, high: 1 }, 0.1), 1e-12);
  });
});
