import { installedLibrary } from "../../files/installed.ts";
import { explainDifference } from "../../questions/compare/difference.ts";
import { LEVER_YEARS } from "../../questions/levers/lever-peaks.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { loadRuns } from "../../run/load.ts";
import { usageError } from "../../text/problems.ts";
import { boundaryNames, give } from "../question.ts";
import { command } from "../shell/command.ts";
import {
  askedBoundaries,
  choice,
  text,
  withBrief,
  withLanguage,
  withOut,
  withPictures,
  yearList,
} from "../shell/options.ts";
import { reportRuns } from "../shell/report-runs.ts";
import { progressOn } from "../shell/terminal.ts";
import { compareFiles } from "./files.ts";
import { comparePictures } from "./pictures.ts";
import { comparedIndicators, compareJson, compareLines, differences, verdictLines } from "./text.ts";

/** Inputs that are told apart when a difference is explained; all their mixtures (4,096) are run. */
const MOST_PLAYERS = 12;

/** `peakpath compare`: results of scenarios side by side, the inputs in which they differ, and which of them matter. */
export const compareCommand = command(
  (argv) =>
    withPictures(withOut(withBrief(withLanguage(argv))))
      .positional("scenarios", { type: "string", array: true, demandOption: true, describe: "Two or more" })
      .option("years", text("Years to show, with commas"))
      .option("boundary", text("Boundary to explain; all of them with `all`"))
      .option("by", choice(["lever", "family"], "Explain by lever or by family of levers"))
      .example("$0 compare zhejiang/reference zhejiang/policy", "what differs, and what it does")
      .example("$0 compare zhejiang/policy zhejiang/enhanced --years 2030,2040 --out out", "in two years, with files"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang);
    const ids = [...new Set(args.scenarios)];
    if (ids.length < 2) throw usageError("compare_two", { count: ids.length });
    const loaded = loadRuns(installedLibrary(terminal), ids);
    const models = new Set(loaded.map(({ model }) => model.name));
    if (models.size > 1) throw usageError("compare_models", { models: [...models] });
    const progress = progressOn(terminal);
    const reported = reportRuns(loaded, { levers: true, progress: progress.show });
    const runs = reported.map(({ run }) => run);
    const [first, ...others] = runs;
    const { baseYear, horizon } = first.scenario;
    const years =
      args.years === undefined
        ? LEVER_YEARS.filter((year) => year <= horizon)
        : yearList("years", args.years, baseYear, horizon);
    const boundaries = askedBoundaries(args.boundary, boundaryNames(first));

    const sums = reported.some(({ rollUp }) => rollUp !== undefined);
    const onlyBrief = args.brief && !args.json && args.out === undefined && args.svg === undefined;
    const pairs =
      sums || onlyBrief
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
    await give(call, args, {
      lines: () => compareLines(comparison, words),
      brief: () => verdictLines(runs, words),
      json: () => compareJson(comparison),
      files: (options) => compareFiles(comparison, options),
      pictures: () => ({ drawn: comparePictures(runs, boundaries, pairs, words) }),
    });
  },
);
