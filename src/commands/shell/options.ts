import type { Argv } from "yargs";
import type { PictureSize } from "../../report/draw/svg.ts";
import { type Language, languages } from "../../report/words/languages.ts";
import { plainNumber, plainShare, withoutYearWord } from "../../text/plain-number.ts";
import { nearest, usageError } from "../../text/problems.ts";

/** The option by which files of other folders are allowed; it may stand several times. */
export const FILES_FROM = "files-from";

/** An option with a text behind it; numbers are read by the command, which says what is wrong with them. */
export function text(describe: string) {
  return { type: "string", requiresArg: true, describe } as const;
}

/** The same, with what it is where the command line does not say. */
export function textOr(usual: string | number, describe: string) {
  return { ...text(describe), default: String(usual) };
}

/** An option with a text that must be given. */
export function needed(describe: string) {
  return { ...text(describe), demandOption: true } as const;
}

/** An option without a value. */
export function flag(describe: string) {
  return { type: "boolean", default: false, describe } as const;
}

/** An option with one of a few words behind it, the first of them where the command line does not say. */
export function choice<const Word extends string>(choices: readonly [Word, ...Word[]], describe: string) {
  return { choices, default: choices[0] as Word, requiresArg: true, describe } as const;
}

/** `--lang` and `--json`, which every command takes that answers in text. */
export function withLanguage<T>(argv: Argv<T>) {
  return withUnits(argv).option("json", flag("Print JSON for machines"));
}

/** `--lang`, and the units of what is written in it. */
export function withUnits<T>(argv: Argv<T>) {
  return argv
    .option("lang", {
      choices: Object.keys(languages) as Language[],
      default: "en" as Language,
      requiresArg: true,
      describe: "Language of the report",
    })
    .option("units", {
      choices: ["official", "si"] as const,
      requiresArg: true,
      describe: "Units of texts and pictures: those of Chinese plans (usual with zh), or SI (usual with en)",
    });
}

/** `--brief`, of commands that judge scenarios. */
export function withBrief<T>(argv: Argv<T>) {
  return argv.option("brief", flag("Only what each scenario comes to, in a few lines"));
}

/** `--out` for the tables of one command. */
export function withOut<T>(argv: Argv<T>, describe = "Write CSV files into this folder") {
  return argv.option("out", text(describe)).option("excel", flag("Byte-order mark for Excel"));
}

/** `--out` and what shapes the files. */
export function withFiles<T>(argv: Argv<T>) {
  return argv
    .option("out", text("Write CSV and JSON files into this folder"))
    .option("wide", flag("One column a year in trajectories.csv"))
    .option("excel", flag("Byte-order mark for Excel"));
}

/** `--xlsx` for the tables of one command in one workbook. */
export function withWorkbook<T>(argv: Argv<T>) {
  return argv.option("xlsx", text("Write one workbook for Excel and WPS, such as report.xlsx"));
}

/** `--svg`, `--png` and `--size` for the pictures of one command. */
export function withPictures<T>(argv: Argv<T>) {
  return argv
    .option("svg", text("Draw pictures (SVG) into this folder"))
    .option("png", text("Draw pictures (PNG) into this folder; needs the package @resvg/resvg-js"))
    .option("size", text("Width and height of pictures, such as 1600x900"));
}

/** Whether pictures are asked for. */
export function isDrawn({ svg, png }: { readonly svg?: string; readonly png?: string }): boolean {
  return svg !== undefined || png !== undefined;
}

/** Smaller ones are not read, larger ones fill no paper. */
const LEAST_SIZE = 300;
const MOST_SIZE = 8000;

/** The width and height that `--size` asks for. */
export function pictureSize(given: string | undefined): PictureSize | undefined {
  if (given === undefined) return undefined;
  const [width, height] = (/^(\d{1,5}) ?[x×*] ?(\d{1,5})$/i.exec(given.trim()) ?? []).slice(1).map(Number);
  const fits = (side: number | undefined) => side !== undefined && side >= LEAST_SIZE && side <= MOST_SIZE;
  if (!fits(width) || !fits(height))
    throw usageError("picture_size", { least: LEAST_SIZE, most: MOST_SIZE, text: given });
  return { width, height };
}

/** The scenario that a question is about, as its only argument. */
export function withScenario<T>(argv: Argv<T>) {
  return argv.positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" });
}

/** What a question about one scenario takes: the scenario, its language, JSON, tables and pictures. */
export function forScenario<T>(argv: Argv<T>) {
  return withScenario(withPictures(withOut(withBrief(withLanguage(argv)))));
}

