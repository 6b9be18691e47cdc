import { basename, dirname, resolve } from "node:path";
import { reportOf } from "../engine/report/read-report.ts";
import { writeFiles } from "../files/files.ts";
import { checkFolder } from "../files/folders.ts";
import { installedLibrary } from "../files/installed.ts";
import type { SeekAnswer, SeekKind } from "../questions/seek/seek.ts";
import { seek } from "../questions/seek/seek.ts";
import { answerFile, answerPlace, nameOf, verifyAnswer } from "../questions/seek/seek-answer.ts";
import { labelOfRegion, runColumns, truth } from "../report/tables/run-columns.ts";
import { fixed } from "../report/text/number-text.ts";
import { labelOf } from "../report/words/labels.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { loadScenarios } from "../run/load.ts";
import type { LeverSettings } from "../run/package-runner.ts";
import type { Peak } from "../run/peak/peak.ts";
import { peakDifference } from "../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../run/run.ts";
import type { ScenarioLever } from "../scenario/levers/scenario-levers.ts";
import { type Columns, type CsvOptions, csvOf } from "../text/csv.ts";
import { plainNumber } from "../text/plain-number.ts";
import { type Message, runError, UsageError, usageError } from "../text/problems.ts";
import { aboutRun, boundaryNames, give, runOf, withScenario } from "./question.ts";
import { samePeakText } from "./run/same-peak.ts";
import { amountOption } from "./shell/amount-option.ts";
import { command } from "./shell/command.ts";
import { askedBoundary, wholeNumber, withLanguage, withOut } from "./shell/options.ts";
import { refuseStanding } from "./shell/standing-files.ts";

/** `peakpath seek`: what it takes to peak by a year. */
export const seekCommand = command(
  (argv) =>
    withScenario(withOut(withLanguage(argv)))
      .option("peak-by", {
        type: "string",
        demandOption: true,
        requiresArg: true,
        describe: "Year of the peak at the latest",
      })
      .option("below", { type: "string", requiresArg: true, describe: "Level of the peak at most, such as 540Mt" })
      .option("boundary", { type: "string", requiresArg: true, describe: "Boundary that is to peak (one)" })
      .option("lever", { type: "string", requiresArg: true, describe: "Least strength of this lever" })
      .option("ambition", { type: "boolean", default: false, describe: "Least factor on all levers (the default)" })
      .option("smallest-set", { type: "boolean", default: false, describe: "Fewest levers" })
      .option("latest-start", { type: "boolean", default: false, describe: "Most years of delay" })
      .option("least-effort", {
        type: "boolean",
        default: false,
        describe: "A mix with little effort, 1 at full strength of each lever",
      })
      .option("save", {
        type: "string",
        requiresArg: true,
        describe: "Write the answer as a scenario of this name beside the one asked about",
      })
      .option("force", { type: "boolean", default: false, describe: "Replace a scenario that stands there" })
      .example("$0 seek zhejiang/policy --peak-by 2028 --below 545Mt", "least ambition of all levers")
      .example("$0 seek zhejiang/policy --peak-by 2030 --smallest-set", "fewest levers"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang);
    const by = wholeNumber("peak-by", args["peak-by"]) as number;
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
    const boundary = askedBoundary(args.boundary, boundaryNames(run));
    let answer: ReturnType<typeof seek>;
    try {
      answer = seek(run, kind, { boundary, by, below }, { lever: args.lever });
    } catch (error) {
      if (error instanceof RangeError) throw new UsageError(error.message, (error as Message).said);
      throw error;
    }
    const levelIn = (own: Words) => (below === undefined ? undefined : `${below} ${own.unit(unit.text)}`);
    const title = labelOf((own) => own.seek.title({ by, below: levelIn(own) }));
    const name = args.save ?? `${nameOf(scenario.id)}_peak_by_${by}`;
    const text = answerFile(run, answer, title);
    const verified = verifyAnswer(library, run, answer, name, text);
    if (verified.meets !== answer.possible) throw runError("answer_differs", { id: answerPlace(scenario, name).id });
    await give(
      call,
      args,
      aboutRun(run, words, {
        sections: () => [
          seekLines(run, answer, { below: levelIn(words), ...answerPlace(scenario, name), text }, words),
        ],
        json: () => ({ answer, scenario_file: text }),
        files: (options) => seekFiles(run, answer, options),
      }),
    );
    if (args.save === undefined || !answer.possible) return;
    const { file } = answerPlace(scenario, name);
    // A scenario that is named by its file has its answer in that very folder, wherever it lies.
    const place = resolve(terminal.workingFolder, file);
    if (scenario.id.endsWith(".yaml")) await writeFiles(dirname(place), new Map([[basename(place), text]]));
    else await writeFiles(terminal.workingFolder, new Map([[file, text]]));
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
}

