import { resolve } from "node:path";
import type { Argv } from "yargs";
import type { TornadoMeasure } from "../questions/tornado.ts";
import { askedBoundaries, refuseTwice, withLanguage, withOut, withPictures } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

const measures: Readonly<Record<"year" | "level" | "cumulative", TornadoMeasure>> = {
  year: "peak_year",
  level: "peak_level",
  cumulative: "cumulative",
};

/** `peakpath tornado`: every assumption and lever between its low and high. */
export function tornadoCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "tornado <scenario>",
    "What the peak hangs on: every assumption and lever between its low and high",
    (argv) =>
      withPictures(withOut(withLanguage(argv)))
        .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
        .option("boundary", { type: "string", requiresArg: true, describe: "Boundary to show; all of them with `all`" })
        .option("sort", {
          choices: ["year", "level", "cumulative"] as const,
          default: "cumulative" as const,
          requiresArg: true,
          describe: "Widest first by peak year, peak level or cumulative emissions",
        })
        .example("$0 tornado zhejiang/policy", "by cumulative emissions, on the default boundary")
        .example("$0 tornado zhejiang/reference --sort year --out out", "by the peak's year, with tornado.csv"),
    async (args) => {
      refuseTwice(args);
      const { loadScenarios, libraryOf } = await import("../run/load.ts");
      const { keptPrograms } = await import("../questions/report-runs.ts");
      const { runScenario } = await import("../run/scenario-run.ts");
      const { ranked, tornado } = await import("../questions/tornado.ts");
      const { headLines } = await import("./run/text.ts");
      const { tornadoFile, tornadoLines } = await import("./tornado-text.ts");
      const [{ scenario, layout }] = loadScenarios(libraryOf(terminal), [args.scenario]);
      const run = runScenario(scenario, layout, keptPrograms());
      const names = run.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
      const found = tornado(run, askedBoundaries(args.boundary, names));
      const measure = measures[args.sort];
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
        const { headJson } = await import("./run/json.ts");
        const boundaries = found.boundaries.map((own) => ({ ...own, bars: ranked(own.bars, measure) }));
        const refused = found.refused.map(({ check, ...rest }) => ({ ...rest, check: check?.name }));
        terminal.out(
          jsonText({ ...headJson(run), unit: layout.peak.unit.text, tornado: { ...found, boundaries, refused } }),
        );
      } else {
        const sections = found.boundaries.flatMap((own) => ["", ...tornadoLines(run, found, own, measure, args.lang)]);
        terminal.out(`${[...headLines(run, args.lang), ...sections].join("\n")}\n`);
      }
      if (args.svg !== undefined) {
        const { tornadoPictures } = await import("./tornado-pictures.ts");
        const { writePictures } = await import("./shell/picture-files.ts");
        await writePictures(terminal, args.svg, tornadoPictures(run, found, measure, args.lang), args.lang);
      }
      if (args.out === undefined) return;
      const { writeFiles } = await import("../files/files.ts");
      const { messages } = await import("../report/words/messages.ts");
      const files = new Map([["tornado.csv", tornadoFile(run, found, { excel: args.excel })]]);
      await writeFiles(resolve(terminal.workingFolder, args.out), files);
      terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
    },
  );
}
