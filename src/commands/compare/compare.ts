import { installedLibrary } from "../../files/installed.ts";
import { answerOfTexts } from "../../files/kept-reads.ts";
import { sha256Hex } from "../../files/sha256.ts";
import { explainDifference } from "../../questions/compare/difference.ts";
import { LEVER_YEARS } from "../../questions/levers/lever-peaks.ts";
import { typedCommand } from "../../report/tables/run-files.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { runSheets } from "../../report/workbook/run-workbook.ts";
import { loadRuns } from "../../run/load.ts";
import { certaintyFinder } from "../../run/stored-certainty.ts";
import { usageError } from "../../text/problems.ts";
import { boundaryNames, give } from "../question.ts";
import { command } from "../shell/command.ts";
import {
  askedBoundaries,
  choice,
  isDrawn,
  text,
  withBrief,
  withLanguage,
  withOut,
  withPictures,
  withWorkbook,
  yearList,
} from "../shell/options.ts";
import { reportRuns, textsOf } from "../shell/report-runs.ts";
import { progressOn } from "../shell/terminal.ts";
import { compareFiles } from "./files.ts";
import { comparePictures } from "./pictures.ts";
import { comparedIndicators, compareJson, compareLines, differences, verdictLines } from "./text.ts";

/** Inputs that are told apart when a difference is explained; all their mixtures (4,096) are run. */
const MOST_PLAYERS = 12;

/** `peakpath compare`: results of scenarios side by side, the inputs in which they differ, and which of them matter. */
export const compareCommand = command(
  (argv) =>
    withWorkbook(withPictures(withOut(withBrief(withLanguage(argv)))))
      .positional("scenarios", { type: "string", array: true, demandOption: true, describe: "Two or more" })
      .option("years", text("Years to show, with commas"))
      .option("boundary", text("Boundary to explain; all of them with `all`"))
      .option("by", choice(["lever", "family"], "Explain by lever or by family of levers"))
      .example("$0 compare zhejiang/reference zhejiang/policy", "what differs, and what it does")
      .example("$0 compare zhejiang/policy zhejiang/enhanced --years 2030,2040 --out out", "in two years, with files")
      .example("$0 compare zhejiang/reference zhejiang/policy --xlsx zhejiang.xlsx", "both in one workbook"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    const ids = [...new Set(args.scenarios)];
    if (ids.length < 2) throw usageError("compare_two", { count: ids.length });
    const library = installedLibrary(terminal);
    const loaded = loadRuns(library, ids);
    const models = new Set(loaded.map(({ model }) => model.name));
    if (models.size > 1) throw usageError("compare_models", { models: [...models] });
    const progress = progressOn(terminal);
    const reported = reportRuns(loaded, {
      levers: true,
      progress: progress.show,
      kept: terminal.kept,
      certainty: certaintyFinder(library, sha256Hex),
    });
    const runs = reported.map(({ run }) => run);
    const [first, ...others] = runs;
    const { baseYear, horizon } = first.scenario;
    const years =
      args.years === undefined
        ? LEVER_YEARS.filter((year) => year <= horizon)
        : yearList("years", args.years, baseYear, horizon);
    const boundaries = askedBoundaries(args.boundary, boundaryNames(first));

    const sums = reported.some(({ rollUp }) => rollUp !== undefined);
    const onlyBrief = args.brief && !args.json && args.out === undefined && args.xlsx === undefined && !isDrawn(args);
    const pairs =
      sums || onlyBrief
        ? []
        : others.map((second) => {
            const options = { boundaries, years, by: args.by, mostPlayers: MOST_PLAYERS };
            const ids = `${first.scenario.id} ${second.scenario.id}`;
            const texts = [...textsOf(first.scenario), ...textsOf(second.scenario)];
            const found = answerOfTexts(terminal.kept, `difference of ${ids} ${JSON.stringify(options)}`, texts, () => {
              const difference = explainDifference(first, second, {
                ...options,
                progress: (count) => progress.show(`${first.scenario.id} → ${second.scenario.id}: ${count} runs`),
              });
              // The runs themselves are never kept.
              if (typeof difference === "string") return difference;
              const { first: _, second: __, ...rest } = difference;
              return rest;
            });
            return { first, second, difference: typeof found === "string" ? found : { ...found, first, second } };
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
      sheets: () => runSheets(reported, typedCommand(call.words), words),
      pictures: () => ({ drawn: comparePictures(runs, boundaries, pairs, words) }),
    });
  },
);
