import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import about from "../../package.json" with { type: "json" };
// The only import from the sources, so that these tests stand still while the sources move.
import { runCommandLine } from "../../src/commands/command-line.ts";
import type { Question } from "./commands.ts";

export const repository = join(import.meta.dirname, "../..");

/** What a question is answered with: exit code, streams and files by name, as latin1 (one character a byte). */
export type Answer = Map<string, string>;

/** Asks in an empty folder that holds the inputs, and gives all that is said and written there. */
export async function answerOf({ words }: Question): Promise<Answer> {
  return await inScratch(join(import.meta.dirname, "inputs"), async (folder) => {
    const before = filesBelow(folder);
    const answer: Answer = new Map();
    const lines = words.split(" && ");
    for (const [i, line] of lines.entries()) {
      const said = await say(line, { workingFolder: folder, packageFolder: repository });
      const step = lines.length === 1 ? "" : `${String(i + 1).padStart(2, "0")}.`;
      for (const [name, text] of said) answer.set(`${step}${name}`, text);
    }
    for (const [name, text] of filesBelow(folder)) {
      if (before.get(name) !== text) answer.set(name, steady(text, folder));
    }
    return answer;
  });
}

/** Runs something in a copy of a folder, which is removed afterwards. */
export async function inScratch<T>(source: string, run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "peakpath-answers-"));
  try {
    cpSync(source, folder, { recursive: true });
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Folders {
  readonly workingFolder: string;
  readonly packageFolder: string;
}

/** Exit code, standard output and standard error of one command line; a silent stream has no entry. */
export async function say(line: string, folders: Folders): Promise<Answer> {
  let stdout = "";
  let stderr = "";
  const out = (text: string) => {
    stdout += text;
  };
  const err = (text: string) => {
    stderr += text;
  };
  const exit = await runCommandLine(line.split(" "), { out, err, columns: 100, watched: false, ...folders });
  const said = { exit: `${exit}\n`, stdout, stderr };
  return new Map(
    Object.entries(said)
      .filter(([, text]) => text !== "")
      .map(([name, text]) => [name, steady(bytesOf(text), folders.workingFolder)]),
  );
}

/** Hashes of input files say what stands in them, not what the program answers. */
const FILE_HASH = /\b[0-9a-f]{64}\b/g;
const VERSION = new RegExp(`(?<![\\d.])${about.version.replaceAll(".", "\\.")}(?![\\d.])`, "g");

/** The text without what depends on machine, folder or release. */
function steady(text: string, scratch: string): string {
  return text
    .replaceAll(bytesOf(scratch), "SCRATCH")
    .replaceAll(bytesOf(repository), "PACKAGE")
    .replace(VERSION, "VERSION")
    .replace(FILE_HASH, "HASH");
}

function bytesOf(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** All files by path; the binary files of a folder are many and count as one. */
function filesBelow(folder: string): Answer {
  const files: Answer = new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
  for (const path of paths) {
    const text = readFileSync(join(folder, path), "latin1");
    const name = path.replace(/[^/]*\.bin$/, "all.bin");
    files.set(name, (files.get(name) ?? "") + text);
  }
  return files;
}
