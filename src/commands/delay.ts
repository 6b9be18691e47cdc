import { type AnswerShare, answerShares } from "../batch/sure.ts";
import { installedLibrary } from "../files/installed.ts";
import { allLater, type DelayCosts, type DelayedBoundary, delayCosts, type PeakChange } from "../questions/delay.ts";
import { barChart } from "../report/draw/bar-chart.ts";
import {
  boundaryPictureName,
  type ChangeMeasure,
  type ChangeSize,
  captions,
  changeBar,
  changePanel,
} from "../report/draw/captions.ts";
import { lessColour } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { columnsOf, differenceColumns } from "../report/tables/run-columns.ts";
import { boundaryName, leverName } from "../report/text/names.ts";
import { fixed, signed, spanText } from "../report/text/number-text.ts";
import { sizedChanges, sizedLevels, sizedSums } from "../report/text/sized.ts";
import { answerTexts, beforeLines, runsText } from "../report/text/sure.ts";
import { right, textTable } from "../report/text/text-table.ts";
import { cutText } from "../report/text/text-width.ts";
import type { Words } from "../report/words/languages.ts";
import { drawnText } from "../report/words/units.ts";
import type { Peak } from "../run/peak/peak.ts";
import { type PeakMeasures, peakDifference } from "../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type CsvOptions, csvOf, named } from "../text/csv.ts";
import { usageError } from "../text/problems.ts";
import { boundaryNames, giveAbout, runOf, scenarioOf } from "./question.ts";
import { command } from "./shell/command.ts";
import * as option from "./shell/options.ts";

/** `peakpath delay`: what it costs to wait, for each lever and for all of them. */
export const delayCommand = command(
  (argv) =>
    option
      .withBoundary(option.forScenario(argv))
      .option("years", option.textOr(10, "Years of delay, from one to this many"))
      .example("$0 delay zhejiang/policy", "one to ten years later, on the default boundary")
      .example("$0 delay zhejiang/policy --years 5 --boundary all --out out", "with delay.csv"),
  async (args, call) => {
    const years = option.wholeNumber("years", args.years);
    const scenario = scenarioOf(call.terminal, args.scenario);
    const most = scenario.horizon - scenario.lastObserved;
    if (years < 1 || years > most) throw usageError("delay_years", { most, horizon: scenario.horizon, years });
    const run = runOf(scenario);
    const boundaries = option.askedBoundaries(args.boundary, boundaryNames(run));
    const costs = delayCosts(run, boundaries, years);
    const library = installedLibrary(call.terminal);
    const sureWith = (delay: number) => {
      const later = delay === 0 ? run : runOf(allLater(scenario, delay));
      return { delay, shares: answerShares(later, library, SURE_BY, boundaries[0]) };
    };
    const certainty = scenario.levers.size === 0 ? [] : [sureWith(0), sureWith(years)];
    await giveAbout(call, args, run, (words) => ({
      sections: () => [
        ...costs.boundaries.map((boundary) => delayLines(run, costs, boundary, words)),
        ...[sureLines(run, boundaries[0], certainty, words)].filter((lines) => lines.length > 0),
      ],
      json: () => ({ unit: run.layout.peak.unit.text, delay: costs, certainty: { by: SURE_BY, delays: certainty } }),
      files: (options) => new Map([["delay.csv", delayFile(run, costs, options)]]),
      pictures: () => ({ drawn: delayPictures(run, costs, words) }),
    }));
  },
);

/** The year of which it is said how sure the peak comes by it. */
const SURE_BY = 2030;

/** How sure the peak of the first boundary comes by 2030 as the scenario stands and at the longest delay. */
function sureLines(
  run: ScenarioRun,
  boundary: string,
  certainty: readonly { readonly delay: number; readonly shares: readonly AnswerShare[] }[],
  words: Words,
): string[] {
  const lines = certainty.flatMap(({ delay, shares }) => {
    const told = answerTexts(shares, words);
    return told === undefined
      ? []
      : [`  ${words.sure.delayed({ by: SURE_BY, years: delay, shares: told, runs: runsText(shares) })}`];
  });
  if (lines.length === 0) return [];
  return [words.sure.title(boundaryName(run, boundary, words)), ...lines, ...beforeLines(certainty[0].shares, words)];
}

const LONGEST_NAME = 40;
/** Delays that the table of levers shows, as far as they were run. */
const SHOWN = [1, 2, 5, 10];
/** So many levers are listed, those with most emissions first; all of them stand in the file. */
const MOST_LEVERS = 20;
/** What is smaller is left of differences of large numbers. */
const NOTHING = 1e-9;

