import { installedLibrary } from "../../files/installed.ts";
import {
  type Chance,
  type ChanceScore,
  type Forecast,
  type HorizonScore,
  longestHorizon,
  quantiles,
  scoreChances,
  scoreForecasts,
  trendYears,
} from "../../questions/backtest/dressed-forecast.ts";
import type { CountryHistory } from "../../regions/backtest/country-history.ts";
import { constant } from "../../report/tables/run-columns.ts";
import { percent, readable, spanText } from "../../report/text/number-text.ts";
import { type Row, right, textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { type CsvOptions, csvOf, named, namedIn } from "../../text/csv.ts";
import { formatProblem, InputError, type Problem, problem, usageError } from "../../text/problems.ts";
import { topOf } from "../../text/reader.ts";
import type { Terminal } from "../shell/terminal.ts";
import { countryTable, shippedForecaster } from "./run.ts";

/** Forecasts of the countries of a table from one origin or many, and how those did whose year is known. */
export interface ForecastReport {
  readonly kind: "forecasts";
  readonly from: readonly number[];
  readonly horizons: readonly number[];
  readonly forecasts: readonly Forecast[];
  readonly chances: readonly Chance[];
  readonly scores: readonly HorizonScore[];
  readonly chance_scores: readonly ChanceScore[];
  /** Countries that no forecast is made for, as too little is known of them. */
  readonly left_out: readonly { readonly id: string; readonly name: string }[];
  readonly left_out_cells: { readonly count: number; readonly first: readonly Problem[] };
}

const usualHorizons = [1, 5, 10, 15];

/** The forecasts that a table is asked for; without origins all from which there are any. */
export function forecastReport(
  terminal: Terminal,
  file: string,
  asked: { readonly from?: readonly number[] | undefined; readonly horizons?: readonly number[] | undefined },
): ForecastReport {
  const library = installedLibrary(terminal);
  const { countries, unread } = countryTable(library, file, "forecast");
  if (countries.length === 0 && unread.length > 0) throw new InputError(unread.slice(0, 5));
  if (countries.length === 0) throw new InputError([problem(topOf(file), "", "no_country", {})]);
  const method = shippedForecaster(library);
  const horizons = asked.horizons ?? usualHorizons;
  const wanted = asked.from === undefined ? undefined : new Set(asked.from);
  const originsOf = ({ years }: CountryHistory): number[] =>
    years.map(({ year }) => year).filter((year) => wanted?.has(year) ?? true);
  const each = countries.map((country) => {
    const origins = originsOf(country);
    return {
      country,
      forecasts: origins.flatMap((origin) => method.forecasts(country, origin, horizons)),
      chances: origins.flatMap((origin) => method.chances(country, origin)),
    };
  });
  const forecasts = each.flatMap((one) => one.forecasts);
  const chances = each.flatMap((one) => one.chances);
  if (forecasts.length === 0) {
    const from =
      asked.from === undefined ? "" : spanText({ from: asked.from[0], to: asked.from[asked.from.length - 1] });
    throw new InputError([problem(topOf(file), "", "backtest_no_forecast", { file, years: trendYears + 1, from })]);
  }
  return {
    kind: "forecasts",
    from: [...new Set(forecasts.map(({ from }) => from))].sort((a, b) => a - b),
    horizons,
    forecasts,
    chances,
    scores: scoreForecasts(forecasts),
    chance_scores: scoreChances(chances),
    left_out: each.filter((one) => one.forecasts.length === 0).map(({ country: { iso, name } }) => ({ id: iso, name })),
    left_out_cells: { count: unread.length, first: unread.slice(0, 5) },
  };
}

/** Years given to `--from` or numbers given to `--horizons`: `2010`, `1990,2000` or `1990-2015`, each once, ascending. */
export function numberSpans(option: string, text: string, least: number, most: number): number[] {
  const found = text.split(",").flatMap((part): number[] => {
    const [, first, last = first] = /^\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?$/.exec(part) ?? [];
    const [low, high] = [Number(first), Number(last)];
    if (first === undefined || low > high || low < least || high > most)
      throw usageError("option_spans", { option, text: part.trim(), least, most });
    return Array.from({ length: high - low + 1 }, (_, i) => low + i);
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

export const horizonsIn = (text: string): number[] => numberSpans("horizons", text, 1, longestHorizon);

/** forecasts.csv, chances.csv and scores.csv. */
export function forecastFiles(report: ForecastReport, options: CsvOptions): Map<string, string> {
  const { forecasts, chances, scores, chance_scores } = report;
  const names = Object.keys(quantiles) as (keyof typeof quantiles)[];
  const table = csvOf<Forecast>(
    {
      region: ({ iso }) => iso,
      ...named("name", "from", "to"),
      ...constant({ is: "forecast", unit: "Mt CO2/yr" }),
      ...named("base", ...names, "persistence", "straight_line", "own_trend"),
      ...Object.fromEntries(names.map((name) => [`random_walk_${name}`, (row: Forecast) => row.random_walk[name]])),
      ...named("errors", "observed", "crps", "random_walk_crps"),
    },
    forecasts,
    options,
  );
  const said = csvOf<Chance>(
    {
      region: ({ iso }) => iso,
      ...named("name", "from", "event", "years", "within", "probability", "random_walk", "at_record", "errors", "came"),
    },
    chances,
    options,
  );
  return new Map([
    ["forecasts.csv", table],
    ["chances.csv", said],
    ["scores.csv", csvOf(scoreColumns, scoreRows(scores, chance_scores), options)],
  ]);
}

/** One measure of one horizon or event. */
interface ScoreRow {
  readonly of: string;
  readonly years: number;
  readonly measure: string;
  readonly value: number | undefined;
  readonly n: number;
}

const scoreColumns = { ...namedIn((row: ScoreRow) => row, "of", "years", "measure", "value", "n") };

function scoreRows(scores: readonly HorizonScore[], chances: readonly ChanceScore[]): ScoreRow[] {
  return [
    ...scores.flatMap(({ horizon: years, n, ...measures }) =>
      Object.entries(measures).map(([measure, value]) => ({ of: "level", years, measure, value, n })),
    ),
    ...chances.flatMap((score): ScoreRow[] => {
      const { event: of, years, n, at_record, sure, never } = score;
      const row = (measure: string, value: number | undefined, count = n): ScoreRow => ({
        of,
        years,
        measure,
        value,
        n: count,
      });
      return [
        ...(["came", "brier", "base_rate_brier", "random_walk_brier", "log_loss", "random_walk_log_loss"] as const).map(
          (measure) => row(measure, score[measure]),
        ),
        ...score.reliability.flatMap(({ from, to, said, came, count }) => [
          row(`said_${from}_${to}`, said, count),
          row(`came_${from}_${to}`, came, count),
        ]),
        row("came_of_sure", sure.n === 0 ? undefined : sure.came / sure.n, sure.n),
        row("came_of_never", never.n === 0 ? undefined : never.came / never.n, never.n),
        row("said_at_record", at_record.said, at_record.n),
        row("came_at_record", at_record.came, at_record.n),
      ];
    }),
  ];
}

/** The most regions whose forecasts stand in a report; tables and JSON have them all. */
const MOST_SHOWN = 80;

/** Forecasts of one origin by region, the scores of what has come, and what is left out. */
export function forecastLines(report: ForecastReport, words: Words): string[] {
  const m = words.backtest;
  const f = m.forecasts;
  const { from, forecasts, chances, scores, chance_scores, left_out, left_out_cells } = report;
  const span = spanText({ from: from[0], to: from[from.length - 1] });
  const regions = new Set(forecasts.map(({ iso }) => iso)).size;
  const cells = left_out_cells.first[0];
  return [
    f.title(regions, span),
    `  ${f.basis}`,
    ...(from.length === 1 ? ["", f.levels, ...levelTable(forecasts, words)] : ["", f.many(forecasts.length)]),
    ...(from.length === 1 && chances.length > 0 ? ["", f.peaks, ...chanceTable(chances, words)] : []),
    ...(scores.length === 0 ? [] : ["", f.scores, ...scoreTable(scores, words)]),
    ...(chance_scores.length === 0
      ? []
      : ["", f.chanceScores, ...chanceScoreTable(chance_scores, words), ...recordLines(chance_scores, words)]),
    ...(left_out.length === 0 ? [] : ["", f.leftOut(words.commas(left_out.map(({ name }) => name)), trendYears + 1)]),
    ...(cells === undefined ? [] : ["", m.cells(left_out_cells.count, formatProblem(cells))]),
  ];
}

function levelTable(forecasts: readonly Forecast[], { backtest: m, common }: Words): string[] {
  const f = m.forecasts;
  return textTable(
    forecasts
      .slice(0, MOST_SHOWN)
      .map(
        (one): Row => [
          [common.region, one.name],
          right(f.year, String(one.to)),
          right(f.base, readable(one.base)),
          ...(["p05", "p25", "p50", "p75", "p95"] as const).map((name) =>
            right(percent(quantiles[name], 0), readable(one[name])),
          ),
          right(m.observed, one.observed === undefined ? "-" : readable(one.observed)),
          right(m.shortMethods.persistence, readable(one.persistence)),
          right(m.shortMethods.trend, readable(one.straight_line)),
          right(f.ownTrend, readable(one.own_trend)),
          right(f.randomWalk, `${readable(one.random_walk.p05)}-${readable(one.random_walk.p95)}`),
        ],
      ),
  );
}

/** A probability in whole per cents; what is nearer to nothing or to all than data can tell is an end. */
function chanceText(probability: number): string {
  if (probability > 0.95) return "> 95 %";
  if (probability < 0.05) return "< 5 %";
  return percent(probability, 0);
}

function chanceTable(chances: readonly Chance[], words: Words): string[] {
  const f = words.backtest.forecasts;
  const byRegion = new Map<string, Chance[]>();
  for (const chance of chances) byRegion.set(chance.iso, [...(byRegion.get(chance.iso) ?? []), chance]);
  return textTable(
    [...byRegion.values()]
      .slice(0, MOST_SHOWN)
      .map(
        (own): Row => [
          [words.common.region, own[0].name],
          ...own.map(({ event, years, probability, came }) =>
            right(
              f.events[event](years),
              `${chanceText(probability)}${came === undefined ? "" : ` ${came ? f.came : f.cameNot}`}`,
            ),
          ),
        ],
      ),
  );
}

function scoreTable(scores: readonly HorizonScore[], { backtest: m }: Words): string[] {
  const f = m.forecasts;
  const share = (value: number | undefined): string => (value === undefined ? "-" : percent(value, 1));
  return textTable(
    scores.map(
      (score): Row => [
        right(f.ahead, String(score.horizon)),
        right(f.count, String(score.n)),
        right(f.holds90, percent(score.holds_90, 0)),
        right(f.holds50, percent(score.holds_50, 0)),
        right(f.halfWidth, percent(score.half_width_90, 0)),
        right(f.crpsRatio, score.crps_ratio.toFixed(3)),
        right(f.error, share(score.error)),
        right(m.shortMethods.persistence, share(score.persistence_error)),
        right(m.shortMethods.trend, share(score.straight_line_error)),
        right(f.ownTrend, share(score.own_trend_error)),
      ],
    ),
  );
}

function chanceScoreTable(scores: readonly ChanceScore[], { backtest: { forecasts: f } }: Words): string[] {
  return textTable(
    scores.map(
      (score): Row => [
        [f.event, f.events[score.event](score.years)],
        right(f.count, String(score.n)),
        right(f.cameShare, percent(score.came, 0)),
        right("Brier", score.brier.toFixed(3)),
        right(f.baseRate, score.base_rate_brier.toFixed(3)),
        right(f.randomWalk, score.random_walk_brier.toFixed(3)),
        right(f.logLoss, score.log_loss.toFixed(3)),
        right(f.reliability, score.reliability.map(binText).join(" ")),
      ],
    ),
  );
}

function binText({ said, came, count }: ChanceScore["reliability"][number]): string {
  return `${(100 * said).toFixed(0)}>${(100 * came).toFixed(0)}(${count})`;
}

function recordLines(scores: readonly ChanceScore[], { backtest: { forecasts: f } }: Words): string[] {
  return scores.flatMap(({ event, years, at_record: { n, said, came } }) =>
    event === "peak_by" && years === 6 && said !== undefined && came !== undefined
      ? [`  ${f.atRecord(n, percent(said, 0), percent(came, 0))}`]
      : [],
  );
}
