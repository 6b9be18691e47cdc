import { expect, test } from "vitest";
import { type History, splice, spliceStep } from "../../src/run/spliced.ts";
import { annualSeries } from "../../src/statistics/series.ts";

const history: History = { series: { years: [2005, 2018, 2019], values: [100, 195, 200] }, estimated: new Set() };
const projection = annualSeries(2021, [220, 230]);

test("history and projection follow each other, gaps stay gaps", () => {
  expect(splice(history, 2021, [220, 230])).toEqual({
    years: [2005, 2018, 2019, 2021, 2022],
    values: [100, 195, 200, 220, 230],
  });
  expect(splice(undefined, 2021, [220, 230])).toEqual(projection);
});

test("the step runs from the last year of history, or lies between two accounts of the base year", () => {
  expect(spliceStep(history, projection, 0.05)).toEqual({
    from: 2019,
    to: 2021,
    step: 220 / 200 - 1,
    uncertainty: 0.05,
    one_series: false,
  });
  expect(spliceStep({ ...history, inBaseYear: 215 }, projection, 0.05)).toMatchObject({
    from: 2021,
    to: 2021,
    one_series: true,
  });
});

test("no step from zero or less, and no claim without a known uncertainty", () => {
  const zero: History = { ...history, series: { years: [2019], values: [0] } };
  expect(spliceStep(zero, projection, 0.5)).toMatchObject({ step: undefined, one_series: false });
  const negative: History = { ...history, series: { years: [2019], values: [-200] } };
  expect(spliceStep(negative, projection, 5)).toMatchObject({ step: undefined, one_series: false });
  expect(spliceStep({ ...history, inBaseYear: 220 }, projection, undefined).one_series).toBe(false);
});
