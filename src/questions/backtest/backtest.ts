import { linearRegression, linearRegressionLine, median } from "simple-statistics";
import { findPeak, type Peak } from "../../run/peak/peak.ts";
import type { Series } from "../../statistics/series.ts";
import { type Label, rangeError } from "../../text/problems.ts";
import type { FuelPath } from "./backtest-projection.ts";

/** Who made a prediction; the last three are yardsticks. */
export const methods = ["observed_drivers", "extrapolated_drivers", "persistence", "trend", "gdp_intensity"] as const;
export type Method = (typeof methods)[number];

/** An account by year, sector and carrier in Mt; a country's account has one sector and one carrier. */
export type Account = ReadonlyMap<number, ReadonlyMap<string, ReadonlyMap<string, number>>>;

export interface Prediction {
  readonly value: number;
  /** Relative to what was observed, with its sign; undefined where that was not above 0. */
  readonly error: number | undefined;
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
export interface Backtest {
  readonly id: string;
  readonly label: Label;
  readonly from: number;
  readonly to: number;
  readonly base: number;
  readonly observed: number;
  readonly predictions: Readonly<Record<Method, Prediction>>;
  /** Of the model with observed drivers; largest first in the last year's account. */
  readonly sectors: readonly CellError[];
  readonly carriers: readonly CellError[];
  /** By sector and carrier, largest miss first. */
  readonly cells: readonly CellError[];
  /** Every year of the window: the account (undefined where it has a gap) and the model. */
  readonly years: readonly {
    readonly year: number;
    readonly observed: number | undefined;
    readonly observed_drivers: number;
    readonly extrapolated_drivers: number;
  }[];
}

export interface BacktestInput {
  readonly id: string;
  readonly label: Label;
  readonly account: Account;
  readonly gdp: ReadonlyMap<number, number>;
  readonly from: number;
  readonly to: number;
  /** First year of the window that the past intensity trend is taken from. */
  readonly since: number;
  readonly observedDrivers: readonly FuelPath[];
  readonly extrapolatedDrivers: readonly FuelPath[];
}

/**
 * Sets predictions beside the account of the last year. Persistence says that nothing changes; the trend is the straight
 * line through the years up to the base year (least squares); GDP with intensity moves the base year by observed GDP and
 * the mean change of CO2 per GDP in the window before it. None of them sees a year of the account after the base year.
 *
 * @throws RangeError where the account lacks the base year or the last year.
 */
export function judgeBacktest(input: BacktestInput): Backtest {
  const { id, label, account, gdp, from, to, since } = input;
  const span = to - from;
  const total = (year: number): number | undefined => {
    const sectors = account.get(year);
    return sectors === undefined ? undefined : sumOf([...sectors.values()].flatMap((cells) => [...cells.values()]));
  };
  const base = total(from);
  const observed = total(to);
  if (base === undefined || observed === undefined)
    throw rangeError("country_account", { name: label.en, year: base === undefined ? from : to });

  const past = [...account.keys()].filter((year) => year <= from).map((year) => [year, total(year) as number]);
  const known = (year: number): number => gdp.get(year) as number;
  // No yearly rate leads from nothing, or to nothing.
  const isRated = (year: number): boolean => base > 0 && (total(year) as number) > 0;
  const first = past.map(([year]) => year).find((year) => year >= since && year < from && isRated(year)) ?? from;
  const intensity = (year: number): number => (total(year) as number) / known(year);
  const change = first === from ? 0 : Math.log(intensity(from) / intensity(first)) / (from - first);
  const at = (paths: readonly FuelPath[], year: number): number => sumOf(paths.map(({ values }) => values[year]));
  const values: Record<Method, number> = {
    observed_drivers: at(input.observedDrivers, span),
    extrapolated_drivers: at(input.extrapolatedDrivers, span),
    persistence: base,
    trend: linearRegressionLine(linearRegression(past))(to),
    gdp_intensity: base * (known(to) / known(from)) * Math.exp(change * span),
  };
  const cells = cellErrors(input);
  return {
    id,
    label,
    from,
    to,
    base,
    observed,
    predictions: Object.fromEntries(
      methods.map((method) => [method, { value: values[method], error: relativeError(values[method], observed) }]),
    ) as Record<Method, Prediction>,
    sectors: grouped(cells, "sector"),
    carriers: grouped(cells, "carrier"),
    cells,
    years: Array.from({ length: span + 1 }, (_, i) => ({
      year: from + i,
      observed: total(from + i),
      observed_drivers: at(input.observedDrivers, i),
      extrapolated_drivers: at(input.extrapolatedDrivers, i),
    })),
  };
}

/** How far a prediction was off, as a share of what came; undefined where that is not above 0. */
export function relativeError(predicted: number, observed: number): number | undefined {
  return observed > 0 ? predicted / observed - 1 : undefined;
}

/** How the methods did over many regions. */
export interface BacktestSummary {
  readonly method: Method;
  /** Those with an error. */
  readonly regions: number;
  /** Median and mean of the absolute relative errors, and the largest; undefined where no region has one. */
  readonly median: number | undefined;
  readonly mean: number | undefined;
  readonly largest: number | undefined;
  /** Regions in which the model with observed drivers is nearer to the account than this method. */
  readonly model_better: number;
}

export function summarise(tests: readonly Backtest[]): BacktestSummary[] {
  const size = (test: Backtest, method: Method): number => Math.abs(test.predictions[method].error ?? 0);
  // Whether what came is above 0 is one for all methods.
  const judged = tests.filter(({ predictions }) => predictions.persistence.error !== undefined);
  return methods.map((method) => {
    const errors = judged.map((test) => size(test, method));
    const isJudged = errors.length > 0;
    return {
      method,
      regions: errors.length,
      median: isJudged ? median(errors) : undefined,
      mean: isJudged ? sumOf(errors) / errors.length : undefined,
      largest: isJudged ? Math.max(...errors) : undefined,
      model_better: judged.filter((test) => size(test, "observed_drivers") < size(test, method)).length,
    };
  });
}

/** Sectors or carriers of all regions together. */
export function pooled(tests: readonly Backtest[], key: "sectors" | "carriers"): CellError[] {
  return grouped(
    tests.flatMap((test) => test[key]),
    key === "sectors" ? "sector" : "carrier",
  );
}

function cellErrors({ account, from, to, observedDrivers }: BacktestInput): CellError[] {
  const found = new Map<
    string,
    { sector: string; carrier: string; base: number; observed: number; predicted: number }
  >();
  const cell = (sector: string, carrier: string) => {
    const key = `${sector} ${carrier}`;
    const known = found.get(key) ?? { sector, carrier, base: 0, observed: 0, predicted: 0 };
    found.set(key, known);
    return known;
  };
  for (const [year, what] of [
    [from, "base"],
    [to, "observed"],
  ] as const)
    for (const [sector, carriers] of account.get(year) ?? [])
      for (const [carrier, mt] of carriers) cell(sector, carrier)[what] += mt;
  for (const { sector, carrier, values } of observedDrivers) cell(sector, carrier).predicted += values[to - from];
  return [...found.values()].sort((a, b) => Math.abs(b.predicted - b.observed) - Math.abs(a.predicted - a.observed));
}

function grouped(cells: readonly CellError[], key: "sector" | "carrier"): CellError[] {
  const names = [...new Set(cells.map((cell) => cell[key] as string))];
  return names
    .map((name) => {
      const own = cells.filter((cell) => cell[key] === name);
      const sum = (what: "base" | "observed" | "predicted"): number => sumOf(own.map((cell) => cell[what]));
      return { [key]: name, base: sum("base"), observed: sum("observed"), predicted: sum("predicted") };
    })
    .sort((a, b) => b.observed - a.observed);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A peak that somebody else found in the same history, by the definition that goes with it. */
export interface PublishedPeak {
  readonly peaked: boolean;
  /** Year of the highest value, and of the highest mean of five years around it. */
  readonly year: number;
  readonly year5: number;
}

/** What this package says of a history, and of the same history cut at `from` and carried on by a projection. */
export interface HistoryPeak {
  readonly id: string;
  readonly name: string;
  readonly peak: Peak;
  readonly projected?: Peak;
  readonly published?: PublishedPeak;
  /** Whether both say that it peaked, or both that it did not. */
  readonly agrees: boolean | undefined;
}

/** Sets the peak of a history beside a published one and beside that of a projection over its last years. */
export function historyPeak(
  id: string,
  name: string,
  history: Series,
  projected: Series | undefined,
  published: PublishedPeak | undefined,
): HistoryPeak {
  const peak = findPeak(history, { observed: true });
  return {
    id,
    name,
    peak,
    projected: projected === undefined ? undefined : findPeak(projected, { observed: true }),
    published,
    agrees: published === undefined ? undefined : published.peaked === (peak.status === "peaked"),
  };
}
