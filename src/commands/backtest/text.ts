import {
  type Backtest,
  bandsHold,
  type CellError,
  type HistoryPeak,
  methodsOf,
  type PublishedPeak,
  pooled,
  relativeError,
} from "../../questions/backtest/backtest.ts";
import { powerSector } from "../../questions/backtest/backtest-projection.ts";
import { quantiles } from "../../questions/backtest/dressed-forecast.ts";
import type { Band } from "../../questions/backtest/forecast-band.ts";
import { fixed, percent, readable, signed, spanText } from "../../report/text/number-text.ts";
import { type Cell, type Row, right, textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { wording } from "../../report/words/wording.ts";
import { formatProblem, type Label } from "../../text/problems.ts";
import type { BacktestReport } from "./run.ts";

/** The words of the report, and the names of sectors and carriers. */
type Named = Words["backtest"] & { readonly labels: Readonly<Record<string, Label>> };

/** One region in detail, or many in one table with their medians and where the model did worse than persistence. */
export function backtestLines(report: BacktestReport, words: Words): string[] {
  const m = { ...words.backtest, labels: report.labels };
  const { tests, kind, from, to, since } = report;
  const name = tests.length === 1 ? words.say(tests[0].label) : m.all(tests.length, kind);
  return [
    m.title(name, from, to),
    `  ${m.basis[kind]} ${m.window(since, from)}`,
    ...(kind === "countries" ? [`  ${m.tautology}`] : []),
    ...(report.trend_share === undefined ? [] : [`  ${m.carriedOn(percentOf(report.trend_share, 0))}`]),
    "",
    ...(tests.length === 1 ? oneRegion(tests[0], kind, m, words) : manyRegions(report, m, words)),
    ...peakLines(report, m, words),
    ...leftOutLines(report, m, words),
  ];
}

/** The most countries that a report names as left out; JSON has them all. */
const MOST_NAMED = 50;

function leftOutLines({ left_out, left_out_cells }: BacktestReport, m: Named, words: Words): string[] {
  const worded = wording(words);
  const [first] = left_out_cells.first;
  const lines = left_out.slice(0, MOST_NAMED).map(({ reason }) => worded(reason));
  if (left_out.length > MOST_NAMED) lines.push(m.more(left_out.length - MOST_NAMED));
  if (first !== undefined)
    lines.push(m.cells(left_out_cells.count, formatProblem({ ...first, message: worded(first) })));
  return lines.length === 0 ? [] : ["", m.leftOut, ...lines.map((line) => `  ${line}`)];
}

function oneRegion(test: Backtest, kind: BacktestReport["kind"], m: Named, words: Words): string[] {
  const row = (method: string, value: number, error: string): Row => [
    [m.method, method],
    right(test.from, readable(test.base)),
    right(test.to, readable(value)),
    right(m.error, error),
  ];
  const lines = textTable([
    row(m.observed, test.observed, ""),
    ...methodsOf(test).flatMap((method) => {
      const prediction = test.predictions[method];
      return prediction === undefined ? [] : [row(m.methods[method], prediction.value, share(prediction.error))];
    }),
  ]);
  if (kind === "countries") return lines;
  return [
    ...lines,
    ...bandLine(test, m),
    "",
    m.bySector,
    ...errorTable(test.sectors, test, words.common.sector, m, words),
    "",
    m.byFuel,
    ...errorTable(test.carriers, test, m.fuel, m, words),
    "",
    `${m.misses} (${m.largestMisses}, Mt)`,
    `  ${missText(test.cells.slice(0, 6), m, words)}`,
  ];
}

function bandLine({ band }: Backtest, m: Named): string[] {
  return band === undefined ? [] : [`  ${m.forecastBand}: ${bandText(band)}; ${m.inBand}: ${m.isInBand(band.in_band)}`];
}

function bandText({ p05, p95 }: Band): string {
  return `${readable(p05)}-${readable(p95)}`;
}

function manyRegions(report: BacktestReport, m: Named, words: Words): string[] {
  const { tests, summary, from, to } = report;
  const rows = tests.map(
    (test): Row => [
      [words.common.region, words.say(test.label)],
      right(from, readable(test.base)),
      right(to, readable(test.observed)),
      ...methodsOf(test).map((method) => right(m.shortMethods[method], share(test.predictions[method]?.error))),
      ...intervalCells(report, test),
      ...(test.band === undefined
        ? []
        : [right(m.forecastBand, bandText(test.band)), right(m.inBand, m.isInBand(test.band.in_band))]),
    ],
  );
  const overall = summary.map(
    ({ method, median, mean, largest, model_better, regions }): Row => [
      [m.method, m.methods[method]],
      right(m.median, percentOf(median)),
      right(m.mean, percentOf(mean)),
      right(m.largest, percentOf(largest)),
      right(m.hindcastNearer, method === "observed_drivers" ? "" : `${model_better}/${regions}`),
    ],
  );
  return [
    ...textTable(rows),
    "",
    ...textTable(overall),
    ...bandsLine(tests, m),
    ...(report.kind === "countries" ? [] : pooledLines(report, m, words)),
    ...worseLines(report, m, words),
  ];
}

/** The 90 % interval of a country's forecast, where one can be told for any. */
function intervalCells({ forecasts }: BacktestReport, { id }: Backtest): Cell[] {
  if (forecasts.length === 0) return [];
  const own = forecasts.find(({ iso }) => iso === id);
  return (["p05", "p95"] as const).map((name) =>
    right(percent(quantiles[name], 0), own === undefined ? "-" : readable(own[name])),
  );
}

function bandsLine(tests: readonly Backtest[], m: Named): string[] {
  const inside = bandsHold(tests);
  return inside === undefined ? [] : ["", `  ${m.bandHolds(inside.inside, inside.of)}`];
}

function pooledLines({ tests, from, to }: BacktestReport, m: Named, words: Words): string[] {
  return [
    "",
    m.bySectorPooled,
    ...errorTable(pooled(tests, "sectors"), { from, to }, words.common.sector, m, words),
    "",
    m.byFuelPooled,
    ...errorTable(pooled(tests, "carriers"), { from, to }, m.fuel, m, words),
  ];
}

/** Regions in which persistence was nearer, with the cells that the model missed by most. */
function worseLines({ tests, kind }: BacktestReport, m: Named, words: Words): string[] {
  const worse = tests.filter(
    ({ predictions: { observed_drivers, persistence } }) =>
      persistence.error !== undefined &&
      observed_drivers.error !== undefined &&
      Math.abs(persistence.error) < Math.abs(observed_drivers.error),
  );
  if (worse.length === 0) return [];
  const last = kind === "countries" ? "" : `${m.misses} (${m.largestMisses}, Mt)`;
  const rows = worse.map(
    ({ label, predictions, cells }): Row => [
      [words.common.region, words.say(label)],
      right(m.hindcast, share(predictions.observed_drivers.error)),
      right(m.shortMethods.persistence, share(predictions.persistence.error)),
      [last, kind === "countries" ? "" : missText(cells.slice(0, 3), m, words)],
    ],
  );
  return ["", m.worse(worse.length), ...textTable(rows)];
}

function errorTable(
  cells: readonly CellError[],
  { from, to }: { from: number; to: number },
  title: string,
  m: Named,
  words: Words,
): string[] {
  return textTable(
    cells.map((cell) => [
      [title, nameOf(cell, m, words)],
      right(from, readable(cell.base)),
      right(to, readable(cell.observed)),
      right(m.hindcast, readable(cell.predicted)),
      right("Mt", signed(cell.predicted - cell.observed, 1)),
      right(m.error, share(relativeError(cell.predicted, cell.observed))),
    ]),
  );
}

function missText(cells: readonly CellError[], m: Named, words: Words): string {
  return cells.map((cell) => `${nameOf(cell, m, words)} ${signed(cell.predicted - cell.observed, 1)}`).join(m.between);
}

function nameOf({ sector, carrier }: CellError, m: Named, words: Words): string {
  const names = [sector, carrier].filter((name) => name !== undefined);
  return names
    .map((name) => (name === powerSector ? m.powerHeat : words.say(m.labels[name] ?? { en: name, zh: name })))
    .join(", ");
}

function peakLines({ peaks, from }: BacktestReport, m: Named, words: Words): string[] {
  if (peaks.length === 0) return [];
  const { common } = words;
  const publishedText = ({ peaked, year, year5 }: PublishedPeak) =>
    peaked ? m.publishedYear(year, year5) : m.notPeaked;
  const rows = peaks.map(
    ({ name, peak, projected, published }): Row => [
      [common.region, name],
      right(common.peak, String(peak.year)),
      [common.band, spanText(peak.band)],
      right(common.level, readable(peak.level)),
      [m.history, common.statuses[peak.status]],
      right(m.rebound, percentOf(peak.rebound)),
      [m.projected(from), projected === undefined ? "-" : `${projected.year} ${common.statuses[projected.status]}`],
      [m.published, published === undefined ? "-" : publishedText(published)],
    ],
  );
  return ["", m.peaks, ...textTable(rows), ...agreementLine(peaks, m)];
}

function agreementLine(peaks: readonly HistoryPeak[], m: Named): string[] {
  const compared = peaks.filter(({ agrees }) => agrees !== undefined);
  if (compared.length === 0) return [];
  const peaked = compared.filter(({ published }) => published?.peaked);
  const counts = {
    same: compared.filter(({ agrees }) => agrees).length,
    of: compared.length,
    year: peaked.filter(({ peak: { band }, published }) => {
      const year = published?.year ?? Number.NaN;
      return year >= band.from && year <= band.to;
    }).length,
    peaked: peaked.length,
    pseudo: peaked.filter(({ peak }) => peak.status === "pseudo_peak").length,
  };
  return [`  ${m.agreement(counts)}`];
}

function share(error: number | undefined): string {
  if (error === undefined) return "-";
  return `${signed(100 * error, 1)} %`;
}

function percentOf(value: number | undefined, decimals = 1): string {
  if (value === undefined) return "-";
  return `${fixed(100 * value, decimals)} %`;
}
