import type { AssessedPeak, AssessedPromise, Assessment } from "../../questions/assessment/assessment.ts";
import { flat } from "../../questions/assessment/paths.ts";
import { percent, readable, signed } from "../../report/text/number-text.ts";
import { planTargetLabel, planTerms } from "../../report/text/plan-target-text.ts";
import { askedKind, changeText, demandText, printedSign } from "../../report/text/target-text.ts";
import type { Words } from "../../report/words/languages.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";
import type { ReportedValue } from "../../scenario/targets/promise-tables.ts";

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

/** Of a document that is issued. */
export function isHeld({ judged }: { readonly judged: JudgedPlanTarget }): boolean {
  return !judged.isDraft;
}

/** A promise's name; one of a draft says so. */
export function nameOf(judged: JudgedPlanTarget, words: Words): string {
  return `${planTargetLabel(judged, words)}${judged.isDraft ? words.bracketed(words.targets.draft) : ""}`;
}

/** What a peak is the peak of; one of a draft says so. */
export function peakName({ target, isDraft }: JudgedPlanTarget, words: Words): string {
  return `${words.say(target.quantity.label)}${isDraft ? words.bracketed(words.targets.draft) : ""}`;
}

/** The first year in which anything more can be done. */
export function firstYear(year: number, { scenario }: ScenarioRun): number {
  return Math.max(year, scenario.lastObserved) + 1;
}

/** Its name with its year, where promises of several years stand beside each other. */
export function datedName(judged: JudgedPlanTarget, words: Words): string {
  return words.assess.named(nameOf(judged, words), judged.target.year);
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

/** What a promise needs a year and what it was so far, in words; nothing needed where its number is reached. */
export function paceOf(one: AssessedPromise, run: ScenarioRun, words: Words) {
  const { change } = shownIn(one.judged, run, words);
  const { needed, untilNow, judged } = one;
  const isReached = needed !== undefined && (judged.target.operator === "<=" ? needed >= 0 : needed <= 0);
  return {
    needed: needed === undefined || isReached ? "" : change(needed),
    untilNow: untilNow === undefined ? undefined : change(untilNow),
  };
}

export function sourceOf({ statement }: JudgedPlanTarget): string[] {
  return [statement.document, sectionOf(statement)].filter((part) => part !== "");
}

/** The section without the remark that may stand behind it. */
export function sectionOf({ section }: JudgedPlanTarget["statement"]): string {
  return section.replace(/\s*\[[^\]]*\]$/, "");
}

export function gapWords(one: AssessedPromise, run: ScenarioRun, words: Words) {
  const { judged, actual, origin, margin = 0 } = one;
  const shown = shownIn(judged, run, words);
  return {
    name: nameOf(judged, words),
    target: words.assess.dated(judged.target.year, askedText(judged, shown, words)),
    required: requiredText(one, shown),
    actual: shown.amount(actual),
    origin: origin === undefined ? "-" : words.assess.origins[origin],
    gap: shown.distance(Math.abs(margin)),
  };
}

/** On which side more of the number is better. */
export function signOf({ target }: JudgedPlanTarget): number {
  return target.operator === "<=" && target.kind !== "reduction" && target.kind !== "relative" ? -1 : 1;
}

export function rowsOf({ promises, peaks }: Assessment): (AssessedPromise | AssessedPeak)[] {
  return [...promises, ...peaks];
}

export function isPeak(row: AssessedPromise | AssessedPeak): row is AssessedPeak {
  return "trend" in row;
}
