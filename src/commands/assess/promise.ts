import type { AssessedPeak, AssessedPromise, Assessment } from "../../questions/assessment/assessment.ts";
import { askedText, nameOf, requiredText, shownIn } from "../../report/text/promise-cells.ts";
import type { Words } from "../../report/words/languages.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";

/** Of a document that is issued. */
export function isHeld({ judged }: { readonly judged: JudgedPlanTarget }): boolean {
  return !judged.isDraft;
}

/** The first year in which anything more can be done. */
export function firstYear(year: number, { scenario }: ScenarioRun): number {
  return Math.max(year, scenario.lastObserved) + 1;
}

/** Its name with its year, where promises of several years stand beside each other. */
export function datedName(judged: JudgedPlanTarget, words: Words): string {
  return words.assess.named(nameOf(judged, words), judged.target.year);
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
