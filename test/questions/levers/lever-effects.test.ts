import { expect, test } from "vitest";
import { leverEffects } from "../../../src/questions/levers/lever-effects.ts";
import { annualSeries, type Series } from "../../../src/statistics/series.ts";

/** Emissions that rise by `growth` until the levers' yearly cuts outweigh it; a parabola 100 + a t - b t^2. */
function toy(active: readonly string[]): Map<string, Series> {
  const growth = 4 + (active.includes("heat") ? 1 : 0);
  const brake = 0.05 + (active.includes("wind") ? 0.15 : 0) + (active.includes("solar") ? 0.05 : 0);
  const values = Array.from({ length: 40 }, (_, t) => 100 + growth * t - brake * t * t);
  return new Map([
    ["assessed", annualSeries(2021, values)],
    [
      "net",
      annualSeries(
        2021,
        values.map((value) => value - 20),
      ),
    ],
  ]);
}

const result = leverEffects(["wind", "solar", "heat", "idle"], [2030, 2035, 2060, 2100], (packages) =>
  packages.map(toy),
);
const effect = (lever: string, boundary = "assessed") => {
  const found = result.effects.find((entry) => entry.lever === lever && entry.boundary === boundary);
  if (found === undefined) throw new Error(`no effect of ${lever}`);
  return found;
};

test("gives one entry per lever and boundary, in order", () => {
  expect(result.effects.map((entry) => `${entry.lever} ${entry.boundary}`)).toEqual([
    "wind assessed",
    "wind net",
    "solar assessed",
    "solar net",
    "heat assessed",
    "heat net",
    "idle assessed",
    "idle net",
  ]);
});

test("a lever alone and removed from the package do different things", () => {
  // Tops at growth / (2 brake): none 40 (past the horizon, counted as t = 40), solar 20, package 5 / 0.5 = 10.
  const { alone, in_package } = effect("solar");
  expect(alone.peak_year).toBeCloseTo(20 - 40, 9);
  expect(alone.censored).toBe(true);
  expect(in_package.peak_year).toBeCloseTo(5 / (2 * 0.25) - 5 / (2 * 0.2), 9);
  expect(in_package.censored).toBe(false);
});

test("emissions in a year and their sum follow from the parabola", () => {
  const { alone } = effect("wind");
  expect(alone.emissions.get(2030)).toBeCloseTo(-0.15 * 81, 9);
  expect(alone.emissions.get(2060)).toBeCloseTo(-0.15 * 39 * 39, 9);
  expect(alone.emissions.has(2100)).toBe(false);
  const squares = Array.from({ length: 40 }, (_, t) => t * t).reduce((sum, square) => sum + square, 0);
  expect(alone.cumulative).toBeCloseTo(-0.15 * squares, 6);
});

test("a lever may delay and raise the peak", () => {
  expect(effect("heat").in_package.peak_year).toBeGreaterThan(0);
  expect(effect("heat").in_package.peak_level).toBeGreaterThan(0);
});

test("a lever that does nothing changes nothing", () => {
  const { alone, in_package } = effect("idle");
  for (const change of [alone, in_package]) {
    expect(change).toMatchObject({ peak_year: 0, peak_level: 0, cumulative: 0 });
    expect([...change.emissions.values()]).toEqual([0, 0, 0]);
  }
});

test("a constant taken off moves no peak year", () => {
  expect(effect("wind", "net").alone.peak_year).toBeCloseTo(effect("wind").alone.peak_year, 9);
});

test("the total is the package against none, and takes 2n + 2 runs", () => {
  expect(result.total.get("assessed")?.peak_year).toBeCloseTo(10 - 40, 9);
  let runs = 0;
  leverEffects(["wind", "solar"], [], (packages) => {
    runs += packages.length;
    return packages.map(toy);
  });
  expect(runs).toBe(6);
});

test("without levers there is a total of nothing", () => {
  const none = leverEffects([], [2030], (packages) => packages.map(toy));
  expect(none.effects).toEqual([]);
  expect(none.total.get("net")).toMatchObject({ peak_year: 0, cumulative: 0 });
});
