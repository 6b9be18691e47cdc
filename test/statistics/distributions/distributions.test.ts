import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaQuantile } from "../../../src/statistics/distributions/beta-quantile.ts";
import { type Distribution, quantile } from "../../../src/statistics/distributions/distributions.ts";
import { beyondEdge } from "../../../src/statistics/distributions/far-tail.ts";
import { incompleteBeta } from "../../../src/statistics/distributions/incomplete-beta.ts";
import { normalQuantile } from "../../../src/statistics/distributions/normal-quantile.ts";
import { truncatedNormalQuantile } from "../../../src/statistics/distributions/truncated-normal.ts";

const within = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

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

describe("betaQuantile", () => {
  // Computed by SciPy 1.17 (scipy.stats.beta.ppf, which rests on Boost).
  it("gives what SciPy gives", () => {
    const known: [number, number, number, number][] = [
      [2, 5, 1e-6, 0.00025828782935406356],
      [2, 5, 0.025, 0.043271868292741676],
      [2, 5, 0.5, 0.26444998329566005],
      [2, 5, 0.9, 0.5103163065514917],
      [0.5, 0.5, 1e-6, 2.46740110027031e-12],
      [0.5, 0.5, 0.9, 0.9755282581475768],
      [1, 3, 1e-6, 3.333334444445062e-7],
      [30, 70, 1e-6, 0.1198503924244407],
      [30, 70, 0.9, 0.359434740999984],
      [5, 1, 0.025, 0.4781762498950185],
    ];
    for (const [a, b, p, x] of known) within(betaQuantile(p, a, b), x, 1e-12);
  });

  it("is undone by the distribution function", () => {
    const shape = fc.double({ min: 0.3, max: 60, noNaN: true });
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, p) => {
        const x = betaQuantile(p, a, b);
        // Beside 1 the next number already has a probability that differs by more.
        if (x < 1 - 1e-9) expect(Math.abs(incompleteBeta(a, b, x) - p)).toBeLessThan(1e-9);
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

  it("small triangles keep their shape", () => {
    const small = quantile({ kind: "triangular", low: 0, mode: 5e-201, high: 1e-200 }, 0.1);
    within(small / 1e-200, quantile({ kind: "triangular", low: 0, mode: 0.5, high: 1 }, 0.1), 1e-12);
  });
});
