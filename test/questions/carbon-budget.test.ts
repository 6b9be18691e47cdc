import { describe, expect, test } from "vitest";
import { budgetUse, intensityRoom, intensityRooms } from "../../src/questions/carbon-budget.ts";
import type { ScenarioRun } from "../../src/run/run.ts";
import { randomNumbers } from "../../src/statistics/random.ts";
import { annualSeries } from "../../src/statistics/series.ts";

describe("a budget of 250 against emissions of 100, 100, 100, 50, -20", () => {
  const series = annualSeries(2021, [100, 100, 100, 50, -20]);

  test("is used up half way through the third year, and overdrawn at the end", () => {
    const use = budgetUse(series, 2021, 250);
    expect(use).toMatchObject({
      from: 2021,
      to: 2025,
      exhausted: 2023.5,
      restored: undefined,
      left: -80,
      highest: 350,
    });
    expect(use.cumulative).toEqual([100, 200, 300, 350, 330]);
  });

  test("from a later year it lasts", () => {
    expect(budgetUse(series, 2023, 250)).toMatchObject({ exhausted: undefined, left: 120, highest: 150 });
  });

  test("negative emissions bring the sum back within a budget of 335", () => {
    expect(budgetUse(series, 2021, 335)).toMatchObject({ exhausted: 2024.7, restored: 2025, left: 5 });
  });

  test("emissions cross zero five sevenths into the last step", () => {
    expect(budgetUse(series, 2021).zero).toBeCloseTo(2024 + 50 / 70, 12);
    expect(budgetUse(series, 2021)).toMatchObject({ budget: undefined, left: undefined, exhausted: undefined });
  });

  test("years that are not there are refused", () => {
    expect(() => budgetUse(series, 2020, 250)).toThrow("there are years from 2021 to 2025, none is 2020");
    expect(() => budgetUse({ years: [2019, 2021], values: [1, 2] }, 2019)).toThrow("no emissions are known for 2020");
  });
});

test("zero counts only where it stays", () => {
  expect(budgetUse(annualSeries(2021, [5, -1, 3, 0, -2]), 2021).zero).toBe(2024);
  expect(budgetUse(annualSeries(2021, [5, -1, 3]), 2021).zero).toBeUndefined();
  expect(budgetUse(annualSeries(2021, [-5, -1, -3]), 2021).zero).toBe(2021);
});

test("a budget of what is emitted until some moment is used up at that moment", () => {
  const random = randomNumbers(3);
  for (let round = 0; round < 100; round++) {
    const values = Array.from({ length: 20 }, () => 10 + 100 * random());
    const moment = 20 * random();
    const whole = Math.floor(moment);
    const budget = values.slice(0, whole).reduce((sum, value) => sum + value, 0) + (moment - whole) * values[whole];
    expect(budgetUse(annualSeries(2021, values), 2021, budget).exhausted).toBeCloseTo(2021 + moment, 9);
  }
});

test("an intensity promise leaves at growth g what g and the fall make of the first year", () => {
  const emissions = annualSeries(2024, [90, 100, 100, 100]);
  const room = intensityRoom(emissions, 2025, 2027, 0.19, 0.1);
  // 0.9 of the intensity each year.
  expect(room.lastYear).toBeCloseTo(100 * (1.1 * 0.9) ** 2, 10);
  expect(room.allowed).toBeCloseTo(99 + 98.01, 10);
  expect(room.left).toBeCloseTo(99 + 98.01 - 200, 10);
});

describe("rooms of a run of 2024-2027 observed to 2025, whose GDP doubles and whose emissions stay", () => {
  const series = annualSeries(2024, [100, 100, 100, 100]);
  const judged = (kind: string, year: number, counts = true) => ({
    statement: { id: `${kind} ${year}` },
    target: { kind, year, quantity: { name: "fall" }, asked: 0.5 },
    // The run's own intensity falls by a quarter from the promise's base year to the promised year.
    result: { actual: 0.25 },
    counts,
  });
  const run = {
    layout: { allocate: { economy: { name: "gdp" }, promise: "fall" } },
    scenario: { baseYear: 2024, lastObserved: 2025 },
    boundaries: [
      { name: "energy", peak: {}, series },
      { name: "net", peak: undefined, series: undefined },
    ],
    planTargets: [
      judged("reduction", 2027),
      judged("level", 2027),
      judged("reduction", 2025),
      judged("reduction", 2026, false),
    ],
    values: () => [50, 100, 100, 200],
  } as unknown as ScenarioRun;

  test("are those of promises in force of a later year, less what fell before, a point about the run's own growth", () => {
    const [room, ...others] = intensityRooms(run);
    expect(others).toEqual([]);
    expect(room).toMatchObject({ statement: "reduction 2027", from: 2025, year: 2027 });
    // Half of the intensity of 2025 is the run's own of 2027, a third less than which is asked.
    expect(room.fall).toBeCloseTo(1 - (0.5 / 0.75) * 0.5, 12);
    expect(room.boundaries.map(({ boundary }) => boundary)).toEqual(["energy"]);
    const growths = room.boundaries[0].rooms.map(({ growth }) => growth);
    for (const [i, more] of [-0.01, 0, 0.01].entries()) expect(growths[i]).toBeCloseTo(Math.SQRT2 - 1 + more, 12);
  });

  test("are of what is asked at the growth that is given, and none where the model knows no GDP", () => {
    const [{ boundaries, ...room }] = intensityRooms(run, { year: 2026, share: 0.1 }, [0.05]);
    expect(room).toEqual({ from: 2025, year: 2026, fall: 0.1 });
    expect(boundaries[0].rooms[0].allowed).toBeCloseTo(100 * 1.05 * 0.9, 12);
    expect(intensityRooms({ ...run, layout: {} } as ScenarioRun, { year: 2026, share: 0.1 })).toEqual([]);
  });
});
