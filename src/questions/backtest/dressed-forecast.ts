import { linearRegression, linearRegressionLine } from "simple-statistics";
import { exp, log } from "../../engine/program/elementary.ts";
import { normalQuantile } from "../../statistics/distributions/normal.ts";
import { uniformAt } from "../../statistics/points/draws.ts";
import {
  brierScore,
  crpsOfNormal,
  crpsOfSorted,
  logLoss,
  quantileOfSorted,
  reliability,
} from "../../statistics/scores.ts";
import { sumBy } from "../../statistics/sum.ts";

/** Emissions (Mt) and residents of a region by year, ascending. */
export interface EmissionHistory {
  readonly iso: string;
  readonly name: string;
  readonly years: readonly { readonly year: number; readonly co2: number; readonly population: number }[];
}

/** A region whose past errors may be learnt from; `ownSince` is the first year that is its own and not shared out. */
export interface PoolMember extends EmissionHistory {
  readonly ownSince?: number;
}

/** The two numbers of the method, fitted on the pool. */
export interface DressingSettings {
  /** How much of the own trend of emissions per head is carried on; residents keep all of theirs. */
  readonly trendShare: number;
  /** Power of the own volatility over that of the other region by which an error is stretched. */
  readonly volatilityExponent: number;
}

/** Years from which trend and volatility are taken. */
export const trendYears = 10;
export const longestHorizon = 20;
/** Errors that came in so many years before the origin are learnt from. */
const ERROR_WINDOW = 25;
/** With fewer errors nothing is said. */
const FEWEST_ERRORS = 100;
/** Nor with errors from fewer base years, as those of one year share the shocks of the world. */
const FEWEST_ORIGINS = 8;
/** The span of errors by which that is told for chances. */
const GATE_YEARS = 10;
/** No error is taken from a region below this, Mt: single plants make its path. */
const LEAST_EMISSIONS = 15;
/** A volatility below this (1/yr) counts as this much, since a smooth account says little about the future. */
const LEAST_VOLATILITY = 0.01;
/** Years behind the origin among which a peak is looked for. */
const peakWithin = 15;
/** Share of the record above which a region counts as standing at it. */
const AT_RECORD = 0.98;

/** What is known of a region at an origin; rates in logarithms a year. */
interface Start {
  readonly level: number;
  /** Own trend of emissions, and what is carried on of it. */
  readonly trend: number;
  readonly drift: number;
  /** Standard deviation of the yearly changes. */
  readonly volatility: number;
  readonly record: number;
}

/** Logarithms by year; none where a year is not known or not above 0. */
interface Logs {
  readonly co2: ReadonlyMap<number, number>;
  readonly population: ReadonlyMap<number, number>;
}

function logsOf({ years }: EmissionHistory): Logs {
  const logs = (of: (year: EmissionHistory["years"][number]) => number): Map<number, number> =>
    new Map(years.flatMap((year) => (of(year) > 0 ? [[year.year, log(of(year))] as const] : [])));
  return { co2: logs((year) => year.co2), population: logs((year) => year.population) };
}

