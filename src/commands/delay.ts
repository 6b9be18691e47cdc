import type { DelayCosts, DelayedBoundary, PeakChange } from "../questions/delay.ts";
import { delayCosts } from "../questions/delay.ts";
import { barChart, type RowBar } from "../report/draw/bar-chart.ts";
import { madeBy, pictureName, subtitleOf } from "../report/draw/captions.ts";
import { lessColour, moreColour } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { labelOfRegion, runColumns, truth } from "../report/tables/run-columns.ts";
import { fixed, signed } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { cutText } from "../report/text/text-width.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { drawnText, drawnUnit, summedUnit } from "../report/words/units.ts";
import type { Band, Peak } from "../run/peak/peak.ts";
import type { PeakMeasures } from "../run/peak/peak-measures.ts";
import { peakDifference } from "../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type Columns, type CsvOptions, csvOf } from "../text/csv.ts";
import { usageError } from "../text/problems.ts";
import { aboutRun, boundaryNames, give, runOf, scenarioOf, withBoundary, withScenario } from "./question.ts";
import { command } from "./shell/command.ts";
import { askedBoundaries, wholeNumber, withLanguage, withOut, withPictures } from "./shell/options.ts";

const DEFAULT_YEARS = 10;

/** `peakpath delay`: what it costs to wait, for each lever and for all of them. */
export const delayCommand = command(
  (argv) =>
    withBoundary(withScenario(withPictures(withOut(withLanguage(argv)))))
      .option("years", {
        type: "string",
        default: String(DEFAULT_YEARS),
        requiresArg: true,
        describe: "Years of delay, from one to this many",
      })
      .example("$0 delay zhejiang/policy", "one to ten years later, on the default boundary")
      .example("$0 delay zhejiang/policy --years 5 --boundary all --out out", "with delay.csv"),
  async (args, call) => {
    const words = await wordsIn(args.lang);
    const years = wholeNumber("years", args.years) as number;
    const scenario = scenarioOf(call.terminal, args.scenario);
    const most = scenario.horizon - scenario.lastObserved;
    if (years < 1 || years > most) throw usageError("delay_years", { most, horizon: scenario.horizon, years });
    const run = runOf(scenario);
    const costs = delayCosts(run, askedBoundaries(args.boundary, boundaryNames(run)), years);
    await give(
      call,
      args,
      aboutRun(run, words, {
        sections: () => costs.boundaries.map((boundary) => delayLines(run, costs, boundary, words)),
        json: () => ({ unit: run.layout.peak.unit.text, delay: costs }),
        files: (options) => new Map([["delay.csv", delayFile(run, costs, options)]]),
        pictures: () => ({ drawn: delayPictures(run, costs, words) }),
      }),
    );
  },
);

const LONGEST_NAME = 40;
/** Delays that the table of levers shows, as far as they were run. */
const SHOWN = [1, 2, 5, 10];
/** So many levers are listed, those with most emissions first; all of them stand in the file. */
const MOST_LEVERS = 20;
/** What is smaller is left of differences of large numbers. */
const NOTHING = 1e-9;

