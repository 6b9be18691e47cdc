import { peakOutlook } from "../../run/peak/peak-outlook.ts";
import { statusDecider } from "../../run/peak/peak-status.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { isMet, type TargetStatus } from "../../run/targets/target-status.ts";
import { valueIn } from "../../statistics/series.ts";
import type { Label } from "../../text/problems.ts";
import { labelOf } from "../words/labels.ts";
import type { Words } from "../words/languages.ts";
import { shownUnit, summedUnit } from "../words/units.ts";
import { percent, readable, signedPercent } from "./number-text.ts";

/** What a verdict is said of: a run, or a moved one, of which no promises of plans are known. */
export type Judged = Pick<ScenarioRun, "scenario" | "model" | "layout" | "boundaries" | "targets"> &
  Partial<Pick<ScenarioRun, "planTargets">>;

/** Years for which plans set their marks. */
const MARKS = [2030, 2035, 2040, 2050, 2060];

/**
 * What a run comes to, in one sentence: when and how high emissions peak on its first boundary, how far they are below that
 * in the next year of plans, and how many targets are met. Where the peak is past, no measure moves its year: then two years
 * and the sum of what is to come are said. Without `counted` it leaves targets to a report that counts them otherwise.
 */
export function verdictText(run: Judged, words: Words, counted = true): string {
  const m = words.verdict;
  const { scenario } = run;
  const [{ label, peak, series }] = run.boundaries;
  const promises = (run.planTargets ?? []).filter(({ counts }) => counts);
  const targets = counted ? [...targetWords(promises, false, words), ...targetWords(run.targets, true, words)] : [];
  if (peak === undefined) return m.whole([words.common.notComputed, ...targets]);
  const { lastObserved } = scenario;
  const { summits } = peakOutlook(series, lastObserved, statusDecider(scenario));
  const past = (summits.at(-1) as number) <= lastObserved;
  const { year, band } = peak;
  const told = { year, band, level: levelText(run, peak.level, words) };
  // A flat top has no summit that could be told from it.
  const several = summits.length > 1 && peak.status !== "plateau" && peak.status !== "undecided";
  const subject = m.subject(words.say(scenario.region.label), words.say(label));
  const isSeam = peak.status === "peaked" && year === lastObserved;
  return m.whole([
    `${subject}${several ? m.summits({ ...told, summits }) : m.peak[peak.status](told)}`,
    ...(isSeam ? [m.seam(year)] : []),
    ...fallTexts(run, past, words),
    ...(past ? sumTexts(run, words) : []),
    ...targets,
  ]);
}

/** The same in the languages that names have, for machines. */
export function verdictLabel(run: ScenarioRun): Label {
  return labelOf((words) => verdictText(run, words));
}

/** A level of the run's emissions, or with `summed` their sum over years. */
function levelText(run: Judged, value: number, words: Words, summed = false): string {
  const { unit } = run.layout.peak;
  const shown = shownUnit(run.model.units, unit.text, words);
  const named = words.unit(summedUnit(shown.unit));
  return words.verdict.level({ value: value * shown.factor, unit: named }, (number) =>
    readable(number, summed ? 3 : 4),
  );
}

/**
 * How far the marks behind the peak lie below it: of a peak that is past the next two, else the first that can be told from it;
 * nothing of a peak that is none, or at its end.
 */
function fallTexts({ boundaries: [{ peak, series }] }: Judged, past: boolean, words: Words): string[] {
  if (peak === undefined || peak.level <= 0 || peak.at_horizon || peak.status === "pseudo_peak") return [];
  const { level, band, year: top } = peak;
  const [first] = series.years;
  const last = series.years[series.years.length - 1];
  const marks = MARKS.filter((year) => year > top && year <= last).map((year) => {
    return { year, share: 1 - series.values[year - first] / level };
  });
  // Within the band the numbers cannot tell the year from the peak.
  const apart = (all: typeof marks) => all.filter(({ share }) => share > band.tolerance);
  const shown = past ? apart(marks.slice(0, 2)) : apart(marks).slice(0, 1);
  const m = words.verdict;
  if (shown.length > 0) return [m.below(shown.map(({ year, share }) => ({ year, amount: percent(share, 0) })))];
  return marks.slice(0, 1).map(({ year }) => m.level_with({ year, amount: percent(band.tolerance, 0) }));
}

/** What another run of the same boundary emits more or less than the first, in years of plans and in all. */
export function differenceText(first: ScenarioRun, second: ScenarioRun, words: Words): string | undefined {
  const [a, b] = [first, second].map(({ boundaries: [one] }) => (one.peak === undefined ? undefined : one.series));
  if (a === undefined || b === undefined) return undefined;
  const m = words.verdict;
  const from = Math.max(first.scenario.lastObserved, second.scenario.lastObserved) + 1;
  const to = Math.min(first.scenario.horizon, second.scenario.horizon);
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const differences = years.map((year) => (valueIn(b, year) ?? Number.NaN) - (valueIn(a, year) ?? Number.NaN));
  const amount = (value: number) => `${value > 0 ? "+" : ""}${levelText(first, value, words, true)}`;
  const shown = MARKS.filter((year, i) => years.includes(year) && i !== 2 && i !== 3).map((year) => {
    const difference = differences[year - from];
    const whole = valueIn(a, year) ?? 0;
    return m.change({
      year,
      amount: amount(difference),
      share: whole > 0 ? signedPercent(difference / whole, 0) : "-",
    });
  });
  const sum = differences.reduce((all, one) => all + one, 0);
  const subject = m.against({ first: first.scenario.id, second: second.scenario.id });
  return m.whole([`${subject}${words.commas(shown)}`, m.sum({ from, to, amount: amount(sum) })]);
}

/** What is emitted from the first year ahead to the second of the marks. */
function sumTexts(run: Judged, words: Words): string[] {
  const { boundaries, scenario } = run;
  const [{ series }] = boundaries;
  const [first] = series.years;
  const [from, to] = [scenario.lastObserved + 1, MARKS[1]];
  if (to > scenario.horizon || from >= to) return [];
  const values = Array.from(series.values).slice(from - first, to - first + 1);
  const amount = values.reduce((sum, value) => sum + value, 0);
  return [words.verdict.sum({ from, to, amount: levelText(run, amount, words, true) })];
}

function targetWords(all: readonly { readonly status: TargetStatus }[], own: boolean, words: Words): string[] {
  if (all.length === 0) return [];
  const of = (fits: (status: TargetStatus) => boolean) => all.filter(({ status }) => fits(status)).length;
  const met = of(isMet);
  const missed = of((status) => status === "missed" || status === "missed_within_error");
  const undecided = all.length - met - missed;
  return [words.verdict.targets({ own, count: all.length, met, missed, undecided })];
}
