import type { Argv } from "yargs";
import { refuseTwice, wholeNumber, withLanguage } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

/** `peakpath explain`: how a number came about, two levels deep, down to the lines of the files. */
export function explainCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "explain <scenario> <name>",
    "How a variable or parameter came about: formula, numbers, files and lines",
    (argv) =>
      withLanguage(argv)
        .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
        .positional("name", {
          type: "string",
          demandOption: true,
          describe: "Such as emissions.assessed or capacity.wind_offshore",
        })
        .option("year", { type: "string", requiresArg: true, describe: "Calendar year; the year of the peak without" })
        .example("$0 explain zhejiang/policy emissions.assessed --year 2030", "a variable")
        .example("$0 explain zhejiang/policy gdp_growth --year 2030", "a parameter"),
    async (args) => {
      refuseTwice(args);
      const asked = wholeNumber("year", args.year);
      const { loadScenarios, libraryOf } = await import("../run/load.ts");
      const { keptPrograms } = await import("../questions/report-runs.ts");
      const { runScenario } = await import("../run/scenario-run.ts");
      const { explain } = await import("../questions/explanation.ts");
      const [{ scenario, layout }] = loadScenarios(libraryOf(terminal), [args.scenario]);
      const run = runScenario(scenario, layout, keptPrograms());
      const explanation = explain(run, args.name, asked ?? run.boundaries[0].peak?.year ?? scenario.horizon);
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
        const { explanationJson } = await import("./explain-json.ts");
        terminal.out(jsonText(explanationJson(explanation)));
        return;
      }
      const { explainLines } = await import("./explain-text.ts");
      terminal.out(`${explainLines(run, explanation, args.lang).join("\n")}\n`);
    },
  );
}
