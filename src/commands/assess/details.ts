import type { AssessedPeak, AssessedPromise } from "../../questions/assessment/assessment.ts";
import { isOpenPeak, leadOf } from "../../questions/assessment/lever-effects.ts";
import { percent } from "../../report/text/number-text.ts";
import {
  peakDemand,
  peakName,
  peakStatus,
  peakText,
  type Shown,
  sectionOf,
  shownIn,
  sourceOf,
  type View,
} from "../../report/text/promise-cells.ts";
import type { Words } from "../../report/words/languages.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";

import { firstYear, gapWords, paceOf, signOf } from "./promise.ts";

/** The levers that bring a late peak forward the most, each by itself. */
export function peakClosersText(
  { judged, closers }: AssessedPeak,
  run: ScenarioRun,
  year: number,
  words: Words,
): string {
  const m = words.assess;
  const name = peakName(judged, words);
  if (closers.length === 0) return m.noPeakCloser(name);
  const levers = closers.map(({ lever, effect, strength }) => {
    const [from, to] = [strength, Math.max(lever.levels[3], strength)].map((share) => percent(share, 0));
    const lead = leadOf(judged.target, judged.result, run.scenario.horizon) ?? 0;
    const peak = judged.target.year - lead - effect;
    const pushed = { lever: words.say(lever.label), peak, from, to };
    if (peak <= year) return m.peakPassed(pushed);
    return m.peakPush({ ...pushed, years: isOpenPeak(judged) ? undefined : effect });
  });
  return m.peakClosers({ name, levers: words.semicolons(levers), from: firstYear(year, run) });
}

export function detailLines(one: AssessedPromise, { run, found }: View, words: Words): string[] {
  const m = words.assess;
  const { judged, light, path, carriers, responsible } = one;
  const { target, statement } = judged;
  const shown = shownIn(judged, run, words);
  const gap = gapWords(one, run, words);
  const isOpen = target.year > found.year;
  const isAhead = target.year > run.scenario.lastObserved && (isOpen || one.origin === "projected");
  const { needed, untilNow } = paceOf(one, run, words);
  const lines = [
    `${m.progress({ ...gap, gap: one.margin === undefined ? "-" : shown.change(one.margin) })}${words.common.comma}${m.reasons[one.reason]}`,
    ...(path.length > 1
      ? [m.path(words.commas(path.map(({ year, value }) => m.point(year, shown.amount(value)))))]
      : []),
    ...(isOpen && needed !== "" ? [m.pace({ needed, untilNow })] : []),
    ...(judged.sizedBy.length === 0 ? [] : [sizedText(judged, words)]),
    ...(isAhead ? [carriers.length === 0 ? m.noCarrier : m.carriers(leversText(one, shown, words))] : []),
    ...(isOpen ? [closersText(one, run, found.year, words)] : []),
    ...(responsible.length === 0 ? [] : [m.responsible(words.commas(responsible.map((label) => words.say(label))))]),
    ...(statement.document === "" ? [] : [m.source(statement.document, sectionOf(statement))]),
  ];
  return [`  [${m.lights[light]}] ${gap.name}${words.bracketed(gap.target)}`, ...lines.map((line) => `    ${line}`)];
}

/** The levers that the scenario pulls as far as the promise asks, so that meeting it is no finding. */
function sizedText({ sizedBy }: JudgedPlanTarget, words: Words): string {
  return words.targets.sizedBy(words.commas(sizedBy.map(({ label }) => words.say(label))));
}

export function peakDetailLines(one: AssessedPeak, { run, found }: View, words: Words): string[] {
  const m = words.assess;
  const { judged, light } = one;
  const { target } = judged;
  const lines = [
    `${m.peakYear}${words.common.colon}${peakText(judged)}${words.common.comma}${peakStatus(one, found.year, words)}`,
    ...(target.year > found.year ? [peakClosersText(one, run, found.year, words)] : []),
    m.source(sourceOf(judged).join(words.common.comma), ""),
  ];
  const name = `${words.targets.peakOf}${words.common.colon}${peakName(judged, words)}`;
  return [
    `  [${m.lights[light]}] ${name}${words.bracketed(peakDemand(judged, words))}`,
    ...lines.map((line) => `    ${line}`),
  ];
}

function leversText({ carriers, judged }: AssessedPromise, { change }: Shown, words: Words): string {
  const { carry } = words.assess;
  const texts = carriers.map(({ lever, effect }) => carry(words.say(lever.label), change(signOf(judged) * effect)));
  return words.semicolons(texts);
}

/** The levers with room, each with what it would do, and whether that is all that its year lacks. */
function closersText({ judged, closers }: AssessedPromise, run: ScenarioRun, year: number, words: Words): string {
  const m = words.assess;
  if (closers.length === 0) return m.noCloser;
  const shown = shownIn(judged, run, words);
  const lack = -(judged.result.margin ?? 0);
  const texts = closers.map(({ lever, effect, strength }) => {
    const most = Math.max(lever.levels[3], strength);
    const [from, to] = [strength, most].map((share) => percent(share, 0));
    const push = m.push({ lever: words.say(lever.label), effect: shown.change(signOf(judged) * effect), from, to });
    return lack > 0 && effect >= lack ? `${push}${words.common.comma}${m.closes}` : push;
  });
  return m.closers(firstYear(year, run), words.semicolons(texts));
}
