import { type AnswerShare, targetShares } from "../../batch/sure.ts";
import { installedLibrary } from "../../files/installed.ts";
import { type SeekKind, seekTarget, type TargetAnswer } from "../../questions/seek/seek.ts";
import { answerFile, answerPlace, nameOf, verifyAnswer } from "../../questions/seek/seek-answer.ts";
import type { TargetGoal } from "../../questions/seek/seek-goal.ts";
import { columnsOf, constant } from "../../report/tables/run-columns.ts";
import { answerTexts, beforeLines, runsText } from "../../report/text/sure.ts";
import { resultJson, targetLabel, targetRow } from "../../report/text/target-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import { labelOf } from "../../report/words/labels.ts";
import type { Words } from "../../report/words/languages.ts";
import { loadScenarios } from "../../run/load.ts";
import type { JudgedTarget, ScenarioRun } from "../../run/run.ts";
import { judgeIn } from "../../run/scenario-run.ts";
import { modelWithIndicators } from "../../scenario/indicators.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { readTargets } from "../../scenario/targets/read-targets.ts";
import type { Target } from "../../scenario/targets/targets.ts";
import { type CsvOptions, csvOf } from "../../text/csv.ts";
import { asciiForms } from "../../text/plain-number.ts";
import { type Problem, runError, saidOf, UsageError, usageError } from "../../text/problems.ts";
import { cursorAt, mapAt } from "../../text/reader.ts";
import { readYaml } from "../../text/yaml.ts";
import { type AnswerOptions, giveAbout, runOf } from "../question.ts";
import type { Call } from "../shell/terminal.ts";
import { answerLines, checkPlace, fileLines, impossibleLines, leversCsv, remarkLines, saveAnswer } from "./answer.ts";

interface TargetArgs extends AnswerOptions {
  readonly scenario: string;
  readonly target: string;
  readonly lever?: string;
  readonly save?: string;
  readonly force: boolean;
}

/** What it takes to meet a target on a quantity, in the words and tables of what it takes to peak. */
export async function seekTargetFor(call: Call, args: TargetArgs, kind: SeekKind): Promise<void> {
  const { terminal } = call;
  const library = installedLibrary(terminal);
  const [scenario] = loadScenarios(library, [args.scenario]);
  const target = targetOption(scenario, args.target);
  checkPlace(terminal, library, scenario, args);
  const run = runOf(scenario);
  let answer: TargetAnswer;
  try {
    answer = seekTarget(run, kind, { target }, { lever: args.lever });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error);
    throw error;
  }
  const year = "by" in target ? target.by : target.year;
  const before = judgeIn(run, target);
  const title = labelOf((own) => own.seek.targetTitle(`${own.say(targetLabel(run, before))} ${year}: ${target.text}`));
  const name = args.save ?? `${nameOf(scenario.id)}_${target.name.replace(/[^a-z0-9]+/g, "_")}_${year}`;
  const written = answerFile(run, answer, title);
  const verified = verifyAnswer(library, run, answer, name, written);
  const { id, file } = answerPlace(scenario, name);
  if (verified.meets !== answer.possible) throw runError("answer_differs", { id });
  const found: Found = {
    ...{ before, after: judgeIn(verified.run, target), answer, file, text: written },
    certainty: answer.possible ? targetShares(verified.run, library, target) : [],
  };
  await giveAbout(call, args, run, (words) => ({
    sections: () => [targetLines(run, found, words)],
    json: () => ({
      answer: { ...answer, goal: { name: target.name, year, text: target.text } },
      ...{ before: resultJson(before), after: resultJson(found.after), certainty: found.certainty },
      scenario_file: written,
    }),
    files: (options) => targetFiles(run, found, options),
  }));
  if (answer.possible) await saveAnswer(terminal, scenario, args.save, written);
}

interface Found {
  readonly before: JudgedTarget;
  readonly after: JudgedTarget;
  readonly answer: TargetAnswer;
  readonly file: string;
  readonly text: string;
  readonly certainty: readonly AnswerShare[];
}

const form = /^([^@\s<>=≤≥≦≧]+)\s*(?:@\s*(\d{4})(?:\s*\/\s*(\d{4}))?)?\s*([<>=≤≥≦≧].*)?$/su;

/**
 * The target that an option names: a quantity with year and condition, such as `nonfossil_share@2030 >= 30 %`, or against
 * an earlier year `coal_physical@2030/2025 <= -8 %`, or one of the scenario's own by its name.
 *
 * @throws UsageError for what is no target.
 */
