import { type AnswerShare, answerShares } from "../../batch/sure.ts";
import { reportOf } from "../../engine/report/read-report.ts";
import { installedLibrary } from "../../files/installed.ts";
import { type SeekAnswer, type SeekKind, seek } from "../../questions/seek/seek.ts";
import { answerFile, answerPlace, nameOf, verifyAnswer } from "../../questions/seek/seek-answer.ts";
import { columnsOf, constant } from "../../report/tables/run-columns.ts";
import { boundaryName } from "../../report/text/names.ts";
import { spanText } from "../../report/text/number-text.ts";
import { sizedLevels } from "../../report/text/sized.ts";
import { answerTexts, beforeLines, runsText } from "../../report/text/sure.ts";
import { labelOf } from "../../report/words/labels.ts";
import type { Words } from "../../report/words/languages.ts";
import { shownUnit } from "../../report/words/units.ts";
import { loadScenarios } from "../../run/load.ts";
import type { Peak } from "../../run/peak/peak.ts";
import { peakDifference } from "../../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { type CsvOptions, csvOf, named } from "../../text/csv.ts";
import { plainNumber } from "../../text/plain-number.ts";
import { runError, UsageError, usageError } from "../../text/problems.ts";
import { boundaryNames, giveAbout, runOf } from "../question.ts";
import { samePeakText } from "../run/same-peak.ts";
import { amountOption } from "../shell/amount-option.ts";
import { command } from "../shell/command.ts";
import * as option from "../shell/options.ts";
import { answerLines, checkPlace, fileLines, impossibleLines, leversCsv, remarkLines, saveAnswer } from "./answer.ts";
import { seekTargetFor } from "./target.ts";

/** `peakpath seek`: what it takes to peak by a year. */
export const seekCommand = command(
  (argv) =>
    option
      .withScenario(option.withOut(option.withBrief(option.withLanguage(argv))))
      .option("peak-by", option.text("Year of the peak at the latest"))
      .option("target", option.text("In its place a quantity and a year, such as 'nonfossil_share@2030 >= 30 %'"))
      .option("below", option.text("Level of the peak at most, such as 540Mt"))
      .option("boundary", option.text("Boundary that is to peak (one)"))
      .option("lever", option.text("Least strength of this lever"))
      .option("ambition", option.flag("Least factor on all levers (the default)"))
      .option("smallest-set", option.flag("Fewest levers"))
      .option("latest-start", option.flag("Most years of delay"))
      .option("least-effort", option.flag("A mix with little effort, 1 at full strength of each lever"))
      .option("save", option.text("Write the answer as a scenario of this name beside the one asked about"))
      .option("force", option.flag("Replace a scenario that stands there"))
      .example("$0 seek zhejiang/policy --peak-by 2028 --below 545Mt", "least ambition of all levers")
      .example("$0 seek zhejiang/policy --peak-by 2030 --smallest-set", "fewest levers")
      .example("$0 seek zhejiang/policy --target 'coal_physical@2030/2025 <= -8 %'", "8 % less coal than in 2025")
      .example("$0 seek zhejiang/policy --target 'nonfossil_share@2030 >= 30 %'", "any quantity that is computed"),
  async (args, call) => {
    const { terminal } = call;
    if ((args["peak-by"] === undefined) === (args.target === undefined)) throw usageError("seek_goal", {});
    const asked = (["smallest-set", "latest-start", "least-effort", "ambition"] as const).filter((name) => args[name]);
    if (asked.length > 1) throw usageError("seek_two_things", { first: asked[0], second: asked[1] });
    const kind: SeekKind =
      asked.length > 0 ? (asked[0].replace("-", "_") as SeekKind) : args.lever === undefined ? "ambition" : "lever";
    if (args.lever !== undefined && kind !== "lever" && kind !== "latest_start")
      throw usageError("seek_lever", { option: asked[0] });
    if (args.save !== undefined && !/^[a-z0-9_]+$/.test(args.save)) throw usageError("seek_name", { name: args.save });
    if (args.target !== undefined) {
      for (const name of ["below", "boundary"] as const)
        if (args[name] !== undefined) throw usageError("seek_peak_only", { option: name });
      return seekTargetFor(call, { ...args, target: args.target }, kind);
    }
    const by = option.wholeNumber("peak-by", args["peak-by"]) ?? 0;
    const library = installedLibrary(terminal);
    const [scenario] = loadScenarios(library, [args.scenario]);
    const { baseYear, horizon } = scenario;
    if (by < baseYear || by > horizon) throw usageError("seek_year", { from: baseYear, to: horizon, by });
    const { unit } = reportOf(scenario.model).peak;
    const below =
      args.below === undefined
        ? undefined
        : amountOption(
            { name: "below", code: "option_level", example: "400Mt" },
            withUnit(args.below, unit.text),
            unit,
            scenario.model.units,
          );
    checkPlace(terminal, library, scenario, args);
    const run = runOf(scenario);
    const boundary = option.askedBoundary(args.boundary, boundaryNames(run));
    let answer: ReturnType<typeof seek>;
    try {
      answer = seek(run, kind, { boundary, by, below }, { lever: args.lever });
    } catch (error) {
      if (error instanceof RangeError) throw new UsageError(error);
      throw error;
    }
    const levelIn = (own: Words) => {
      if (below === undefined) return undefined;
      const { factor, name } = shownUnit(scenario.model.units, unit.text, own);
      return `${Number((below * factor).toPrecision(12))} ${name}`;
    };
    const title = labelOf((own) => own.seek.title({ by, below: levelIn(own) }));
    const name = args.save ?? `${nameOf(scenario.id)}_peak_by_${by}`;
    const written = answerFile(run, answer, title);
    const verified = verifyAnswer(library, run, answer, name, written);
    const { id, file } = answerPlace(scenario, name);
    if (verified.meets !== answer.possible) throw runError("answer_differs", { id });
    const certainty = answer.possible ? answerShares(verified.run, library, by, boundary) : [];
    await giveAbout(call, args, run, (words) => ({
      sections: () => [seekLines(run, answer, { below: levelIn(words), id, file, text: written, certainty }, words)],
      json: () => ({ answer, certainty, scenario_file: written }),
      files: (options) => seekFiles(run, answer, options),
    }));
    if (answer.possible) await saveAnswer(terminal, scenario, args.save, written);
  },
);

