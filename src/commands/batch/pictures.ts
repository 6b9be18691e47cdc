import { isTold, undecidedTo } from "../../batch/batch.ts";
import { type BatchReport, type FanReport, PROBABILITIES } from "../../batch/statistics/batch-statistics.ts";
import { importanceOf } from "../../batch/statistics/input-importance.ts";
import { barChart, type RowBar } from "../../report/draw/bar-chart.ts";
import { captions, changeLegend, observedEnd, pictureName } from "../../report/draw/captions.ts";
import type { Headings } from "../../report/draw/frame.ts";
import {
  areaColour,
  bandColours,
  lessColour,
  moreColour,
  otherColour,
  seriesColour,
} from "../../report/draw/palette.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { type ChartLine, xyChart } from "../../report/draw/xy-chart.ts";
import { percent, readable } from "../../report/text/number-text.ts";
import type { Words } from "../../report/words/languages.ts";
import { drawnText, shownUnit } from "../../report/words/units.ts";
import { LAST_SURE } from "../../run/certainty.ts";
import type { ScenarioRun } from "../../run/run.ts";
import {
  boxLines,
  conditionWords,
  counted,
  deliveryWords,
  inputWords,
  outcomeWords,
  shareWords,
  targetWords,
} from "./batch-words.ts";
import { directionOf, mattering } from "./text.ts";

const MOST_ROWS = 12;
const MEDIAN_WIDTH = 2.5;
/** Years without news at either end of the probabilities are left out, but for so many. */
const QUIET_YEARS = 2;

/** The pictures of a batch: fans, the probability of a peak by year, what matters most, and where targets are missed. */
export function batchPictures(report: BatchReport, run: ScenarioRun, words: Words): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  if (report.failed === report.batch.runs) return pictures;
  const name = (chart: string) => pictureName(run.scenario.id, chart);
  for (const fan of report.fans) {
    if (fan.runs > 0) pictures.set(name(`batch-fan-${fileWord(fan.fan.name)}`), fanPicture(report, fan, run, words));
  }
  if (report.boundaries.length > 0) pictures.set(name("batch-peak-by"), probabilityPicture(report, run, words));
  for (const outcome of report.importance) {
    const { kind, of } = outcome.column;
    if (!isTold(report.batch, outcome.column) || mattering(outcome, 1).length === 0) continue;
    const level = of === undefined ? "batch-level" : `batch-level-${fileWord(of.fan.name)}-${of.year}`;
    pictures.set(name(kind === "peak_year" ? "batch-year" : level), importancePicture(report, outcome, run, words));
  }
  for (const [i, found] of report.boxes.entries()) {
    if (found.boxes.length === 0 || boxLines(report, found, words).length === 0) continue;
    pictures.set(name(`batch-missed-${i + 1}`), boxPicture(report, found, run, words));
  }
  return pictures;
}

function fileWord(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]+/g, "-");
}

/** What stands above and below a picture of a batch, which says in a note how the runs were drawn. */
function batchCaptions(
  { batch }: BatchReport,
  run: ScenarioRun,
  words: Words,
  title: string,
  notes: readonly string[] = [],
): Headings {
  const m = words.batchReport;
  const drawn = m.drawn.note({ runs: counted(batch.runs), design: m.designs[batch.kind] });
  return captions(run, words, title, [...notes, drawn]);
}

/** After the last year of the bands what the scenario itself has. */
function scenarioLine({ fan }: FanReport, from: number, run: ScenarioRun, words: Words): ChartLine[] {
  const values = run.values(fan.variable.name, fan.cell);
  const { baseYear, horizon } = run.scenario;
  if (values === undefined || from >= horizon) return [];
  const x = Array.from({ length: horizon - from + 1 }, (_, i) => from + i);
  const { factor } = shownUnit(run.model.units, fan.variable.unit.text, words);
  const y = x.map((year) => values[year - baseYear] * factor);
  return [{ x, y, colour: otherColour, width: 1.5, dash: "4 3", label: words.batchReport.drawn.scenario }];
}

function fanPicture(report: BatchReport, found: FanReport, run: ScenarioRun, words: Words): Picture {
  const { fan, quantiles } = found;
  const m = words.batchReport;
  const { batch } = report;
  const years = batch.years.slice(0, quantiles.length);
  const scenario = batch.layers === undefined ? [] : scenarioLine(found, years[years.length - 1], run, words);
  const condition = deliveryWords(batch, words);
  const at = (p: number) => {
    const place = PROBABILITIES.indexOf(p as 0.5);
    return quantiles.map((row) => row[place] * factor);
  };
  const { drawn, factor } = shownUnit(batch.model.units, fan.variable.unit.text, words);
  const band = (low: number, high: number, colour: string) => ({
    x: years,
    lower: at(low),
    upper: at(high),
    colour,
    label: m.drawn.range(String(100 * low), String(100 * high)),
  });
  const title = drawnText(m.drawn.fan(words.say(run.scenario.region.label), words.say(fan.label)));
  return xyChart({
    ...batchCaptions(report, run, words, title, condition === undefined ? [] : [m.drawn.held(condition)]),
    x: { label: words.common.year, years: true },
    y: drawn,
    observed: observedEnd(run, words),
    areas: [band(0.05, 0.95, bandColours[2]), band(0.25, 0.75, bandColours[1])],
    lines: [
      { x: years, y: at(0.5), colour: bandColours[0], width: MEDIAN_WIDTH, plain: true, label: m.drawn.median },
      ...scenario,
    ],
  });
}

