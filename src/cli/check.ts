import type { Argv } from "yargs";
import { InputError } from "../engine/problems.ts";
import { refuseTwice, withLanguage } from "./options.ts";
import type { Call } from "./terminal.ts";

/** `peakpath check`: validates scenarios with all that they rest on, and runs nothing. */
export function checkCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "check [scenarios..]",
    "Validate scenarios and all that they rest on, without running them",
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
      const { loadRuns, libraryOf } = await import("./load.ts");
      const { listScenarios } = await import("../scenario/list.ts");
      const { messages, say } = await import("./messages.ts");
      const library = libraryOf(terminal);
      const ids = args.scenarios === undefined || args.scenarios.length === 0 ? listScenarios(library) : args.scenarios;
      const loaded = loadRuns(library, ids).flatMap((entry) =>
        "rollUp" in entry ? entry.rollUp.members.map((scenario) => ({ scenario })) : [entry],
      );
      const { designProblems } = await import("../batch/read-design.ts");
      const problems = loaded.flatMap(({ scenario }) => designProblems(library, scenario));
      if (problems.length > 0) throw new InputError(problems);
      if (args.json) {
        const { jsonText } = await import("../io/json.ts");
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
