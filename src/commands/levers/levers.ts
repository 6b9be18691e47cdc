import { sha256Hex } from "../../files/sha256.ts";
import { attributeLevers } from "../../questions/levers/lever-attribution.ts";
import { LEVER_YEARS, scenarioLeverEffects } from "../../questions/levers/lever-effects.ts";
import { leverPlayers } from "../../questions/levers/lever-players.ts";
import { outputFiles, typedCommand } from "../../report/tables/run-files.ts";
import { nearest, usageError } from "../../text/problems.ts";
import { boundaryNames, giveAbout, runOf, scenarioOf } from "../question.ts";
import { leverLines } from "../run/levers.ts";
import { command } from "../shell/command.ts";
import * as option from "../shell/options.ts";
import { progressOn } from "../shell/terminal.ts";
import { attributionFiles } from "./attribution-files.ts";
import { leverPictures } from "./pictures.ts";
import { attributionLines } from "./shares.ts";

/** `peakpath levers`: what every lever of a scenario does to the peak. */
export const leversCommand = command(
  (argv) =>
    option
      .withBoundary(option.withScenario(option.withPictures(option.withFiles(option.withLanguage(argv)))))
      .option(
        "method",
        option.choice(["shapley", "one-at-a-time"], "Shares that add up, or each lever alone and removed"),
      )
      .option("by", option.choice(["lever", "family"], "Share out among levers or among families of levers"))
      .option("only", option.text("Levers to tell apart, with commas; the others count as one"))
      .option("error", option.textOr("2 %", "With more than 14: standard error to reach, of the whole"))
      .option("pairs", option.textOr(120, "With more than 14: the most pairs of orders to draw"))
      .option("seed", option.textOr(1, "With more than 14: seed of the sample"))
      .example("$0 levers zhejiang/policy", "shares on the default boundary")
      .example("$0 levers zhejiang/policy --only offshore_wind,nuclear_power", "two levers against all others")
      .example("$0 levers zhejiang/policy --svg pictures", "and wedges and bars as pictures")
      .example("$0 levers zhejiang/policy --method one-at-a-time", "each alone, and removed"),
  async (args, call) => {
    const { terminal } = call;
    if (args.svg !== undefined && args.method === "one-at-a-time") throw usageError("levers_svg", {});
    const scenario = scenarioOf(terminal, args.scenario);
    const run = runOf(scenario);
    const asked = option.askedBoundaries(args.boundary, boundaryNames(run));
    const only = args.only?.split(",").map((id) => id.trim());
    for (const id of only ?? []) {
      if (scenario.levers.has(id)) continue;
      throw usageError("levers_only", { id, near: nearest(id, scenario.levers.keys()) });
    }
    const years = LEVER_YEARS.filter((year) => year <= scenario.horizon);
    const progress = progressOn(terminal);
    progress.show(`${scenario.id}: ${2 * scenario.levers.size + 2} runs`);
    const effects = scenarioLeverEffects(run, LEVER_YEARS);
    const drawn =
      args.method === "one-at-a-time"
        ? undefined
        : attributeLevers(run, {
            players: leverPlayers(run, args.by, only),
            boundaries: asked,
            // Wedges need every year; the tables and the sample go by their own years all the same.
            years: args.svg === undefined ? years : run.boundaries[0].series.years,
            boundYears: years,
            bound: option.shareOption("error", args.error),
            mostPairs: option.wholeNumber("pairs", args.pairs, 1),
            seed: option.wholeNumber("seed", args.seed, 0),
            progress: progress.runsOf(scenario.id),
          });
    const found = drawn === undefined ? undefined : { ...drawn, years };
    progress.clear();
    const command = typedCommand(call.words);
    await giveAbout(call, args, run, (words) => ({
      sections: () =>
        found === undefined
          ? asked.map((boundary) => leverLines(run, effects, words, { boundary, years }))
          : found.boundaries.map((boundary) => attributionLines(run, found, boundary, words)),
      json: () => ({
        levers: effects.effects.filter(({ boundary }) => asked.includes(boundary)),
        all_levers: effects.total,
        attribution: found,
      }),
      files: (options) =>
        new Map([
          ...outputFiles([{ run, effects }], { ...options, wide: args.wide, command, sha256: sha256Hex }),
          ...(found === undefined ? [] : attributionFiles(run, found, options)),
        ]),
      pictures: drawn === undefined ? undefined : () => ({ drawn: leverPictures(run, drawn, words) }),
    }));
  },
);