function seekLines(
  run: ScenarioRun,
  answer: SeekAnswer,
  { id, file, text, below }: AnswerScenario,
  words: Words,
): string[] {
  const m = words.seek;
  const { scenario, boundaries, layout } = run;
  const { kind, goal } = answer;
  const label = boundaries.find(({ name }) => name === goal.boundary)?.label;
  const peakText = ({ year, band, level }: Peak) =>
    `${year} (${band.from}-${band.to}), ${fixed(level, 1)} ${words.unit(layout.peak.unit.text)}`;
  const lines = [
    m.goal({ boundary: label === undefined ? goal.boundary : words.say(label), by: goal.by, below }),
    `  ${m.before(peakText(answer.peak_before))}`,
  ];
  if (!answer.possible) {
    const impossible = kind === "lever" || kind === "latest_start" ? m.impossibleLever : m.impossible;
    return [...lines, `  ${impossible}`, `  ${m.best(peakText(answer.peak))}`];
  }
  const apart = peakDifference(answer.peak_before, answer.peak, scenario.region.inventoryUncertainty);
  const kept = [...answer.settings].filter(([, { strength }]) => strength > 0);
  const named = kept.map(([lever]) => words.say(scenario.levers.get(lever)?.lever.label ?? { en: lever, zh: lever }));
  lines.push(
    `  ${m.answers[kind](String(Number((answer.value ?? 0).toFixed(4))))}`,
    ...(kind === "smallest_set" ? [`  ${m.these(named)}`] : []),
    `  ${m.reached(peakText(answer.peak))}`,
    `  ${samePeakText(apart, scenario.id, id, words)}`,
  );
  if (!answer.monotone) lines.push(`  ${m.notMonotone}`);
  if (answer.proven !== undefined) lines.push(`  ${answer.proven ? m.proven : m.notProven}`);
  if (answer.atFullStrength) lines.push(`  ${m.fullStrength}`);
  if (kind === "least_effort") lines.push(`  ${m.goodMix}`);
  const shown = text.trimEnd().split("\n");
  return [...lines, `  ${m.verified(file)}`, "", m.file, ...shown.map((line) => `  ${line}`)];
}

/** A level with its unit; one without it is in the unit of the peak. */
function withUnit(text: string, unit: string): string {
  return plainNumber(text) === undefined ? text : `${text} ${unit}`;
}

const answerColumns: Columns<{ run: ScenarioRun; answer: SeekAnswer; setting: string; peak: Peak }> = {
  ...runColumns(labelOfRegion),
  boundary: ({ answer }) => answer.goal.boundary,
  peak_by: ({ answer }) => answer.goal.by,
  below: ({ answer }) => answer.goal.below,
  unit: ({ run }) => run.layout.peak.unit.text,
  asked: ({ answer }) => answer.kind,
  possible: ({ answer }) => truth(answer.possible),
  value: ({ answer }) => answer.value,
  monotone: ({ answer }) => truth(answer.monotone),
  proven: ({ answer }) => truth(answer.proven),
  at_full_strength: ({ answer }) => truth(answer.atFullStrength),
  setting: ({ setting }) => setting,
  year: ({ peak }) => peak.year,
  year_continuous: ({ peak }) => peak.year_continuous,
  band_from: ({ peak }) => peak.band.from,
  band_to: ({ peak }) => peak.band.to,
  level: ({ peak }) => peak.level,
  status: ({ peak }) => peak.status,
};

const leverColumns: Columns<{ run: ScenarioRun; applied: ScenarioLever; setting: ReturnType<LeverSettings["get"]> }> = {
  ...runColumns(labelOfRegion),
  lever: ({ applied }) => applied.lever.id,
  label_en: ({ applied }) => applied.lever.label.en,
  label_zh: ({ applied }) => applied.lever.label.zh,
  family: ({ applied }) => applied.lever.family,
  strength_before: ({ applied }) => applied.strength,
  strength: ({ setting }) => setting?.strength ?? 0,
  delay: ({ applied, setting }) => applied.delay + (setting?.delay ?? 0),
};

/** The answer as files: seek.csv (the peak before and with the answer) and seek_levers.csv (every lever before and then). */
export function seekFiles(run: ScenarioRun, answer: SeekAnswer, options: CsvOptions): Map<string, string> {
  const peaks = [
    { run, answer, setting: "before", peak: answer.peak_before },
    { run, answer, setting: "answer", peak: answer.peak },
  ];
  const levers = [...run.scenario.levers].map(([id, applied]) => ({ run, applied, setting: answer.settings.get(id) }));
  return new Map([
    ["seek.csv", csvOf(answerColumns, peaks, options)],
    ["seek_levers.csv", csvOf(leverColumns, levers, options)],
  ]);
}
