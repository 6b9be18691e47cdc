import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaQuantile, incompleteBeta, logGamma } from "../../../src/statistics/distributions/beta.ts";

const within = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

describe("logGamma", () => {
  // Gamma at 1/2 is the root of pi, at 1/4 3.625609908221908311930685 (OEIS A068466); at whole numbers it is a factorial,
  // of which those of Abramowitz and Stegun (1964), tables 6.3 and 6.4. The rest in 50-digit arithmetic.
  const values: [number, number][] = [
    [1e-300, 690.7755278982137],
    [0.001, 6.907178885383853],
    [0.25, 1.2880225246980774],
    [0.5, 0.5723649429247001],
    [1, 0],
    [2, 0],
    [2.5, 0.28468287047291918],
    [7, Math.log(720)],
    [10, 12.801827480081469],
    [100, 359.1342053695754],
    [1e6, 12815504.56914761],
  ];
  it.each(values)("of %d", (x, logarithm) => {
    expect(Math.abs(logGamma(x) - logarithm)).toBeLessThanOrEqual(4e-15 * Math.max(1, logarithm));
  });

  it("grows by the logarithm of x from x to x + 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (x) => {
        const [here, next] = [logGamma(x), logGamma(x + 1)];
        expect(Math.abs(next - here - Math.log(x))).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(next)));
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
