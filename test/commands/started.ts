import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has said on standard error so far. */
  readonly said: () => string;
}

/** Starts the bundled program in a folder, with more in its environment where that is given. */
export function start(
  program: string,
  words: string,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Started {
  const child = spawn(process.execPath, [program, ...words.split(" ")], {
    cwd: folder,
    // Reports are in the language and colours that a command line asks for, whatever the machine is set to.
    env: { ...process.env, LC_ALL: "C", NO_COLOR: "1", FORCE_COLOR: undefined, ...environment },
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (text) => {
    out += text;
  });
  child.stderr.on("data", (text) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, out, err }));
  });
  return { child, ended, said: () => err };
}

/** Every file beneath a folder with its bytes. */
export function bytesBeneath(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ name, parentPath }) => {
      const file = join(parentPath, name);
      return [file.slice(folder.length), readFileSync(file, "latin1")];
    }),
  );
}
