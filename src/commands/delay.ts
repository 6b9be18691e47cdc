import { resolve } from "node:path";
import type { Argv } from "yargs";
import { UsageError } from "../text/problems.ts";
import { askedBoundaries, refuseTwice, wholeNumber, withLanguage, withOut, withPictures } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

const DEFAULT_YEARS = 10;

/** `peakpath delay`: what it costs to wait, for each lever and for all of them. */
export function delayCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "delay <scenario>",
    "What waiting costs: each lever and all of them some years later",
    (argv) =>
      withPictures(withOut(withLanguage(argv)))
        .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
        .option("boundary", { type: "string", requiresArg: true, describe: "Boundary to show; all of them with `all`" })
        .option("years", {
          type: "string",
          default: String(DEFAULT_YEARS),
          requiresArg: true,
          describe: "Years of delay, from one to this many",
        })
        .example("$0 delay zhejiang/policy", "one to ten years later, on the default boundary")
        .example("$0 delay zhejiang/policy --years 5 --boundary all --out out", "with delay.csv"),
    async (args) => {
      refuseTwice(args);
      const years = wholeNumber("years", args.years) as number;
      const { loadScenarios, libraryOf } = await import("../run/load.ts");
      const { keptPrograms } = await import("../questions/report-runs.ts");
      const { runScenario } = await import("../run/scenario-run.ts");
      const { delayCosts } = await import("../questions/delay.ts");
      const { headLines } = await import("./run/text.ts");
      const { delayFile, delayLines } = await import("./delay-text.ts");
      const [{ scenario, layout }] = loadScenarios(libraryOf(terminal), [args.scenario]);
      const most = scenario.horizon - scenario.lastObserved;
      if (years < 1 || years > most)
        throw new UsageError(`--years takes 1 to ${most} years (the horizon is ${scenario.horizon}), not ${years}`);
      const run = runScenario(scenario, layout, keptPrograms());
      const names = run.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
      const costs = delayCosts(run, askedBoundaries(args.boundary, names), years);
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
        const { headJson } = await import("./run/json.ts");
        terminal.out(jsonText({ ...headJson(run), unit: layout.peak.unit.text, delay: costs }));
      } else {
        const sections = costs.boundaries.flatMap((found) => ["", ...delayLines(run, costs, found, args.lang)]);
        terminal.out(`${[...headLines(run, args.lang), ...sections].join("\n")}\n`);
      }
      if (args.svg !== undefined) {
        const { delayPictures } = await import("./delay-pictures.ts");
        const { writePictures } = await import("./shell/picture-files.ts");
        await writePictures(terminal, args.svg, delayPictures(run, costs, args.lang), args.lang);
      }
      if (args.out === undefined) return;
      const { writeFiles } = await import("../files/files.ts");
      const { messages } = await import("../report/words/messages.ts");
      const files = new Map([["delay.csv", delayFile(run, costs, { excel: args.excel })]]);
      await writeFiles(resolve(terminal.workingFolder, args.out), files);
      terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
    },
  );
}
