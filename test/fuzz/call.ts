import { runCommandLine } from "../../src/commands/command-line.ts";
import { type Scratch, textsBeneath } from "./scratch.ts";

/** What one command line did. */
export interface Called {
  readonly words: readonly string[];
  /** The exit code, or undefined where the call threw. */
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
  /** Files that it wrote. */
  readonly files: ReadonlyMap<string, string>;
  /** Names of files that it wrote outside the working folder. */
  readonly strangers: readonly string[];
  /** Processor time, which a busy machine does not lengthen. */
  readonly seconds: number;
}

/** Runs a command line in this process, in a fresh working folder that holds `given`, over the package in `project`. */
export async function call(
  scratch: Scratch,
  words: readonly string[],
  project: string,
  given: ReadonlyMap<string, string | Uint8Array>,
): Promise<Called> {
  const folder = scratch.open(given);
  let out = "";
  let err = "";
  const begun = process.cpuUsage();
  let code: number | undefined;
  try {
    code = await runCommandLine(words, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      columns: 100,
      watched: false,
      workingFolder: folder,
      packageFolder: project,
    });
  } catch (error) {
    err += `thrown: ${(error as Error).stack ?? String(error)}`;
  }
  const { user, system } = process.cpuUsage(begun);
  const files = new Map([...textsBeneath(folder)].filter(([name]) => !given.has(name)));
  const strangers = scratch.strangers();
  return { words, code, out, err, files, strangers, seconds: (user + system) / 1e6 };
}