/** The cost of delay on one boundary: all levers together year by year, then lever by lever. */
export function delayLines(run: ScenarioRun, { years }: DelayCosts, found: DelayedBoundary, words: Words): string[] {
  const m = words.delay;
  const label = run.boundaries.find(({ name }) => name === found.boundary)?.label;
  const unit = words.unit(run.layout.peak.unit.text);
  const sumUnit = words.unit(summedUnit(run.layout.peak.unit.text));
  const end = (title: string) => ({ title, align: "end" as const });
  if (found.levers.length === 0) return [m.none];
  const { now } = found;
  const all = textTable(
    [
      { title: m.allTitle },
      end(words.common.peak),
      { title: m.band },
      end(m.yearChange),
      end(words.common.peakLevelIn(unit)),
      end(m.levelChange),
      end(m.cumulative(sumUnit)),
    ],
    [
      [m.asIs, markedYear(now, run.scenario.horizon), bandText(found.band), "", fixed(now.peak_level, 1), "", ""],
      ...found.all.map(({ delay, measures, band, change }) => [
        m.yearsLater(delay),
        markedYear(measures, run.scenario.horizon),
        bandText(band),
        yearText(change),
        fixed(measures.peak_level, 1),
        signed(change.peak_level, 1),
        signed(change.cumulative, 0),
      ]),
    ],
  );
  const shown = [...new Set([...SHOWN.filter((delay) => delay < years), years])];
  const acting = found.levers
    .filter(({ steps }) => steps.some(({ change }) => changes(change)))
    .sort((a, b) => Math.abs(lastOf(b).cumulative) - Math.abs(lastOf(a).cumulative));
  const levers = textTable(
    [{ title: words.common.lever }, end(m.peakOf(years)), end(""), ...shown.map((delay) => end(m.cumulativeOf(delay)))],
    acting
      .slice(0, MOST_LEVERS)
      .map(({ lever, steps }) => [
        cutText(words.say(run.scenario.levers.get(lever)?.lever.label ?? { en: lever, zh: lever }), LONGEST_NAME),
        yearText(lastOf({ steps })),
        signed(lastOf({ steps }).peak_level, 1),
        ...shown.map((delay) => signed(steps[delay - 1].change.cumulative, 0)),
      ]),
  );
  const rest = acting.length - MOST_LEVERS;
  const idle = found.levers.length - acting.length;
  const censored = [...found.all, ...found.levers.flatMap(({ steps }) => steps)].some(({ change }) => change.censored);
  const toldApart = found.all.find((step) => !isSamePeak(step, found));
  return [
    m.title(label === undefined ? found.boundary : words.say(label)),
    ...all,
    `  ${toldApart === undefined ? m.neverToldApart : m.toldApart(toldApart.delay)}`,
    "",
    m.leversTitle(sumUnit === unit ? unit : `${unit}, ${sumUnit}`),
    ...levers,
    ...(rest > 0 ? [`  ${m.rest(rest)}`] : []),
    ...(idle > 0 ? [`  ${m.idle(idle)}`] : []),
    ...(censored ? [`  ${words.common.horizonBound}`] : []),
    `  ${m.note(run.scenario.lastObserved + 1)}`,
  ];
}

function bandText({ from, to }: Band): string {
  return `${from}-${to}`;
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

interface DelayRow {
  readonly run: ScenarioRun;
  readonly boundary: string;
  /** Without it all levers wait. */
  readonly lever?: string;
  readonly step: Omit<DelayedBoundary["all"][number], "year">;
}

const columns: Columns<DelayRow> = {
  ...runColumns(labelOfRegion),
  boundary: ({ boundary }) => boundary,
  lever: ({ lever }) => lever,
  kind: ({ lever }) => (lever === undefined ? "all" : "lever"),
  delay: ({ step }) => step.delay,
  unit: ({ run }) => run.layout.peak.unit.text,
  peak_year: ({ step }) => step.measures.peak_year,
  band_from: ({ step }) => step.band.from,
  band_to: ({ step }) => step.band.to,
  peak_level: ({ step }) => step.measures.peak_level,
  cumulative: ({ step }) => step.measures.cumulative,
  peak_year_change: ({ step }) => step.change.peak_year,
  peak_level_change: ({ step }) => step.change.peak_level,
  cumulative_change: ({ step }) => step.change.cumulative,
  censored: ({ step }) => truth(step.change.censored),
};

/** delay.csv: one row a boundary, lever (empty: all of them) and years of delay; changes against the scenario. */
export function delayFile(run: ScenarioRun, costs: DelayCosts, options: CsvOptions): string {
  const rows = costs.boundaries.flatMap(({ boundary, now, band, all, levers }): DelayRow[] => {
    const change = { peak_year: 0, peak_level: 0, cumulative: 0, censored: now.censored };
    return [
      { run, boundary, step: { delay: 0, measures: now, band, change } },
      ...all.map((step) => ({ run, boundary, step })),
      ...levers.flatMap(({ lever, steps }) => steps.map((step) => ({ run, boundary, lever, step }))),
    ];
  });
  return csvOf(columns, rows, options);
}

/** So many levers are drawn. */
const DRAWN_LEVERS = 18;

/** The cost of waiting on each boundary, by file name: all levers year by year, and the levers that cost most. */
export function delayPictures(run: ScenarioRun, costs: DelayCosts, words: Words): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const found of costs.boundaries) {
    const name = (chart: string) =>
      pictureName(run.scenario.id, costs.boundaries.length > 1 ? `${chart}-${found.boundary}` : chart);
    if (found.levers.length === 0) continue;
    pictures.set(name("delay"), allPicture(run, found, words));
    pictures.set(name("delay-levers"), leverPicture(run, costs, found, words));
  }
  return pictures;
}

