import { refuseWrongDesigns } from "../batch/design/scenario-designs.ts";
import { installedLibrary } from "../files/installed.ts";
import { wordsIn } from "../report/words/languages.ts";
import { isSum, loadRuns } from "../run/load.ts";
import { listScenarios } from "../scenario/head.ts";
import type { RollUp } from "../scenario/roll-up.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { RunError, runError, saidOf } from "../text/problems.ts";
import type { Said } from "../text/sentences/english.ts";
import { give } from "./question.ts";
import { command } from "./shell/command.ts";
import { withLanguage } from "./shell/options.ts";

/** `peakpath check`: validates scenarios with all that they rest on, and runs each once, as `run` would. */
export const checkCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("scenarios", {
        type: "string",
        array: true,
        describe: "Such as zhejiang/policy; all scenarios without",
      })
      .example("$0 check zhejiang/policy", "one scenario, its parents, region and levers")
      .example("$0 check", "all scenarios"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    const library = installedLibrary(terminal);
    const ids = args.scenarios === undefined || args.scenarios.length === 0 ? listScenarios(library) : args.scenarios;
    const entries = loadRuns(library, ids);
    await refuseWrongDesigns(library, entries);
    await refuseFailingRuns(entries);
    const loaded = entries.flatMap((entry) => (isSum(entry) ? entry.members : [entry]));
    const { check: m, common } = words;
    await give(call, args, {
      lines: () =>
        loaded.flatMap(({ id, levers, targets, given, files, notes }) => [
          m.checked(
            id,
            m.counts({ levers: levers.size, assumptions: given.size, targets: targets.length, files: files.size }),
          ),
          ...notes.map(({ at: { file, line, column }, path, message }) => {
            return `  ${file}:${line}:${column}  ${path}${common.colon}${words.say(message)}`;
          }),
        ]),
      json: () => loaded.map(({ id, notes }) => ({ scenario: id, notes })),
    });
  },
);

/** Runs each once without a report: some mistakes show only in the numbers. Those of all of them are told together. */
async function refuseFailingRuns(loaded: readonly (Scenario | RollUp)[]): Promise<void> {
  const { keptPrograms, reportRuns } = await import("./shell/report-runs.ts");
  const programs = keptPrograms();
  const failures = new Map<string, Said>();
  for (const entry of loaded) {
    try {
      reportRuns([entry], { levers: false, programs });
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      failures.set(error.message, saidOf(error));
    }
  }
  if (failures.size > 0) throw runError("several", { faults: [...failures.values()] });
}
