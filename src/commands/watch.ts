import { statSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { refuseWrongDesigns } from "../batch/design/scenario-designs.ts";
import { type Folders, installedLibrary } from "../files/installed.ts";
import { verdictText } from "../report/text/verdict.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { wording } from "../report/words/wording.ts";
import { isSum, loadRuns } from "../run/load.ts";
import type { ModelLibrary } from "../scenario/model-files.ts";
import { InputError, type Note, problemLines, RunError } from "../text/problems.ts";
import { command } from "./shell/command.ts";
import { withLanguage } from "./shell/options.ts";
import { keptPrograms, reportRuns } from "./shell/report-runs.ts";

/** How often files are looked at: often enough to feel at once, seldom enough to cost nothing. */
const LOOK_MILLISECONDS = 250;

/** `peakpath watch`: checks and runs scenarios whenever one of the files that they rest on is saved. */
export const watchCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("scenarios", { type: "string", array: true, demandOption: true, describe: "Such as huzhou/mine" })
      .example("$0 watch huzhou/mine", "mistakes and the verdict after each save; Ctrl-C ends it"),
  async (args, call) => {
    const { terminal, sayNow } = call;
    const words = await wordsIn(args.lang, args.units);
    const programs = keptPrograms();
    const said = wording(words);
    const ended = new AbortController();
    const end = () => ended.abort();
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
    const say = (lines: readonly string[]) => {
      terminal.out(`${lines.join("\n")}\n`);
      sayNow();
    };
    let before = new Map<string, string>();
    /** What is to be said of the scenarios as they stand, and the files that they ask for, each as it was then. */
    const look = async (): Promise<{ lines: string[]; seen: Stamps }> => {
      const seen = new Map<string, string>();
      const library = noting(installedLibrary(terminal), seen, terminal);
      try {
        const loaded = loadRuns(library, args.scenarios);
        await refuseWrongDesigns(library, loaded);
        const now = new Map<string, string>();
        const lines = loaded.flatMap((entry) => {
          const [{ run }] = reportRuns([entry], { levers: false, programs });
          now.set(entry.id, verdictText(run, words));
          const notes = isSum(entry) ? [] : entry.notes;
          return [...verdictLines(entry.id, now, before, words), ...notes.map((note) => noteLine(note, words))];
        });
        before = now;
        return { lines, seen };
      } catch (error) {
        if (error instanceof InputError) return { lines: problemLines(error.problems, said), seen };
        if (error instanceof RunError) return { lines: [said(error)], seen };
        throw error;
      }
    };
    try {
      let { lines, seen } = await look();
      say([...lines, words.watch.waits(seen.size)]);
      while (await passes(LOOK_MILLISECONDS, ended.signal)) {
        const saved = await settled(seen, terminal, ended.signal);
        if (saved.length === 0) continue;
        ({ lines, seen } = await look());
        say(["", words.watch.saved(words.commas(saved)), ...lines]);
      }
      say(["", words.watch.ends]);
    } finally {
      process.off("SIGINT", end);
      process.off("SIGTERM", end);
    }
  },
);

/** What tells a file from what it was, by the path it is asked for by. */
type Stamps = ReadonlyMap<string, string>;

/** The library, noting every file that is asked for as it is before it is read: one that is not there may come. */
function noting(library: ModelLibrary, seen: Map<string, string>, folders: Folders): ModelLibrary {
  return {
    ...library,
    read(path) {
      if (!seen.has(path)) seen.set(path, stampOf(path, folders));
      return library.read(path);
    },
  };
}

function stampOf(path: string, { workingFolder, packageFolder }: Folders): string {
  return [workingFolder, packageFolder].map((folder) => stampAt(resolve(folder, path))).join(";");
}

/** Nothing for a file that is not there, as one that is being replaced is for a moment, or may not be looked at. */
function stampAt(place: string): string {
  try {
    const { ino, size, mtimeNs } = statSync(place, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return "";
  }
}

/**
 * The files that were saved. Editors save in several steps, and several files together: it is over when a look finds
 * nothing new.
 */
async function settled(seen: Stamps, folders: Folders, signal: AbortSignal): Promise<string[]> {
  const now = (): Stamps => new Map([...seen.keys()].map((path) => [path, stampOf(path, folders)]));
  let [last, next] = [seen, now()];
  while (changed(last, next).length > 0) {
    if (!(await passes(LOOK_MILLISECONDS, signal))) return [];
    [last, next] = [next, now()];
  }
  return changed(seen, next);
}

function changed(before: Stamps, now: Stamps): string[] {
  return [...now].flatMap(([path, stamp]) => (before.get(path) === stamp ? [] : [path]));
}

/** Whether the time passes without an end being asked for. */
async function passes(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/** The verdict, and what it was before the save where it is another. */
function verdictLines(id: string, now: Stamps, before: Stamps, { watch, common }: Words): string[] {
  const [text, old] = [now.get(id), before.get(id)];
  return [
    `${id}${common.colon}${text}`,
    ...(old === undefined || old === text ? [] : [`  ${watch.before}${common.colon}${old}`]),
  ];
}

function noteLine({ at: { file, line, column }, path, message }: Note, { common, say }: Words): string {
  return `  ${file}:${line}:${column}  ${path}${common.colon}${say(message)}`;
}
