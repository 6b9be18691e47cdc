import {
  type Backtest,
  type CellError,
  type HistoryPeak,
  methods,
  pooled,
  relativeError,
} from "../../questions/backtest/backtest.ts";
import { powerSector } from "../../questions/backtest/backtest-projection.ts";
import { fixed, readable, signed } from "../../report/text/number-text.ts";
import { type Column, textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { wording } from "../../report/words/wording.ts";
import type { Peak } from "../../run/peak/peak.ts";
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
  const rows = [
    [m.observed, readable(test.base), readable(test.observed), ""],
    ...methods.map((method) => {
      const { value, error } = test.predictions[method];
      return [m.methods[method], readable(test.base), readable(value), share(error)];
    }),
  ];
  const years: Column[] = [test.from, test.to].map((year) => ({ title: String(year), align: "end" }));
  const lines = textTable([{ title: m.method }, ...years, { title: m.error, align: "end" }], rows);
  if (kind === "countries") return lines;
  return [
    ...lines,
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

function manyRegions(report: BacktestReport, m: Named, words: Words): string[] {
  const { tests, summary, from, to } = report;
  const end = (title: string): Column => ({ title, align: "end" });
  const rows = tests.map((test) => [
    words.say(test.label),
    readable(test.base),
    readable(test.observed),
    ...methods.map((method) => share(test.predictions[method].error)),
  ]);
  const columns = [
    { title: words.common.region },
    end(String(from)),
    end(String(to)),
    ...methods.map((method) => end(m.shortMethods[method])),
  ];
  const overall = summary.map(({ method, median, mean, largest, model_better, regions }) => [
    m.methods[method],
    percentOf(median),
    percentOf(mean),
    percentOf(largest),
    method === "observed_drivers" ? "" : `${model_better}/${regions}`,
  ]);
  return [
    ...textTable(columns, rows),
    "",
    ...textTable([{ title: m.method }, end(m.median), end(m.mean), end(m.largest), end(m.modelNearer)], overall),
    ...(report.kind === "countries" ? [] : pooledLines(report, m, words)),
    ...worseLines(report, m, words),
  ];
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
  const rows = worse.map((test) => [
    words.say(test.label),
    share(test.predictions.observed_drivers.error),
    share(test.predictions.persistence.error),
    kind === "countries" ? "" : missText(test.cells.slice(0, 3), m, words),
  ]);
  const last = kind === "countries" ? "" : `${m.misses} (${m.largestMisses}, Mt)`;
  const columns: Column[] = [
    { title: words.common.region },
    { title: m.model, align: "end" },
    { title: m.shortMethods.persistence, align: "end" },
    { title: last },
  ];
  return ["", m.worse(worse.length), ...textTable(columns, rows)];
}

function errorTable(
  cells: readonly CellError[],
  { from, to }: { from: number; to: number },
  title: string,
  m: Named,
  words: Words,
): string[] {
  const rows = cells.map((cell) => [
    nameOf(cell, m, words),
    readable(cell.base),
    readable(cell.observed),
    readable(cell.predicted),
    signed(cell.predicted - cell.observed, 1),
    share(relativeError(cell.predicted, cell.observed)),
  ]);
  const columns: Column[] = [
    { title },
    { title: String(from), align: "end" },
    { title: String(to), align: "end" },
    { title: m.model, align: "end" },
    { title: "Mt", align: "end" },
    { title: m.error, align: "end" },
  ];
  return textTable(columns, rows);
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
  const rows = peaks.map(({ name, peak, projected, published }) => [
    name,
    String(peak.year),
    bandText(peak),
    readable(peak.level),
    words.common.statuses[peak.status],
    percentOf(peak.rebound),
    projected === undefined ? "-" : `${projected.year} ${words.common.statuses[projected.status]}`,
    published === undefined ? "-" : published.peaked ? m.publishedYear(published.year, published.year5) : m.notPeaked,
  ]);
  const columns: Column[] = [
    { title: words.common.region },
    { title: words.common.peak, align: "end" },
    { title: words.common.band },
    { title: words.common.level, align: "end" },
    { title: m.history },
    { title: m.rebound, align: "end" },
    { title: m.projected(from) },
    { title: m.published },
  ];
  return ["", m.peaks, ...textTable(columns, rows), ...agreementLine(peaks, m)];
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

function bandText({ band }: Peak): string {
  return band.from === band.to ? String(band.from) : `${band.from}-${band.to}`;
}

function share(error: number | undefined): string {
  if (error === undefined) return "-";
  return `${signed(100 * error, 1)} %`;
}

function percentOf(value: number | undefined): string {
  if (value === undefined) return "-";
  return `${fixed(100 * value, 1)} %`;
}
