import { sha256Hex } from "../../files/sha256.ts";
import { attributeLevers } from "../../questions/levers/lever-attribution.ts";
import { LEVER_YEARS, pollutantsByLever } from "../../questions/levers/lever-peaks.ts";
import { leverPlayers } from "../../questions/levers/lever-players.ts";
import { pollutantsOf } from "../../questions/pollutants.ts";
import { outputFiles, typedCommand } from "../../report/tables/run-files.ts";
import { likeNamed } from "../../text/names.ts";
import { usageError } from "../../text/problems.ts";
import { boundaryNames, giveAbout, runOf, scenarioOf } from "../question.ts";
import { leverLines, POLLUTANT_YEARS, pollutantLeverLines } from "../run/levers.ts";
import { command } from "../shell/command.ts";
import * as option from "../shell/options.ts";
import { keptLeverPeaks } from "../shell/report-runs.ts";
import { progressOn } from "../shell/terminal.ts";
import { attributionFiles } from "./attribution-files.ts";
import { leverPictures, peakPictures } from "./pictures.ts";
import { attributionLines } from "./shares.ts";

/** `peakpath levers`: when and how high emissions peak under each lever and without each project, or each lever's share. */
export const leversCommand = command(
  (argv) =>
    option
      .withBoundary(
        option.withScenario(option.withPictures(option.withFiles(option.withBrief(option.withLanguage(argv))))),
      )
      .option(
        "method",
        option.choice(["peaks", "shapley"], "The peak under each lever alone and without it, or shares that add up"),
      )
      .option(
        "by",
        option.choice(
          ["lever", "family", "basis"],
          "Levers, families of levers, or (in shares) what their strengths rest on",
        ),
      )
      .option("only", option.text("Levers to tell apart, with commas; in shares the others count as one"))
      .option("pollutants", option.flag("What each lever alone changes of air pollutants, and per tonne of its CO2"))
      .option("error", option.textOr("2 %", "Shares of more than 14: standard error to reach, of the whole"))
      .option("pairs", option.textOr(120, "Shares of more than 14: the most pairs of orders to draw"))
      .option("seed", option.textOr(1, "Shares of more than 14: seed of the sample"))
      .example("$0 levers zhejiang/policy", "the peak under each lever, on the default boundary")
      .example("$0 levers zhejiang/policy --only offshore_wind,nuclear_power", "of two levers alone")
      .example("$0 levers zhejiang/policy --pollutants", "air pollutants by lever, and per tonne of its CO2")
      .example("$0 levers zhejiang/policy --svg pictures", "and a picture of the bands")
      .example("$0 levers zhejiang/policy --method shapley", "shares that add up")
      .example(
        "$0 levers zhejiang/policy --method shapley --by basis",
        "shares of own numbers, national ones, counted",
      ),
  async (args, call) => {
    const { terminal } = call;
    const scenario = scenarioOf(terminal, args.scenario);
    const run = runOf(scenario);
    const asked = option.askedBoundaries(args.boundary, boundaryNames(run));
    const only = args.only?.split(",").map((id) => id.trim());
    for (const id of only ?? []) {
      if (scenario.levers.has(id)) continue;
      throw usageError("levers_only", {
        id,
        near: likeNamed(
          id,
          [...scenario.levers.values()].map(({ lever }) => lever),
        ),
      });
    }
    const { pollutants } = args;
    const shares = args.method === "shapley" || args.by === "basis";
    if (pollutants && shares) throw usageError("levers_pollutants", {});
    if (pollutants && pollutantsOf(run).length === 0) throw usageError("levers_no_pollutants", { id: scenario.id });
    const [firstTold] = POLLUTANT_YEARS;
    if (pollutants && scenario.horizon < firstTold)
      throw usageError("levers_pollutant_years", { year: firstTold, horizon: scenario.horizon });
    const bound = option.shareOption("error", args.error);
    const mostPairs = option.wholeNumber("pairs", args.pairs, 1);
    const seed = option.wholeNumber("seed", args.seed, 0);
    const years = LEVER_YEARS.filter((year) => year <= scenario.horizon);
    const progress = progressOn(terminal);
    const needed = !shares || args.out !== undefined;
    const starting = (runs: number) => progress.show(`${scenario.id}: ${runs} runs`);
    const peaksByLever = needed ? keptLeverPeaks(run, terminal.kept, starting) : [];
    const drawn = !shares
      ? undefined
      : attributeLevers(run, {
          players: leverPlayers(run, args.by, only),
          boundaries: asked,
          // Wedges need every year; the tables and the sample go by their own years all the same.
          years: !option.isDrawn(args) ? years : run.boundaries[0].series.years,
          boundYears: years,
          bound,
          mostPairs,
          seed,
          progress: progress.runsOf(scenario.id),
        });
    progress.clear();
    const found = drawn && { ...drawn, years };
    const shown = peaksByLever.filter(({ boundary }) => asked.includes(boundary));
    const choice = { by: args.by === "family" ? args.by : ("lever" as const), only };
    const command = typedCommand(call.words);
    await giveAbout(call, args, run, (words) => ({
      sections: () => {
        if (scenario.levers.size === 0) return [[words.common.noLevers]];
        if (pollutants) return shown.map((peaks) => pollutantLeverLines(run, peaks, words, choice));
        if (found === undefined) return shown.map((peaks) => leverLines(run, peaks, words, choice));
        return found.boundaries.map((boundary) => attributionLines(run, found, boundary, words));
      },
      json: () =>
        found === undefined
          ? { peaks_by_lever: shown, pollutants_by_lever: shown.map(pollutantsByLever) }
          : { attribution: found },
      files: (options) =>
        new Map([
          ...outputFiles([{ run, peaksByLever }], { ...options, wide: args.wide, command, sha256: sha256Hex, words }),
          // What is drawn of every year stands in the table too.
          ...(drawn === undefined ? [] : attributionFiles(run, drawn, options)),
        ]),
      pictures: () => ({
        drawn: drawn === undefined ? peakPictures(run, shown, words, choice) : leverPictures(run, drawn, words),
      }),
    }));
  },
);
