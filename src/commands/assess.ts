import { installedLibrary } from "../files/installed.ts";
import {
  type AssessedPeak,
  type AssessedPromise,
  type Assessment,
  assess,
} from "../questions/assessment/assessment.ts";
import { isOpenPeak, type LeverEffect, leadOf } from "../questions/assessment/lever-effects.ts";
import { isLate, type Light, lights } from "../questions/assessment/lights.ts";
import { firstTold, ownQuantities, promisedBases } from "../questions/assessment/promises.ts";
import { columnsOf } from "../report/tables/run-columns.ts";
import { typedCommand } from "../report/tables/run-files.ts";
import { planUnit } from "../report/tables/targets.ts";
import { headJson } from "../report/text/head.ts";
import { percent } from "../report/text/number-text.ts";
import { planTargetLabel } from "../report/text/plan-target-text.ts";
import {
  askedText,
  nameOf,
  peakCells,
  peakDemand,
  peakName,
  peakStatus,
  peakText,
  promiseCells,
  requiredText,
  type Shown,
  sectionOf,
  shownIn,
  sourceOf,
  type View,
} from "../report/text/promise-cells.ts";
import { paragraphs, textTable } from "../report/text/text-table.ts";
import { verdictText } from "../report/text/verdict.ts";
import { labelOf } from "../report/words/labels.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { lightTitle, tableSheets } from "../report/workbook/light-sheets.ts";
import { type Sheet, textSheet } from "../report/workbook/sheet.ts";
import { sourcesSheet } from "../report/workbook/sources-sheet.ts";
import { loadScenarios } from "../run/load.ts";
import type { ScenarioRun } from "../run/run.ts";
import { runScenario } from "../run/scenario-run.ts";
import type { JudgedPlanTarget } from "../run/targets/plan-targets.ts";
import { listScenarios, planScenarios } from "../scenario/head.ts";
import { readPromises, readReported } from "../scenario/targets/promise-tables.ts";
import { type Columns, csvOf } from "../text/csv.ts";
import { InputError, type Label, type Problem, usageError } from "../text/problems.ts";
import { give } from "./question.ts";
import { command } from "./shell/command.ts";
import { text, wholeNumber, withBrief, withLanguage, withOut, withWorkbook } from "./shell/options.ts";
import { checkRegion, tableFile } from "./shell/region-files.ts";
import { keptPrograms } from "./shell/report-runs.ts";

/** `peakpath assess`: the yearly assessment of what a region has promised, with a light for each promise. */
export const assessCommand = command(
  (argv) =>
    withWorkbook(withOut(withBrief(withLanguage(argv))))
      .positional("region", {
        type: "string",
        demandOption: true,
        describe: "A region such as zhejiang (its policy, national or reference scenario), or a scenario",
      })
      .option("year", text("The year that is assessed; the last observed one without it"))
      .option(
        "observed",
        text("CSV or .xlsx of the region's own values: year, indicator, value, unit (年份,指标,数值,单位)"),
      )
      .option(
        "targets",
        text("CSV or .xlsx of promises to assess in place of the plans', as `targets --out` writes promises.csv"),
      )
      .example("$0 assess zhejiang --year 2025", "a light for each promise, what is short and what would close it")
      .example("$0 assess huzhou --year 2026 --observed 上报.csv --lang zh", "with the city's own values, in Chinese")
      .example("$0 assess shandong/policy --year 2027 --out out --excel", "assessment.csv for Excel"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    const library = installedLibrary(terminal);
    const id = args.region.includes("/") ? args.region : usualScenario(library, args.region);
    const [loaded] = loadScenarios(library, [id]);
    const { model, horizon, baseYear, lastObserved } = loaded;
    const asked = wholeNumber("year", args.year as string | undefined);
    const year = asked ?? lastObserved;
    if (year < baseYear || year > horizon) throw usageError("assess_year", { from: baseYear, to: horizon, year });
    const problems: Problem[] = [];
    const first = firstTold(loaded);
    const tableOf = (file: string) => ({
      ...tableFile(terminal, file, "table_unreadable"),
      ...{ library, model, first, horizon },
    });
    const promisesIn = (file: string) =>
      readPromises(tableOf(file), loaded.region.id, problems, loaded.planStatements, ownQuantities(loaded));
    // A table of promises is the whole list of them.
    const scenario =
      args.targets === undefined
        ? loaded
        : {
            ...loaded,
            targets: [],
            planStatements: promisesIn(args.targets),
          };
    const run = runScenario(scenario, keptPrograms());
    const reported =
      args.observed === undefined
        ? []
        : readReported(tableOf(args.observed), ownQuantities(loaded, run.values), promisedBases(run), problems);
    if (problems.length > 0) throw new InputError(problems);
    const view: View = { run, reported, found: assess(run, year, reported) };
    const chosen = {
      scenario: id === args.region ? undefined : id,
      year: asked === undefined ? year : undefined,
      promises: args.targets?.split(/[\\/]/).at(-1),
    };
    await give(call, args, {
      lines: () => assessmentLines(view, chosen, words),
      brief: () => briefLines(view, words),
      json: () => assessmentJson(view),
      sheets: () => assessmentSheets(view, typedCommand(call.words), words),
      files: (options) => new Map([["assessment.csv", csvOf(assessmentColumns(run), rowsOf(view.found), options)]]),
    });
  },
);