/** How the levels, the changes of them and the sums of one boundary are written. */
function delaySizes(run: ScenarioRun, { now, all, levers }: DelayedBoundary, words: Words) {
  const changed = [...all, ...levers.flatMap(({ steps }) => steps)].map(({ change }) => change);
  return {
    levels: sizedLevels(run, words, [now.peak_level, ...all.map(({ measures }) => measures.peak_level)]),
    rises: sizedChanges(
      run,
      words,
      changed.map(({ peak_level }) => peak_level),
    ),
    sums: sizedSums(
      run,
      words,
      changed.map(({ cumulative }) => cumulative),
    ),
  };
}

/** The cost of delay on one boundary: all levers together year by year, then lever by lever. */
function delayLines(run: ScenarioRun, { years }: DelayCosts, found: DelayedBoundary, words: Words): string[] {
  const m = words.delay;
  const { horizon } = run.scenario;
  if (found.levers.length === 0) return [m.none];
  const { now } = found;
  const { levels, rises, sums } = delaySizes(run, found, words);
  const all = textTable([
    [
      [m.allTitle, m.asIs],
      right(words.common.peak, markedYear(now, horizon)),
      [m.band, spanText(found.band)],
      right(m.yearChange, ""),
      right(words.common.peakLevelIn(levels.name), levels.text(now.peak_level)),
      right(m.levelChange, ""),
      right(m.cumulative(sums.name), ""),
    ],
    ...found.all.map(({ delay, measures, band, change }) => [
      m.yearsLater(delay),
      markedYear(measures, horizon),
      spanText(band),
      yearText(change),
      levels.text(measures.peak_level),
      rises.change(change.peak_level),
      sums.change(change.cumulative),
    ]),
  ]);
  const shown = [...new Set([...SHOWN.filter((delay) => delay < years), years])];
  const acting = found.levers
    .filter(({ steps }) => steps.some(({ change }) => changes(change)))
    .sort((a, b) => Math.abs(lastOf(b).cumulative) - Math.abs(lastOf(a).cumulative));
  const levers = textTable(
    acting
      .slice(0, MOST_LEVERS)
      .map(({ lever, steps }) => [
        [words.common.lever, cutText(leverName(run, lever, words), LONGEST_NAME)],
        right(m.peakOf(years), yearText(lastOf({ steps }))),
        right("", rises.change(lastOf({ steps }).peak_level)),
        ...shown.map((delay) => right(m.cumulativeOf(delay), sums.change(steps[delay - 1].change.cumulative))),
      ]),
  );
  const rest = acting.length - MOST_LEVERS;
  const idle = found.levers.length - acting.length;
  const censored = [...found.all, ...found.levers.flatMap(({ steps }) => steps)].some(({ change }) => change.censored);
  const toldApart = found.all.find((step) => !isSamePeak(step, found));
  return [
    m.title(boundaryName(run, found.boundary, words)),
    ...all,
    `  ${toldApart === undefined ? m.neverToldApart : m.toldApart(toldApart.delay)}`,
    "",
    m.leversTitle(levels.name === sums.name ? levels.name : `${levels.name}, ${sums.name}`),
    ...levers,
    ...(rest > 0 ? [`  ${m.rest(rest)}`] : []),
    ...(idle > 0 ? [`  ${m.idle(idle)}`] : []),
    ...(censored ? [`  ${words.common.horizonBound}`] : []),
    `  ${m.note(run.scenario.lastObserved + 1)}`,
  ];
}

function lastOf({ steps }: Pick<DelayedBoundary["levers"][number], "steps">): PeakChange {
  return steps[steps.length - 1].change;
}

/** Whether a delay's years can be told from those of the peak as it stands. */
function isSamePeak(step: Comparable, now: Comparable): boolean {
  const peak = ({ year, band }: Comparable) => ({ year, band, level: 0 });
  return peakDifference(peak(step), peak(now), undefined).same_years;
}

type Comparable = Pick<Peak, "year" | "band">;

function changes({ peak_year, peak_level, cumulative }: PeakChange): boolean {
  return [peak_year, peak_level, cumulative].some((value) => Math.abs(value) > NOTHING);
}

/** The year of a peak; `≥` where none is reached by the horizon, `≤` where the first year is the highest. */
export function markedYear({ peak_year, censored }: PeakMeasures, horizon: number): string {
  const mark = !censored ? "" : peak_year > horizon ? "≥ " : "≤ ";
  return `${mark}${fixed(peak_year, 1)}`;
}

