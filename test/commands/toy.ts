import { join } from "node:path";
import { vi } from "vitest";
import { runCommandLine } from "../../src/commands/command-line.ts";
import type { Terminal } from "../../src/commands/shell/terminal.ts";

// The first command of a file loads the whole program, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** A project of its own with a model of a few lines, so that these tests do not move with the shipped data. */
export const toyProject = join(import.meta.dirname, "project");

export interface Spoken {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process on the toy project and keeps what it says. */
export async function peakpath(words: string, options: Partial<Terminal> = {}): Promise<Spoken> {
  let out = "";
  let err = "";
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    columns: 100,
    watched: false,
    workingFolder: toyProject,
    packageFolder: toyProject,
    ...options,
  };
  const code = await runCommandLine(words === "" ? [] : words.split(" "), terminal);
  return { code, out, err };
}
