import { refuseWrongDesigns } from "../../batch/design/scenario-designs.ts";
import { installedLibrary } from "../../files/installed.ts";
import { sha256Hex } from "../../files/sha256.ts";
import { nowcastOf } from "../../questions/nowcast.ts";
import { outputFiles, type ReportedRun, typedCommand } from "../../report/tables/run-files.ts";
import { headLines } from "../../report/text/head.ts";
import { planTargetLabel } from "../../report/text/plan-target-text.ts";
import { sureLines } from "../../report/text/sure.ts";
import { targetLabel } from "../../report/text/target-text.ts";
import { differenceText } from "../../report/text/verdict.ts";
import { type Words, wordsIn } from "../../report/words/languages.ts";
import { runSheets } from "../../report/workbook/run-workbook.ts";
import { loadRuns } from "../../run/load.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { certaintyFinder } from "../../run/stored-certainty.ts";
import { failsStrictly, type TargetStatus } from "../../run/targets/target-status.ts";
import type { Library } from "../../text/library.ts";
import { usageError } from "../../text/problems.ts";
import { type Answer, type AnswerOptions, answerText, boundaryNames, give } from "../question.ts";
import type { InstalledLibrary } from "../shell/kept-text.ts";
import { askedBoundary } from "../shell/options.ts";
import { reportRuns } from "../shell/report-runs.ts";
import { type Call, progressOn } from "../shell/terminal.ts";
import { runJson } from "./json.ts";
import { runPictures } from "./pictures.ts";
import { planJson, planLines } from "./plan-text.ts";
import { rollUpHead, rollUpLines } from "./roll-up.ts";
import { summaryLines } from "./summary.ts";
import { runLines } from "./text.ts";

interface RunArguments extends AnswerOptions {
  readonly scenarios: readonly string[];
  readonly levers?: boolean;
  readonly table?: "plan";
  readonly boundary?: string;
  readonly wide: boolean;
}

/** What `peakpath run` prints of these scenarios. */
export async function reportText(library: InstalledLibrary, call: Call, args: RunArguments) {
  const { answer, missed } = await scenariosAnswer(library, call, args);
  return { text: answerText(args, answer), missed, whole: true };
}

/** Prints the same and writes the files and pictures that are asked for; gives whether a target is missed. */
export async function reportScenarios(call: Call, args: RunArguments): Promise<boolean> {
  const { answer, missed } = await scenariosAnswer(installedLibrary(call.terminal), call, args);
  await give(call, args, answer);
  return missed;
}

async function scenariosAnswer(
  library: InstalledLibrary,
  call: Call,
  args: RunArguments,
): Promise<{ answer: Answer; missed: boolean }> {
  const { terminal } = call;
  const words = await wordsIn(args.lang, args.units);
  const progress = progressOn(terminal);
  const loaded = loadRuns(library, args.scenarios);
  await refuseWrongDesigns(library, loaded);
  const levers =
    args.levers ?? ((args.table === undefined && !args.brief) || args.out !== undefined || args.xlsx !== undefined);
  const certainty = args.table === undefined ? certaintyFinder(library, sha256Hex) : undefined;
  const reported = reportRuns(loaded, { levers, progress: progress.show, kept: terminal.kept, certainty });
  progress.clear();

  const runs = reported.map(({ run }) => run);
  const boundary = args.boundary === undefined ? undefined : askedBoundary(args.boundary, boundaryNames(runs[0]));
  const plan = args.table === "plan";
  const options = { wide: args.wide, command: typedCommand(call.words), sha256: sha256Hex, words };
  const answer: Answer = {
    lines: () =>
      plan ? runs.flatMap((run) => planReport(run, words)) : reportLines(library, reported, words, terminal.columns),
    brief: () => briefLines(reported, words),
    json: () => (plan ? planJson(runs) : runJson(library, reported)),
    files: (csv) => outputFiles(reported, { ...csv, ...options }),
    sheets: () => runSheets(reported, options.command, words),
    pictures: () => ({ drawn: new Map(runs.flatMap((run) => [...runPictures(run, words, boundary)])) }),
  };
  return { answer, missed: reported.some(({ run }) => run.targets.some(failsStrictly)) };
}

/** The reports one after the other, and what they have side by side. */
function reportLines(library: Library, reported: readonly ReportedRun[], words: Words, width: number): string[] {
  const reports = reported.map(({ run, peaksByLever, rollUp, certainty }) =>
    rollUp === undefined
      ? runLines(run, peaksByLever, words, { width, nowcast: nowcastOf(library, run), certainty })
      : rollUpLines(rollUp, words, { width, nowcast: nowcastOf(library, run) }),
  );
  if (reported.length > 1) reports.push(summaryLines(reported, words));
  return reports.flatMap((report, i) => (i === 0 ? report : ["", "", ...report]));
}

/** What each scenario comes to, how sure that is, and the two side by side. */
function briefLines(reported: readonly ReportedRun[], words: Words): string[] {
  const runs = reported.map(({ run }) => run);
  const differences = runs.slice(1).flatMap((run) => differenceText(runs[0], run, words) ?? []);
  return [
    ...reported.flatMap(({ run, rollUp, certainty }) => [
      ...(rollUp === undefined ? headLines(run, words) : rollUpHead(rollUp, words)).slice(0, 2),
      // Behind its title: how sure the peak is by the year of plans.
      ...(certainty === undefined ? [] : sureLines(run, certainty, words).slice(1, 2)),
      ...missedLine(run, words),
    ]),
    ...differences,
  ];
}

/** The targets in force that are missed, by name. */
function missedLine(run: ScenarioRun, words: Words): string[] {
  const isMissed = ({ status }: { readonly status: TargetStatus }) => status === "missed";
  const names = [
    ...run.planTargets
      .filter((judged) => judged.counts && isMissed(judged))
      .map((judged) => `${planTargetLabel(judged, words)} ${judged.statement.year}`),
    ...run.targets.filter(isMissed).map((judged) => words.say(targetLabel(run, judged))),
  ];
  if (names.length === 0) return [];
  return [`  ${words.common.verdicts.missed}${words.common.colon}${words.commas(names)}`];
}

function planReport(run: ScenarioRun, words: Words): string[] {
  const lines = planLines(run, words);
  if (lines.length === 0) throw usageError("run_no_plan", { model: run.model.name });
  return [...headLines(run, words), "", ...lines];
}
