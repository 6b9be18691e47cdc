import { describe, expect, test } from "vitest";
import { moveInput, positionOf, type UncertainInput, uncertainInputs } from "../../src/run/uncertain-inputs.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { layeredLibrary } from "../../src/text/library.ts";
import { shippedLibrary, shippedRun } from "../shipped-runs.ts";

const { scenario } = shippedRun("zhejiang/policy");
const inputs = uncertainInputs(scenario);
const named = (name: string) => inputs.find((input) => input.name === name) ?? expect.fail(name);

describe("the inputs of Zhejiang that have a low and a high", () => {
  test("have names of their own, and a range around the number they run on", () => {
    expect(inputs.length).toBeGreaterThan(100);
    expect(new Set(inputs.map(({ name }) => name)).size).toBe(inputs.length);
    for (const { parameter, at, low, middle, high, widest } of inputs) {
      const base = scenario.base.values.get(parameter.name) ?? expect.fail(parameter.name);
      for (let i = 0; i < at.length; i++) {
        expect(middle[i]).toBe(base[at[i]]);
        expect(low[i]).toBeLessThanOrEqual(middle[i]);
        expect(high[i]).toBeGreaterThanOrEqual(middle[i]);
        expect(high[i] - low[i]).toBeLessThanOrEqual(high[widest] - low[widest]);
      }
    }
  });

  test("are neither structural nor shares of a sum", () => {
    for (const { parameter } of inputs) expect([parameter.structural, parameter.shares]).toEqual([false, undefined]);
  });

  test("cells of one row of a table move together", () => {
    const { cells, low, middle, high, widest } = named("activity_elasticity.heavy");
    expect(cells.length).toBeGreaterThan(2);
    expect([low[widest], middle[widest], high[widest]]).toEqual([0.67, 0.84, 1]);
  });
});

describe("a path over years", () => {
  // Between 2030 (no range) and 2040 (16 to 30) and beyond.
  const file = `extends: reference
title: {en: Range, zh: 区间}
assume:
  national_population: {2021: 1412 1e6 person, 2030: 1390 1e6 person, 2040: {value: 1300 1e6 person, low: 1200 1e6 person, high: 1330 1e6 person}}
`;
  const library = layeredLibrary(shippedLibrary, new Map([["scenarios/zhejiang/range.yaml", file]]));
  const own = composeScenario(library, scenario.model, "zhejiang/range");
  const input = uncertainInputs(own).find(({ name }) => name === "national_population") ?? expect.fail();
  const at = (year: number, numbers: Float64Array) => numbers[input.at.indexOf(year - own.baseYear)];

  test("moves as a whole, years between two dates with them, and what stands fast stays", () => {
    expect(input.at.indexOf(2030 - own.baseYear)).toBe(-1);
    // The path is smooth: at the middle of the two dates it stands near the mean of both, with the range of the later one.
    const [low, middle, high] = [at(2035, input.low), at(2035, input.middle), at(2035, input.high)];
    for (const [value, mean] of [
      [low, 1295],
      [middle, 1345],
      [high, 1360],
    ])
      expect(Math.abs(value / mean - 1)).toBeLessThan(0.01);
    expect([low, middle, high]).toEqual([low, middle, high].sort((a, b) => a - b));
    expect([at(2060, input.low), at(2060, input.high)]).toEqual([1200, 1330]);
    expect(input.year).toBeGreaterThanOrEqual(2040);
    expect(input.given.high).toBe(1330);
  });

  test("an assumption without a range takes the region's range away", () => {
    const fixed = layeredLibrary(
      shippedLibrary,
      new Map([["scenarios/zhejiang/range.yaml", file.replace(/\{value.*?person\}/, "1300 1e6 person")]]),
    );
    const names = uncertainInputs(composeScenario(fixed, scenario.model, "zhejiang/range")).map(({ name }) => name);
    expect(names).not.toContain("national_population");
  });
});

describe("moving an input", () => {
  const input: UncertainInput = {
    ...named("activity_elasticity.heavy"),
    at: Int32Array.from([0, 2]),
    low: Float64Array.from([1, 10]),
    middle: Float64Array.from([2, 20]),
    high: Float64Array.from([4, 50]),
    widest: 1,
  };
  const moved = (position: number) => {
    const values = Float64Array.from([2, 7, 20]);
    moveInput(input, position, values);
    return [...values];
  };

  test("takes it to the same place between each low, value and high", () => {
    expect(moved(0)).toEqual([2, 7, 20]);
    expect(moved(-1)).toEqual([1, 7, 10]);
    expect(moved(1)).toEqual([4, 7, 50]);
    expect(moved(0.5)).toEqual([3, 7, 35]);
    expect(moved(-0.25)).toEqual([1.75, 7, 17.5]);
    expect(() => moved(1.2)).toThrow("a position from -1 to 1 is needed, not 1.2");
  });

  test("a number drawn at its widest place gives the position", () => {
    expect([10, 15, 20, 35, 50, 99].map((value) => positionOf(input, value))).toEqual([-1, -0.5, 0, 0.5, 1, 1]);
  });
});
