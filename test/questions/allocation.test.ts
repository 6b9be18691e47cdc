import { describe, expect, test } from "vitest";
import { type Asked, allocate, allocationRules, intensityFall, type Member } from "../../src/questions/allocation.ts";
import { randomNumbers } from "../../src/statistics/random.ts";
import { annualSeries } from "../../src/statistics/series.ts";

const flat = (value: number, years = 41): number[] => Array.from({ length: years }, () => value);
const member = (emissions: number[], gdp: number, residents: number): Member => ({
  emissions: annualSeries(2020, emissions),
  gdp: annualSeries(
    2020,
    flat(gdp).map((value, i) => value * 1.05 ** i),
  ),
  residents: annualSeries(2020, flat(residents)),
});

describe("120 shared out between a rich region of 100 and a poor one of 50", () => {
  const rich = member(flat(100), 80, 10);
  const poor = member(flat(50), 10, 10);
  const { byRule } = allocate([rich, poor], { kind: "level", year: 2030, amount: 120 }, 2025);

  test("by each rule as worked out by hand", () => {
    expect(byRule.equal_fall).toEqual([80, 40]);
    expect(byRule.emissions).toEqual([80, 40]);
    expect(byRule.gdp[0]).toBeCloseTo((120 * 8) / 9, 12);
    expect(byRule.residents).toEqual([60, 60]);
    // A fifth of the way from two thirds to one half.
    expect(byRule.convergence[0]).toBeCloseTo(120 * (0.8 * (2 / 3) + 0.2 * 0.5), 12);
    // 30 to avoid by 100 x 2 against 50 x 1.
    expect(byRule.capability[0]).toBeCloseTo(100 - 24, 12);
    expect(byRule.capability[1]).toBeCloseTo(50 - 6, 12);
  });

  test("where nothing is to be avoided, ability to pay keeps the scenario's shares", () => {
    const found = allocate([rich, poor], { kind: "level", year: 2030, amount: 300 }, 2025);
    expect(found.byRule.capability).toEqual([200, 100]);
  });
});

test("every rule adds up to the total, for all that may be asked, and equal falls are equal", () => {
  const random = randomNumbers(7);
  const draw = (low: number, high: number) => low + (high - low) * random();
  for (let round = 0; round < 60; round++) {
    const members = Array.from({ length: 2 + Math.floor(draw(0, 12)) }, () =>
      member(
        flat(0).map(() => draw(1, 900)),
        draw(1, 500),
        draw(0.5, 120),
      ),
    );
    const asked: Asked[] = [
      { kind: "level", year: 2035, amount: draw(10, 9000) },
      { kind: "fall", year: 2035, share: draw(-0.5, 0.9) },
      { kind: "intensity", year: 2030, share: draw(-0.2, 0.9) },
      { kind: "budget", year: 2040, amount: draw(10, 90_000) },
    ];
    for (const one of asked) {
      const found = allocate(members, one, 2025, 2050);
      for (const rule of allocationRules) {
        const sum = found.byRule[rule].reduce((all, amount) => all + amount, 0);
        expect(Math.abs(sum / found.total - 1)).toBeLessThan(1e-9);
      }
      if (found.total > 0) for (const amount of found.byRule.capability) expect(amount).toBeGreaterThanOrEqual(-1e-9);
      const falls = found.byRule.equal_fall.map((amount, i) =>
        one.kind === "intensity" ? (intensityFall(found, i, amount) ?? 0) : 1 - amount / found.base[i],
      );
      for (const fall of falls) expect(fall).toBeCloseTo(falls[0], 9);
      if (one.kind === "intensity") expect(falls[0]).toBeCloseTo(one.share, 9);
    }
  }
});

test("from the year of convergence on all have the same a head", () => {
  const members = [member(flat(100), 10, 3), member(flat(5), 10, 9)];
  const { byRule } = allocate(members, { kind: "level", year: 2050, amount: 60 }, 2025, 2045);
  expect(byRule.convergence[0] / 3).toBeCloseTo(byRule.convergence[1] / 9, 12);
});

test("a member without emissions and years out of order are refused", () => {
  const members = [member(flat(100), 10, 3), member(flat(-1), 10, 9)];
  const asked: Asked = { kind: "fall", year: 2030, share: 0.1 };
  expect(() => allocate(members, asked, 2025)).toThrow("member 1 emits -1 in 2025");
  expect(() => allocate(members, asked, 2030)).toThrow("nothing is shared out for 2030, which is not after 2030");
});
