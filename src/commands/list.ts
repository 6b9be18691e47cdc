import type { Argv } from "yargs";
import { UsageError } from "../text/problems.ts";
import { refuseTwice, withLanguage } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

const listable = ["regions", "scenarios", "levers", "variables", "targets"] as const;

/** `peakpath list`: what there is to run, to pull and to look at. */
export function listCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "list <what> [scenario]",
    "List regions, scenarios, levers, variables or targets",
    (argv) =>
      withLanguage(argv)
        .positional("what", { choices: listable, demandOption: true, describe: "What to list" })
        .positional("scenario", { type: "string", describe: "Only what this scenario can use; all scenarios without" })
        .option("quality", {
          type: "boolean",
          default: false,
          describe: "Of regions: calibration factors, cross-checks and estimated shares",
        })
        .example("$0 list regions", "every region: base year, plans, targets met and missed")
        .example("$0 list scenarios", "what can be run")
        .example("$0 list levers zhejiang/policy", "what the scenario pulls, and what it could pull"),
    async (args) => {
      refuseTwice(args);
      if (args.quality && args.what !== "regions") throw new UsageError("--quality goes with list regions");
      if (args.what === "regions" && args.scenario === undefined) {
        const { listCoverage, listQuality } = await import("./list-regions.ts");
        return args.quality
          ? listQuality(terminal, args.lang, args.json)
          : listCoverage(terminal, args.lang, args.json);
      }
      const { listRows } = await import("./list-rows.ts");
      const { columns, rows } = listRows(terminal, args.what, args.scenario, args.lang);
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
        terminal.out(jsonText(rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i]])))));
        return;
      }
      const { textTable } = await import("../report/text/text-table.ts");
      const lines = textTable(columns, rows, 0);
      if (lines.length > 0) terminal.out(`${lines.join("\n")}\n`);
    },
  );
}
