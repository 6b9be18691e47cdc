import { resolve } from "node:path";
import { deflateRawSync } from "node:zlib";
import { writeFilesNow } from "../../files/files.ts";
import type { KeptAnswers } from "../../files/kept.ts";
import { sha256Hex } from "../../files/sha256.ts";
import { type Coverage, coverageOf } from "../../questions/coverage.ts";
import { type ExportedRegion, exportedRegion, regionKey } from "../../report/tables/region-names.ts";
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
import { csvText } from "../../text/csv.ts";
import type { Library } from "../../text/library.ts";
import { formatProblem, InputError, RunError } from "../../text/problems.ts";
import { keptPrograms, reportRuns } from "../shell/report-runs.ts";

export interface PartOptions extends Omit<OutputOptions, "sha256"> {
  /** Whether to find the peaks under each lever, which takes far longer than the runs. */
  readonly levers: boolean;
  /** Whether to share out the levers' effect by what they rest on. */
  readonly shares?: boolean;
  readonly kept?: KeptAnswers;
  /** Where the files go; without it nothing is written. */
  readonly folder: string | undefined;
}

/** The scenarios of one folder, which are run and written together. */
export interface Group {
  readonly name: string;
  readonly ids: readonly string[];
}

/** What is left of a region when its files are written; it can be sent from one thread to another. */
export interface RegionPart {
  /** The scenarios that did not run, with the reason. */
  readonly failed: readonly (readonly [id: string, message: string])[];
  readonly files: number;
  readonly missed: boolean;
  readonly regions: readonly ExportedRegion[];
  readonly tables: readonly PartTable[];
  readonly coverage?: Coverage;
}

/** A region's rows of a table over all regions, as deflated text whose cells of the region are still to be filled. */
export interface PartTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: Uint8Array;
}

/** Stands around a region's key; no other cell of a table can hold it. */
const MARK = "\0";

/** Text of a table's rows with the names of the regions filled in. */
export function withNames(text: string, cellOf: (key: string) => string): string {
  return text.replaceAll(/\0([^\0]+)\0/g, (_, key: string) => cellOf(decodeURIComponent(key)));
}

/** Runs the scenarios of one region after the other, each region's files written as soon as it is done. */
export function regionParts(library: Library, options: PartOptions): (group: Group) => RegionPart {
  const cache = loadCache();
  const programs = keptPrograms();
  const certainty = certaintyFinder(library, sha256Hex);
  const { folder, levers, kept } = options;
  return ({ name: group, ids }) => {
    forgetOldest(cache.regions);
    const failed: [string, string][] = [];
    const reported = ids.flatMap((id): ReportedRun[] => {
      try {
        return reportRuns(loadRuns(library, [id], cache), { levers, programs, kept, certainty });
      } catch (error) {
        failed.push([id, failureText(error)]);
        return [];
      }
    });
    // Members of a sum have folders of their own.
    const runs = reported.map(({ run }) => run);
    let files = 0;
    if (folder !== undefined && runs.length > 0) {
      const texts = outputFiles(reported, { ...options, sha256: sha256Hex }, runs);
      writeFilesNow(resolve(folder, group), texts);
      files = texts.size;
    }
    return {
      failed,
      files,
      missed: runs.some(({ targets }) => targets.some(failsStrictly)),
      regions: runs.map(exportedRegion),
      tables: folder === undefined || runs.length === 0 ? [] : partTables(reported, options),
      coverage: ownCoverage(reported, options.shares ?? levers),
    };
  };
}

/** The names over all regions are known only when all have been read. */
function partTables(reported: readonly ReportedRun[], options: PartOptions): PartTable[] {
  const runs = reported.map(({ run }) => run);
  const keys = (run: ScenarioRun) => regionKey(exportedRegion(run));
  const sure = certaintyTable(reported, keys);
  return [...summaryTables(runs, keys), ...(sure === undefined ? [] : [sure])].map(({ name, columns, rows }) => {
    const region = columns.indexOf("region");
    const marked = rows.map((row) =>
      row.with(region, { word: `${MARK}${encodeURIComponent(row[region] as string)}${MARK}` }),
    );
    const own = { ...options, excel: false };
    const text = csvText(columns, marked, own).slice(csvText(columns, [], own).length);
    // Thousands of regions are held until all names are known; rows of one region are much alike.
    return { name, columns, rows: deflateRawSync(text, { level: 1 }) };
  });
}

/** The row of the region in the table of all; the sum of several regions is no jurisdiction. */
function ownCoverage(reported: readonly ReportedRun[], shares: boolean): Coverage | undefined {
  const alone = reported.filter(({ rollUp }) => rollUp === undefined);
  if (alone.length === 0) return undefined;
  const byName = new Map(alone.map(({ run }) => [nameOf(run.scenario.id), run]));
  const sureOf = new Map(
    alone.flatMap(({ run, certainty: own }) => (own ? [[nameOf(run.scenario.id), own] as const] : [])),
  );
  return coverageOf(byName, shares, sureOf);
}

/** Sums of regions find theirs read as long as there are no more; a region read takes 3 MB. */
const MOST_REGIONS = 64;

/** Thousands of regions take no more memory than some dozens. */
export function forgetOldest(regions: Map<string, unknown>): void {
  for (const key of regions.keys()) {
    if (regions.size <= MOST_REGIONS) return;
    regions.delete(key);
  }
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
