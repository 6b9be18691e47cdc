import type { DelayCosts, DelayedBoundary, PeakChange } from "../questions/delay.ts";
import { fixed, signed } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { cutText } from "../report/text/text-width.ts";
import { delayMessages } from "../report/words/delay-messages.ts";
import { type Language, say } from "../report/words/messages.ts";
import { summedUnit, unitText } from "../report/words/units.ts";
import type { Peak } from "../run/peak/peak.ts";
import { peakDifference } from "../run/peak/peak-difference.ts";
import type { PeakMeasures } from "../run/peak/peak-measures.ts";
import type { Band } from "../run/peak/plateau-band.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import { type CsvCell, type CsvOptions, csvText } from "../text/csv.ts";

const LONGEST_NAME = 40;
/** Delays that the table of levers shows, as far as they were run. */
const SHOWN = [1, 2, 5, 10];
/** So many levers are listed, those with most emissions first; all of them stand in the file. */
const MOST_LEVERS = 20;
/** What is smaller is left of differences of large numbers. */
const NOTHING = 1e-9;

/** The cost of delay on one boundary: all levers together year by year, then lever by lever. */
export function delayLines(
  run: ScenarioRun,
  { years }: DelayCosts,
  found: DelayedBoundary,
  language: Language,
): string[] {
  const m = delayMessages[language];
  const label = run.boundaries.find(({ name }) => name === found.boundary)?.label;
  const unit = unitText(run.layout.peak.unit.text, language);
  const sumUnit = unitText(summedUnit(run.layout.peak.unit.text), language);
  const end = (title: string) => ({ title, align: "end" as const });
  if (found.levers.length === 0) return [m.none];
  const { now } = found;
  const all = textTable(
    [
      { title: m.allTitle },
      end(m.peak),
      { title: m.band },
      end(m.yearChange),
      end(m.level(unit)),
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
    [{ title: m.lever }, end(m.peakOf(years)), end(""), ...shown.map((delay) => end(m.cumulativeOf(delay)))],
    acting
      .slice(0, MOST_LEVERS)
      .map(({ lever, steps }) => [
        cutText(say(run.scenario.levers.get(lever)?.lever.label ?? { en: lever, zh: lever }, language), LONGEST_NAME),
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
    m.title(label === undefined ? found.boundary : say(label, language)),
    ...all,
    `  ${toldApart === undefined ? m.neverToldApart : m.toldApart(toldApart.delay)}`,
    "",
    m.leversTitle(sumUnit === unit ? unit : `${unit}, ${sumUnit}`),
    ...levers,
    ...(rest > 0 ? [`  ${m.rest(rest)}`] : []),
    ...(idle > 0 ? [`  ${m.idle(idle)}`] : []),
    ...(censored ? [`  ${m.bound}`] : []),
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

/** delay.csv: one row a boundary, lever (empty: all of them) and years of delay; changes against the scenario. */
export function delayFile(run: ScenarioRun, costs: DelayCosts, options: CsvOptions): string {
  const head = [
    ...["model", "scenario", "region", "boundary", "lever", "kind", "delay", "unit"],
    ...["peak_year", "band_from", "band_to", "peak_level", "cumulative"],
    ...["peak_year_change", "peak_level_change", "cumulative_change", "censored"],
  ];
  const rows = costs.boundaries.flatMap(({ boundary, now, year, band, all, levers }): CsvCell[][] => {
    const start = [run.model.name, run.scenario.id, run.scenario.region.label.en, boundary];
    const unit = run.layout.peak.unit.text;
    const row = (lever: string, kind: string, { delay, measures, band, change }: DelayedBoundary["all"][number]) => [
      ...[...start, lever, kind, delay, unit],
      ...[measures.peak_year, band.from, band.to, measures.peak_level, measures.cumulative],
      ...[change.peak_year, change.peak_level, change.cumulative, change.censored ? "true" : "false"],
    ];
    const none = { peak_year: 0, peak_level: 0, cumulative: 0, censored: now.censored };
    return [
      row("", "all", { delay: 0, measures: now, year, band, change: none }),
      ...all.map((step) => row("", "all", step)),
      ...levers.flatMap(({ lever, steps }) => steps.map((step) => row(lever, "lever", step))),
    ];
  });
  return csvText(head, rows, options);
}