/** The scenario that says what a region plans; without plans its reference. */
function usualScenario(library: Parameters<typeof listScenarios>[0], region: string): string {
  const known = new Set(listScenarios(library));
  const found = [...planScenarios, "reference"].map((name) => `${region}/${name}`).find((id) => known.has(id));
  if (found !== undefined) return found;
  checkRegion(library, region, "<region>");
  return `${region}/reference`;
}

/** What the region comes to, and the summary of its promises. */
function briefLines(view: View, words: Words): string[] {
  const { run, found } = view;
  const title = words.assess.title({ region: words.say(run.scenario.region.label), year: found.year });
  return [title, `  ${verdictText(run, words, false)}`, ...summaryLines(view, words)];
}

/** The page: what a director needs in three sentences, the table, and what stands behind each late promise. */
function assessmentLines(
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

/** The workbook: the head in sentences, the lights of promises and of peaks as they are printed, and what they rest on. */
function assessmentSheets(view: View, command: string, words: Words): Sheet[] {
  const title = lightTitle(view, words);
  return [
    textSheet(words.workbook.sheets.verdict, [title, ...summaryLines(view, words)]),
    ...tableSheets(view, words),
    sourcesSheet([view.run], command, words),
  ];
}

/** Overall situation, main gaps and proposed measures, from the numbers. */
/** What an assessment of a run in its last observed year comes to: lights counted, gaps, and what would close them. */
export function assessmentSummary(run: ScenarioRun, words: Words): string[] {
  return summaryLines({ run, reported: [], found: assess(run, run.scenario.lastObserved, []) }, words);
}

function summaryLines({ run, found }: View, words: Words): string[] {
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

/** Of a document that is issued. */
function isHeld({ judged }: { readonly judged: JudgedPlanTarget }): boolean {
  return !judged.isDraft;
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

/** The levers that bring a late peak forward the most, each by itself. */
function peakClosersText({ judged, closers }: AssessedPeak, run: ScenarioRun, year: number, words: Words): string {
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

/** The first year in which anything more can be done. */
function firstYear(year: number, { scenario }: ScenarioRun): number {
  return Math.max(year, scenario.lastObserved) + 1;
}

function lightsText(all: readonly { readonly light: Light }[], words: Words): string {
  const m = words.assess;
  const counts = lights.map((light) => ({
    word: m.lights[light],
    count: all.filter((one) => one.light === light).length,
  }));
  return m.lightsOf(counts.filter(({ count }) => count > 0));
}

/** Its name with its year, where promises of several years stand beside each other. */
function datedName(judged: JudgedPlanTarget, words: Words): string {
  return words.assess.named(nameOf(judged, words), judged.target.year);
}

/** What a promise needs a year and what it was so far, in words; nothing needed where its number is reached. */
function paceOf(one: AssessedPromise, run: ScenarioRun, words: Words) {
  const { change } = shownIn(one.judged, run, words);
  const { needed, untilNow, judged } = one;
  const isReached = needed !== undefined && (judged.target.operator === "<=" ? needed >= 0 : needed <= 0);
  return {
    needed: needed === undefined || isReached ? "" : change(needed),
    untilNow: untilNow === undefined ? undefined : change(untilNow),
  };
}

function gapWords(one: AssessedPromise, run: ScenarioRun, words: Words) {
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

function detailLines(one: AssessedPromise, { run, found }: View, words: Words): string[] {
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

function peakDetailLines(one: AssessedPeak, { run, found }: View, words: Words): string[] {
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

/** On which side more of the number is better. */
function signOf({ target }: JudgedPlanTarget): number {
  return target.operator === "<=" && target.kind !== "reduction" && target.kind !== "relative" ? -1 : 1;
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

function rowsOf({ promises, peaks }: Assessment): (AssessedPromise | AssessedPeak)[] {
  return [...promises, ...peaks];
}

function isPeak(row: AssessedPromise | AssessedPeak): row is AssessedPeak {
  return "trend" in row;
}

/** The columns of assessment.csv: numbers in the model's units, shares as parts of 1. */
function assessmentColumns(run: ScenarioRun): Columns<AssessedPromise | AssessedPeak> {
  type Row = AssessedPromise | AssessedPeak;
  const told =
    <T>(cell: (row: AssessedPromise) => T) =>
    (row: Row) =>
      isPeak(row) ? undefined : cell(row);
  const effects = (all: readonly LeverEffect[]) => all.map(({ lever, effect }) => `${lever.id} ${effect}`).join("; ");
  const label = ({ judged }: Row): Label => labelOf((words) => planTargetLabel(judged, words));
  return {
    ...columnsOf(run),
    target: ({ judged }) => judged.statement.id,
    kind: ({ judged }) => judged.target.kind,
    quantity: ({ judged }) => judged.target.quantity.name,
    label_en: (row) => label(row).en,
    label_zh: (row) => label(row).zh,
    year: ({ judged }) => judged.target.year,
    from_year: ({ judged }) => judged.measuredFrom ?? judged.target.base,
    operator: ({ judged }) => (judged.target.asked === undefined ? undefined : { word: judged.target.operator }),
    asked: ({ judged }) => judged.result.required,
    light: ({ light }) => light,
    reason: told(({ reason }) => reason),
    required_now: told(({ required }) => required),
    actual_now: told(({ actual }) => actual),
    origin: told(({ origin }) => origin),
    margin_now: told(({ margin }) => margin),
    error_now: told(({ error }) => error),
    projected: ({ judged }) => judged.result.actual,
    outlook: ({ outlook }) => outlook,
    needed_per_year: told(({ needed }) => needed),
    so_far_per_year: told(({ untilNow }) => untilNow),
    trend: (row) => (isPeak(row) ? row.trend : undefined),
    unit: ({ judged }) => planUnit(judged),
    carried_by: told(({ carriers }) => effects(carriers)),
    closed_by: ({ closers }) => effects(closers),
    draft: ({ judged }) => judged.isDraft,
    responsible: told(({ responsible }) => responsible.map(({ zh }) => zh).join("; ")),
    source: ({ judged }) => sourceOf(judged).join(", "),
  };
}

function assessmentJson({ run, found }: View): object {
  const levers = (all: readonly LeverEffect[]) =>
    all.map(({ lever, effect, strength, responsible }) => ({
      lever: lever.id,
      label: lever.label,
      effect,
      strength,
      responsible,
    }));
  const head = ({ judged }: { readonly judged: JudgedPlanTarget }) => ({
    id: judged.statement.id,
    label: labelOf((words) => planTargetLabel(judged, words)),
    kind: judged.target.kind,
    quantity: judged.target.quantity.name,
    year: judged.target.year,
    from_year: judged.measuredFrom ?? judged.target.base,
    operator: judged.target.asked === undefined ? undefined : judged.target.operator,
    asked: judged.result.required,
    unit: planUnit(judged),
    document: judged.statement.document,
    section: judged.statement.section,
    draft: judged.isDraft,
  });
  const count = (all: readonly { readonly light: Light }[]) =>
    Object.fromEntries(lights.map((light) => [light, all.filter((one) => one.light === light).length]));
  return {
    ...headJson(run),
    year: found.year,
    runs: found.runs,
    counts: count(found.promises.filter(isHeld)),
    peak_counts: count(found.peaks.filter(isHeld)),
    draft_counts: count(rowsOf(found).filter((one) => !isHeld(one))),
    promises: found.promises.map((one) => ({
      ...head(one),
      light: one.light,
      reason: one.reason,
      path: one.path,
      required: one.required,
      actual: one.actual,
      origin: one.origin,
      margin: one.margin,
      error: one.error,
      projected: one.judged.result.actual,
      outlook: one.outlook,
      needed_per_year: one.needed,
      so_far_per_year: one.untilNow,
      carried_by: levers(one.carriers),
      closed_by: levers(one.closers),
      responsible: one.responsible,
    })),
    peaks: found.peaks.map((one) => ({
      ...head(one),
      light: one.light,
      peak_year: one.judged.result.actual,
      band_from: one.judged.result.band_from,
      band_to: one.judged.result.band_to,
      status: one.outlook,
      trend: one.trend,
      closed_by: levers(one.closers),
    })),
  };
}
