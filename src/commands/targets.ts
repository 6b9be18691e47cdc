import { resolve } from "node:path";
import type { Argv } from "yargs";
import { refuseTwice, withLanguage } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

/** `peakpath targets`: every promise of the region's plans against the pathway, with its document and section. */
export function targetsCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "targets <scenarios..>",
    "Hold scenarios against what the plans promise, document by document",
    (argv) =>
      withLanguage(argv)
        .positional("scenarios", {
          type: "string",
          array: true,
          demandOption: true,
          describe: "Such as zhejiang/policy",
        })
        .option("all", { type: "boolean", default: false, describe: "Also what the model does not compute, and why" })
        .option("formulas", { type: "boolean", default: false, describe: "Say how each quantity is counted" })
        .option("out", { type: "string", requiresArg: true, describe: "Write targets.csv into this folder" })
        .option("excel", { type: "boolean", default: false, describe: "Byte-order mark for Excel" })
        .option("strict", {
          type: "boolean",
          default: false,
          describe: "Exit 3 where a promise in force is missed, or cannot be judged though its numbers are there",
        })
        .example("$0 targets zhejiang/policy", "each promise with document, section, value and verdict")
        .example("$0 targets zhejiang/policy --all --lang zh", "with what is outside the model, in Chinese"),
    async (args) => {
      refuseTwice(args);
      const { loadScenarios, libraryOf } = await import("../run/load.ts");
      const { reportRuns } = await import("../questions/report-runs.ts");
      const { readPlanReasons } = await import("../scenario/targets/plan-targets.ts");
      const library = libraryOf(terminal);
      const runs = reportRuns(loadScenarios(library, args.scenarios), { levers: false }).map(({ run }) => run);
      const reasons = readPlanReasons(library);
      if (args.json) {
        const { targetsJson } = await import("./targets-json.ts");
        const { jsonText } = await import("../text/json.ts");
        terminal.out(jsonText(targetsJson(runs, args.all, reasons)));
      } else {
        const { headLines } = await import("./run/text.ts");
        const { targetLines } = await import("./run/targets.ts");
        const { planTargetLines } = await import("./run/plan-targets.ts");
        const reports = runs.map((run) => {
          const own = targetLines(run, args.lang);
          const plans = planTargetLines(run, args.lang, { all: args.all, formulas: args.formulas, reasons });
          return [...headLines(run, args.lang), "", ...plans, ...(own.length > 0 ? ["", ...own] : [])].join("\n");
        });
        terminal.out(`${reports.join("\n\n\n")}\n`);
      }
      if (args.out !== undefined) {
        const { csvText } = await import("../text/csv.ts");
        const { writeFiles } = await import("../files/files.ts");
        const { messages } = await import("../report/words/messages.ts");
        const { targetColumns, targetRows, unmappedRows } = await import("../report/tables/targets.ts");
        const { regionNames } = await import("../report/tables/region-names.ts");
        const names = regionNames(runs);
        const rows = runs.flatMap((run) => [...targetRows(run, names), ...(args.all ? unmappedRows(run, names) : [])]);
        const files = new Map([["targets.csv", csvText(targetColumns, rows, { excel: args.excel })]]);
        await writeFiles(resolve(terminal.workingFolder, args.out), files);
        terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
      }
      const { promiseFailsStrictly } = await import("../run/targets/strict.ts");
      const fails = runs.some((run) =>
        run.planTargets.some(({ counts, result }) => counts && promiseFailsStrictly(result)),
      );
      if (args.strict && fails) call.missed();
    },
  );
}