/** The probability that each boundary's peak is reached, over the years in which it changes. */
function probabilityPicture(report: BatchReport, run: ScenarioRun, words: Words): Picture {
  const m = words.batchReport;
  const [first] = report.boundaries;
  const { batch } = report;
  const all = first.distribution.by.map(({ year }) => year);
  const moving = report.boundaries.flatMap(({ distribution }) =>
    distribution.by.flatMap(({ year, share: { share = 0 } }) => (share > 0 && share < 1 ? [year] : [])),
  );
  const from = Math.max(all[0], Math.min(...moving, all[all.length - 1]) - QUIET_YEARS);
  const to = Math.min(all[all.length - 1], Math.max(...moving, all[0]) + QUIET_YEARS);
  const shown = all.filter((year) => from > to || (year >= from && year <= to));
  const lines = report.boundaries.map(({ boundary, distribution }, i): ChartLine => {
    const values = new Map(distribution.by.map(({ year, share }) => [year, 100 * (share.share ?? 0)]));
    const told = shown.filter((year) => year > undecidedTo(batch, boundary));
    return {
      x: told,
      y: told.map((year) => values.get(year) as number),
      colour: seriesColour(i),
      width: i === 0 ? MEDIAN_WIDTH : 1.5,
      label: drawnText(words.say(boundary.label)),
    };
  });
  const condition = deliveryWords(batch, words);
  const plain = batch.uncertain ? m.drawn.shares : m.drawn.probability;
  const title = condition === undefined ? plain : m.drawn.probabilityIf(condition);
  const notes = batch.layers === undefined ? [m.shareNote] : [m.highest, m.untilLastSure(LAST_SURE)];
  return xyChart({
    ...batchCaptions(report, run, words, title, notes),
    x: { label: words.common.year, years: true },
    y: batch.uncertain ? m.drawn.sharesAxis : m.drawn.probabilityAxis,
    lines: lines.reverse(),
  });
}

function importancePicture(
  report: BatchReport,
  outcome: BatchReport["importance"][number],
  run: ScenarioRun,
  words: Words,
): Picture {
  const m = words.batchReport;
  const { batch } = report;
  const shown = mattering(outcome, MOST_ROWS);
  const { drawn: unit, factor } = shownUnit(batch.model.units, outcome.column.unit, words);
  const scale = batch.kind === "morris" ? factor : 100;
  const bars = shown.map((entry): RowBar => {
    const value = scale * importanceOf(entry);
    const sign = directionOf(entry);
    const interval = entry.total ?? entry.morris?.mu_star;
    const colour = sign === 0 ? areaColour(0) : sign > 0 ? moreColour : lessColour;
    const { low, high } = interval ?? {};
    const ends = low === undefined || high === undefined ? undefined : ([low, high] as const);
    return {
      parts: [{ from: 0, to: value, colour }],
      whisker: ends && [Math.max(0, scale * ends[0]), scale * ends[1]],
      text: batch.kind === "morris" ? readable(value, 3) : percent(value / 100),
    };
  });
  const { later, earlier, raises, lowers } = m.drawn;
  const legend = outcome.column.kind === "peak_year" ? changeLegend(earlier, later) : changeLegend(lowers, raises);
  return barChart({
    ...batchCaptions(report, run, words, drawnText(m.matters(outcomeWords(outcome.column, words, batch.model.units)))),
    legend: legend.toReversed(),
    rows: shown.map(({ input }) => drawnText(inputWords(batch.inputs[input], words))),
    panels: [{ label: batch.kind === "morris" ? `${m.effect}, ${unit}` : m.drawn.index, reference: 0, bars }],
  });
}

/** Where in the range of each input the boxes lie: a panel for each box. */
function boxPicture(report: BatchReport, found: BatchReport["boxes"][number], run: ScenarioRun, words: Words): Picture {
  const m = words.batchReport;
  const { inputs } = report.batch;
  const said = shareWords(report.batch, words);
  const rows = [...new Set(found.boxes.flatMap(({ limits }) => limits.map(({ input }) => input)))];
  const title = drawnText(m.drawn.missed(targetWords(found.column, words, report.batch.model.units)));
  const boxes = found.boxes.map((box, i) =>
    m.drawn.box({
      number: i + 1,
      conditions: conditionWords(inputs, box, words, report.batch.model.units),
      density: said(box.density),
      coverage: said(box.coverage),
    }),
  );
  return barChart({
    ...batchCaptions(report, run, words, title, [
      ...boxes.map(drawnText),
      m.drawn.missedNote(said(found.missed / found.runs)),
    ]),
    rows: rows.map((input) => drawnText(inputWords(inputs[input], words))),
    panels: found.boxes.map(({ limits, density }, i) => ({
      label: m.drawn.boxAxis(i + 1, said(density)),
      bars: rows.map((input): RowBar => {
        const limit = limits.find((own) => own.input === input);
        const [from, to] = limit === undefined ? [0, 1] : [limit.from, limit.to];
        return { parts: [{ from: 100 * from, to: 100 * to, colour: limit === undefined ? otherColour : moreColour }] };
      }),
    })),
  });
}
