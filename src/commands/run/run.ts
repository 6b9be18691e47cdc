import { resolve } from "node:path";
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
import { readQuality } from "../../scenario/region/region-quality.ts";
import type { Library } from "../../text/library.ts";
import { UsageError, usageError } from "../../text/problems.ts";
import { type AnswerOptions, boundaryNames, give, isDrawn } from "../question.ts";
import { command } from "../shell/command.ts";
import {
  askedBoundary,
  askedWorkers,
  flag,
  text,
  withBrief,
  withFiles,
  withLanguage,
  withPictures,
  withWorkbook,
} from "../shell/options.ts";
import { reportRuns } from "../shell/report-runs.ts";
import { type Call, progressOn } from "../shell/terminal.ts";
import { runAll } from "./all.ts";
import { coverageJson, coverageLines } from "./coverage.ts";
import { runJson } from "./json.ts";
import { runPictures } from "./pictures.ts";
import { planJson, planLines } from "./plan-text.ts";
import { rollUpHead, rollUpLines } from "./roll-up.ts";
import { summaryLines } from "./summary.ts";
import { runLines } from "./text.ts";

/** `peakpath run`: the report of one or several scenarios. */
export const runCommand = command(
  (argv) =>
    withWorkbook(withPictures(withFiles(withBrief(withLanguage(argv)))))
      .positional("scenarios", { type: "string", array: true, describe: "Such as zhejiang/policy" })
      .option(
        "all",
        flag("Reference and policy of every region; with --out each region's files in a folder of its own"),
      )
      .option("workers", text("Cores to use (all); of run with --all"))
      .option("levers", {
        type: "boolean",
        describe: "The peak under each lever; left out with --all, where it takes far longer than the runs",
      })
      .option("table", {
        choices: ["plan"] as const,
        requiresArg: true,
        describe: "Print the plan's annex of key indicators instead",
      })
      .option("boundary", text("Boundary that pictures show (one); all of them without it"))
      .option("strict", flag("Exit 3 where a target is missed, or cannot be told to be met"))
      .example("$0 run zhejiang/policy", "the report")
      .example("$0 run zhejiang/reference zhejiang/policy --out results", "two scenarios, and their files")
      .example("$0 run zhejiang/policy --svg pictures", "and its pictures")
      .example("$0 run zhejiang/policy --table plan --lang zh", "the annex of a plan, in Chinese")
      .example("$0 run zhejiang/policy --lang zh --xlsx zhejiang.xlsx", "one workbook, in Chinese")
      .example("$0 run zhejiang/reference zhejiang/policy --brief", "what each comes to, in a few lines")
      .example("$0 run --all --out results", "every region, and one table over all"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    const scenarios = args.scenarios ?? [];
    if (args.all && scenarios.length > 0) throw usageError("run_all_named", { names: scenarios });
    if (args.all && args.table !== undefined) throw usageError("run_all_table", {});
    if (args.all && isDrawn(args)) throw usageError("run_all_svg", {});
    if (args.all && args.xlsx !== undefined) throw usageError("run_all_xlsx", {});
    if (!args.all && args.workers !== undefined) throw usageError("run_workers", {});
    if (args.all) return reportAll(call, args, words);
    if (scenarios.length === 0) throw usageError("say_what_to_run", {});
    const progress = progressOn(terminal);
    const library = installedLibrary(terminal);
    const loaded = loadRuns(library, scenarios);
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
    await give(call, args, {
      lines: () =>
        plan ? runs.flatMap((run) => planReport(run, words)) : reportLines(library, reported, words, terminal.columns),
      brief: () => briefLines(reported, words),
      json: () => (plan ? planJson(runs) : runJson(library, reported)),
      files: (csv) => outputFiles(reported, { ...csv, ...options }),
      sheets: () => runSheets(reported, options.command, words),
      pictures: () => ({ drawn: new Map(runs.flatMap((run) => [...runPictures(run, words, boundary)])) }),
    });
    const fails = reported.some(({ run }) => run.targets.some(failsStrictly));
    if (args.strict && fails) call.missed();
  },
);

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

interface AllArguments extends AnswerOptions {
  readonly wide: boolean;
  readonly excel: boolean;
  readonly strict: boolean;
  readonly levers?: boolean;
  readonly workers?: string;
}

/** Every region with its usual scenarios: files as each is done, then the table over all on standard output. */
async function reportAll(call: Call, args: AllArguments, words: Words): Promise<void> {
  const { terminal } = call;
  const { wide, excel, levers = false, lang, json } = args;
  const library = installedLibrary(terminal);
  const folder = args.out === undefined ? undefined : resolve(terminal.workingFolder, args.out);
  const { coverage, failed, files, missed } = await runAll({
    library,
    folders: terminal,
    options: { wide, excel, levers, command: typedCommand(call.words), lang, units: args.units, folder },
    kept: terminal.kept,
    workers: askedWorkers(args.workers),
    progress: progressOn(terminal),
    fail: (id, message) => terminal.err(`${id} ${words.common.failed}${words.common.colon}${message}\n`),
  });
  const checks = readQuality(library);
  const answer = { lines: () => coverageLines(coverage, words, checks), json: () => coverageJson(coverage, checks) };
  await give(call, { lang, json }, answer);
  if (args.out !== undefined) terminal.err(`${words.common.wrote(files, args.out)}\n`);
  if (failed.size > 0) throw new UsageError(words.run.failedCount(failed.size));
  if (args.strict && missed) call.missed();
}
