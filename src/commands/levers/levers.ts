import { resolve } from "node:path";
import type { Argv } from "yargs";
import { suggestion, UsageError } from "../../text/problems.ts";
import {
  askedBoundaries,
  refuseTwice,
  shareOption,
  wholeNumber,
  withFiles,
  withLanguage,
  withPictures,
} from "../shell/options.ts";
import { progressOn } from "../shell/progress.ts";
import type { Call } from "../shell/terminal.ts";

const DEFAULT_BOUND = "2 %";
const DEFAULT_PAIRS = 120;

/** `peakpath levers`: what every lever of a scenario does to the peak. */
export function leversCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "levers <scenario>",
    "What each lever does to the peak, in shares that add up (Shapley values)",
    (argv) =>
      withPictures(withFiles(withLanguage(argv)))
        .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
        .option("boundary", { type: "string", requiresArg: true, describe: "Boundary to show; all of them with `all`" })
        .option("method", {
          choices: ["shapley", "one-at-a-time"] as const,
          default: "shapley" as const,
          requiresArg: true,
          describe: "Shares that add up, or each lever alone and removed",
        })
        .option("by", {
          choices: ["lever", "family"] as const,
          default: "lever" as const,
          requiresArg: true,
          describe: "Share out among levers or among families of levers",
        })
        .option("only", {
          type: "string",
          requiresArg: true,
          describe: "Levers to tell apart, with commas; the others count as one",
        })
        .option("error", {
          type: "string",
          default: DEFAULT_BOUND,
          requiresArg: true,
          describe: "With more than 14: standard error to reach, of the whole",
        })
        .option("pairs", {
          type: "string",
          default: String(DEFAULT_PAIRS),
          requiresArg: true,
          describe: "With more than 14: the most pairs of orders to draw",
        })
        .option("seed", {
          type: "string",
          default: "1",
          requiresArg: true,
          describe: "With more than 14: seed of the sample",
        })
        .example("$0 levers zhejiang/policy", "shares on the default boundary")
        .example("$0 levers zhejiang/policy --only offshore_wind,nuclear_power", "two levers against all others")
        .example("$0 levers zhejiang/policy --svg pictures", "and wedges and bars as pictures")
        .example("$0 levers zhejiang/policy --method one-at-a-time", "each alone, and removed"),
    async (args) => {
      refuseTwice(args);
      if (args.svg !== undefined && args.method === "one-at-a-time")
        throw new UsageError("--svg draws shares that add up; leave out --method one-at-a-time");
      const { loadScenarios, libraryOf } = await import("../../run/load.ts");
      const { keptPrograms } = await import("../../questions/report-runs.ts");
      const { runScenario, scenarioLeverEffects } = await import("../../run/scenario-run.ts");
      const { headLines, LEVER_YEARS } = await import("../run/text.ts");
      const { leverLines } = await import("../run/levers.ts");
      const [{ scenario, layout }] = loadScenarios(libraryOf(terminal), [args.scenario]);
      const run = runScenario(scenario, layout, keptPrograms());
      const names = run.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
      const asked = askedBoundaries(args.boundary, names);
      const only = args.only?.split(",").map((id) => id.trim());
      for (const id of only ?? []) {
        if (scenario.levers.has(id)) continue;
        throw new UsageError(`unknown lever "${id}" in --only${suggestion(id, [...scenario.levers.keys()])}`);
      }
      const years = LEVER_YEARS.filter((year) => year <= scenario.horizon);
      const options = {
        bound: shareOption("error", args.error),
        mostPairs: wholeNumber("pairs", args.pairs, 1) ?? DEFAULT_PAIRS,
        seed: wholeNumber("seed", args.seed, 0) ?? 1,
      };
      const progress = progressOn(terminal);
      progress.show(`${scenario.id}: ${2 * scenario.levers.size + 2} runs`);
      const effects = scenarioLeverEffects(run, LEVER_YEARS);
      // Wedges need every year; the tables and the sample go by their own years all the same.
      const allYears = args.svg === undefined ? years : run.boundaries[0].series.years;
      const drawn =
        args.method === "one-at-a-time"
          ? undefined
          : await attribution(
              run,
              { ...options, by: args.by, only, boundaries: asked, years: allYears, boundYears: years },
              progress,
            );
      const found = drawn === undefined ? undefined : { ...drawn, years };
      progress.clear();
      const { messages } = await import("../../report/words/messages.ts");
      if (args.json) {
        const { jsonText } = await import("../../text/json.ts");
        const { headJson } = await import("../run/json.ts");
        const shown = effects.effects.filter(({ boundary }) => asked.includes(boundary));
        terminal.out(
          jsonText({ ...headJson(run), levers: shown, all_levers: effects.total, attribution: found ?? undefined }),
        );
      } else {
        const { attributionLines } = await import("./shares.ts");
        const sections =
          found === undefined
            ? asked.map((boundary) => leverLines(run, effects, { language: args.lang, boundary, years }))
            : found.boundaries.map((boundary) => attributionLines(run, found, boundary, args.lang));
        terminal.out(
          `${[...headLines(run, args.lang), ...sections.flatMap((section) => ["", ...section])].join("\n")}\n`,
        );
      }
      if (args.svg !== undefined && drawn !== undefined) {
        const { leverPictures } = await import("./pictures.ts");
        const { writePictures } = await import("../shell/picture-files.ts");
        await writePictures(terminal, args.svg, leverPictures(run, drawn, args.lang), args.lang);
      }
      if (args.out === undefined) return;
      const { outputFiles, typedCommand } = await import("../../report/tables/run-files.ts");
      const { attributionFiles } = await import("./attribution-files.ts");
      const { writeFiles } = await import("../../files/files.ts");
      const files = new Map([
        ...outputFiles([{ run, effects }], { wide: args.wide, excel: args.excel, command: typedCommand(call.words) }),
        ...(found === undefined ? [] : attributionFiles(run, found, { excel: args.excel })),
      ]);
      await writeFiles(resolve(terminal.workingFolder, args.out), files);
      terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
    },
  );
}

async function attribution(
  run: import("../../run/scenario-run.ts").ScenarioRun,
  asked: {
    readonly by: "lever" | "family";
    readonly only: readonly string[] | undefined;
    readonly boundaries: readonly string[];
    readonly years: readonly number[];
    readonly boundYears: readonly number[];
    readonly bound: number;
    readonly mostPairs: number;
    readonly seed: number;
  },
  progress: import("../shell/progress.ts").Progress,
) {
  const { leverPlayers } = await import("../../questions/levers/lever-players.ts");
  const { attributeLevers } = await import("../../questions/levers/lever-attribution.ts");
  const players = leverPlayers(run, asked.by, asked.only);
  return attributeLevers(run, {
    ...asked,
    players,
    progress: (runs) => {
      if (runs % 256 === 0) progress.show(`${run.scenario.id}: ${runs} runs`);
    },
  });
}