/** Undefined where one of the eleven years up to the origin, or residents at either end, are not known. */
function startAt({ co2, population }: Logs, origin: number, { trendShare }: DressingSettings): Start | undefined {
  const values: number[] = [];
  for (let year = origin - trendYears; year <= origin; year++) {
    const value = co2.get(year);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const [before, now] = [population.get(origin - trendYears), population.get(origin)];
  if (before === undefined || now === undefined) return undefined;
  const level = values[trendYears];
  const trend = (level - values[0]) / trendYears;
  const residents = (now - before) / trendYears;
  let square = 0;
  for (let i = 1; i <= trendYears; i++) square += (values[i] - values[i - 1] - trend) ** 2;
  let record = level;
  for (const [year, value] of co2) if (year <= origin && value > record) record = value;
  return {
    level,
    trend,
    drift: residents + trendShare * (trend - residents),
    volatility: Math.max(LEAST_VOLATILITY, Math.sqrt(square / (trendYears - 1))),
    record,
  };
}

/** How far a region went from what its trend let expect, in the years after an origin that are known without a gap. */
interface PastError {
  readonly iso: string;
  readonly name: string;
  readonly origin: number;
  readonly volatility: number;
  readonly path: readonly number[];
}

function pastErrors(pool: readonly PoolMember[], settings: DressingSettings): PastError[] {
  return pool.flatMap((member) => {
    const logs = logsOf(member);
    const { iso, name, ownSince = Number.NEGATIVE_INFINITY } = member;
    return member.years.flatMap(({ year: origin, co2 }): PastError[] => {
      if (co2 < LEAST_EMISSIONS || origin < ownSince + trendYears) return [];
      const start = startAt(logs, origin, settings);
      if (start === undefined) return [];
      const path = knownPath(logs, origin, longestHorizon);
      return [
        {
          iso,
          name,
          origin,
          volatility: start.volatility,
          path: path.map((value, i) => value - start.level - start.drift * (i + 1)),
        },
      ];
    });
  });
}

/** The errors over so many years that had come by the origin, and not long before it. */
function known(errors: readonly PastError[], origin: number, years: number): PastError[] {
  return errors.filter(
    (error) =>
      error.path.length >= years && error.origin + years <= origin && error.origin + years > origin - ERROR_WINDOW,
  );
}

function knownPath({ co2 }: Logs, origin: number, most: number): number[] {
  const path: number[] = [];
  for (let year = origin + 1; year <= origin + most; year++) {
    const value = co2.get(year);
    if (value === undefined) break;
    path.push(value);
  }
  return path;
}

/** The quantiles that are told, per cent. */
export const quantiles = { p05: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const;
type Quantiles = Readonly<Record<keyof typeof quantiles, number>>;

/** A forecast for one year, Mt, and its scores where that year is known. */
export interface Forecast extends Quantiles {
  readonly iso: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly base: number;
  /** What other methods say. */
  readonly persistence: number;
  readonly straight_line: number;
  readonly own_trend: number;
  readonly random_walk: Quantiles;
  /** How many past errors of other regions it rests on. */
  readonly errors: number;
  readonly observed: number | undefined;
  /** Own yearly volatility at the origin. */
  readonly volatility: number;
  /** Continuous ranked probability scores of the logarithm; of the random walk with own drift and spread beside it. */
  readonly crps: number | undefined;
  readonly random_walk_crps: number | undefined;
}

/** What is said to come: that no year of the next ones lies above the record, or that the peak comes by then. */
export const events = ["record_stands", "peak_by"] as const;
export type PeakEvent = (typeof events)[number];

/** The events whose probability is told: the record stands so many years, the peak of the next fifteen comes by then. */
const askedEvents: readonly { readonly event: PeakEvent; readonly years: number }[] = [
  { event: "record_stands", years: 5 },
  { event: "record_stands", years: 10 },
  { event: "record_stands", years: 15 },
  { event: "peak_by", years: 1 },
  { event: "peak_by", years: 5 },
  { event: "peak_by", years: 6 },
  { event: "peak_by", years: 10 },
];

/** The probability of an event, and whether it came where that is known. */
export interface Chance {
  readonly iso: string;
  readonly name: string;
  readonly from: number;
  readonly event: PeakEvent;
  readonly years: number;
  /** Last year that counts. */
  readonly within: number;
  readonly probability: number;
  readonly random_walk: number;
  /** Whether the region stands within 2 % of its record. */
  readonly at_record: boolean;
  readonly base: number;
  readonly volatility: number;
  readonly errors: number;
  readonly came: boolean | undefined;
}

/** Forecasts and chances of regions at any origin. */
export type Forecaster = ReturnType<typeof forecaster>;

/**
 * Forecasts by "dressing": the region's residents keep their trend of ten years and its emissions per head a share of
 * theirs, and around that path lie the errors that the same rule made for the other regions of the pool, as far as they had
 * come by the origin and not more than 25 years before it, stretched by the own volatility. Nothing behind the origin is
 * looked at, nor an error of the region itself.
 */
export function forecaster(pool: readonly PoolMember[], settings: DressingSettings) {
  const errors = pastErrors(pool, settings);
  const kept = new Map<string, readonly PastError[]>();
  /** Many regions ask at the same origin. */
  const knownAt = (origin: number, years: number): readonly PastError[] => {
    const key = `${origin} ${years}`;
    const found = kept.get(key) ?? known(errors, origin, years);
    kept.set(key, found);
    return found;
  };
  const dressing = (history: EmissionHistory, start: Start, origin: number, years: number): number[][] =>
    knownAt(origin, years)
      .filter(({ iso, name }) => !isSame(iso, history.iso) && !isSame(name, history.name))
      .map(({ path, volatility }) => {
        const stretch = exp(settings.volatilityExponent * log(start.volatility / volatility));
        return path.slice(0, years).map((error) => error * stretch);
      });
  const isVaried = (origin: number, years: number): boolean =>
    new Set(knownAt(origin, years).map((error) => error.origin)).size >= FEWEST_ORIGINS;
  return {
    /** Forecasts for the years `origin + horizon` of each horizon; none where too little is known at the origin. */
    forecasts(history: EmissionHistory, origin: number, horizons: readonly number[]): Forecast[] {
      const logs = logsOf(history);
      const start = startAt(logs, origin, settings);
      if (start === undefined) return [];
      const line = straightLine(history, origin);
      const { iso, name } = history;
      return horizons.flatMap((horizon): Forecast[] => {
        const paths = dressing(history, start, origin, horizon);
        if (paths.length < FEWEST_ERRORS || !isVaried(origin, horizon)) return [];
        const centre = start.level + start.drift * horizon;
        const sorted = Float64Array.from(paths, (path) => centre + path[horizon - 1]).sort();
        const mean = start.level + start.trend * horizon;
        const spread = start.volatility * Math.sqrt(horizon);
        const came = logs.co2.get(origin + horizon);
        return [
          {
            iso,
            name,
            from: origin,
            to: origin + horizon,
            base: exp(start.level),
            ...quantilesOf((p) => exp(quantileOfSorted(sorted, p))),
            persistence: exp(start.level),
            straight_line: line(origin + horizon),
            own_trend: exp(mean),
            random_walk: quantilesOf((p) => exp(mean + spread * normalQuantile(p))),
            errors: paths.length,
            observed: came === undefined ? undefined : exp(came),
            volatility: start.volatility,
            crps: came === undefined ? undefined : crpsOfSorted(sorted, came),
            random_walk_crps: came === undefined ? undefined : crpsOfNormal(mean, spread, came),
          },
        ];
      });
    },
    /** Probabilities of the asked events, as shares of the paths with half a path more on either side. */
    chances(history: EmissionHistory, origin: number): Chance[] {
      const logs = logsOf(history);
      const start = startAt(logs, origin, settings);
      if (start === undefined || !isVaried(origin, GATE_YEARS)) return [];
      const { iso, name } = history;
      const { level, record, drift, trend, volatility } = start;
      const behind = knownPath(logs, origin, peakWithin);
      const walks = walkPaths().map((walk) => walk.map((step, i) => level + trend * (i + 1) + volatility * step));
      const made = new Map<number, number[][]>();
      return askedEvents.flatMap(({ event, years }): Chance[] => {
        const within = event === "record_stands" ? years : peakWithin;
        const paths =
          made.get(within) ??
          dressing(history, start, origin, within).map((path) =>
            path.map((error, i) => level + drift * (i + 1) + error),
          );
        made.set(within, paths);
        if (paths.length < FEWEST_ERRORS) return [];
        const comes = (path: readonly number[]): boolean => eventComes(event, years, within, record, path);
        const share = (all: readonly (readonly number[])[]): number =>
          (all.filter(comes).length + 0.5) / (all.length + 1);
        return [
          {
            iso,
            name,
            from: origin,
            event,
            years,
            within: origin + within,
            probability: share(paths),
            random_walk: share(walks),
            at_record: level >= record + log(AT_RECORD),
            base: exp(level),
            volatility,
            errors: paths.length,
            came: behind.length < within ? undefined : comes(behind),
          },
        ];
      });
    },
  };
}

/** Codes and names whatever their capitals, as tables write them. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whether the record stands for `years`, or the highest of the record and the years up to `within` comes by then. */
function eventComes(event: PeakEvent, years: number, within: number, record: number, path: readonly number[]): boolean {
  const top = highest(path, within);
  return top <= record || (event === "peak_by" && highest(path, years) >= top);
}

function highest(path: readonly number[], years: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < years; i++) if (path[i] > most) most = path[i];
  return most;
}

function quantilesOf(at: (p: number) => number): Quantiles {
  const { p05, p25, p50, p75, p95 } = quantiles;
  return { p05: at(p05), p25: at(p25), p50: at(p50), p75: at(p75), p95: at(p95) };
}

/** The straight line through all years up to the origin (least squares). */
function straightLine({ years }: EmissionHistory, origin: number): (year: number) => number {
  const past = years.filter(({ year }) => year <= origin).map(({ year, co2 }) => [year, co2]);
  return linearRegressionLine(linearRegression(past));
}

const WALKS = 1000;
let walksMade: number[][] | undefined;

/** Standard normal random walks of fifteen years, the same in every run. */
function walkPaths(): number[][] {
  walksMade ??= Array.from({ length: WALKS }, (_, run) => {
    let at = 0;
    return Array.from({ length: peakWithin }, (_, year) => {
      at += normalQuantile(uniformAt(1, run, year));
      return at;
    });
  });
  return walksMade;
}

/** How forecasts of one horizon did. */
export type HorizonScore = ReturnType<typeof scoreForecasts>[number];

/** Scores of the forecasts whose year is known, by horizon: shares, and CRPS and errors of the logarithm. */
export function scoreForecasts(forecasts: readonly Forecast[]) {
  const horizons = [...new Set(forecasts.map(({ from, to }) => to - from))].sort((a, b) => a - b);
  return horizons.flatMap((horizon) => {
    const judged = forecasts.flatMap((forecast) => {
      const { from, to, observed, crps, random_walk_crps } = forecast;
      if (to - from !== horizon || observed === undefined || crps === undefined || random_walk_crps === undefined)
        return [];
      return [{ ...forecast, observed, crps, random_walk_crps }];
    });
    const n = judged.length;
    if (n === 0) return [];
    type Judged = (typeof judged)[number];
    const share = (holds: (one: Judged) => boolean): number => judged.filter(holds).length / n;
    const mean = (of: (one: Judged) => number): number => sumBy(judged, of) / n;
    const middle = (of: (one: Judged) => number): number => quantileOfSorted(Float64Array.from(judged, of).sort(), 0.5);
    const error = (of: (one: Judged) => number): number | undefined =>
      judged.some((one) => of(one) <= 0) ? undefined : middle((one) => Math.abs(log(of(one) / one.observed)));
    const [crps, walk] = [mean((one) => one.crps), mean((one) => one.random_walk_crps)];
    return [
      {
        horizon,
        n,
        regions: new Set(judged.map(({ iso }) => iso)).size,
        holds_50: share(({ p25, p75, observed }) => observed >= p25 && observed <= p75),
        holds_90: share(({ p05, p95, observed }) => observed >= p05 && observed <= p95),
        below: share(({ p05, observed }) => observed < p05),
        above: share(({ p95, observed }) => observed > p95),
        /** Half the logarithm of p95 over p05, the median. */
        half_width_90: middle(({ p05, p95 }) => log(p95 / p05) / 2),
        crps,
        random_walk_crps: walk,
        crps_ratio: crps / walk,
        random_walk_holds_90: share(({ random_walk: { p05, p95 }, observed }) => observed >= p05 && observed <= p95),
        /** Median absolute errors of the logarithm. */
        error: error(({ p50 }) => p50),
        persistence_error: error(({ persistence }) => persistence),
        straight_line_error: error(({ straight_line }) => straight_line),
        own_trend_error: error(({ own_trend }) => own_trend),
      },
    ];
  });
}

/** Edges of the bins in which statements are held against what came. */
const edges = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1];
const SURE = 0.95;

