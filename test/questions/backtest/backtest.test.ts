import { expect, test } from "vitest";
import { type Account, judgeBacktest, pooled, summarise } from "../../../src/questions/backtest/backtest.ts";

/** An account that grows by 10 a year from 100 in 2000, half of it coal of one sector, half gas of another. */
const account: Account = new Map(
  Array.from({ length: 20 }, (_, i) => [
    2000 + i,
    new Map([
      ["steel", new Map([["coal", 50 + 5 * i]])],
      ["services", new Map([["gas", 50 + 5 * i]])],
    ]),
  ]),
);
const flat = (sector: string, carrier: string, value: number) => ({
  sector,
  carrier,
  values: new Float64Array(10).fill(value),
});
const judged = (later: Account = account) =>
  judgeBacktest({
    id: "toy",
    label: { en: "Toy", zh: "例" },
    account: later,
    gdp: new Map(Array.from({ length: 20 }, (_, i) => [2000 + i, 1.05 ** i])),
    from: 2010,
    to: 2019,
    since: 2005,
    observedDrivers: [flat("steel", "coal", 120), flat("services", "gas", 170)],
    extrapolatedDrivers: [flat("steel", "coal", 145), flat("services", "gas", 145)],
  });

test("yardsticks: persistence, the straight line and the trend of intensity", () => {
  const { predictions, base, observed } = judged();
  expect([base, observed]).toEqual([200, 290]);
  expect(predictions.persistence.value).toBe(200);
  // The account is a straight line, so its trend meets it.
  expect(predictions.trend.error).toBeCloseTo(0, 12);
  // Intensity moved by 200/150 over 1.05^5 in five years; 1.05^9 of GDP cancels with what it fell.
  expect(predictions.gdp_intensity.value).toBeCloseTo(200 * (200 / 150) ** (9 / 5), 9);
  expect(predictions.extrapolated_drivers.error).toBeCloseTo(0, 12);
});

test("errors by sector, by fuel and by cell: misses that cancel in the total are shown", () => {
  const { sectors, carriers, cells, predictions } = judged();
  expect(predictions.observed_drivers.value).toBe(290);
  expect(sectors.map(({ sector, observed, predicted }) => [sector, predicted - observed])).toEqual([
    ["steel", -25],
    ["services", 25],
  ]);
  expect(carriers).toHaveLength(2);
  expect(cells).toHaveLength(2);
});

test("no yardstick looks behind the base year", () => {
  const changed: Account = new Map(
    [...account].map(([year, sectors]) => [
      year,
      year <= 2010 ? sectors : new Map([["steel", new Map([["coal", 7 * year]])]]),
    ]),
  );
  const { predictions } = judged(changed);
  for (const [method, { value }] of Object.entries(predictions))
    expect(value, method).toBe(judged().predictions[method as keyof typeof predictions].value);
  expect(predictions.persistence.error).not.toBe(judged().predictions.persistence.error);
});

test("an account without the last year is refused", () => {
  expect(() => judged(new Map([...account].filter(([year]) => year < 2019)))).toThrow("the account of Toy has no 2019");
});

test("medians over regions and sums over sectors", () => {
  const tests = [judged(), judged()];
  expect(summarise(tests)[0]).toMatchObject({ method: "observed_drivers", regions: 2, median: 0, model_better: 0 });
  expect(pooled(tests, "sectors").map(({ observed }) => observed)).toEqual([290, 290]);
});
