import { cellName } from "./cell-name.ts";
import { onLine, quote } from "./quote.ts";
import { type Code, english, type Said, sentence, type ValuesOf } from "./sentences/english.ts";

/** A name in the languages that files write it in. */
export interface Label {
  readonly en: string;
  readonly zh: string;
}

/** A place in an input file; line and column count from 1. In a sheet of a workbook they are those of a cell. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly sheet?: string;
}

/** A place as `file:line:column`, or as `file[sheet!B7]`. */
export function placeText({ file, line, column, sheet }: Place): string {
  if (sheet === undefined) return `${file}:${line}:${column}`;
  // The name of the sheet may stand behind that of the file already.
  const bare = file.endsWith(`#${sheet}`) ? file.slice(0, -sheet.length - 1) : file;
  return `${bare}[${sheet}!${cellName(line, column)}]`;
}

/** The line of a place as `file:line`, or its row as `file[sheet!7]`. */
export function lineText({ file, line, column, sheet }: Place): string {
  if (sheet === undefined) return `${file}:${line}`;
  return placeText({ file, line, column, sheet }).replace(/![A-Z]+(\d+)\]$/, "!$1]");
}

/** What is wrong and what is allowed: in English, and as the code by which other languages word it. */
export interface Message {
  readonly message: string;
  readonly said?: Said;
}

/** One mistake in the input: where it stands, which entry it concerns, and what is wrong. */
export interface Problem extends Message {
  readonly at: Place;
  readonly path: string;
}

/** Something that the report says about the input, which is no mistake. */
export interface Note {
  readonly at: Place;
  readonly path: string;
  readonly message: Label;
}

export function note(at: Place, path: string, en: string, zh: string): Note {
  return { at, path, message: { en, zh } };
}

/** The message of a code. */
export function message<C extends Code>(code: C, values: ValuesOf<C>): Message {
  const said = { code, values };
  return { message: sentence(english, said), said };
}

/** The problem that a code names, at its place. */
export function problem<C extends Code>(at: Place, path: string, code: C, values: ValuesOf<C>): Problem {
  return { at, path, ...message(code, values) };
}

/** Whether a function gave what is wrong in place of what was asked of it. */
export function isFault<T>(result: T | Message): result is Message {
  return typeof result === "object" && result !== null && "message" in result;
}

/** An error with the code by which other languages word it, where it has one. */
export class WordedError extends Error implements Message {
  readonly said?: Said;

  constructor(worded: string | Message) {
    super(typeof worded === "string" ? worded : worded.message);
    if (typeof worded !== "string") this.said = worded.said;
  }
}

/** Thrown for a wrong command line. */
export class UsageError extends WordedError {
  override readonly name = "UsageError";
}

/** Thrown when a run fails on its numbers, such as a cell that is not finite. */
export class RunError extends WordedError {
  override readonly name = "RunError";
}

/** The refusal of a command line that a code names. */
export function usageError<C extends Code>(code: C, values: ValuesOf<C>): UsageError {
  return new UsageError(message(code, values));
}

/** The failure of a run that a code names. */
export function runError<C extends Code>(code: C, values: ValuesOf<C>): RunError {
  return new RunError(message(code, values));
}

/** A caller's demand outside what can be computed; a command that passes it on says it by its code. */
export function rangeError<C extends Code>(code: C, values: ValuesOf<C>): RangeError & Message {
  const { message: text, said } = message(code, values);
  return Object.assign(new RangeError(text), { said });
}

/** What is wrong as a value of a sentence around it. */
export function saidOf({ message, said }: Message): Said {
  return said ?? { code: "as_it_is", values: { text: message } };
}

/** Thrown for wrong input, with every problem found in one pass. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const bounded = problems.map(({ path, message, ...rest }) => ({
      ...rest,
      path: shortPath(path),
      message: short(message),
    }));
    super(problemLines(bounded).join("\n"));
    this.name = "InputError";
    this.problems = bounded;
  }
}

const MOST_PATH = 160;
/** The longest message that lists all that is allowed has half of this. */
const MOST_MESSAGE = 800;

/** A path whose keys and whose whole stay short, whatever stands as a key in the file. */
function shortPath(path: string): string {
  const keys = path.split(".", MOST_PATH).map(quote).join(".");
  return keys.length > MOST_PATH ? `${keys.slice(0, MOST_PATH)}…` : keys;
}

/** A message in which no quoted or unbroken text is longer than `quote` lets it be, and the whole stays readable. */
export function short(message: string): string {
  const cut = message
    .slice(0, 10 * MOST_MESSAGE)
    .replace(/(^|[\s(])"([^"]*)"(?=$|[\s;,.:)?])/g, (_, before, text) => `${before}"${quote(text)}"`)
    .replace(/[^\s",，；：。、“”]{121,}/g, quote);
  return cut.length > MOST_MESSAGE ? `${cut.slice(0, MOST_MESSAGE)}…` : cut;
}

/** Longer than any name that a file can have. */
const MOST_FILE_NAME = 1000;
const MOST_LINES = 50;

/** The problems in a line each, and after fifty how many more there are; `worded` puts a message into another language. */
export function problemLines(
  problems: readonly Problem[],
  worded: (message: Message) => string = ({ message }) => message,
): string[] {
  // One more problem takes no more room than a word of it.
  const shown = problems.length === MOST_LINES + 1 ? problems : problems.slice(0, MOST_LINES);
  const lines = shown.map((problem) => formatProblem({ ...problem, message: worded(problem) }));
  const rest = problems.length - shown.length;
  return rest === 0 ? lines : [...lines, worded(message("more_mistakes", { count: rest }))];
}

/** The problem as `file:line:column  path: message`. */
export function formatProblem(problem: Problem): string {
  const { file, sheet } = problem.at;
  const path = problem.path === "" ? "" : `${problem.path}: `;
  const name = onLine(file);
  const shown = name.length > MOST_FILE_NAME ? `${name.slice(0, MOST_FILE_NAME)}…` : name;
  const place = placeText({ ...problem.at, file: shown, ...(sheet === undefined ? {} : { sheet: onLine(sheet) }) });
  return `${place}  ${path}${problem.message}`;
}

/** The longest name for which a neighbour is sought, since the search takes time by the square of it. */
const MOST_NAME = 120;

/**
 * The candidate nearest to `name` by edit distance, or undefined where none is near
 * (more than a third of the letters differ) and for what is too long to be a name. Optimal string alignment distance
 * (Damerau 1964).
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > MOST_NAME) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Neighbours are sought while a report holds fewer mistakes: it shows fifty, and each search takes a moment. */
const MOST_SOUGHT = 1000;

/** The candidate that a name may mean; none any more where `problems` are already more than anybody reads. */
export function likely(
  name: string,
  candidates: Iterable<string>,
  problems: readonly Problem[] = [],
): string | undefined {
  return problems.length < MOST_SOUGHT ? nearest(name, candidates) : undefined;
}

/**
 * Optimal string alignment distance (Damerau 1964): letters put in, left out, changed or swapped with a neighbour; or `most`
 * as soon as it cannot be less.
 */
export function editDistance(a: string, b: string, most: number): number {
  let beforePrevious: number[] = [];
  let leastBefore = 0;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, substitution);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], beforePrevious[j - 2] + 1);
      if (row[j] < least) least = row[j];
    }
    // Every row is at least the least of the one before, but for a swap, which looks two rows back.
    if (least >= most && leastBefore >= most) return most;
    leastBefore = least;
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length];
}
