import { type AssessedPromise, type Assessment, assess } from "../../questions/assessment/assessment.ts";
import { isOpenPeak } from "../../questions/assessment/lever-effects.ts";
import { isLate, type Light, lights } from "../../questions/assessment/lights.ts";
import { nameOf, peakName, shownIn, type View } from "../../report/text/promise-cells.ts";
import type { Words } from "../../report/words/languages.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";
import { peakClosersText } from "./details.ts";
import { datedName, firstYear, gapWords, isHeld, paceOf, rowsOf, signOf } from "./promise.ts";

/** What an assessment of a run in its last observed year comes to: lights counted, gaps, and what would close them. */
export function assessmentSummary(run: ScenarioRun, words: Words): string[] {
  return summaryLines({ run, reported: [], found: assess(run, run.scenario.lastObserved, []) }, words);
}

/** Overall situation, main gaps and proposed measures, from the numbers. */
export function summaryLines({ run, found }: View, words: Words): string[] {
  const m = words.assess;
  const { colon } = words.common;
  const { year } = found;
  const [promises, peaks] = [found.promises.filter(isHeld), found.peaks.filter(isHeld)];
  const drafts = rowsOf(found).filter((one) => !isHeld(one));
  const told = promises.filter(({ light }) => light !== "grey");
  const known = told.filter(({ origin }) => origin !== "projected").length;
  const doubtful = promises.filter(({ light, origin }) => light === "red" && origin === "projected").length;
  const isLeft = ({ target, role, year: due }: ScenarioRun["scenario"]["planStatements"][number]): boolean =>
    target === undefined && role === "target" && (due === undefined || due >= year);
  const left = run.scenario.planStatements.filter(isLeft).length;
  const overall = [
    ...(promises.length === 0
      ? []
      : [
          m.overallText({
            ...{ year, count: promises.length, lights: lightsText(promises, words) },
            ...{ known, projected: told.length - known },
          }),
        ]),
    ...(doubtful === 0 ? [] : [m.overallDoubt(doubtful)]),
    ...(peaks.length === 0 ? [] : [m.overallPeaks(peaks.length, lightsText(peaks, words))]),
    ...(promises.length + peaks.length > 0
      ? []
      : [m.noPromise({ region: words.say(run.scenario.region.label), year })]),
    ...(drafts.length === 0 ? [] : [m.overallDrafts(drafts.length, lightsText(drafts, words))]),
    ...(left === 0 ? [] : [m.notComputed(left, `peakpath targets ${run.scenario.id} --all`)]),
  ];
  const gaps = gapsIn(found, run, words);
  const isGrey = rowsOf(found).map(({ light }) => light === "grey");
  const noGap = isGrey.every(Boolean) ? m.noneJudged : isGrey.some(Boolean) ? m.noGapJudged : m.noGap;
  return [
    `${m.overall}${colon}${words.sentences(overall)}`,
    `${m.gaps}${colon}${gaps.length === 0 ? noGap : words.ended(words.semicolons(gaps))}`,
    `${m.measures}${colon}${words.sentences(measureSentences(found, run, words))}`,
  ];
}

/** What the head tells of: what is in force, and drafts only where nothing is. */
function inHead<Row extends { readonly judged: JudgedPlanTarget }>(rows: readonly Row[]): readonly Row[] {
  const held = rows.filter(isHeld);
  return held.length > 0 ? held : rows;
}

/** What is late and red, what will be missed though it is on the way, and what peaks too late. */
function gapsIn(found: Assessment, run: ScenarioRun, words: Words): string[] {
  const m = words.assess;
  const late = inHead(found.peaks).filter(({ light }) => light === "red");
  const short = toldGaps(found).map(({ one, isNow }) => {
    if (isNow) return m.gapOf(gapWords(one, run, words));
    const { amount, distance } = shownIn(one.judged, run, words);
    const { actual = 0, margin = 0 } = one.judged.result;
    const { name, target } = gapWords(one, run, words);
    return m.courseGapOf({ name, target, projected: amount(actual), gap: distance(Math.abs(margin)) });
  });
  // The peaks are told whatever else is late.
  return [
    ...short,
    ...late.slice(0, MOST_TOLD).map(({ judged }) =>
      m.peakGapOf({
        name: peakName(judged, words),
        by: words.common.peakBy(judged.target.year),
        found: peakFound(judged, words),
      }),
    ),
  ];
}

/** The promises whose gaps the head tells: what is short now, then what will be on the present course. */
function toldGaps(found: Assessment): { readonly one: AssessedPromise; readonly isNow: boolean }[] {
  const promises = inHead(found.promises);
  const now = promises.filter(({ light }) => light === "red").map((one) => ({ one, isNow: true }));
  const later = promises.filter(({ reason }) => reason === "course_misses").map((one) => ({ one, isNow: false }));
  return [...now, ...later].slice(0, MOST_TOLD);
}

