import { resolve } from "node:path";
import type { Argv } from "yargs";
import { writeFiles } from "../files/files.ts";
import { installedLibrary } from "../files/installed.ts";
import type { Picture } from "../report/draw/picture.ts";
import { headJson, headLines } from "../report/text/head.ts";
import { type Language, type Words, wordsIn } from "../report/words/languages.ts";
import { loadScenarios } from "../run/load.ts";
import type { ScenarioRun } from "../run/run.ts";
import { runScenario } from "../run/scenario-run.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { CsvOptions } from "../text/csv.ts";
import { jsonText } from "../text/json.ts";
import { writePictures } from "./shell/picture-files.ts";
import { keptPrograms } from "./shell/report-runs.ts";
import type { Call, Terminal } from "./shell/terminal.ts";

/** The options that shape an answer. */
export interface AnswerOptions {
  readonly lang: Language;
  readonly json: boolean;
  readonly out?: string;
  readonly excel?: boolean;
  readonly svg?: string;
}

/** What a command has found, in each form that may be asked for; only what is asked for is made. */
export interface Answer {
  readonly lines: () => readonly string[];
  readonly json: () => unknown;
  /** The files of `--out`, by name. */
  readonly files?: (options: CsvOptions) => ReadonlyMap<string, string>;
  /** The pictures of `--svg`, by name, and what there is nothing to draw of. */
  readonly pictures?: () => { readonly drawn: ReadonlyMap<string, Picture>; readonly empty?: readonly string[] };
}

/** Gives an answer in the form that the options ask for: text or JSON on standard output, files and pictures in folders. */
export async function give({ terminal }: Call, options: AnswerOptions, answer: Answer): Promise<void> {
  const words = await wordsIn(options.lang);
  terminal.out(options.json ? jsonText(answer.json()) : `${answer.lines().join("\n")}\n`);
  if (options.out !== undefined && answer.files !== undefined) {
    const files = answer.files({ excel: options.excel === true });
    await writeFiles(resolve(terminal.workingFolder, options.out), files);
    terminal.err(`${words.common.wrote(files.size, options.out)}\n`);
  }
  if (options.svg !== undefined && answer.pictures !== undefined) {
    const { drawn, empty } = answer.pictures();
    await writePictures(terminal, options.svg, drawn, words, empty);
  }
}

/** The scenario that a question is about, as its only argument. */
export function withScenario<T>(argv: Argv<T>) {
  return argv.positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" });
}

export function withBoundary<T>(argv: Argv<T>) {
  return argv.option("boundary", {
    type: "string",
    requiresArg: true,
    describe: "Boundary to show; all of them with `all`",
  });
}

/** The scenario of that name, read and checked. */
export function scenarioOf(terminal: Terminal, id: string): Scenario {
  return loadScenarios(installedLibrary(terminal), [id])[0];
}

/** The run of a scenario with what the installation has kept. */
export function runOf(scenario: Scenario): ScenarioRun {
  return runScenario(scenario, keptPrograms());
}

/** The names of the boundaries that have emissions in this run. */
export function boundaryNames(run: ScenarioRun): string[] {
  return run.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
}

/** An answer about one run, under its head: sections with an empty line before each. */
export function aboutRun(
  run: ScenarioRun,
  words: Words,
  {
    sections,
    json,
    ...rest
  }: Omit<Answer, "lines" | "json"> & {
    readonly sections: () => readonly (readonly string[])[];
    readonly json: () => object;
  },
): Answer {
  return {
    ...rest,
    lines: () => [...headLines(run, words), ...sections().flatMap((section) => ["", ...section])],
    json: () => ({ ...headJson(run), ...json() }),
  };
}