function nameOf(run: ScenarioRun, boundary: string, words: Words): string {
  const label = run.boundaries.find(({ name }) => name === boundary)?.label;
  return drawnText(label === undefined ? boundary : words.say(label));
}

function costBar(value: number, decimals: number): RowBar {
  return {
    parts: [{ from: 0, to: value, colour: value > 0 ? moreColour : lessColour }],
    text: signed(value, decimals).replace("-", "−"),
  };
}

function allPicture(run: ScenarioRun, { boundary, now, year, band, all }: DelayedBoundary, words: Words): Picture {
  const m = words.picture;
  const d = words.delay;
  const unit = run.layout.peak.unit.text;
  const { baseYear: from, horizon: to } = run.scenario;
  const steps = [{ year, band, level: now.peak_level, more: 0, sum: 0 }].concat(
    all.map((step) => ({
      year: step.year,
      band: step.band,
      level: step.measures.peak_level,
      more: step.change.peak_level,
      sum: step.change.cumulative,
    })),
  );
  return barChart({
    title: m.delay(nameOf(run, boundary, words)),
    subtitle: subtitleOf(run, words),
    notes: [m.delayNote, madeBy(words, run.scenario.id)],
    rows: [d.asIs, ...all.map(({ delay }) => m.later(delay))],
    panels: [
      {
        label: m.peakYear,
        years: true,
        bars: steps.map((step) => ({
          parts: [{ ...step.band, colour: lessColour }],
          dot: step.year,
          text: fixed(step.level, 1),
        })),
      },
      {
        label: m.peakLevel(drawnUnit(unit, words)),
        reference: 0,
        bars: steps.map(({ more }) => costBar(more, 1)),
      },
      {
        label: m.cumulative({ unit: drawnUnit(summedUnit(unit), words), from, to }),
        reference: 0,
        bars: steps.map(({ sum }) => costBar(sum, 0)),
      },
    ],
  });
}

function leverPicture(run: ScenarioRun, { years }: DelayCosts, found: DelayedBoundary, words: Words): Picture {
  const m = words.picture;
  const unit = run.layout.peak.unit.text;
  const { baseYear: from, horizon: to } = run.scenario;
  const last = found.levers.map(({ lever, steps }) => ({ lever, change: steps[steps.length - 1].change }));
  const shown = last
    .sort((a, b) => Math.abs(b.change.cumulative) - Math.abs(a.change.cumulative))
    .slice(0, DRAWN_LEVERS);
  return barChart({
    title: m.delayOfOne({ boundary: nameOf(run, found.boundary, words), years }),
    subtitle: subtitleOf(run, words),
    notes: [madeBy(words, run.scenario.id)],
    rows: shown.map(({ lever }) =>
      drawnText(words.say(run.scenario.levers.get(lever)?.lever.label ?? { en: lever, zh: lever })),
    ),
    panels: [
      { label: m.yearsEarlier, reference: 0, bars: shown.map(({ change }) => costBar(change.peak_year, 1)) },
      {
        label: m.cumulative({ unit: drawnUnit(summedUnit(unit), words), from, to }),
        reference: 0,
        bars: shown.map(({ change }) => costBar(change.cumulative, 0)),
      },
    ],
  });
}
