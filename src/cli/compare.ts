import type { Argv } from "yargs";
import { refuseTwice, UsageError, withLanguage } from "./options.ts";
import type { Call } from "./terminal.ts";

/** `peakpath compare`: results of scenarios side by side, and the inputs in which they differ. */
export function compareCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "compare <scenarios..>",
    "Compare scenarios: their results and the inputs in which they differ",
    (argv) =>
      withLanguage(argv)
        .positional("scenarios", { type: "string", array: true, demandOption: true, describe: "Two or more" })
        .example("$0 compare zhejiang/reference zhejiang/policy", "what differs, and what it does"),
    async (args) => {
      refuseTwice(args);
      const ids = [...new Set(args.scenarios)];
      if (ids.length < 2) throw new UsageError(`compare takes two or more different scenarios, not ${ids.length}`);
      const { loadRuns, libraryOf } = await import("./load.ts");
      const { reportRuns } = await import("./report-runs.ts");
      const loaded = loadRuns(libraryOf(terminal), ids);
      const models = new Set(loaded.map((entry) => ("rollUp" in entry ? entry.rollUp : entry.scenario).model.name));
      if (models.size > 1)
        throw new UsageError(`only scenarios of one model compare; these run ${[...models].join(" and ")}`);
      const reported = reportRuns(loaded, { levers: true });
      const { compareJson, compareLines } = await import("./compare-text.ts");
      if (args.json) {
        const { jsonText } = await import("../io/json.ts");
        terminal.out(jsonText(compareJson(reported)));
        return;
      }
      terminal.out(`${compareLines(reported, args.lang).join("\n")}\n`);
    },
  );
}
