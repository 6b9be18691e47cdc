import { resolve } from "node:path";
import type { Argv } from "yargs";
import { UsageError } from "../text/problems.ts";
import {
  askedBoundary,
  refuseTwice,
  shareOption,
  wholeNumber,
  withLanguage,
  withOut,
  withPictures,
} from "./shell/options.ts";
import { progressOn } from "./shell/progress.ts";
import type { Call } from "./shell/terminal.ts";

const DEFAULT_BOUND = "2 %";
const DEFAULT_PAIRS = 60;

/** `peakpath cost-curve`: what a tonne less costs, lever by lever. */
export function costCurveCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "cost-curve <scenario>",
    "What a tonne less costs, lever by lever, where cost data exist",
    (argv) =>
      withPictures(withOut(withLanguage(argv)))
        .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
        .option("boundary", { type: "string", requiresArg: true, describe: "Boundary of the emissions (one)" })
        .option("from", { type: "string", requiresArg: true, describe: "First year; the first that levers reach" })
        .option("to", { type: "string", requiresArg: true, describe: "Last year; the horizon" })
        .option("pairs", {
          type: "string",
          default: String(DEFAULT_PAIRS),
          requiresArg: true,
          describe: "With more than 14 levers: the most pairs of orders to draw",
        })
        .option("seed", { type: "string", default: "1", requiresArg: true, describe: "Seed of the sample" })
        .example("$0 cost-curve zhejiang/policy", "all years from the first that levers reach")
        .example("$0 cost-curve zhejiang/policy --from 2026 --to 2035 --out out", "ten years, with cost_curve.csv"),
    async (args) => {
      refuseTwice(args);
      const { loadScenarios, libraryOf } = await import("../run/load.ts");
      const { keptPrograms } = await import("../questions/report-runs.ts");
      const { runScenario } = await import("../run/scenario-run.ts");
      const { costCurve } = await import("../questions/cost-curve.ts");
      const { readCostLayout } = await import("../scenario/report/cost-layout.ts");
      const { headLines } = await import("./run/text.ts");
      const { costCurveMessages } = await import("../report/words/cost-curve-messages.ts");
      const { costCurveFile, costCurveLines } = await import("./cost-curve-text.ts");
      const { say } = await import("../report/words/messages.ts");
      const [{ scenario, layout }] = loadScenarios(libraryOf(terminal), [args.scenario]);
      const m = costCurveMessages[args.lang];
      const costs = readCostLayout(scenario.model, layout.peak);
      if (costs === undefined) throw new UsageError(m.noLayout(scenario.model.name));
      if (scenario.base.values.get(costs.available.name)?.[0] !== 1)
        throw new UsageError(m.noData(say(scenario.region.label, args.lang)));
      const first = scenario.lastObserved + 1;
      const from = wholeNumber("from", args.from) ?? first;
      const to = wholeNumber("to", args.to) ?? scenario.horizon;
      if (from < scenario.baseYear || to > scenario.horizon || from > to)
        throw new UsageError(
          `--from and --to take years from ${scenario.baseYear} to ${scenario.horizon} in order, not ${from} and ${to}`,
        );
      const run = runScenario(scenario, layout, keptPrograms());
      const names = run.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
      const boundary = askedBoundary(args.boundary, names);
      const progress = progressOn(terminal);
      const curve = costCurve(run, costs, {
        boundary,
        from,
        to,
        bound: shareOption("error", DEFAULT_BOUND),
        mostPairs: wholeNumber("pairs", args.pairs, 1) ?? DEFAULT_PAIRS,
        seed: wholeNumber("seed", args.seed, 0) ?? 1,
        progress: (runs) => {
          if (runs % 256 === 0) progress.show(`${scenario.id}: ${runs} runs`);
        },
      });
      progress.clear();
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
        const { headJson } = await import("./run/json.ts");
        const units = { emissions: layout.peak.unit.text, cost: costs.total.unit.text, unit_cost: costs.unit.text };
        terminal.out(jsonText({ ...headJson(run), units, cost_curve: curve }));
      } else {
        terminal.out(
          `${[...headLines(run, args.lang), "", ...costCurveLines(run, costs, curve, args.lang)].join("\n")}\n`,
        );
      }
      if (args.svg !== undefined) {
        const { costCurvePictures } = await import("./cost-curve-pictures.ts");
        const { writePictures } = await import("./shell/picture-files.ts");
        await writePictures(terminal, args.svg, costCurvePictures(run, costs, curve, args.lang), args.lang);
      }
      if (args.out === undefined) return;
      const { writeFiles } = await import("../files/files.ts");
      const { messages } = await import("../report/words/messages.ts");
      const files = new Map([["cost_curve.csv", costCurveFile(run, costs, curve, { excel: args.excel })]]);
      await writeFiles(resolve(terminal.workingFolder, args.out), files);
      terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
    },
  );
}
