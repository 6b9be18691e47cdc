import { type Folders, packageFolder } from "../../files/installed.ts";

/** What the command line speaks to; a test passes its own. Relative folders of `--out` begin in the working folder. */
export interface Terminal extends Folders {
  /** Writes text as it stands to standard output, or to standard error. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of the terminal. */
  readonly columns: number;
  /** Whether a person watches standard error, so that progress may be shown. */
  readonly watched: boolean;
}

/** One command line on its way: where it speaks to, the words as typed, and what `--strict` reports. */
export interface Call {
  readonly terminal: Terminal;
  readonly words: readonly string[];
  /** Says that a target is not met, which `--strict` turns into the exit code. */
  readonly missed: () => void;
  /** Says that nothing came of what was asked, though the input was right. */
  readonly failed: () => void;
}

const USUAL_COLUMNS = 100;

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    columns: process.stdout.columns ?? USUAL_COLUMNS,
    watched: process.stderr.isTTY === true,
    workingFolder: workingFolder(),
    packageFolder: packageFolder(),
  };
}

/** The folder that the command was called in; a folder that was removed meanwhile is named by its loss. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new Error("the working folder is gone; change to another one");
  }
}