/** A change of the peak's year; of a censored one only a bound is known. */
export function yearText({ peak_year, censored }: PeakChange): string {
  const text = signed(peak_year, 1);
  return censored && Math.abs(peak_year) > NOTHING ? `${peak_year > 0 ? "≥" : "≤"} ${text}` : text;
}

/** delay.csv: one row a boundary, lever (empty: all of them) and years of delay; changes against the scenario. */
function delayFile(run: ScenarioRun, costs: DelayCosts, options: CsvOptions): string {
  const rows = costs.boundaries.flatMap(({ boundary, now, band, all, levers }) => {
    const change = { peak_year: 0, peak_level: 0, cumulative: 0, censored: now.censored };
    return [
      ...[{ delay: 0, measures: now, band, change }, ...all].map((step) => ({ ...step, boundary, lever: undefined })),
      ...levers.flatMap(({ lever, steps }) => steps.map((step) => ({ ...step, boundary, lever }))),
    ];
  });
  const unit = run.layout.peak.unit.text;
  return csvOf(
    {
      ...columnsOf(run),
      ...named("boundary", "lever"),
      kind: ({ lever }) => (lever === undefined ? "all" : "lever"),
      delay: ({ delay }) => delay,
      unit: () => unit,
      peak_year: ({ measures }) => measures.peak_year,
      band_from: ({ band }) => band.from,
      band_to: ({ band }) => band.to,
      ...differenceColumns(),
    },
    rows,
    options,
  );
}

/** So many levers are drawn. */
const DRAWN_LEVERS = 18;

/** The cost of waiting on each boundary, by file name: all levers year by year, and the levers that cost most. */
export function delayPictures(run: ScenarioRun, { years, boundaries }: DelayCosts, words: Words): Map<string, Picture> {
  const name = (chart: string, boundary: string) =>
    boundaryPictureName(run.scenario.id, chart, boundary, boundaries.length > 1);
  return new Map(
    boundaries
      .filter(({ levers }) => levers.length > 0)
      .flatMap((found) => [
        [name("delay", found.boundary), allPicture(run, found, words)] as const,
        [name("delay-levers", found.boundary), leverPicture(run, years, found, words)] as const,
      ]),
  );
}

function allPicture(run: ScenarioRun, found: DelayedBoundary, words: Words): Picture {
  const { boundary, now, year, band, all } = found;
  const m = words.picture;
  const { levels, rises, sums } = delaySizes(run, found, words);
  const none = { peak_level: 0, cumulative: 0 };
  const steps = [{ year, band, measures: now, change: none }, ...all];
  const panel = (measure: "peak_level" | "cumulative") => {
    const size = measure === "peak_level" ? rises : sums;
    const bars = steps.map(({ change }) => changeBar(change[measure], size));
    return changePanel(run, words, measure, bars);
  };
  return barChart({
    ...captions(run, words, m.delay(drawnText(boundaryName(run, boundary, words))), [m.delayNote]),
    rows: [words.delay.asIs, ...all.map(({ delay }) => m.later(delay))],
    panels: [
      {
        label: m.peakYear,
        years: true,
        bars: steps.map((step) => ({
          parts: [{ ...step.band, colour: lessColour }],
          dot: step.year,
          text: levels.text(step.measures.peak_level),
        })),
      },
      panel("peak_level"),
      panel("cumulative"),
    ],
  });
}

function leverPicture(run: ScenarioRun, years: number, found: DelayedBoundary, words: Words): Picture {
  const shown = found.levers
    .map(({ lever, steps }) => ({ lever, change: lastOf({ steps }) }))
    .sort((a, b) => Math.abs(b.change.cumulative) - Math.abs(a.change.cumulative))
    .slice(0, DRAWN_LEVERS);
  const boundary = drawnText(boundaryName(run, found.boundary, words));
  const { sums } = delaySizes(run, found, words);
  const bars = (measure: ChangeMeasure, size: ChangeSize) =>
    shown.map(({ change }) => changeBar(change[measure], size));
  return barChart({
    ...captions(run, words, words.picture.delayOfOne({ boundary, years })),
    rows: shown.map(({ lever }) => drawnText(leverName(run, lever, words))),
    panels: [
      changePanel(run, words, "peak_year", bars("peak_year", { factor: 1, decimals: 1 })),
      changePanel(run, words, "cumulative", bars("cumulative", sums)),
    ],
  });
}
