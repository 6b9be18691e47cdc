import { basename, dirname, resolve } from "node:path";
import { type FileContent, writeFiles } from "../files/files.ts";
import { installedLibrary } from "../files/installed.ts";
import { rasteriser } from "../files/rasteriser.ts";
import type { Picture } from "../report/draw/picture.ts";
import { svgText } from "../report/draw/svg.ts";
import { headJson, headLines } from "../report/text/head.ts";
import { type Language, type Words, wordsIn } from "../report/words/languages.ts";
import type { UnitChoice } from "../report/words/units.ts";
import type { Sheet } from "../report/workbook/sheet.ts";
import { workbookBytes } from "../report/workbook/workbook-bytes.ts";
import { loadScenarios } from "../run/load.ts";
import type { ScenarioRun } from "../run/run.ts";
import { runScenario } from "../run/scenario-run.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { CsvOptions } from "../text/csv.ts";
import { jsonText } from "../text/json.ts";
import { isDrawn, pictureSize } from "./shell/options.ts";
import { keptPrograms } from "./shell/report-runs.ts";
import type { Call, Terminal } from "./shell/terminal.ts";

/** The options that shape an answer. */
export interface AnswerOptions {
  readonly lang: Language;
  readonly units?: UnitChoice;
  readonly json: boolean;
  readonly brief?: boolean;
  readonly out?: string;
  readonly excel?: boolean;
  readonly svg?: string;
  readonly xlsx?: string;
  readonly png?: string;
  readonly size?: string;
}

const PRINT_SCALE = 2;

/** What a command has found, in each form that may be asked for; only what is asked for is made. */
export interface Answer {
  readonly lines: () => readonly string[];
  /** What of it is left with `--brief`. */
  readonly brief?: () => readonly string[];
  readonly json: () => unknown;
  /** The files of `--out`, by name. */
  readonly files?: (options: CsvOptions) => ReadonlyMap<string, string>;
  /** The sheets of the workbook of `--xlsx`, in their order. */
  readonly sheets?: () => readonly Sheet[];
  /** The pictures of `--svg`, by name, and what there is nothing to draw of. */
  readonly pictures?: () => { readonly drawn: ReadonlyMap<string, Picture>; readonly empty?: readonly string[] };
}

/** Gives an answer in the form that the options ask for: text or JSON on standard output, files and pictures in folders. */
export async function give({ terminal }: Call, options: AnswerOptions, answer: Answer): Promise<void> {
  const words = await wordsIn(options.lang, options.units);
  await checkPictures(options);
  terminal.out(answerText(options, answer), options.json ? undefined : words);
  if (options.out !== undefined && answer.files !== undefined) {
    const files = answer.files({ excel: options.excel === true });
    await writeFiles(resolve(terminal.workingFolder, options.out), files);
    terminal.err(`${words.common.wrote(files.size, options.out)}\n`);
  }
  if (options.xlsx !== undefined && answer.sheets !== undefined) {
    const file = resolve(terminal.workingFolder, options.xlsx);
    const bytes = await workbookBytes(answer.sheets());
    await writeFiles(dirname(file), new Map([[basename(file), bytes]]));
    terminal.err(`${words.workbook.wrote(options.xlsx)}\n`);
  }
  if (isDrawn(options) && answer.pictures !== undefined) {
    const { drawn, empty } = answer.pictures();
    await writePictures(terminal, options, drawn, words, empty);
  }
}

/** What an answer prints. */
export function answerText({ json, brief }: Pick<AnswerOptions, "json" | "brief">, answer: Answer): string {
  if (json) return jsonText(answer.json());
  const lines = brief && answer.brief !== undefined ? answer.brief : answer.lines;
  return `${lines().join("\n")}\n`;
}

/** Refuses what asks for pictures that cannot be drawn, before anything is computed for them. */
export async function checkPictures({ png, size, lang }: AnswerOptions): Promise<void> {
  pictureSize(size);
  if (png !== undefined) await rasteriser(lang === "zh");
}

/** Writes the pictures that are asked for into folders and says so on standard error, and of what there is nothing to draw. */
export async function writePictures(
  terminal: Terminal,
  { svg, png, size: asked }: Pick<AnswerOptions, "svg" | "png" | "size">,
  pictures: ReadonlyMap<string, Picture>,
  words: Words,
  leftOut: readonly string[] = [],
): Promise<void> {
  const m = words.picture;
  if (leftOut.length > 0) terminal.err(`${m.nothingOf(words.commas(leftOut))}\n`);
  else if (pictures.size === 0) terminal.err(`${m.nothing}\n`);
  if (pictures.size === 0) return;
  const size = pictureSize(asked);
  const texts = new Map([...pictures].map(([name, picture]) => [name, svgText(picture, words.tag, size)]));
  const write = async (folder: string, files: ReadonlyMap<string, FileContent>) => {
    await writeFiles(resolve(terminal.workingFolder, folder), files);
    terminal.err(`${m.wrote(files.size, folder)}\n`);
  };
  if (svg !== undefined) await write(svg, texts);
  if (png === undefined) return;
  const draw = await rasteriser(words.tag.startsWith("zh"));
  // Without a size as many points as a page of print needs.
  const scale = size === undefined ? PRINT_SCALE : 1;
  await write(png, new Map([...texts].map(([name, text]) => [name.replace(/\.svg$/, ".png"), draw(text, scale)])));
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

interface AnswerAbout extends Omit<Answer, "lines" | "json"> {
  /** What stands above the sections, in place of the run's own head. */
  readonly head?: readonly string[];
  readonly sections: () => readonly (readonly string[])[];
  readonly json: () => object;
}

/** Gives an answer about one run, under its head: sections with an empty line before each. */
export async function giveAbout(
  call: Call,
  options: AnswerOptions,
  run: ScenarioRun,
  about: (words: Words) => AnswerAbout,
): Promise<void> {
  const words = await wordsIn(options.lang, options.units);
  const { head = headLines(run, words), sections, json, ...rest } = about(words);
  await give(call, options, {
    ...rest,
    // What it is about, and what it comes to.
    brief: () => head.slice(0, 2),
    lines: () => [...head, ...sections().flatMap((section) => ["", ...section])],
    json: () => ({ ...headJson(run), ...json() }),
  });
}
