import { installedLibrary } from "../../files/installed.ts";
import { answerOfFiles, type Reads } from "../../files/kept-reads.ts";
import { type Language, wordsIn } from "../../report/words/languages.ts";
import type { UnitChoice } from "../../report/words/units.ts";
import type { Call } from "./terminal.ts";

/** The options on which a text rests beside the words of the command line. */
interface TextOptions {
  readonly lang: Language;
  readonly units?: UnitChoice;
  readonly json: boolean;
}

/** The text of an answer, and what it means for the exit code. */
interface Found {
  readonly text: string;
  /** Whether a target is missed. */
  readonly missed: boolean;
  /** Whether all of the answer is in it, so that it may be given again. */
  readonly whole: boolean;
}

export type InstalledLibrary = ReturnType<typeof installedLibrary>;

/**
 * Prints an answer that is text alone: as it was kept for the very same command line and files, or as it is found, which a
 * start that has it kept reads no code for. Gives whether a target is missed.
 */
export async function giveText(
  call: Call,
  options: TextOptions,
  find: (library: InstalledLibrary, alsoRead: (reads: Reads) => void) => Promise<Found>,
): Promise<boolean> {
  const { terminal, words: typed } = call;
  const { lang, units, json } = options;
  const question = `text of ${JSON.stringify([typed, lang, units, terminal.columns, terminal.workingFolder, terminal.besides])}`;
  const { text, missed } = await answerOfFiles(
    terminal.kept,
    question,
    installedLibrary(terminal),
    async (library, alsoRead) => {
      const answer = await find(library, alsoRead);
      return { answer, keep: answer.whole };
    },
  );
  terminal.out(text, json ? undefined : await wordsIn(lang, units));
  return missed;
}
