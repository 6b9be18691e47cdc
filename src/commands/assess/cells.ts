import type { AssessedPeak, AssessedPromise } from "../../questions/assessment/assessment.ts";
import { signedPercent, spanText } from "../../report/text/number-text.ts";
import { demandText } from "../../report/text/target-text.ts";
import { type Cell, right } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";
import { isMet } from "../../run/targets/target-status.ts";
import { askedText, nameOf, peakName, requiredText, shownIn, sourceOf, type View } from "./promise.ts";

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
