import { linearRegression, linearRegressionLine, median } from "simple-statistics";
import { findPeak } from "../../run/peak/peak.ts";
import type { Series } from "../../statistics/series.ts";
import { sumBy, sumOf } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import { type Label, rangeError } from "../../text/problems.ts";
import type { FuelPath } from "./backtest-projection.ts";
import type { Band } from "./forecast-band.ts";

/** Who made a prediction; the last three are yardsticks. */
export const methods = ["observed_drivers", "extrapolated_drivers", "persistence", "trend", "gdp_intensity"] as const;
/** Methods that are told what came of the drivers: they look back, and are no forecast. */
export const hindcasts: readonly Method[] = ["observed_drivers", "gdp_intensity"];
export type Method = (typeof methods)[number];

/** An account by year, sector and carrier in Mt; a country's account has one sector and one carrier. */
export type Account = ReadonlyMap<number, ReadonlyMap<string, ReadonlyMap<string, number>>>;

/** A value, and its error relative to what was observed, with its sign; undefined where that was not above 0. */
export type Prediction = Backtest["predictions"]["persistence"];

/** The methods of a test in their order. */
export function methodsOf(test: Backtest): Method[] {
  return methods.filter((method) => test.predictions[method] !== undefined);
}

/** A sector, a carrier or both of the account in the last year. */
export interface CellError {
  readonly sector?: string;
  readonly carrier?: string;
  readonly base: number;
  readonly observed: number;
  readonly predicted: number;
}

/** What was predicted for the last year from the base year on, beside what came. Mt CO2 a year. */
export type Backtest = ReturnType<typeof judgeBacktest>;

export interface BacktestInput {
  readonly id: string;
  readonly label: Label;
  readonly account: Account;
  /** Left out where the model itself is GDP with its past intensity, which needs no second name. */
  readonly gdp?: ReadonlyMap<number, number>;
  readonly from: number;
  readonly to: number;
  /** First year of the window that the past intensity trend is taken from. */
  readonly since: number;
  readonly observedDrivers: readonly FuelPath[];
  readonly extrapolatedDrivers: readonly FuelPath[];
  /** Around the forecast with extrapolated drivers, one a year from the base year on; where it is not told, undefined. */
  readonly bands?: readonly Band[];
}

/**
 * Sets predictions beside the account of the last year. Persistence says that nothing changes; the trend is the straight
 * line through the years up to the base year (least squares); GDP with intensity moves the base year by observed GDP and
 * the mean change of CO2 per GDP in the window before it. None of them sees a year of the account after the base year.
 *
 * @throws RangeError where the account lacks the base year or the last year.
 */
export function judgeBacktest(input: BacktestInput) {
  const { id, label, account, gdp, from, to, since, bands } = input;
  const span = to - from;
  const total = (year: number): number | undefined => {
    const sectors = account.get(year);
    const cells = sectors && [...sectors.values()].flatMap((carriers) => [...carriers.values()]);
    return cells && sumOf(cells);
  };
  const base = total(from);
  const observed = total(to);
  if (base === undefined || observed === undefined)
    throw rangeError("country_account", { name: label.en, year: base === undefined ? from : to });

  const past = [...account.keys()].filter((year) => year <= from).map((year) => [year, total(year) as number]);
  // No yearly rate leads from nothing, or to nothing.
  const isRated = (year: number): boolean => base > 0 && (total(year) as number) > 0;
  const first = past.map(([year]) => year).find((year) => year >= since && year < from && isRated(year)) ?? from;
  const byIntensity = (gdp: ReadonlyMap<number, number>): number => {
    const intensity = (year: number): number => (total(year) as number) / need(gdp, year);
    const change = first === from ? 0 : Math.log(intensity(from) / intensity(first)) / (from - first);
    return base * (need(gdp, to) / need(gdp, from)) * Math.exp(change * span);
  };
  const at = (paths: readonly FuelPath[], year: number): number => sumBy(paths, ({ values }) => values[year]);
  const predicted = (method: Method, value: number) => {
    const error = relativeError(value, observed);
    return { is: hindcasts.includes(method) ? "hindcast" : "forecast", value, error };
  };
  const cells = cellErrors(input);
  return {
    id,
    label,
    from,
    to,
    base,
    observed,
    predictions: {
      observed_drivers: predicted("observed_drivers", at(input.observedDrivers, span)),
      extrapolated_drivers: predicted("extrapolated_drivers", at(input.extrapolatedDrivers, span)),
      persistence: predicted("persistence", base),
      trend: predicted("trend", linearRegressionLine(linearRegression(past))(to)),
      ...(gdp === undefined ? {} : { gdp_intensity: predicted("gdp_intensity", byIntensity(gdp)) }),
    } satisfies Partial<Record<Method, unknown>>,
    /** Around the forecast with extrapolated drivers, and whether what came lies from p05 to p95 of it. */
    band: bands && { ...bands[span], in_band: observed >= bands[span].p05 && observed <= bands[span].p95 },
    /** Of the model with observed drivers; largest first in the last year's account. */
    sectors: grouped(cells, "sector"),
    carriers: grouped(cells, "carrier"),
    /** By sector and carrier, largest miss first. */
    cells,
    /** Every year of the window: the account (undefined where it has a gap) and the model. */
    years: Array.from({ length: span + 1 }, (_, i) => ({
      year: from + i,
      observed: total(from + i),
      observed_drivers: at(input.observedDrivers, i),
      extrapolated_drivers: at(input.extrapolatedDrivers, i),
      ...bands?.[i],
    })),
  };
}

