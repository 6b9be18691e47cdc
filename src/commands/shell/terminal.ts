import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What the command line speaks to; a test passes its own. */
export interface Terminal {
  /** Writes text as it stands to standard output, or to standard error. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of the terminal. */
  readonly columns: number;
  /** Whether a person watches standard error, so that progress may be shown. */
  readonly watched: boolean;
  /** Where the user's own scenarios and data are looked for, and relative folders of `--out` begin. */
  readonly workingFolder: string;
  /** Where the shipped models, regions and scenarios stand. */
  readonly packageFolder: string;
  /** Files and folders elsewhere that scenarios may read too, since the user has named them. */
  readonly besides?: readonly string[];
}

/** Where a terminal lets files be read from. */
export type Folders = Pick<Terminal, "packageFolder" | "workingFolder" | "besides">;

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

/** Where the checked copies of the shipped models are kept, beneath the package. */
export const modelCopies = "dist/models";

/** Where the parsed YAML of the shipped data and scenarios is kept, beneath the package. */
export const keptTrees = "dist/trees";

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

/** The folder of this package: the first one above this file, bundled or not, that holds the models. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "src", "model"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("the folder of the models is missing; install the package again");
    folder = parent;
  }
  return folder;
}
