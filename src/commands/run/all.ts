import { resolve } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { writeFilesNow } from "../../files/files.ts";
import type { KeptAnswers } from "../../files/kept.ts";
import { sha256Hex } from "../../files/sha256.ts";
import { type Coverage, coverageOf, inOrder } from "../../questions/coverage.ts";
import { type ExportedRegion, exportedRegion, regionKey, uniqueNames } from "../../report/tables/region-names.ts";
import {
  certaintyTable,
  type OutputOptions,
  outputFiles,
  type ReportedRun,
  summaryTables,
} from "../../report/tables/run-files.ts";
import { loadCache, loadRuns } from "../../run/load.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { certaintyFinder } from "../../run/stored-certainty.ts";
import { failsStrictly } from "../../run/targets/target-status.ts";
import { listScenarios, planScenarios } from "../../scenario/head.ts";
import { type CsvCell, csvText } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import type { Library } from "../../text/library.ts";
import { formatProblem, InputError, RunError } from "../../text/problems.ts";
import { VERSION } from "../../text/version.ts";
import { keptPrograms, reportRuns } from "../shell/report-runs.ts";
import type { Progress } from "../shell/terminal.ts";
import { coverageText } from "./coverage.ts";

const INTERRUPTED = 130;

/** The scenarios that are run of every region, by the names of their files. */
const usual = ["reference", ...planScenarios];

interface AllOptions extends Omit<OutputOptions, "sha256"> {
  /** Whether to find the peaks under each lever, which takes far longer than the runs. */
  readonly levers: boolean;
  /** Whether to share out the levers' effect by what they rest on. */
  readonly shares?: boolean;
  readonly kept?: KeptAnswers;
  /** Where the files go; without it nothing is written. */
  readonly folder: string | undefined;
}

/**
 * The reference and the policy (or the national plans alone) of every region and roll-up. Each region's files are written to a folder of its own as
 * soon as it is done, and the tables over all regions at the end, also when Ctrl-C ends the work before. A region that
 * fails is left out and told.
 */
export async function runAll(
  library: Library,
  options: AllOptions,
  progress: Progress,
  fail: (id: string, message: string) => void,
) {
  const groups = groupedByRegion(listScenarios(library));
  const cache = loadCache();
  const programs = keptPrograms();
  const certainty = certaintyFinder(library, sha256Hex);
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
      forgetOldest(cache.regions);
      const reported = ids.flatMap((id): ReportedRun[] => {
        try {
          return reportRuns(loadRuns(library, [id], cache), {
            levers: options.levers,
            programs,
            kept: options.kept,
            certainty,
          });
        } catch (error) {
          const message = failureText(error);
          failed.set(id, message);
          progress.clear();
          fail(id, message);
          return [];
        }
      });
      if (reported.length === 0) continue;
      // Members of a sum have folders of their own.
      const runs = reported.map(({ run }) => run);
      missed ||= runs.some(({ targets }) => targets.some(failsStrictly));
      if (folder !== undefined) {
        const texts = outputFiles(reported, { ...options, sha256: sha256Hex }, runs);
        writeFilesNow(resolve(folder, group), texts);
        files += texts.size;
      }
      regions.push(...runs.map(exportedRegion));
      // The names over all regions are known only when all have been read.
      const keys = (run: ScenarioRun) => regionKey(exportedRegion(run));
      const sure = certaintyTable(reported, keys);
      for (const { name, columns, rows } of [...summaryTables(runs, keys), ...(sure === undefined ? [] : [sure])]) {
        const table = tables.get(name) ?? { columns, rows: [] };
        table.rows.push(...rows);
        tables.set(name, table);
      }
      // The sum of several regions is no jurisdiction.
      const alone = reported.filter(({ rollUp }) => rollUp === undefined);
      const byName = new Map(alone.map(({ run }) => [nameOf(run.scenario.id), run]));
      const sureOf = new Map(
        alone.flatMap(({ run, certainty: own }) => (own ? [[nameOf(run.scenario.id), own] as const] : [])),
      );
      if (alone.length > 0) coverage.push(coverageOf(byName, options.shares ?? options.levers, sureOf));
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
      summary.set("coverage.csv", coverageText(inOrder(coverage), options));
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

/** Sums of regions find theirs read as long as there are no more; a region read takes 3 MB. */
const MOST_REGIONS = 64;

/** Thousands of regions take no more memory than some dozens. */
function forgetOldest(regions: Map<string, unknown>): void {
  for (const key of regions.keys()) {
    if (regions.size <= MOST_REGIONS) return;
    regions.delete(key);
  }
}

/** The usual scenarios by their folder; sums of several regions come last, when their members have been read. */
function groupedByRegion(ids: readonly string[]): Map<string, string[]> {
  const known = new Set(ids);
  const folders = new Set(ids.filter((id) => id.includes("/")).map((id) => id.slice(0, id.lastIndexOf("/"))));
  return new Map(
    [...folders].sort().flatMap((folder) => {
      const group = usual.map((name) => `${folder}/${name}`).filter((id) => known.has(id));
      return group.length === 0 ? [] : [[folder, group] as const];
    }),
  );
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** Why a scenario does not run; an error of ours is thrown on. */
function failureText(error: unknown): string {
  if (error instanceof InputError) return error.problems.map(formatProblem).join("\n");
  if (error instanceof RunError) return error.message;
  throw error;
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
