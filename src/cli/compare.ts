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
      const { loadScenarios, libraryOf } = await import("./load.ts");
      const { runScenario, scenarioLeverEffects } = await import("../analysis/scenario-run.ts");
      const { LEVER_YEARS } = await import("./run-text.ts");
      const loaded = loadScenarios(libraryOf(terminal), ids);
      const models = new Set(loaded.map(({ scenario }) => scenario.model.name));
      if (models.size > 1)
        throw new UsageError(`only scenarios of one model compare; these run ${[...models].join(" and ")}`);
      const reported = loaded.map(({ scenario, layout }) => {
        const run = runScenario(scenario, layout);
        return { run, effects: scenarioLeverEffects(run, LEVER_YEARS) };
      });
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