/** How the probabilities of one event did. */
export type ChanceScore = ReturnType<typeof scoreChances>[number];

/** Scores of the probabilities whose event is decided, by event. */
export function scoreChances(chances: readonly Chance[]) {
  return askedEvents.flatMap(({ event, years }) => {
    const judged = chances.filter((one) => one.event === event && one.years === years && one.came !== undefined);
    const n = judged.length;
    if (n === 0) return [];
    const statements = judged.map(({ probability, came }) => ({ said: probability, came: came === true }));
    const walks = judged.map(({ random_walk, came }) => ({ said: random_walk, came: came === true }));
    const came = statements.filter((one) => one.came).length / n;
    const sure = statements.filter(({ said }) => said >= SURE);
    const never = statements.filter(({ said }) => said <= 1 - SURE);
    const near = judged.filter(({ at_record }) => at_record);
    return [
      {
        event,
        years,
        n,
        regions: new Set(judged.map(({ iso }) => iso)).size,
        came,
        brier: brierScore(statements) as number,
        base_rate_brier: came * (1 - came),
        random_walk_brier: brierScore(walks) as number,
        log_loss: logLoss(statements) as number,
        random_walk_log_loss: logLoss(walks) as number,
        reliability: reliability(statements, edges),
        /** Statements of 95 % and more, and of 5 % and less: how many, and how many came. */
        sure: { n: sure.length, came: sure.filter((one) => one.came).length },
        never: { n: never.length, came: never.filter((one) => one.came).length },
        /** Of regions within 2 % of their record: what was said on average, and how many came. */
        at_record: {
          n: near.length,
          said: near.length === 0 ? undefined : sumBy(near, ({ probability }) => probability) / near.length,
          came: near.length === 0 ? undefined : near.filter((one) => one.came).length / near.length,
        },
      },
    ];
  });
}
