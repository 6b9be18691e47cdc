import { resolve } from "node:path";
import type { Argv } from "yargs";
import { UsageError } from "../text/problems.ts";
import { askedBoundaries, refuseTwice, withLanguage, withOut, withPictures } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

/** `peakpath why`: what moves emissions from year to year, and so why they peak when they do. */
export function whyCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "why <scenario>",
    "Why emissions peak when they do: what moves them from year to year",
    (argv) =>
      withPictures(withOut(withLanguage(argv)))
        .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
        .option("boundary", { type: "string", requiresArg: true, describe: "Boundary to show; all of them with `all`" })
        .example("$0 why zhejiang/policy", "drivers in percentage points a year")
        .example("$0 why zhejiang/policy --svg pictures", "and the balance as a picture")
        .example("$0 why zhejiang/reference --out out", "with drivers.csv, by sector and year"),
    async (args) => {
      refuseTwice(args);
      const { loadScenarios, libraryOf } = await import("../run/load.ts");
      const { keptPrograms } = await import("../questions/report-runs.ts");
      const { runScenario } = await import("../run/scenario-run.ts");
      const { peakCauses } = await import("../questions/peak-causes.ts");
      const { headLines } = await import("./run/text.ts");
      const { whyFile, whyLines } = await import("./why-text.ts");
      const { whyMessages } = await import("../report/words/why-messages.ts");
      const [{ scenario, layout }] = loadScenarios(libraryOf(terminal), [args.scenario]);
      const run = runScenario(scenario, layout, keptPrograms());
      const causes = peakCauses(run);
      if (causes === undefined) throw new UsageError(whyMessages[args.lang].notDeclared(run.model.name));
      const asked = askedBoundaries(
        args.boundary,
        causes.boundaries.map(({ boundary }) => boundary.name),
      );
      const shown = causes.boundaries.filter(({ boundary }) => asked.includes(boundary.name));
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
        const { headJson } = await import("./run/json.ts");
        const boundaries = shown.map(({ boundary, balance, history, kind, missing }) => ({
          boundary: boundary.name,
          kind,
          points_missing: missing,
          balance,
          history,
        }));
        terminal.out(jsonText({ ...headJson(run), drivers: causes.drivers, boundaries }));
      } else {
        const sections = shown.flatMap((cause) => ["", ...whyLines(run, causes, cause, args.lang)]);
        terminal.out(`${[...headLines(run, args.lang), ...sections].join("\n")}\n`);
      }
      if (args.svg !== undefined) {
        const { isDrawn, whyPictures } = await import("./why-pictures.ts");
        const { writePictures } = await import("./shell/picture-files.ts");
        const { say } = await import("../report/words/messages.ts");
        const still = shown.filter((cause) => !isDrawn(cause)).map(({ boundary }) => say(boundary.label, args.lang));
        await writePictures(terminal, args.svg, whyPictures(run, causes, shown, args.lang), args.lang, still);
      }
      if (args.out === undefined) return;
      const { writeFiles } = await import("../files/files.ts");
      const { messages } = await import("../report/words/messages.ts");
      const files = new Map([["drivers.csv", whyFile(run, causes, { excel: args.excel })]]);
      await writeFiles(resolve(terminal.workingFolder, args.out), files);
      terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
    },
  );
}
