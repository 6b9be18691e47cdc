import { usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import { giveText } from "../shell/kept-text.ts";
import {
  flag,
  isDrawn,
  pictureSize,
  text,
  withBrief,
  withFiles,
  withLanguage,
  withPictures,
  withWorkbook,
} from "../shell/options.ts";

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
    const scenarios = args.scenarios ?? [];
    if (args.all && scenarios.length > 0) throw usageError("run_all_named", { names: scenarios });
    if (args.all && args.table !== undefined) throw usageError("run_all_table", {});
    if (args.all && isDrawn(args)) throw usageError("run_all_svg", {});
    if (args.all && args.xlsx !== undefined) throw usageError("run_all_xlsx", {});
    if (!args.all && args.workers !== undefined) throw usageError("run_workers", {});
    if (args.all) return (await import("./report-all.ts")).reportAll(call, args);
    if (scenarios.length === 0) throw usageError("say_what_to_run", {});
    const asked = { ...args, scenarios };
    pictureSize(args.size);
    const isText = args.out === undefined && args.xlsx === undefined && !isDrawn(args);
    const missed = isText
      ? await giveText(call, args, async (library) =>
          (await import("./report-scenarios.ts")).reportText(library, call, asked),
        )
      : await (await import("./report-scenarios.ts")).reportScenarios(call, asked);
    if (args.strict && missed) call.missed();
  },
);
