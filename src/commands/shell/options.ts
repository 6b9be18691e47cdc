import type { Argv } from "yargs";
import { type Language, languages } from "../../report/words/languages.ts";
import { plainNumber, plainShare } from "../../text/plain-number.ts";
import { nearest, usageError } from "../../text/problems.ts";

/** The option by which files of other folders are allowed; it may stand several times. */
export const FILES_FROM = "files-from";

/** `--lang` and `--json`, which every command takes. */
export function withLanguage<T>(argv: Argv<T>) {
  return argv
    .option("lang", {
      choices: Object.keys(languages) as Language[],
      default: "en" as Language,
      requiresArg: true,
      describe: "Language of the report",
    })
    .option("json", { type: "boolean", default: false, describe: "Print JSON for machines" });
}

/** `--out` for the tables of one command. */
export function withOut<T>(argv: Argv<T>) {
  return argv
    .option("out", { type: "string", requiresArg: true, describe: "Write CSV files into this folder" })
    .option("excel", { type: "boolean", default: false, describe: "Byte-order mark for Excel" });
}

/** `--out` and what shapes the files. */
export function withFiles<T>(argv: Argv<T>) {
  return argv
    .option("out", { type: "string", requiresArg: true, describe: "Write CSV and JSON files into this folder" })
    .option("wide", { type: "boolean", default: false, describe: "One column a year in trajectories.csv" })
    .option("excel", { type: "boolean", default: false, describe: "Byte-order mark for Excel" });
}

/** `--svg` for the pictures of one command. */
export function withPictures<T>(argv: Argv<T>) {
  return argv.option("svg", { type: "string", requiresArg: true, describe: "Draw pictures (SVG) into this folder" });
}

/** A whole number given to an option, of `least` or more; yargs itself takes "abc" for a number without a word. */
export function wholeNumber(name: string, value: unknown, least = Number.MIN_SAFE_INTEGER): number | undefined {
  if (value === undefined) return undefined;
  const number = plainNumber(String(value));
  if (number === undefined || !Number.isSafeInteger(number))
    throw usageError("option_whole_number", { option: name, text: String(value) });
  if (number < least) throw usageError("option_least", { option: name, least, number });
  return number;
}

/** The years given to an option with commas, each once and ascending. */
export function yearList(name: string, value: string, from: number, to: number): number[] {
  const years = value.split(",").map((part) => part.trim());
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
  throw usageError("option_share", { option: name, text: value });
}

/** Refuses an option that is given twice, where the last would silently win. */
export function refuseTwice(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    if (["_", "scenarios", "folders", FILES_FROM].includes(name) || !Array.isArray(value)) continue;
    throw usageError("option_twice", { option: name, count: value.length });
  }
}

const USUAL_WAIT = "30";
const MOST_WAIT_MINUTES = 10_080;

/** `--wait` of the commands that use a queue. */
export function withWait<T>(argv: Argv<T>) {
  return argv.option("wait", {
    type: "string",
    default: USUAL_WAIT,
    requiresArg: true,
    describe: "Minutes to wait for a queue from which nothing comes",
  });
}

/** The seconds of `--wait`. */
export function waitSeconds(value: string): number {
  const minutes = plainNumber(value);
  if (minutes === undefined || minutes <= 0 || minutes > MOST_WAIT_MINUTES)
    throw usageError("wait_minutes", { most: MOST_WAIT_MINUTES, text: value });
  return minutes * 60;
}
