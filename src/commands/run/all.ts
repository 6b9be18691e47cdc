import { resolve } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { writeFilesNow } from "../../files/files.ts";
import { sha256Hex } from "../../files/sha256.ts";
import { type Coverage, coverageOf, inOrder } from "../../questions/coverage.ts";
import { type ExportedRegion, exportedRegion, regionKey, uniqueNames } from "../../report/tables/region-names.ts";
import { outputFiles, type ReportedRun, summaryTables } from "../../report/tables/run-files.ts";
import { type LoadCache, loadCache, loadRuns } from "../../run/load.ts";
import type { SharedPrograms } from "../../run/shared-programs.ts";
import { failsStrictly } from "../../run/targets/targets.ts";
import { listScenarios } from "../../scenario/head.ts";
import { type CsvCell, csvText } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import type { Library } from "../../text/library.ts";
import { formatProblem, InputError, RunError } from "../../text/problems.ts";
import { VERSION } from "../../text/version.ts";
import type { Progress } from "../shell/progress.ts";
import { keptPrograms, reportRuns } from "../shell/report-runs.ts";
import { coverageFile, coverageText } from "./coverage-file.ts";

const INTERRUPTED = 130;

/** The scenarios that every region has, by the names of their files. */
const usual = ["reference", "policy"];

export interface AllOptions {
  /** As for one run. */
  readonly wide: boolean;
  readonly excel: boolean;
  readonly command: string;
  /** Whether to find what each lever does, which takes far longer than the runs. */
  readonly levers: boolean;
  /** Where the files go; without it nothing is written. */
  readonly folder: string | undefined;
}

/** What came of a region: its row of the coverage table, or what went wrong. */
export interface AllResult {
  readonly coverage: readonly Coverage[];
  readonly failed: ReadonlyMap<string, string>;
  readonly files: number;
  readonly missed: boolean;
}

/**
 * The reference and the policy of every region and roll-up. Each region's files are written to a folder of its own as
 * soon as it is done, and the tables over all regions at the end, also when Ctrl-C ends the work before. A region that
 * fails is left out and told.
 */
export async function runAll(
  library: Library,
  options: AllOptions,
  progress: Progress,
  fail: (id: string, message: string) => void,
): Promise<AllResult> {
  const groups = groupedByRegion(listScenarios(library));
  const cache = loadCache();
  const programs = keptPrograms();
  const tables = new Map<string, { columns: readonly string[]; rows: CsvCell[][] }>();
  const regions: ExportedRegion[] = [];
  const coverage: Coverage[] = [];
  const failed = new Map<string, string>();
  let files = 0;
  let missed = false;
  const { folder } = options;
  const interrupts = catchInterrupts();
  try {
    for (const [i, [group, ids]] of [...groups].entries()) {
      progress.show(`${group} (${i + 1}/${groups.size})`);
      await turn();
      if (interrupts.came()) break;
      const reported = reportGroup(library, ids, options, cache, programs, (id, message) => {
        failed.set(id, message);
        progress.clear();
        fail(id, message);
      });
      if (reported.length === 0) continue;
      missed ||= reported.some(({ run }) => run.targets.some(({ result }) => failsStrictly(result)));
      if (folder !== undefined) {
        // Members of a sum have folders of their own.
        const own = outputFiles(
          reported,
          { ...options, sha256: sha256Hex },
          reported.map(({ run }) => run),
        );
        writeFilesNow(resolve(folder, group), own);
        files += own.size;
      }
      regions.push(...reported.map(({ run }) => exportedRegion(run)));
      // The names over all regions are known only when all have been read.
      const keys = summaryTables(
        reported.map(({ run }) => run),
        (run) => regionKey(exportedRegion(run)),
      );
      for (const { name, columns, rows } of keys) {
        const table = tables.get(name) ?? { columns, rows: [] };
        table.rows.push(...rows);
        tables.set(name, table);
      }
      // The sum of several regions is no jurisdiction.
      const alone = reported.filter(({ rollUp }) => rollUp === undefined);
      if (alone.length > 0) coverage.push(coverageOf(new Map(alone.map(({ run }) => [nameOf(run.scenario.id), run]))));
    }
    progress.clear();
    if (folder !== undefined) {
      const summary = new Map<string, string>();
      const names = uniqueNames(regions);
      for (const [name, { columns, rows }] of tables) {
        const region = columns.indexOf("region");
        const named = rows.map((row) => row.with(region, names.get(row[region] as string)));
        summary.set(name, csvText(columns, named, options));
      }
      summary.set(coverageFile, coverageText(inOrder(coverage), options));
      const meta = { peakpath: VERSION, command: options.command, regions: [...groups.keys()], failed };
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

/** The usual scenarios by their folder; sums of several regions come last, when their members have been read. */
function groupedByRegion(ids: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of usual) {
    for (const id of ids) {
      if (nameOf(id) !== name || !id.includes("/")) continue;
      const group = id.slice(0, id.lastIndexOf("/"));
      groups.set(group, [...(groups.get(group) ?? []), id]);
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** The runs of one region, without those that fail and without the members of a sum, which run on their own. */
function reportGroup(
  library: Library,
  ids: readonly string[],
  { levers }: AllOptions,
  cache: LoadCache,
  programs: SharedPrograms,
  fail: (id: string, message: string) => void,
): ReportedRun[] {
  return ids.flatMap((id) => {
    try {
      return reportRuns(loadRuns(library, [id], cache), { levers, programs });
    } catch (error) {
      if (error instanceof InputError) fail(id, error.problems.map(formatProblem).join("\n"));
      else if (error instanceof RunError) fail(id, error.message);
      else throw error;
      return [];
    }
  });
}

/** Notes Ctrl-C instead of ending at once, so that what is done can still be written. */
function catchInterrupts(): { came: () => boolean; ignore: () => void } {
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
