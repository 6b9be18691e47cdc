import type { Argv } from "yargs";
import type { Loaded } from "../run/load.ts";
import { RunError } from "../text/problems.ts";
import { refuseTwice, withLanguage } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

/** `peakpath check`: validates scenarios with all that they rest on, and runs each once, as `run` would. */
export function checkCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "check [scenarios..]",
    "Validate scenarios and all that they rest on; what run refuses, check refuses",
    (argv) =>
      withLanguage(argv)
        .positional("scenarios", {
          type: "string",
          array: true,
          describe: "Such as zhejiang/policy; all scenarios without",
        })
        .example("$0 check zhejiang/policy", "one scenario, its parents, region and levers")
        .example("$0 check", "all scenarios"),
    async (args) => {
      refuseTwice(args);
      const { loadRuns, libraryOf } = await import("../run/load.ts");
      const { listScenarios } = await import("../scenario/list.ts");
      const { messages, say } = await import("../report/words/messages.ts");
      const library = libraryOf(terminal);
      const ids = args.scenarios === undefined || args.scenarios.length === 0 ? listScenarios(library) : args.scenarios;
      const entries = loadRuns(library, ids);
      const { refuseWrongDesigns } = await import("../batch/design/scenario-designs.ts");
      await refuseWrongDesigns(library, entries);
      await refuseFailingRuns(entries);
      const loaded = entries.flatMap((entry) =>
        "rollUp" in entry ? entry.rollUp.members.map((scenario) => ({ scenario })) : [entry],
      );
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
        terminal.out(jsonText(loaded.map(({ scenario }) => ({ scenario: scenario.id, notes: scenario.notes }))));
        return;
      }
      const m = messages[args.lang];
      for (const { scenario } of loaded) {
        const { levers, targets, given, files, notes } = scenario;
        const counts = m.counts({
          levers: levers.size,
          assumptions: given.size,
          targets: targets.length,
          files: files.size,
        });
        terminal.out(`${m.checked(scenario.id, counts)}\n`);
        for (const { at, path, message } of notes) {
          terminal.out(`  ${at.file}:${at.line}:${at.column}  ${path}${m.colon}${say(message, args.lang)}\n`);
        }
      }
    },
  );
}

/** Runs each once without a report: some mistakes show only in the numbers. Those of all of them are told together. */
async function refuseFailingRuns(loaded: readonly Loaded[]): Promise<void> {
  const { keptPrograms, reportRuns } = await import("../questions/report-runs.ts");
  const programs = keptPrograms();
  const failures = new Set<string>();
  for (const entry of loaded) {
    try {
      reportRuns([entry], { levers: false, programs });
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      failures.add(error.message);
    }
  }
  if (failures.size > 0) throw new RunError([...failures].join("\n"));
}