function targetOption(scenario: Scenario, text: string): TargetGoal["target"] {
  const [, name, year, from, condition] = form.exec(asciiForms(text).trim()) ?? [];
  if (name === undefined) throw usageError("seek_target_form", { text });
  if (condition === undefined) return ownTarget(scenario, text, name, year);
  if (year === undefined) throw usageError("seek_target_form", { text });
  const { baseYear, horizon, lastObserved } = scenario;
  const problems: Problem[] = [];
  const asked = { ...(from !== undefined && { change_from: Number(from) }), [year]: condition };
  const map = mapAt(cursorAt(readYaml(JSON.stringify({ [name]: asked }), "--target"), "", problems), "{}");
  const span = { from: baseYear, to: horizon, lastObserved };
  const [target] = map === undefined ? [] : readTargets(map, modelWithIndicators(scenario), span);
  if (problems.length > 0) throw usageError("option_wrong", { option: "target", fault: saidOf(problems[0]) });
  return noPeak(target, text);
}

function ownTarget(scenario: Scenario, text: string, name: string, year: string | undefined): TargetGoal["target"] {
  const yearOf = (target: Target): number => (target.kind === "peak" ? target.by : target.year);
  const own = scenario.targets.filter((target) => target.name === name);
  const found = own.filter((target) => year === undefined || yearOf(target) === Number(year));
  const names = (of: readonly Target[]): string[] => [...new Set(of.map((one) => `${one.name}@${yearOf(one)}`))];
  const others = scenario.targets.filter(({ kind }) => kind !== "peak");
  if (found.length === 0)
    throw usageError("seek_target_none", { text, year: year ?? "2030", name, names: names(others) });
  if (found.length > 1) throw usageError("seek_target_several", { text, names: names(found) });
  return noPeak(found[0], text);
}

function noPeak(target: Target, text: string): TargetGoal["target"] {
  if (target.kind === "peak") throw usageError("seek_target_peak", { text });
  return target;
}

function targetLines(
  run: ScenarioRun,
  { before, after, answer, file, text, certainty }: Found,
  words: Words,
): string[] {
  const m = words.seek;
  const rows = [before, after].map((judged, i) => [
    ["", i === 0 ? m.standing : answer.possible ? m.withAnswer : m.nearest] as const,
    ...targetRow(run, judged, words),
  ]);
  const lines = [m.targetGoal, ...textTable(rows), ""];
  if (!answer.possible) return [...lines, ...impossibleLines(answer, words)];
  return [
    ...lines,
    ...answerLines(run, answer, words),
    ...sureLines(run, after.target, certainty, words),
    ...remarkLines(answer, words),
    ...fileLines(file, text, words),
  ];
}

/** How sure it is that the target is met; no line where nothing is known. */
function sureLines(
  { layout }: ScenarioRun,
  { variable }: Target,
  certainty: readonly AnswerShare[],
  words: Words,
): string[] {
  const shares = answerTexts(certainty, words);
  if (shares === undefined) return [];
  const { residual, residualFalls } = layout.certainty ?? {};
  const isWhole = residual?.has(variable.name) || residualFalls?.has(variable.name);
  return [
    `  ${words.sure.targetAnswer({ shares, runs: runsText(certainty) })}`,
    ...(isWhole ? [] : [`  ${words.sure.withoutOwnError}`]),
    ...beforeLines(certainty, words),
  ];
}

/** The answer as files: seek.csv (the target before and with the answer) and seek_levers.csv (every lever before and then). */
function targetFiles(run: ScenarioRun, { before, after, answer }: Found, options: CsvOptions): Map<string, string> {
  const { kind, possible, value, monotone, proven, atFullStrength } = answer;
  const { target } = before;
  const table = csvOf(
    {
      ...columnsOf(run),
      ...constant({ target: target.name, year: "by" in target ? target.by : target.year, text: target.text }),
      ...constant({ asked: kind, possible, value, monotone, proven, at_full_strength: atFullStrength }),
      setting: ({ setting }) => setting,
      unit: ({ result }) =>
        result.terms === "unit" ? target.variable.unit.text : result.terms === "years" ? "yr" : "1",
      actual: ({ result }) => result.actual,
      required: ({ result }) => result.required,
      margin: ({ result }) => result.margin,
      status: ({ status }) => status,
    },
    [
      { setting: "before", ...before },
      { setting: "answer", ...after },
    ],
    options,
  );
  return new Map([
    ["seek.csv", table],
    ["seek_levers.csv", leversCsv(run, answer, options)],
  ]);
}
