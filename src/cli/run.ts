import { resolve } from "node:path";
import type { Argv } from "yargs";
import { refuseTwice, UsageError, withFiles, withLanguage } from "./options.ts";
import { progressOn } from "./progress.ts";
import type { Call, Terminal } from "./terminal.ts";

/** `peakpath run`: the report of one or several scenarios. */
export function runCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "run <scenarios..>",
    "Run scenarios: when and at what level emissions peak",
    (argv) =>
      withFiles(withLanguage(argv))
        .positional("scenarios", {
          type: "string",
          array: true,
          demandOption: true,
          describe: "Such as zhejiang/policy",
        })
        .option("table", {
          choices: ["plan"] as const,
          requiresArg: true,
          describe: "Print the plan's annex of key indicators instead",
        })
        .option("strict", { type: "boolean", default: false, describe: "Exit 3 where a target is missed" })
        .example("$0 run zhejiang/policy", "the report")
        .example("$0 run zhejiang/reference zhejiang/policy --out results", "two scenarios, and their files")
        .example("$0 run zhejiang/policy --table plan --lang zh", "the annex of a plan, in Chinese"),
    async (args) => {
      refuseTwice(args);
      const { loadScenarios, libraryOf } = await import("./load.ts");
      const { runScenario, scenarioLeverEffects } = await import("../analysis/scenario-run.ts");
      const { LEVER_YEARS, runLines } = await import("./run-text.ts");
      const progress = progressOn(terminal);
      const loaded = loadScenarios(libraryOf(terminal), args.scenarios);
      const needsLevers = args.table === undefined;
      const reported = loaded.map(({ scenario, layout }, i) => {
        progress.show(`${scenario.id} (${i + 1}/${loaded.length})`);
        const run = runScenario(scenario, layout);
        const none = { effects: [], total: new Map() };
        return { run, effects: needsLevers || args.out !== undefined ? scenarioLeverEffects(run, LEVER_YEARS) : none };
      });
      progress.clear();

      const width = terminal.columns;
      if (args.table === "plan") {
        const { planJson, planLines } = await import("./plan-text.ts");
        const { headLines } = await import("./run-text.ts");
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
        const { runJson } = await import("./run-json.ts");
        await printJson(terminal, runJson(reported));
      } else {
        const { summaryLines } = await import("./summary-text.ts");
        const reports = reported.map(({ run, effects }) => runLines(run, effects, args.lang, width).join("\n"));
        if (reported.length > 1) reports.push(summaryLines(reported, args.lang).join("\n"));
        terminal.out(`${reports.join("\n\n\n")}\n`);
      }

      if (args.out !== undefined) {
        const { outputFiles, typedCommand } = await import("./output-files.ts");
        const { writeFiles } = await import("../io/files.ts");
        const { messages } = await import("./messages.ts");
        const files = outputFiles(reported, { wide: args.wide, excel: args.excel, command: typedCommand(call.words) });
        await writeFiles(resolve(terminal.workingFolder, args.out), files);
        terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
      }
      const missed = reported.some(({ run }) => run.targets.some(({ result }) => result.status === "missed"));
      if (args.strict && missed) call.missed();
    },
  );
}

async function printJson(terminal: Terminal, value: unknown): Promise<void> {
  const { jsonText } = await import("../io/json.ts");
  terminal.out(jsonText(value));
}
