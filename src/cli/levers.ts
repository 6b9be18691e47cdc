import { resolve } from "node:path";
import type { Argv } from "yargs";
import { suggestion } from "../engine/problems.ts";
import { refuseTwice, UsageError, withFiles, withLanguage } from "./options.ts";
import { progressOn } from "./progress.ts";
import type { Call } from "./terminal.ts";

/** `peakpath levers`: what every lever of a scenario does to the peak. */
export function leversCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "levers <scenario>",
    "What each lever does to the peak: alone, and as part of the package",
    (argv) =>
      withFiles(withLanguage(argv))
        .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
        .option("boundary", { type: "string", requiresArg: true, describe: "Boundary to show; all of them with `all`" })
        .example("$0 levers zhejiang/policy", "on the default boundary")
        .example("$0 levers zhejiang/policy --boundary all", "on every boundary"),
    async (args) => {
      refuseTwice(args);
      const { loadScenarios, libraryOf } = await import("./load.ts");
      const { runScenario, scenarioLeverEffects } = await import("../analysis/scenario-run.ts");
      const { headLines, LEVER_YEARS } = await import("./run-text.ts");
      const { leverLines } = await import("./levers-text.ts");
      const [{ scenario, layout }] = loadScenarios(libraryOf(terminal), [args.scenario]);
      const run = runScenario(scenario, layout);
      const names = run.boundaries.map(({ name }) => name);
      const asked = args.boundary === "all" ? names : [args.boundary ?? names[0]];
      for (const name of asked) {
        if (names.includes(name)) continue;
        throw new UsageError(
          `unknown boundary "${name}"; there are ${names.join(", ")}, all${suggestion(name, names)}`,
        );
      }
      const progress = progressOn(terminal);
      progress.show(`${scenario.id}: ${2 * scenario.levers.size + 2} runs`);
      const effects = scenarioLeverEffects(run, LEVER_YEARS);
      progress.clear();
      const years = LEVER_YEARS.filter((year) => year <= scenario.horizon);
      if (args.json) {
        const { jsonText } = await import("../io/json.ts");
        const { headJson } = await import("./run-json.ts");
        const shown = effects.effects.filter(({ boundary }) => asked.includes(boundary));
        terminal.out(jsonText({ ...headJson(run), levers: shown, all_levers: effects.total }));
      } else {
        const sections = asked.map((boundary) => leverLines(run, effects, { language: args.lang, boundary, years }));
        terminal.out(
          `${[...headLines(run, args.lang), ...sections.flatMap((section) => ["", ...section])].join("\n")}\n`,
        );
      }
      if (args.out === undefined) return;
      const { outputFiles, typedCommand } = await import("./output-files.ts");
      const { writeFiles } = await import("../io/files.ts");
      const { messages } = await import("./messages.ts");
      const files = outputFiles([{ run, effects }], {
        wide: args.wide,
        excel: args.excel,
        command: typedCommand(call.words),
      });
      await writeFiles(resolve(terminal.workingFolder, args.out), files);
      terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
    },
  );
}
