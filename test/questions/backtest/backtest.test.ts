import { expect, test } from "vitest";
import {
  type Account,
  bandsHold,
  judgeBacktest,
  methodsOf,
  pooled,
  summarise,
} from "../../../src/questions/backtest/backtest.ts";
import {
  type EmissionHistory,
  type Forecast,
  forecaster,
  scoreChances,
  scoreForecasts,
} from "../../../src/questions/backtest/dressed-forecast.ts";
import { commonShare, fitEconomy } from "../../../src/questions/backtest/fit-economy.ts";
import { type Band, forecastBands } from "../../../src/questions/backtest/forecast-band.ts";
import { fitResidual, judgeResidual, volatilitySlope, walkWidth } from "../../../src/questions/backtest/residual.ts";
import { normalQuantile } from "../../../src/statistics/distributions/normal.ts";
import { randomNumbers } from "../../../src/statistics/random.ts";

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
const judged = (later: Account = account, bands?: readonly Band[]) =>
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
    bands,
  });

test("yardsticks: persistence, the straight line and the trend of intensity", () => {
  const { predictions, base, observed } = judged();
  expect([base, observed]).toEqual([200, 290]);
  expect(predictions.persistence.value).toBe(200);
  // The account is a straight line, so its trend meets it.
  expect(predictions.trend.error).toBeCloseTo(0, 12);
  // Intensity moved by 200/150 over 1.05^5 in five years; 1.05^9 of GDP cancels with what it fell.
  expect(predictions.gdp_intensity?.value).toBeCloseTo(200 * (200 / 150) ** (9 / 5), 9);
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
    expect(value, method).toBe(judged().predictions[method as keyof typeof predictions]?.value);
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

test("without a GDP of its own a test has no yardstick of it, and hindcasts are told apart", () => {
  const { gdp: _, ...rest } = {
    id: "toy",
    label: { en: "Toy", zh: "例" },
    account,
    gdp: undefined,
    from: 2010,
    to: 2019,
    since: 2005,
    observedDrivers: [flat("steel", "coal", 120)],
    extrapolatedDrivers: [flat("steel", "coal", 145)],
  };
  const test = judgeBacktest(rest);
  expect(methodsOf(test)).toEqual(["observed_drivers", "extrapolated_drivers", "persistence", "trend"]);
  expect(summarise([test]).map(({ method, hindcast }) => [method, hindcast])).toEqual([
    ["observed_drivers", true],
    ["extrapolated_drivers", false],
    ["persistence", false],
    ["trend", false],
  ]);
});

/** Twenty countries whose emissions grow by a rate of their own with a swing of their own, 1965-2023. */
const pool: EmissionHistory[] = Array.from({ length: 20 }, (_, i) => ({
  iso: `P${i}`,
  name: `Pool ${i}`,
  years: Array.from({ length: 59 }, (_, t) => ({
    year: 1965 + t,
    co2: 40 * Math.exp(0.002 * i * t + 0.05 * Math.sin(t * (0.3 + 0.07 * i))),
    population: 1e6 * 1.01 ** t,
  })),
}));
const settings = { trendShare: 0.4, volatilityExponent: 0.5 };
const cut = (history: EmissionHistory, last: number): EmissionHistory => ({
  ...history,
  years: history.years.filter(({ year }) => year <= last),
});
/** What was said, without what came. */
const said = ({ observed: _, crps: __, random_walk_crps: ___, ...forecast }: Forecast) => forecast;

test("a forecast sees no later year, of its own region or of the pool", () => {
  const now = forecaster(
    pool.map((history) => cut(history, 2005)),
    settings,
  );
  const later = forecaster(pool, settings);
  for (const history of pool.slice(0, 3)) {
    const then = cut(history, 2005);
    const forecasts = now.forecasts(then, 2005, [1, 5, 10]);
    expect(forecasts).toHaveLength(3);
    expect(later.forecasts(history, 2005, [1, 5, 10]).map(said)).toEqual(forecasts.map(said));
    const chances = now.chances(then, 2005);
    expect(chances).toHaveLength(7);
    expect(later.chances(history, 2005).map(({ came: _, ...chance }) => chance)).toEqual(
      chances.map(({ came: _, ...chance }) => chance),
    );
  }
});

test("a region learns nothing from itself, by code or by name, and nothing from years that were not its own", () => {
  const { forecasts } = forecaster(pool, settings);
  const [own] = pool;
  const others = forecaster(pool.slice(1), settings).forecasts(own, 2005, [5]);
  expect(forecasts(own, 2005, [5])).toEqual(others);
  expect(forecasts({ ...own, iso: "X" }, 2005, [5]).map(({ p05, errors }) => [p05, errors])).toEqual(
    others.map(({ p05, errors }) => [p05, errors]),
  );
  expect(forecasts({ ...own, iso: "X", name: "X" }, 2005, [5])[0].errors).toBeGreaterThan(others[0].errors);
  const young = forecaster(
    pool.map((member) => ({ ...member, ownSince: 1985 })),
    settings,
  ).forecasts(own, 2005, [5]);
  // Base years from 1995 on whose fifth year is known in 2005: six of nineteen countries, which is too few.
  expect(young).toEqual([]);
});

test("residents keep their trend and emissions per head a share of theirs; without errors that is all", () => {
  const even = (rate: number): EmissionHistory[] =>
    pool.map((member) => ({
      ...member,
      years: member.years.map((year, t) => ({ ...year, co2: 40 * Math.exp(rate * t) })),
    }));
  const [subject] = even(0.03);
  const residents = Math.log(1.01);
  // Each of the others grew as much beyond its own centre.
  const beyond = 0.6 * (0.03 - residents);
  const [forecast] = forecaster(even(0.03), settings).forecasts(subject, 2005, [10]);
  const centre = residents + 0.4 * (0.03 - residents);
  expect(Math.log(forecast.p50 / forecast.base)).toBeCloseTo(10 * (centre + beyond), 9);
  expect(forecast.own_trend).toBeCloseTo(forecast.base * Math.exp(0.3), 9);
  expect(forecast.p95).toBeCloseTo(forecast.p05, 9);
});

test("scores count what lies inside, below and above, and what came of chances", () => {
  const { forecasts, chances } = forecaster(pool, settings);
  const all = pool.flatMap((history) => [1995, 2000, 2005].flatMap((year) => forecasts(history, year, [5])));
  const [score] = scoreForecasts(all);
  expect(score.n).toBe(60);
  const inside = all.filter(({ observed = Number.NaN, p05, p95 }) => observed >= p05 && observed <= p95).length;
  expect(score.holds_90).toBe(inside / 60);
  expect(score.holds_90 + score.below + score.above).toBeCloseTo(1, 12);
  const [stands] = scoreChances(pool.flatMap((history) => chances(history, 2005)));
  expect(stands).toMatchObject({ event: "record_stands", years: 5, n: 20 });
  const standing = pool.filter(({ years }) => {
    const values = years.map(({ co2 }) => co2);
    return Math.max(...values.slice(0, 41)) >= Math.max(...values.slice(41, 46));
  });
  expect(stands.came).toBe(standing.length / 20);
});

test("moments of an economy: what is common to an origin, and even growth that errs nowhere", () => {
  expect(
    commonShare([
      [1, 1],
      [1, 3],
      [2, 5],
      [2, 7],
    ]),
  ).toBeCloseTo(7 / 9, 12);
  // Groups whose means differ by no more than chance have nothing in common.
  const random = randomNumbers(5);
  const alone = Array.from({ length: 520 }, (_, i) => [i % 40, normalQuantile(random() + 2 ** -33)] as const);
  expect(commonShare(alone)).toBeLessThan(0.03);
  const members = pool.map((member, i) => ({
    ...member,
    years: member.years.map((year, t) => ({
      ...year,
      co2: 2 * year.co2,
      gdp: 100 * Math.exp(0.02 * t + 0.01 * Math.sin(t * (0.4 + 0.05 * i))),
    })),
  }));
  const rows = new Map(fitEconomy(members, settings).map((row) => [row.name, row]));
  const { value = 0, low = 0, high = 0 } = rows.get("gdp_spread") ?? {};
  expect(low).toBeLessThanOrEqual(value);
  expect(high).toBeGreaterThanOrEqual(value);
  // Growth swings by at most 0.01 times 1.35 a year.
  expect(value).toBeLessThan(0.0135);
});

/** Errors of 30 regions from 12 origins, walks with steps of 5 %, a quarter of their variance common to all of a year. */
function walks(scale: (region: number) => number) {
  const random = randomNumbers(3);
  const score = () => normalQuantile(random() + 2 ** -33);
  const common = Array.from({ length: 12 }, score);
  return Array.from({ length: 30 }, (_, region) => {
    const own = Array.from({ length: 12 }, score);
    const step = (year: number) => 0.05 * scale(region) * (0.5 * common[year] + Math.sqrt(0.75) * own[year]);
    return Array.from({ length: 12 }, (_, origin) => {
      let sum = 0;
      return Array.from({ length: 12 - origin }, (_, i) => {
        sum += step(origin + i);
        const volatility = 0.07 * (1 + (region % 5) / 10);
        const known = { province: `${region}`, origin, horizon: i + 1, volatility };
        return { ...known, given_drivers: sum, forecast: 0 };
      });
    });
  }).flat(2);
}

test("the walk of the model's own error has the moments of the errors that it is fitted to", () => {
  const errors = walks(() => 1);
  const { spread, degrees, common, volatility } = fitResidual(errors, 0);
  // Twelve yearly draws of the common part leave a tenth of the spread open.
  expect(spread).toBeGreaterThan(0.04);
  expect(spread).toBeLessThan(0.06);
  expect(degrees).toBeGreaterThan(10);
  expect(common).toBeGreaterThan(0.1);
  expect(common).toBeLessThan(0.45);
  expect(volatility).toBeCloseTo(0.084, 12);
  const [one] = [{ ...fitResidual(errors, 0), degrees: 30, spread: 0.05 }];
  // Close to the normal distribution, by the root of the years.
  expect(walkWidth(one, 4, 0.9)).toBeCloseTo(0.1 * 1.645, 2);
});

test("errors that grow with own volatility are told from errors that do not", () => {
  const scaled = walks((region) => 1 + (region % 5) / 10);
  expect(volatilitySlope(scaled) - volatilitySlope(walks(() => 1))).toBeCloseTo(1, 6);
  // Scaled by it, all regions are alike.
  expect(fitResidual(scaled, 1).degrees).toBeGreaterThan(10);
});

test("a window is judged without its region and without windows that share a year with it", () => {
  const errors = walks(() => 1);
  const judge = (all: typeof errors) => judgeResidual(all, [11], 0);
  // From the first two origins eleven years ahead: only the first year, or the last, is apart from what is judged.
  const apart = (error: (typeof errors)[number]) => error.horizon === 1 && (error.origin === 0 || error.origin === 11);
  expect(judge(errors).n).toBe(60);
  expect(judge(errors.filter((error) => error.horizon === 11 || apart(error)))).toEqual(judge(errors));
  const doubled = errors.map((error) => (apart(error) ? { ...error, given_drivers: 2 * error.given_drivers } : error));
  expect(judge(doubled).factor).toBeCloseTo(judge(errors).factor / 2, 9);
});

const none = { gdp_persistence: 0.9, gdp_spread: 0, gdp_degrees: 6, intensity_persistence: 0.9, intensity_spread: 0 };
const volatile = { volatility: 0.07, forecast_volatility_exponent: 0.5 };
const noGrowth = { ...none, ...volatile, intensity_degrees: 6, correlation: -0.3, sector_share: 0.5, factor: 1 };
const still = { degrees: 30, spread: 0, volatility: 0.07, volatility_exponent: 0.5, common: 0 };
const forecast = [flat("steel", "coal", 120), flat("steel", "gas", 30), flat("services", "gas", 50)];

test("bands: none without errors, the walk's own width with it alone, wider with growth on top, the same for the same seed", () => {
  expect(forecastBands(noGrowth, still)(forecast, 0.07, 1).at(-1)).toEqual({
    p05: 200,
    p25: 200,
    p50: 200,
    p75: 200,
    p95: 200,
  });
  const walk = { ...still, spread: 0.05 };
  const width = (bands: readonly { p05: number; p95: number }[], year: number): number =>
    Math.log(bands[year].p95 / bands[year].p05) / 2;
  const own = forecastBands(noGrowth, walk)(forecast, 0.07, 1);
  // 2,000 runs: about 3 %.
  for (const year of [1, 4, 9]) expect(width(own, year) / walkWidth(walk, year, 0.9)).toBeCloseTo(1, 1);
  // Four times as volatile, by the root of it.
  expect(width(forecastBands(noGrowth, walk)(forecast, 0.28, 1), 9) / width(own, 9)).toBeCloseTo(2, 6);
  const grown = { ...noGrowth, gdp_spread: 0.02 };
  const both = forecastBands(grown, walk)(forecast, 0.07, 1);
  const growth = forecastBands(grown, still)(forecast, 0.07, 1);
  expect(width(forecastBands(grown, still)(forecast, 0.28, 1), 9) / width(growth, 9)).toBeCloseTo(2, 6);
  expect(width(both, 9) / Math.hypot(width(own, 9), width(growth, 9))).toBeCloseTo(1, 1);
  expect(forecastBands(grown, walk)(forecast, 0.07, 1)).toEqual(both);
  expect(width(forecastBands({ ...grown, factor: 0.5 }, still)(forecast, 0.07, 1), 9) / width(growth, 9)).toBeCloseTo(
    0.5,
    6,
  );
});

test("what came lies in the band or not, and a method that knows the drivers is a hindcast", () => {
  const bands = (p05: number, p95: number) =>
    Array.from({ length: 10 }, () => ({ p05, p25: p05, p50: p05, p75: p95, p95 }));
  const tests = [bands(200, 290), bands(200, 280)].map((given) => judged(account, given));
  expect(tests.map(({ band }) => band?.in_band)).toEqual([true, false]);
  expect(bandsHold(tests)).toEqual({ inside: 1, of: 2 });
  expect(bandsHold([judged()])).toBeUndefined();
  expect(Object.values(tests[0].predictions).map(({ is }) => is)).toEqual(
    "hindcast forecast forecast forecast hindcast".split(" "),
  );
});