/** How far a prediction was off, as a share of what came; undefined where that is not above 0. */
export function relativeError(predicted: number, observed: number): number | undefined {
  return observed > 0 ? predicted / observed - 1 : undefined;
}

/** How a method did over many regions. */
export type BacktestSummary = ReturnType<typeof summarise>[number];

export function summarise(tests: readonly Backtest[]) {
  const size = (test: Backtest, method: Method): number => Math.abs(test.predictions[method]?.error ?? 0);
  // Whether what came is above 0 is one for all methods.
  const judged = tests.filter(({ predictions }) => predictions.persistence.error !== undefined);
  return methods
    .filter((method) => tests.every((test) => methodsOf(test).includes(method)))
    .map((method) => {
      const errors = judged.map((test) => size(test, method));
      const isJudged = errors.length > 0;
      return {
        method,
        hindcast: hindcasts.includes(method),
        /** Those with an error. */
        regions: errors.length,
        /** Median and mean of the absolute relative errors, and the largest; undefined where no region has one. */
        median: isJudged ? median(errors) : undefined,
        mean: isJudged ? sumOf(errors) / errors.length : undefined,
        largest: isJudged ? Math.max(...errors) : undefined,
        /** Regions in which the model with observed drivers is nearer to the account than this method. */
        model_better: judged.filter((test) => size(test, "observed_drivers") < size(test, method)).length,
      };
    });
}

/** In how many regions the band of the forecast holds what came; undefined where none has a band. */
export function bandsHold(tests: readonly Backtest[]): { readonly inside: number; readonly of: number } | undefined {
  const bands = tests.flatMap(({ band }) => band ?? []);
  return bands.length === 0 ? undefined : { inside: bands.filter(({ in_band }) => in_band).length, of: bands.length };
}

/** Sectors or carriers of all regions together. */
export function pooled(tests: readonly Backtest[], key: "sectors" | "carriers"): CellError[] {
  const cells = tests.flatMap((test) => test[key]);
  return grouped(cells, key === "sectors" ? "sector" : "carrier");
}

function cellErrors({ account, from, to, observedDrivers }: BacktestInput) {
  const none = { base: 0, observed: 0, predicted: 0 };
  const cells = new Map<string, typeof none & { readonly sector: string; readonly carrier: string }>();
  const add = (sector: string, carrier: string, what: keyof typeof none, mt: number): void => {
    const key = `${sector} ${carrier}`;
    const cell = cells.get(key) ?? { sector, carrier, ...none };
    cell[what] += mt;
    cells.set(key, cell);
  };
  const years = { base: from, observed: to } as const;
  for (const what of ["base", "observed"] as const)
    for (const [sector, carriers] of account.get(years[what]) ?? [])
      for (const [carrier, mt] of carriers) add(sector, carrier, what, mt);
  for (const { sector, carrier, values } of observedDrivers) add(sector, carrier, "predicted", values[to - from]);
  const miss = ({ predicted, observed }: CellError): number => Math.abs(predicted - observed);
  return [...cells.values()].sort((a, b) => miss(b) - miss(a));
}

function grouped(cells: readonly CellError[], key: "sector" | "carrier"): CellError[] {
  const names = [...new Set(cells.map((cell) => cell[key]))];
  return names
    .map((name) => {
      const named = cells.filter((cell) => cell[key] === name);
      const sum = (what: "base" | "observed" | "predicted"): number => sumBy(named, (cell) => cell[what]);
      return { [key]: name, base: sum("base"), observed: sum("observed"), predicted: sum("predicted") };
    })
    .sort((a, b) => b.observed - a.observed);
}

/** A peak that somebody else found in the same history, by the definition that goes with it. */
export interface PublishedPeak {
  readonly peaked: boolean;
  /** Year of the highest value, and of the highest mean of five years around it. */
  readonly year: number;
  readonly year5: number;
}

/** What this package says of a history, and of the same history cut at `from` and carried on by a projection. */
export type HistoryPeak = ReturnType<typeof historyPeak>;

/** Sets the peak of a history beside a published one and beside that of a projection over its last years. */
export function historyPeak(
  id: string,
  name: string,
  history: Series,
  projected: Series | undefined,
  published: PublishedPeak | undefined,
) {
  const peak = findPeak(history, { observed: true });
  return {
    id,
    name,
    peak,
    projected: projected && findPeak(projected, { observed: true }),
    published,
    /** Whether both say that it peaked, or both that it did not. */
    agrees: published && published.peaked === (peak.status === "peaked"),
  };
}