/** The most promises, levers and departments that the head names. */
const MOST_TOLD = 3;

function measureSentences(found: Assessment, run: ScenarioRun, words: Words): string[] {
  const m = words.assess;
  const { year } = found;
  const urgent = inHead(found.promises).filter(({ light }) => isLate(light));
  const open = urgent.filter(({ judged }) => judged.target.year > year);
  const paced = open
    .filter(({ needed, margin = 0 }) => needed !== undefined && margin < 0)
    .slice(0, MOST_TOLD)
    .map((one) =>
      m.nextText({
        name: nameOf(one.judged, words),
        year: one.judged.target.year,
        ...paceOf(one, run, words),
      }),
    );
  const pushes = open.flatMap((one) => one.closers.map((closer) => ({ one, ...closer })));
  const pushed = pushes
    .filter(({ lever }, i) => pushes.findIndex((other) => other.lever === lever) === i)
    .slice(0, MOST_TOLD)
    .map(({ one: { judged }, lever, effect }) =>
      m.pushed({
        lever: words.say(lever.label),
        effect: shownIn(judged, run, words).change(signOf(judged) * effect),
        name: datedName(judged, words),
      }),
    );
  const closed = urgent.filter(({ judged, light }) => light === "red" && judged.target.year === year);
  const closedNames = [...new Set(closed.map(({ judged }) => nameOf(judged, words)))].slice(0, MOST_TOLD);
  const told = toldGaps(found).map(({ one }) => one);
  // Whoever answers for what the head tells; for what is late where it tells no gap.
  const asked = told.length === 0 ? urgent : told;
  const charged = [...new Set(asked.flatMap(({ responsible }) => responsible.map((label) => words.say(label))))];
  const doubtful = urgent.filter(({ reason, origin }) => reason === "within_error" && origin === "projected");
  const unsure = [...new Set(doubtful.map(({ judged }) => datedName(judged, words)))].slice(0, MOST_TOLD);
  const said = [
    ...(closedNames.length === 0
      ? []
      : [year > run.scenario.lastObserved ? m.aheadText(closedNames, year) : m.closedText(closedNames)]),
    ...(paced.length === 0 ? [] : [words.semicolons(paced)]),
    ...(pushed.length === 0 ? [] : [m.pushText(pushed, firstYear(year, run))]),
    ...(unsure.length === 0 ? [] : [m.confirmText(unsure)]),
    ...latePeakSentences(found, run, words),
    ...(charged.length === 0 ? [] : [m.askDepartments(words.commas(charged.slice(0, MOST_TOLD)))]),
  ];
  if (said.length > 0) return said.map(words.ended);
  const rows = rowsOf(found);
  if (rows.every(({ light }) => light === "grey")) return [m.noneToMend];
  return [urgent.length === 0 && rows.some(({ light }) => light === "green") ? m.noMeasures : m.noRoom];
}

/** When the run peaks; of what is no peak what it is. */
function peakFound({ target, result }: JudgedPlanTarget, words: Words): string {
  const { actual, peak_status } = result;
  const isLater = actual !== undefined && actual > target.year;
  const isOpen = isOpenPeak({ target, result }) && !isLater;
  return isOpen && peak_status !== undefined ? words.common.statuses[peak_status] : words.assess.peakIn(actual);
}

/** Peaks that come late, or may, what brings each forward, and where to ask for a package. */
function latePeakSentences({ peaks, year }: Assessment, run: ScenarioRun, words: Words): string[] {
  const m = words.assess;
  const late = inHead(peaks)
    .filter(({ light }) => isLate(light))
    .slice(0, MOST_TOLD);
  if (late.length === 0) return [];
  const names = late.map(({ judged }) => {
    const { target } = judged;
    return m.peakLate({
      name: peakName(judged, words),
      by: words.common.peakBy(target.year),
      found: peakFound(judged, words),
    });
  });
  const open = late.filter(({ judged }) => judged.target.year > year);
  return [
    m.peakMeasures(names),
    ...open.slice(0, 1).map((one) => peakClosersText(one, run, year, words)),
    ...(open.length === 0
      ? []
      : [m.peakSeek(`peakpath seek ${run.scenario.id} --peak-by ${open[0].judged.target.year}`)]),
  ];
}

function lightsText(all: readonly { readonly light: Light }[], words: Words): string {
  const m = words.assess;
  const counts = lights.map((light) => ({
    word: m.lights[light],
    count: all.filter((one) => one.light === light).length,
  }));
  return m.lightsOf(counts.filter(({ count }) => count > 0));
}
