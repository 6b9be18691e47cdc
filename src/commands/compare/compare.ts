import { resolve } from "node:path";
import type { Argv } from "yargs";
import { UsageError } from "../../text/problems.ts";
import { askedBoundaries, refuseTwice, withLanguage, withOut, withPictures, yearList } from "../shell/options.ts";
import { progressOn } from "../shell/progress.ts";
import type { Call } from "../shell/terminal.ts";

/** Inputs that are told apart when a difference is explained; all their mixtures (4,096) are run. */
const MOST_PLAYERS = 12;

/** `peakpath compare`: results of scenarios side by side, the inputs in which they differ, and which of them matter. */
export function compareCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "compare <scenarios..>",
    "Compare scenarios: their results, the inputs in which they differ, and which of these explain the difference",
    (argv) =>
      withPictures(withOut(withLanguage(argv)))
        .positional("scenarios", { type: "string", array: true, demandOption: true, describe: "Two or more" })
        .option("years", { type: "string", requiresArg: true, describe: "Years to show, with commas" })
        .option("boundary", {
          type: "string",
          requiresArg: true,
          describe: "Boundary to explain; all of them with `all`",
        })
        .option("by", {
          choices: ["lever", "family"] as const,
          default: "lever" as const,
          requiresArg: true,
          describe: "Explain by lever or by family of levers",
        })
        .example("$0 compare zhejiang/reference zhejiang/policy", "what differs, and what it does")
        .example(
          "$0 compare zhejiang/policy zhejiang/enhanced --years 2030,2040 --out out",
          "in two years, with files",
        ),
    async (args) => {
      refuseTwice(args);
      const ids = [...new Set(args.scenarios)];
      if (ids.length < 2) throw new UsageError(`compare takes two or more different scenarios, not ${ids.length}`);
      const { loadRuns, libraryOf } = await import("../../run/load.ts");
      const { reportRuns } = await import("../../questions/report-runs.ts");
      const loaded = loadRuns(libraryOf(terminal), ids);
      const models = new Set(loaded.map((entry) => ("rollUp" in entry ? entry.rollUp : entry.scenario).model.name));
      if (models.size > 1)
        throw new UsageError(`only scenarios of one model compare; these run ${[...models].join(" and ")}`);
      const progress = progressOn(terminal);
      const reported = reportRuns(loaded, { levers: true, progress: progress.show });
      const runs = reported.map(({ run }) => run);
      const [first, ...others] = runs;
      const { LEVER_YEARS } = await import("../run/text.ts");
      const { baseYear, horizon } = first.scenario;
      const years =
        args.years === undefined
          ? LEVER_YEARS.filter((year) => year <= horizon)
          : yearList("years", args.years, baseYear, horizon);
      const names = first.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
      const boundaries = askedBoundaries(args.boundary, names);

      const { explainDifference } = await import("../../questions/compare/difference.ts");
      const { compareJson, compareLines, comparedIndicators, differences } = await import("./text.ts");
      const sums = reported.some(({ rollUp }) => rollUp !== undefined);
      const pairs = sums
        ? []
        : others.map((second) => {
            const difference = explainDifference(first, second, {
              boundaries,
              years,
              by: args.by,
              mostPlayers: MOST_PLAYERS,
              progress: (count) => progress.show(`${first.scenario.id} → ${second.scenario.id}: ${count} runs`),
            });
            return { first, second, difference };
          });
      progress.clear();
      const indicators = comparedIndicators(runs, boundaries, years);
      const inputs = sums ? undefined : differences(runs, years);
      const comparison = { reported, years, indicators, inputs, pairs };
      if (args.json) {
        const { jsonText } = await import("../../text/json.ts");
        terminal.out(jsonText(compareJson(comparison)));
      } else {
        terminal.out(`${compareLines(comparison, args.lang).join("\n")}\n`);
      }
      if (args.svg !== undefined) {
        const { comparePictures } = await import("./pictures.ts");
        const { writePictures } = await import("../shell/picture-files.ts");
        await writePictures(terminal, args.svg, comparePictures(runs, boundaries, pairs, args.lang), args.lang);
      }
      if (args.out === undefined) return;
      const { compareFiles } = await import("./files.ts");
      const { writeFiles } = await import("../../files/files.ts");
      const { messages } = await import("../../report/words/messages.ts");
      const files = compareFiles(runs, indicators, inputs ?? [], pairs, { excel: args.excel });
      await writeFiles(resolve(terminal.workingFolder, args.out), files);
      terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
    },
  );
}