export function withBoundary<T>(argv: Argv<T>) {
  return argv.option("boundary", text("Boundary to show; all of them with `all`"));
}

/** A whole number given to an option, of `least` or more; yargs itself takes "abc" for a number without a word. */
export function wholeNumber<Value>(name: string, value: Value, least = Number.MIN_SAFE_INTEGER) {
  type Read = Value extends undefined ? undefined : number;
  if (value === undefined) return undefined as Read;
  const number = plainNumber(withoutYearWord(String(value)));
  if (number === undefined || !Number.isSafeInteger(number))
    throw usageError("option_whole_number", { option: name, text: String(value) });
  if (number < least) throw usageError("option_least", { option: name, least, number });
  return number as Read;
}

/** More cores than one machine has. */
const MOST_WORKERS = 1024;

/** The number of cores given to `--workers`; undefined without it. */
export function askedWorkers(given: string | undefined): number | undefined {
  const workers = wholeNumber("workers", given, 1);
  if (workers !== undefined && workers > MOST_WORKERS)
    throw usageError("batch_workers", { most: MOST_WORKERS, workers });
  return workers;
}

/** The years given to an option with commas, each once and ascending. */
export function yearList(name: string, value: string, from: number, to: number): number[] {
  const years = value.split(/[,，、]/).map(withoutYearWord);
  const wrong = years.find((year) => !/^\d{4}$/.test(year) || Number(year) < from || Number(year) > to);
  if (wrong !== undefined) throw usageError("option_years", { option: name, from, to, text: wrong });
  return [...new Set(years.map(Number))].sort((a, b) => a - b);
}

/** The boundaries that `--boundary` asks for: the first (the default one) without it, all with `all`. */
export function askedBoundaries(asked: string | undefined, names: readonly string[]): readonly string[] {
  if (asked === "all") return names;
  if (asked === undefined) return names.slice(0, 1);
  if (names.includes(asked)) return [asked];
  throw usageError("boundary_unknown", { text: asked, names, near: nearest(asked, names) });
}

/** The one boundary that a command is about: the default one where none is asked for. */
export function askedBoundary(asked: string | undefined, names: readonly string[]): string {
  if (asked === "all") throw usageError("one_boundary", { names });
  return askedBoundaries(asked, names)[0];
}

/** A share given to an option, as `2 %` or `0.02`. */
export function shareOption(name: string, value: string): number {
  const share = plainShare(value);
  if (share !== undefined && share > 0 && share <= 1) return share;
  const near = share !== undefined && share > 1 && share <= 100 ? `${share} %` : undefined;
  throw usageError("option_share", { option: name, text: value, near });
}

/** What is asked and its year, given to an option as `17 %@2030`; the year lies after `from` and not behind `to`. */
export function askedInYear(name: string, given: string, example: string, from: number, to: number) {
  const at = given.lastIndexOf("@");
  const year = plainNumber(withoutYearWord(given.slice(at + 1)));
  if (at < 0 || year === undefined || !Number.isInteger(year))
    throw usageError("asked_in_year", { option: name, example, text: given });
  if (year <= from || year > to) throw usageError("asked_year", { option: name, first: from + 1, last: to, year });
  return { text: given.slice(0, at).trim(), year };
}

/** The same of a share below 1, such as a fall. */
export function shareInYear(name: string, given: string, example: string, from: number, to: number) {
  const { text, year } = askedInYear(name, given, example, from, to);
  const share = plainShare(text);
  if (share === undefined || !(share > -1 && share < 1))
    throw usageError("asked_in_year", { option: name, example, text: given });
  return { share, year };
}

/** Refuses an option that is given twice, where the last would silently win. */
export function refuseTwice(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    if (["_", "scenarios", "folders", "words", FILES_FROM].includes(name) || !Array.isArray(value)) continue;
    throw usageError("option_twice", { option: name, count: value.length });
  }
}

const MOST_WAIT_MINUTES = 10_080;

/** `--wait` of the commands that use a queue. */
export function withWait<T>(argv: Argv<T>) {
  return argv.option("wait", textOr(30, "Minutes to wait for a queue from which nothing comes"));
}

/** The seconds of `--wait`. */
export function waitSeconds(value: string): number {
  const minutes = plainNumber(value);
  if (minutes === undefined || minutes <= 0 || minutes > MOST_WAIT_MINUTES)
    throw usageError("wait_minutes", { most: MOST_WAIT_MINUTES, text: value });
  return minutes * 60;
}
