import type { AnswerShare } from "../../batch/sure.ts";
import { LAST_SURE, LEVEL_YEARS, SURE_YEARS } from "../../run/certainty.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { BASE_RATE_YEARS, type StoredCertainty, type Sure, type SureNumber } from "../../run/stored-certainty.ts";
import type { Words } from "../words/languages.ts";
import { fixed, percent, spanText } from "./number-text.ts";
import { sized } from "./sized.ts";

/** A probability learnt from past errors: whole per cents, and no more than that it is above 95 or below 5 of them. */
export function surePercent(share: number, words: Words): string {
  const { almostAll, hardlyAny } = words.batchReport.sure;
  return share > 0.95 ? almostAll : share < 0.05 ? hardlyAny : percent(share, 0);
}

/** Plans are for a peak by this year; of the others the shares stand behind. */
const PLANNED_PEAK = 2030;
const SURE_DIGITS = 3;

/** How sure a run's peak is, from what is stored of it: whole per cents, each beside its condition. */
export function sureLines(run: ScenarioRun, certainty: StoredCertainty, words: Words): string[] {
  const m = words.sure;
  const { id: scenario } = run.scenario;
  if (certainty.state === "not_stored") return [m.notStored(scenario)];
  if (certainty.state === "stale") return [m.stale({ ...certainty, scenario })];
  const { rows, base_rate: base } = certainty;
  const others = SURE_YEARS.filter((year) => year !== PLANNED_PEAK).map((year) =>
    m.alsoBy(year, sameOnce(rows.map((sure) => shareText(sure, year, words)))),
  );
  return [
    m.title(words.say(run.boundaries[0].label)),
    `  ${peakByText(rows, words)}`,
    `  ${m.also} ${words.semicolons(others)}`,
    ...LEVEL_YEARS.flatMap((year) => levelLines(run, rows, year, words)),
    ...(base === undefined || !isAtRecord(run)
      ? []
      : [`  ${m.baseRate({ ...base, share: percent(base.share, 0), years: BASE_RATE_YEARS })}`]),
    ...beforeLines(rows, words),
  ];
}

/** The same in one line: the probability of a peak by 2030 and the years between which it lies. */
export function sureLine(run: ScenarioRun, certainty: StoredCertainty, words: Words): string {
  const m = words.sure;
  const { id: scenario } = run.scenario;
  if (certainty.state === "not_stored") return m.notStored(scenario);
  if (certainty.state === "stale") return m.stale({ ...certainty, scenario });
  return peakByText(certainty.rows, words);
}

function peakByText(rows: readonly Sure[], words: Words): string {
  const m = words.sure;
  return m.peakBy({
    year: PLANNED_PEAK,
    shares: rows.map((sure) => m.share(shareText(sure, PLANNED_PEAK, words), m.conditions[sure.condition])),
    bands: sameOnce(rows.map((sure) => bandText(sure, words))),
  });
}

/** Where both conditions are told: why the plan carried out need not be the surer one. */
export function beforeLines(rows: readonly { readonly condition: Sure["condition"] }[], words: Words): string[] {
  return rows.some(({ condition }) => condition === "as_before") ? [`  ${words.sure.before}`] : [];
}

/** Regions whose last observed year lies no further below their record are those that base rates were counted of. */
const NEAR_RECORD = 0.02;

/** Whether the emissions of the last observed year are near the most that are known of any year to it. */
function isAtRecord({ boundaries: [{ series, history, splice }], scenario }: ScenarioRun): boolean {
  const observed = Array.from(series.values).slice(0, scenario.lastObserved - scenario.baseYear + 1);
  const before = splice?.one_series === true ? Array.from(history?.series.values ?? []) : [];
  return observed[observed.length - 1] >= (1 - NEAR_RECORD) * Math.max(...before, ...observed);
}

/** Texts that all say the same are said once. */
function sameOnce(texts: readonly string[]): readonly string[] {
  return new Set(texts).size === 1 ? texts.slice(0, 1) : texts;
}

function shareText({ numbers, undecided }: Sure, by: (typeof SURE_YEARS)[number], words: Words): string {
  const share = numbers[`by_${by}`];
  if (share !== undefined) return surePercent(share, words);
  return undecided.some((year) => year >= by) ? words.sure.undecided : "-";
}

/** The years between which the peak lies with 90 %; what lies further ahead than anything is known of is named so. */
function bandText({ numbers: { peak_p05: from, peak_p95: to }, undecided }: Sure, words: Words): string {
  const m = words.sure;
  const last = undecided.at(-1);
  if (from === undefined) return m.after(LAST_SURE);
  if (last === undefined || from > last)
    return to === undefined ? m.untilAfter(from, LAST_SURE) : spanText({ from, to });
  // Which of the observed years it is cannot be told.
  if (to !== undefined && to <= last) return m.orBefore(last);
  return m.fromBefore(last, to === undefined ? m.after(LAST_SURE) : m.inYear(to));
}

/** The level of a year as the scenario has it, and the ends between which it lies with 90 %. */
function levelLines(
  run: ScenarioRun,
  rows: readonly Sure[],
  year: (typeof LEVEL_YEARS)[number],
  words: Words,
): string[] {
  const m = words.sure;
  const {
    boundaries: [{ series }],
    scenario,
    layout,
  } = run;
  const value = series.values[year - scenario.baseYear];
  const { name, text } = sized(run, layout.peak.unit.text, [value], words, SURE_DIGITS);
  const spans = rows.flatMap(({ condition, numbers }) => {
    const at = (p: "p05" | "p95") => numbers[`level_${year}_${p}` satisfies SureNumber];
    const [low, high] = [at("p05"), at("p95")];
    if (low === undefined || high === undefined) return [];
    return [m.within(`${text(low)}-${text(high)}`, m.short[condition])];
  });
  if (spans.length === 0) return [];
  return [`  ${m.level({ year, level: text(value), unit: name, spans })}`];
}

/** The shares of runs of an answer that peak by a year, each beside its condition; undefined where nothing can be said. */
export function answerTexts(shares: readonly AnswerShare[], words: Words): string[] | undefined {
  const m = words.sure;
  const told = shares.flatMap(({ condition, share }) =>
    share === undefined ? [] : [m.share(surePercent(share, words), m.conditions[condition])],
  );
  return told.length === 0 ? undefined : told;
}

/** The number of runs behind each share of an answer. */
export function runsText(shares: readonly AnswerShare[]): string {
  return fixed(Math.min(...shares.map(({ runs }) => runs)), 0);
}
