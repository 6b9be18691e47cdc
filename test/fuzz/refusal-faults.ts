import type { Called } from "./call.ts";
import type { Fault } from "./output-faults.ts";

const placed = /^(.+?):(\d+):(\d+) {2}(.+)$/s;
const MOST_LINES = 200;
const MOST_CHARACTERS = 3000;
/** A line of these belongs to the run of a sound input whose numbers come to nothing: it names cell and year. */
const aboutNumbers = / (?:is|are) (?:not finite|NaN|-?Infinity)|does not hold in \d{4}|cannot be computed/;

/** What may be said without a place: it is about the command line, or about what a model or region declares. */
const withoutPlace: readonly RegExp[] = [
  /^the model \S+ (?:does not|declares no)/,
  /^unknown (?:boundary|lever|argument)/i,
  /^(?:--|<)[\w-]+>?:? /,
  /^there is no file /,
  /^(?:only scenarios of one model compare|compare takes)/,
  /stands already; choose another name/,
  /^with the levers /,
  /^toyland\/\w+ with /,
  /^and \d+ more mistakes$/,
];

/** The text of a file of this name, or undefined where there is none. */
export type FileText = (name: string) => string | undefined;

/**
 * What a refusal must not be: a stack, a line without place, a place that does not exist, or more than a person reads.
 * Of the words of the command line itself (`aboutWords`) only the first is asked.
 */
export function refusalFaults({ err }: Called, textOf: FileText, aboutWords: boolean): Fault[] {
  const lines = err.split("\n").filter((line) => line !== "");
  if (lines.length === 0) return [{ oracle: "refused without a word", line: "" }];
  const faults: Fault[] = [];
  if (lines.length > MOST_LINES)
    faults.push({
      oracle: `more than ${MOST_LINES} lines of mistakes`,
      line: `${lines.length} lines, first ${lines[0]}`,
    });
  const long = lines.find((line) => line.length > MOST_CHARACTERS);
  if (long !== undefined)
    faults.push({ oracle: `a mistake of more than ${MOST_CHARACTERS} characters`, line: long.slice(0, 200) });
  if (aboutWords) return faults;
  for (const line of lines) {
    const wrong = lineFault(line, textOf);
    if (wrong !== undefined) return [...faults, { oracle: wrong, line: line.slice(0, 300) }];
  }
  return faults;
}

function lineFault(line: string, textOf: FileText): string | undefined {
  const match = placed.exec(line);
  if (match === null) {
    const known = aboutNumbers.test(line) || withoutPlace.some((form) => form.test(line));
    return known || line.startsWith("…") ? undefined : "a mistake without a place";
  }
  const [, file, row, column, message] = match;
  const text = textOf(file);
  if (text === undefined) return "a mistake in a file that does not exist";
  const rows = text.split("\n");
  if (Number(row) < 1 || Number(row) > rows.length) return "a mistake in a line that does not exist";
  if (Number(column) < 1 || Number(column) > rows[Number(row) - 1].length + 1)
    return "a mistake in a column that does not exist";
  return message.trim() === "" ? "a mistake without a message" : undefined;
}

/** Whether a run stopped because its numbers came to nothing, which `check` does not see. */
export function stoppedByNumbers({ err }: Called): boolean {
  const lines = err.split("\n").filter((line) => line !== "");
  return lines.length > 0 && lines.every((line) => aboutNumbers.test(line));
}

/** Messages that Chinese readers get in English, without the place. */
export function untranslated({ err }: Called): string[] {
  return err
    .split("\n")
    .map((line) => placed.exec(line)?.[4] ?? line)
    .filter((message) => message !== "" && !/\p{Script=Han}/u.test(message.replace(/"[^"]*"/g, "")));
}
