import { resolve } from "node:path";
import type { Argv } from "yargs";
import type { Language } from "../../report/words/messages.ts";
import { UsageError } from "../../text/problems.ts";
import { refuseTwice, withFiles, withLanguage, withPictures } from "../shell/options.ts";
import { progressOn } from "../shell/progress.ts";
import type { Call, Terminal } from "../shell/terminal.ts";

/** `peakpath run`: the report of one or several scenarios. */
export function runCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "run [scenarios..]",
    "Run scenarios: when and at what level emissions peak",
    (argv) =>
      withPictures(withFiles(withLanguage(argv)))
        .positional("scenarios", {
          type: "string",
          array: true,
          describe: "Such as zhejiang/policy",
        })
        .option("all", {
          type: "boolean",
          default: false,
          describe: "Reference and policy of every region; with --out each region's files in a folder of its own",
        })
        .option("levers", {
          type: "boolean",
          describe: "What each lever does; left out with --all, where it takes far longer than the runs",
        })
        .option("table", {
          choices: ["plan"] as const,
          requiresArg: true,
          describe: "Print the plan's annex of key indicators instead",
        })
        .option("strict", {
          type: "boolean",
          default: false,
          describe: "Exit 3 where a target is missed or not computable",
        })
        .example("$0 run zhejiang/policy", "the report")
        .example("$0 run zhejiang/reference zhejiang/policy --out results", "two scenarios, and their files")
        .example("$0 run zhejiang/policy --svg pictures", "and its pictures")
        .example("$0 run zhejiang/policy --table plan --lang zh", "the annex of a plan, in Chinese")
        .example("$0 run --all --out results", "every region, and one table over all"),
    async (args) => {
      refuseTwice(args);
      const scenarios = args.scenarios ?? [];
      if (args.all && scenarios.length > 0)
        throw new UsageError(`--all runs every region; leave out ${scenarios.join(", ")}, or --all`);
      if (args.all && args.table !== undefined)
        throw new UsageError("--all prints one table over all regions; leave out --table");
      if (args.all && args.svg !== undefined)
        throw new UsageError("--svg draws the scenarios that are named; leave out --all, or --svg");
      if (args.all) return reportAll(call, args);
      if (scenarios.length === 0)
        throw new UsageError("say what to run, such as: peakpath run zhejiang/policy, or run --all");
      const { loadRuns, libraryOf } = await import("../../run/load.ts");
      const { reportRuns } = await import("../../questions/report-runs.ts");
      const progress = progressOn(terminal);
      const { refuseWrongDesigns } = await import("../../batch/design/scenario-designs.ts");
      const library = libraryOf(terminal);
      const loaded = loadRuns(library, scenarios);
      await refuseWrongDesigns(library, loaded);
      const levers = args.levers ?? (args.table === undefined || args.out !== undefined);
      const reported = reportRuns(loaded, { levers, progress: progress.show });
      progress.clear();

      const width = terminal.columns;
      if (args.table === "plan") {
        const { planJson, planLines } = await import("./plan-text.ts");
        const { headLines } = await import("./text.ts");
        if (args.json) await printJson(terminal, planJson(reported.map(({ run }) => run)));
        else {
          for (const { run } of reported) {
            const lines = planLines(run, args.lang);
            if (lines.length === 0)
              throw new UsageError(`the model ${run.model.name} declares no table "plan" in its report section`);
            terminal.out(`${[...headLines(run, args.lang), "", ...lines].join("\n")}\n`);
          }
        }
      } else if (args.json) {
        const { runJson } = await import("./json.ts");
        await printJson(terminal, runJson(reported));
      } else {
        const { summaryLines } = await import("./summary.ts");
        const { runLines } = await import("./text.ts");
        const { rollUpLines } = await import("./roll-up.ts");
        const reports = reported.map(({ run, effects, rollUp }) =>
          (rollUp === undefined
            ? runLines(run, effects, args.lang, width)
            : rollUpLines(rollUp, args.lang, width)
          ).join("\n"),
        );
        if (reported.length > 1) reports.push(summaryLines(reported, args.lang).join("\n"));
        terminal.out(`${reports.join("\n\n\n")}\n`);
      }

      if (args.out !== undefined) {
        const { outputFiles, typedCommand } = await import("../../report/tables/run-files.ts");
        const { writeFiles } = await import("../../files/files.ts");
        const { messages } = await import("../../report/words/messages.ts");
        const files = outputFiles(reported, { wide: args.wide, excel: args.excel, command: typedCommand(call.words) });
        await writeFiles(resolve(terminal.workingFolder, args.out), files);
        terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
      }
      if (args.svg !== undefined) {
        const { runPictures } = await import("./pictures.ts");
        const { writePictures } = await import("../shell/picture-files.ts");
        const pictures = new Map(reported.flatMap(({ run }) => [...runPictures(run, args.lang)]));
        await writePictures(terminal, args.svg, pictures, args.lang);
      }
      const { failsStrictly } = await import("../../run/targets/strict.ts");
      const fails = reported.some(({ run }) => run.targets.some(({ result }) => failsStrictly(result)));
      if (args.strict && fails) call.missed();
    },
  );
}

interface AllArguments {
  readonly lang: Language;
  readonly json: boolean;
  readonly strict: boolean;
  readonly out: string | undefined;
  readonly wide: boolean;
  readonly excel: boolean;
  readonly levers: boolean | undefined;
}

/** Every region with its usual scenarios: files as each is done, then the table over all on standard output. */
async function reportAll(call: Call, args: AllArguments): Promise<void> {
  const { terminal } = call;
  const { libraryOf } = await import("../../run/load.ts");
  const { runAll } = await import("./all.ts");
  const { readQuality } = await import("../../scenario/region/region-quality.ts");
  const library = libraryOf(terminal);
  const { coverageJson, coverageLines } = await import("./coverage.ts");
  const { typedCommand } = await import("../../report/tables/run-files.ts");
  const { messages } = await import("../../report/words/messages.ts");
  const options = {
    wide: args.wide,
    excel: args.excel,
    levers: args.levers ?? false,
    command: typedCommand(call.words),
    folder: args.out === undefined ? undefined : resolve(terminal.workingFolder, args.out),
  };
  const { coverage, failed, files, missed } = await runAll(library, options, progressOn(terminal), (id, message) =>
    terminal.err(`${id} ${messages[args.lang].failed}${messages[args.lang].colon}${message}\n`),
  );
  const checks = readQuality(library);
  if (args.json) await printJson(terminal, coverageJson(coverage, checks));
  else terminal.out(`${coverageLines(coverage, args.lang, checks).join("\n")}\n`);
  if (args.out !== undefined) terminal.err(`${messages[args.lang].wrote(files, args.out)}\n`);
  if (failed.size > 0) throw new UsageError(messages[args.lang].failedCount(failed.size));
  if (args.strict && missed) call.missed();
}

async function printJson(terminal: Terminal, value: unknown): Promise<void> {
  const { jsonText } = await import("../../text/json.ts");
  terminal.out(jsonText(value));
}