/** The scenario that an answer is written as: its name, its file and the text of that file. */
interface AnswerScenario {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  /** The level to stay below, with its unit, where one was asked for. */
  readonly below: string | undefined;
  /** How sure it is that its peak comes in time, where past errors say it. */
  readonly certainty: readonly AnswerShare[];
}

function seekLines(
  run: ScenarioRun,
  answer: SeekAnswer,
  { id, file, text, below, certainty }: AnswerScenario,
  words: Words,
): string[] {
  const m = words.seek;
  const { scenario } = run;
  const { goal } = answer;
  const levels = sizedLevels(run, words, [answer.peak_before.level, answer.peak.level]);
  const peakText = ({ year, band, level }: Peak) => `${year} (${spanText(band)}), ${levels.text(level)} ${levels.name}`;
  const lines = [
    m.goal({ boundary: boundaryName(run, goal.boundary, words), by: goal.by, below }),
    `  ${m.before(peakText(answer.peak_before))}`,
  ];
  if (!answer.possible) return [...lines, ...impossibleLines(answer, words), `  ${m.best(peakText(answer.peak))}`];
  const apart = peakDifference(answer.peak_before, answer.peak, scenario.region.inventoryUncertainty);
  return [
    ...lines,
    ...answerLines(run, answer, words),
    `  ${m.reached(peakText(answer.peak))}`,
    ...sureAnswerLines(goal.by, certainty, words),
    `  ${samePeakText(apart, scenario.id, id, words)}`,
    ...remarkLines(answer, words),
    ...fileLines(file, text, words),
  ];
}

/** How sure it is that the peak comes in time; no line where nothing is known. */
function sureAnswerLines(by: number, certainty: readonly AnswerShare[], words: Words): string[] {
  const shares = answerTexts(certainty, words);
  if (shares === undefined) return [];
  return [`  ${words.sure.answer({ by, shares, runs: runsText(certainty) })}`, ...beforeLines(certainty, words)];
}

/** A level with its unit; one without it is in the unit of the peak. */
function withUnit(text: string, unit: string): string {
  return plainNumber(text) === undefined ? text : `${text} ${unit}`;
}

/** The answer as files: seek.csv (the peak before and with the answer) and seek_levers.csv (every lever before and then). */
function seekFiles(run: ScenarioRun, answer: SeekAnswer, options: CsvOptions): Map<string, string> {
  const { goal, kind, possible, value, monotone, proven, atFullStrength } = answer;
  const unit = run.layout.peak.unit.text;
  const peaks = csvOf(
    {
      ...columnsOf(run),
      ...constant({ boundary: goal.boundary, peak_by: goal.by, below: goal.below, unit, asked: kind, possible, value }),
      ...constant({ monotone, proven, at_full_strength: atFullStrength }),
      ...named("setting", "year", "year_continuous"),
      band_from: ({ band }) => band.from,
      band_to: ({ band }) => band.to,
      ...named("level", "status"),
    },
    [
      { setting: "before", ...answer.peak_before },
      { setting: "answer", ...answer.peak },
    ],
    options,
  );
  return new Map([
    ["seek.csv", peaks],
    ["seek_levers.csv", leversCsv(run, answer, options)],
  ]);
}
