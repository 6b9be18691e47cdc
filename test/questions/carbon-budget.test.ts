import { describe, expect, test } from "vitest";
import { budgetUse } from "../../src/questions/carbon-budget.ts";
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
