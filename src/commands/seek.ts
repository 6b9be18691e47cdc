import { basename, dirname, resolve } from "node:path";
import { type AnswerShare, answerShares } from "../batch/sure.ts";
import { reportOf } from "../engine/report/read-report.ts";
import { writeFiles } from "../files/files.ts";
import { checkFolder } from "../files/folders.ts";
import { installedLibrary } from "../files/installed.ts";
import { type SeekAnswer, type SeekKind, seek } from "../questions/seek/seek.ts";
import { answerFile, answerPlace, nameOf, verifyAnswer } from "../questions/seek/seek-answer.ts";
import { columnsOf, constant } from "../report/tables/run-columns.ts";
import { boundaryName, leverName } from "../report/text/names.ts";
import { fixed, spanText } from "../report/text/number-text.ts";
import { answerTexts, beforeLines, runsText } from "../report/text/sure.ts";
import { labelOf } from "../report/words/labels.ts";
import type { Words } from "../report/words/languages.ts";
import { loadScenarios } from "../run/load.ts";
import type { Peak } from "../run/peak/peak.ts";
import { peakDifference } from "../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type CsvOptions, csvOf, named } from "../text/csv.ts";
import { plainNumber } from "../text/plain-number.ts";
import { runError, UsageError, usageError } from "../text/problems.ts";
import { boundaryNames, giveAbout, runOf } from "./question.ts";
import { samePeakText } from "./run/same-peak.ts";
import { amountOption } from "./shell/amount-option.ts";
import { command } from "./shell/command.ts";
import * as option from "./shell/options.ts";
import { refuseStanding } from "./shell/region-files.ts";

/** `peakpath seek`: what it takes to peak by a year. */
export const seekCommand = command(
  (argv) =>
    option
      .withScenario(option.withOut(option.withBrief(option.withLanguage(argv))))
      .option("peak-by", option.needed("Year of the peak at the latest"))
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
      .example("$0 seek zhejiang/policy --peak-by 2030 --smallest-set", "fewest levers"),
  async (args, call) => {
    const { terminal } = call;
    const by = option.wholeNumber("peak-by", args["peak-by"]);
    const asked = (["smallest-set", "latest-start", "least-effort", "ambition"] as const).filter((name) => args[name]);
    if (asked.length > 1) throw usageError("seek_two_things", { first: asked[0], second: asked[1] });
    const kind: SeekKind =
      asked.length > 0 ? (asked[0].replace("-", "_") as SeekKind) : args.lever === undefined ? "ambition" : "lever";
    if (args.lever !== undefined && kind !== "lever" && kind !== "latest_start")
      throw usageError("seek_lever", { option: asked[0] });
    if (args.save !== undefined && !/^[a-z0-9_]+$/.test(args.save)) throw usageError("seek_name", { name: args.save });
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
    if (args.save !== undefined) {
      const { file } = answerPlace(scenario, args.save);
      checkFolder(dirname(resolve(terminal.workingFolder, file)));
      if (!args.force) refuseStanding(library, terminal.workingFolder, [file]);
    }
    const run = runOf(scenario);
    const boundary = option.askedBoundary(args.boundary, boundaryNames(run));
    let answer: ReturnType<typeof seek>;
    try {
      answer = seek(run, kind, { boundary, by, below }, { lever: args.lever });
    } catch (error) {
      if (error instanceof RangeError) throw new UsageError(error);
      throw error;
    }
    const levelIn = (own: Words) => (below === undefined ? undefined : `${below} ${own.unit(unit.text)}`);
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
    if (args.save === undefined || !answer.possible) return;
    // A scenario that is named by its file has its answer in that very folder, wherever it lies.
    const place = resolve(terminal.workingFolder, file);
    if (scenario.id.endsWith(".yaml")) await writeFiles(dirname(place), new Map([[basename(place), written]]));
    else await writeFiles(terminal.workingFolder, new Map([[file, written]]));
    terminal.err(`${file}\n`);
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
  const { scenario, layout } = run;
  const { kind, goal } = answer;
  const peakText = ({ year, band, level }: Peak) =>
    `${year} (${spanText(band)}), ${fixed(level, 1)} ${words.unit(layout.peak.unit.text)}`;
  const lines = [
    m.goal({ boundary: boundaryName(run, goal.boundary, words), by: goal.by, below }),
    `  ${m.before(peakText(answer.peak_before))}`,
  ];
  if (!answer.possible) {
    const impossible = kind === "lever" || kind === "latest_start" ? m.impossibleLever : m.impossible;
    return [...lines, `  ${impossible}`, `  ${m.best(peakText(answer.peak))}`];
  }
  const apart = peakDifference(answer.peak_before, answer.peak, scenario.region.inventoryUncertainty);
  const kept = [...answer.settings].filter(([, { strength }]) => strength > 0);
  const named = kept.map(([lever]) => leverName(run, lever, words));
  lines.push(
    `  ${m.answers[kind](String(Number((answer.value ?? 0).toFixed(4))))}`,
    ...(kind === "smallest_set" ? [`  ${m.these(named)}`] : []),
    `  ${m.reached(peakText(answer.peak))}`,
    ...sureAnswerLines(goal.by, certainty, words),
    `  ${samePeakText(apart, scenario.id, id, words)}`,
  );
  if (!answer.monotone) lines.push(`  ${m.notMonotone}`);
  if (answer.proven !== undefined) lines.push(`  ${answer.proven ? m.proven : m.notProven}`);
  if (answer.atFullStrength) lines.push(`  ${m.fullStrength}`);
  if (kind === "least_effort") lines.push(`  ${m.goodMix}`);
  const shown = text.trimEnd().split("\n");
  return [...lines, `  ${m.verified(file)}`, "", m.file, ...shown.map((line) => `  ${line}`)];
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
  const { goal, kind, possible, value, monotone, proven, atFullStrength, settings } = answer;
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
  const levers = csvOf(
    {
      ...columnsOf(run),
      lever: ({ applied }) => applied.lever.id,
      label_en: ({ applied }) => applied.lever.label.en,
      label_zh: ({ applied }) => applied.lever.label.zh,
      family: ({ applied }) => applied.lever.family,
      strength_before: ({ applied }) => applied.strength,
      strength: ({ setting }) => setting?.strength ?? 0,
      delay: ({ applied, setting }) => applied.delay + (setting?.delay ?? 0),
    },
    [...run.scenario.levers].map(([id, applied]) => ({ applied, setting: settings.get(id) })),
    options,
  );
  return new Map([
    ["seek.csv", peaks],
    ["seek_levers.csv", levers],
  ]);
}
