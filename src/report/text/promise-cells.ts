import type { AssessedPeak, AssessedPromise, Assessment } from "../../questions/assessment/assessment.ts";
import { flat } from "../../questions/assessment/paths.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";
import { isMet } from "../../run/targets/target-status.ts";
import type { ReportedValue } from "../../scenario/targets/promise-tables.ts";
import type { Words } from "../words/languages.ts";
import { percent, readable, signed, signedPercent, spanText } from "./number-text.ts";
import { planTargetLabel, planTerms } from "./plan-target-text.ts";
import { askedKind, changeText, demandText, printedSign } from "./target-text.ts";
import { type Cell, right } from "./text-table.ts";

export interface View {
  readonly run: ScenarioRun;
  readonly reported: readonly ReportedValue[];
  readonly found: Assessment;
}

/** How the numbers of a promise are written, in the unit that people count it in. */
export interface Shown {
  /** A dash for none. */
  readonly amount: (value: number | undefined) => string;
  /** A distance between two of them, with its sign. */
  readonly change: (value: number) => string;
  /** The same without a plus. */
  readonly distance: (value: number) => string;
}

const AMOUNT_DIGITS = 4;

/** Below a tenth of a point a change has another decimal. */
const SMALL_SHARE = 0.001;

/** Below half of a hundredth of a point nothing is seen. */
const LEAST_SHOWN = 0.00005;

export function shownIn(judged: JudgedPlanTarget, run: ScenarioRun, words: Words): Shown {
  const { kind } = judged.target;
  const { unit, factor, whole } = planTerms(judged, run, words);
  if (whole !== undefined) {
    const digits = (share: number): number => {
      const size = Math.abs(share);
      return size >= LEAST_SHOWN && size < SMALL_SHARE ? 2 : 1;
    };
    const change = (share: number): string => `${signed(100 * share, digits(share))} ${words.targets.points}`;
    // How much more one falls than another is a distance itself.
    return shownBy(
      (value) =>
        kind === "relative"
          ? withoutPlus(change(value / whole))
          : changeText(kind, value, percent(value / whole), (size) => percent(size / whole), words),
      (value) => change(value / whole),
    );
  }
  const amount = (value: number): string => `${readable(value * factor, AMOUNT_DIGITS)} ${unit}`;
  return shownBy(amount, (value) => `${value > 0 ? "+" : ""}${amount(value)}`);
}

function shownBy(amount: (value: number) => string, change: (value: number) => string): Shown {
  return {
    amount: (value) => (value === undefined ? "-" : amount(value)),
    change,
    distance: (value) => withoutPlus(change(value)),
  };
}

function withoutPlus(text: string): string {
  return text.replace("+", "");
}

/** A promise's name; one of a draft says so. */
export function nameOf(judged: JudgedPlanTarget, words: Words): string {
  return `${planTargetLabel(judged, words)}${judged.isDraft ? words.bracketed(words.targets.draft) : ""}`;
}

/** What is asked. */
export function askedText(
  { target, measuredFrom }: JudgedPlanTarget,
  { amount, distance }: Shown,
  words: Words,
): string {
  const { kind, year, asked, askedHigh, operator } = target;
  const from = measuredFrom ?? target.base;
  if (kind === "relative")
    return asked === undefined || asked === 0 ? words.targets.relative : words.targets.relativeBy(distance(asked));
  const named = askedKind(kind === "reduction" && from === undefined ? "level" : kind, asked);
  return demandText(
    {
      ...{ kind: named, year, from: from ?? year },
      operator,
      ...{
        amount: asked === undefined ? "" : amount(named === "rise" ? -asked : asked),
        high: askedHigh === undefined ? "" : amount(askedHigh),
      },
    },
    words,
  );
}

/** What the path asks of the year; of a course that it is below 0. */
export function requiredText({ judged, required }: AssessedPromise, { amount }: Shown): string {
  const { kind, operator } = judged.target;
  if (required === undefined || !flat.has(kind)) return amount(required);
  // What is held may differ by what is taken as equal.
  return kind === "hold"
    ? `${printedSign(operator)} ${amount(required)}`
    : kind === "growth"
      ? amount(required)
      : "< 0 %";
}

export function promiseCells(one: AssessedPromise, { run, found }: View, words: Words): Cell[] {
  const m = words.assess;
  const { judged, actual, origin, margin, outlook } = one;
  const shown = shownIn(judged, run, words);
  const projected = judged.result.actual;
  const isClosed = judged.target.year === found.year;
  const then =
    isClosed || projected === undefined
      ? "-"
      : `${shown.amount(projected)} ${words.common.verdicts[outlook]}${judged.sizedBy.length > 0 && isMet(outlook) ? m.setToIt : ""}`;
  return [
    ["", m.lights[one.light]],
    [m.promise, nameOf(judged, words)],
    right(m.dueYear, String(judged.target.year)),
    [m.target, askedText(judged, shown, words)],
    right(m.required(found.year), requiredText(one, shown)),
    right(m.actual(found.year), shown.amount(actual)),
    [m.origin, origin === undefined ? "-" : m.origins[origin]],
    right(m.gap, margin === undefined ? "-" : shown.change(margin)),
    // Where all are due there is nothing to look forward to.
    ...(found.promises.some((other) => other.judged.target.year > found.year) ? [right(m.outlook, then)] : []),
  ];
}

/** What a peak is the peak of; one of a draft says so. */
export function peakName({ target, isDraft }: JudgedPlanTarget, words: Words): string {
  return `${words.say(target.quantity.label)}${isDraft ? words.bracketed(words.targets.draft) : ""}`;
}

export function peakDemand({ target: { kind, year } }: JudgedPlanTarget, words: Words): string {
  return demandText({ kind, year, from: year, operator: "", amount: "", high: "" }, words);
}

/** The year of the peak and those that cannot be told from it. */
export function peakText({ result: { actual, band_from, band_to } }: JudgedPlanTarget): string {
  if (actual === undefined) return "-";
  return band_from === undefined || band_to === undefined
    ? String(actual)
    : `${actual} (${spanText({ from: band_from, to: band_to })})`;
}

/** What the run's path says of the peak, as seen from the year: one ahead is none yet. */
export function peakStatus({ judged, outlook }: AssessedPeak, year: number, words: Words): string {
  const { peak_status, actual, band_to } = judged.result;
  // A plateau has no kind of its own: what its light goes by is told.
  if (peak_status === undefined) return words.common.verdicts[outlook];
  if (peak_status !== "peaked" || actual === undefined) return words.common.statuses[peak_status];
  const { peakAhead, peakDoubtful } = words.assess;
  if (actual > year) return peakAhead;
  return band_to !== undefined && band_to > year ? peakDoubtful : words.common.statuses.peaked;
}

export function sourceOf({ statement }: JudgedPlanTarget): string[] {
  return [statement.document, sectionOf(statement)].filter((part) => part !== "");
}

/** The section without the remark that may stand behind it. */
export function sectionOf({ section }: JudgedPlanTarget["statement"]): string {
  return section.replace(/\s*\[[^\]]*\]$/, "");
}

export function peakCells(one: AssessedPeak, { found }: View, words: Words): Cell[] {
  const { judged, light, trend } = one;
  const m = words.assess;
  return [
    ["", m.lights[light]],
    [m.promise, peakName(judged, words)],
    [m.target, peakDemand(judged, words)],
    [m.peakYear, peakText(judged)],
    ["", peakStatus(one, found.year, words)],
    right(m.trend(found.year), trend === undefined ? "-" : signedPercent(trend)),
    ["", sourceOf(judged).join(words.common.comma)],
  ];
}
