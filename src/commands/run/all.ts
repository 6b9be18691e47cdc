import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { writeFilesNow } from "../../files/files.ts";
import type { Folders } from "../../files/installed.ts";
import type { KeptAnswers } from "../../files/kept.ts";
import type { Reads } from "../../files/kept-reads.ts";
import { type Coverage, inOrder } from "../../questions/coverage.ts";
import { type ExportedRegion, regionKey, uniqueNames } from "../../report/tables/region-names.ts";
import { listScenarios, planScenarios } from "../../scenario/head.ts";
import type { ModelLibrary } from "../../scenario/model-files.ts";
import { csvRows, csvText } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import { VERSION } from "../../text/version.ts";
import type { Progress } from "../shell/terminal.ts";
import { coverageText } from "./coverage.ts";
import { namedRows, type RegionOptions, type RegionTask, regionAnswers, type TablePart } from "./region-answer.ts";
import { answersOfThreads, hasRegionThreads } from "./region-threads.ts";

const INTERRUPTED = 130;

/** The scenarios that are run of every region, by the names of their files. */
const usual = ["reference", ...planScenarios];

/** Regions below which another thread is not worth its start. */
const WORTH_A_THREAD = 6;

/** What all regions are run with. */
interface AllRegions {
  readonly library: ModelLibrary;
  /** Of the library, for threads that read it anew. */
  readonly folders: Folders;
  readonly options: RegionOptions;
  readonly kept?: KeptAnswers;
  /** Cores to use; as many as there are, where enough regions are to be run. */
  readonly workers?: number;
  readonly progress: Progress;
  readonly fail: (id: string, message: string) => void;
  /** Hears what threads have read of the library. */
  readonly alsoRead?: (reads: Reads) => void;
}

/**
 * The reference and the policy (or the national plans alone) of every region and roll-up, on as many threads as asked for.
 * Each region's files are written to a folder of its own as soon as it is done, and the tables over all regions at the end,
 * also when Ctrl-C ends the work before. A region that fails is left out and told. Files and answers are the same for any
 * number of threads.
 */
export async function runAll(all: AllRegions) {
  const { library, options, progress } = all;
  const tasks = tasksByRegion(listScenarios(library));
  /** Of each table over all regions the parts, and whose rows stand in them. */
  const tables = new Map<
    string,
    { columns: readonly string[]; parts: { part: TablePart; own: readonly ExportedRegion[] }[] }
  >();
  const regions: ExportedRegion[] = [];
  const coverage: Coverage[] = [];
  const failed = new Map<string, string>();
  let files = 0;
  let missed = false;
  const { folder } = options;
  const interrupts = catchInterrupts();
  try {
    for await (const answer of answersOf(all, tasks, interrupts.came)) {
      for (const { id, message } of answer.failures) {
        failed.set(id, message);
        progress.clear();
        all.fail(id, message);
      }
      missed ||= answer.missed;
      files += answer.files;
      regions.push(...answer.regions);
      if (answer.coverage !== undefined) coverage.push(answer.coverage);
      for (const part of answer.parts) {
        const table = tables.get(part.name) ?? { columns: part.columns, parts: [] };
        table.parts.push({ part, own: answer.regions });
        tables.set(part.name, table);
      }
    }
    progress.clear();
    if (folder !== undefined) {
      const names = uniqueNames(regions);
      const nameCell = (region: ExportedRegion) =>
        csvRows(["region"], [[names.get(regionKey(region)) as string]]).slice(0, -"\r\n".length);
      const summary = new Map<string, string | Iterable<string>>();
      for (const [name, { columns, parts }] of tables)
        summary.set(name, {
          *[Symbol.iterator]() {
            yield csvText(columns, [], options);
            for (const { part, own } of parts) yield namedRows(part, own.map(nameCell));
          },
        });
      summary.set("coverage.csv", coverageText(inOrder(coverage), options));
      const meta = { peakpath: VERSION, command: options.command, regions: tasks.map((task) => task.folder), failed };
      summary.set("meta.json", jsonText(meta));
      writeFilesNow(resolve(folder), summary);
      files += summary.size;
    }
  } finally {
    interrupts.ignore();
  }
  if (interrupts.came()) process.exit(INTERRUPTED);
  return { coverage: inOrder(coverage), failed, files, missed };
}

/** What comes of each region, in their order, until no more are to be begun. */
async function* answersOf(all: AllRegions, tasks: readonly RegionTask[], stopped: () => boolean) {
  const { library, folders, options, kept, workers, progress, alsoRead = () => undefined } = all;
  let begun = 0;
  const started = ({ folder }: RegionTask) => {
    begun++;
    progress.show(`${folder} (${begun}/${tasks.length})`);
  };
  const threads = workers ?? (tasks.length < WORTH_A_THREAD ? 1 : availableParallelism());
  if (threads > 1 && hasRegionThreads()) {
    const { packageFolder, workingFolder, besides } = folders;
    const data = { folders: { packageFolder, workingFolder, besides }, options, kept: kept !== undefined };
    yield* answersOfThreads({ ...data, threads, tasks, stopped, started, alsoRead });
    return;
  }
  const answerOf = regionAnswers(library, options, kept);
  for (const task of tasks) {
    started(task);
    await turn();
    if (stopped()) return;
    yield await answerOf(task);
  }
}

/** The usual scenarios by their folder. */
function tasksByRegion(ids: readonly string[]): RegionTask[] {
  const known = new Set(ids);
  const folders = new Set(ids.filter((id) => id.includes("/")).map((id) => id.slice(0, id.lastIndexOf("/"))));
  return [...folders].sort().flatMap((folder) => {
    const group = usual.map((name) => `${folder}/${name}`).filter((id) => known.has(id));
    return group.length === 0 ? [] : [{ folder, ids: group }];
  });
}

/** Notes Ctrl-C instead of ending at once, so that what is done can still be written. */
function catchInterrupts() {
  let came = false;
  const note = () => {
    came = true;
  };
  process.on("SIGINT", note);
  process.on("SIGTERM", note);
  return {
    came: () => came,
    ignore: () => {
      process.off("SIGINT", note);
      process.off("SIGTERM", note);
    },
  };
}
