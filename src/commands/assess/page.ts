import type { AssessedPeak } from "../../questions/assessment/assessment.ts";
import { isLate } from "../../questions/assessment/lights.ts";
import { nameOf, peakCells, promiseCells, type View } from "../../report/text/promise-cells.ts";
import { paragraphs, textTable } from "../../report/text/text-table.ts";
import { verdictText } from "../../report/text/verdict.ts";
import type { Words } from "../../report/words/languages.ts";

import { detailLines, peakDetailLines } from "./details.ts";

import { summaryLines } from "./summary.ts";

/** What the region comes to, and the summary of its promises. */
export function briefLines(view: View, words: Words): string[] {
  const { run, found } = view;
  const title = words.assess.title({ region: words.say(run.scenario.region.label), year: found.year });
  return [title, `  ${verdictText(run, words, false)}`, ...summaryLines(view, words)];
}

/** The page: what a director needs in three sentences, the table, and what stands behind each late promise. */
export function assessmentLines(
  view: View,
  chosen: { scenario?: string; year?: number; promises?: string },
  words: Words,
): string[] {
  const m = words.assess;
  const { run, found } = view;
  const { scenario } = run;
  const { promises, peaks, year } = found;
  const region = words.say(scenario.region.label);
  const isChosen = Object.values(chosen).some((one) => one !== undefined);
  const head = [
    m.title({ region, year }),
    `  ${verdictText(run, words, false)}`,
    `  ${m.basis({ scenario: `${words.say(scenario.title)} (${scenario.id})`, year, observed: scenario.lastObserved })}`,
    ...(isChosen ? [`  ${m.chosen(chosen)}`] : []),
    ...(scenario.region.downscaled === undefined
      ? []
      : [`  ${words.run.downscaled}${words.common.colon}${words.say(scenario.region.downscaled)}`]),
  ];
  if (promises.length + peaks.length === 0) return [...head, "", m.noPromise({ region, year })];
  const late = promises.filter(({ light }) => isLate(light));
  const latePeaks = peaks.filter(({ light }) => isLate(light));
  const grey = promises.filter(({ light }) => light === "grey");
  const unused = unusedNames(view, words);
  const later = laterNames(view, words);
  return paragraphs([
    head,
    summaryLines(view, words),
    promises.length === 0 ? [] : textTable(promises.map((one) => promiseCells(one, view, words))),
    peaks.length === 0 ? [] : [m.peaks, ...textTable(peaks.map((one) => peakCells(one, view, words)))],
    late.length + latePeaks.length === 0
      ? []
      : [
          m.details,
          ...late.flatMap((one) => detailLines(one, view, words)),
          ...latePeaks.flatMap((one) => peakDetailLines(one, view, words)),
        ],
    grey.length === 0
      ? []
      : [m.greys, ...grey.map((one) => `  ${nameOf(one.judged, words)}${words.common.colon}${m.reasons[one.reason]}`)],
    unused.length === 0 ? [] : [m.unused(words.commas(unused))],
    later.length === 0 ? [] : [m.later(year, words.commas(later))],
    [m.note],
  ]);
}

/** What was reported and is about none of the promises. */
function unusedNames({ reported, found }: View, words: Words): string[] {
  const isTrend = ({ judged: { target } }: AssessedPeak): boolean =>
    [found.year - 1, found.year].every((year) => target.reported?.some((one) => one.year === year));
  const used = new Set(
    [...found.promises, ...found.peaks.filter(isTrend)].map(({ judged }) => judged.target.quantity.name),
  );
  const unused = reported.filter(({ quantity }) => !used.has(quantity)).map(({ label }) => words.say(label));
  return [...new Set(unused)];
}

/** What was reported of years after the one that is assessed, which does not count in it. */
function laterNames({ reported, found }: View, words: Words): string[] {
  const later = reported.filter(({ year }) => year > found.year);
  return [...new Set(later.map(({ label }) => words.say(label)))];
}
