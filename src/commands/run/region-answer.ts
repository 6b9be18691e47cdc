import { resolve } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
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
import { type Language, wordsIn } from "../../report/words/languages.ts";
import type { UnitChoice } from "../../report/words/units.ts";
import { type LoadCache, loadCache, loadRuns } from "../../run/load.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { certaintyFinder } from "../../run/stored-certainty.ts";
import { failsStrictly } from "../../run/targets/target-status.ts";
import type { ModelLibrary } from "../../scenario/model-files.ts";
import { csvRows } from "../../text/csv.ts";
import { formatProblem, InputError, RunError } from "../../text/problems.ts";
import { keptPrograms, reportRuns } from "../shell/report-runs.ts";

/** A folder of scenarios, those that are run of it in their order. */
export interface RegionTask {
  readonly folder: string;
  readonly ids: readonly string[];
}

/** How each region is answered; of plain values, so that it can be handed to a thread. */
export interface RegionOptions extends Omit<OutputOptions, "sha256" | "words"> {
  /** The language and units of plan.csv. */
  readonly lang: Language;
  readonly units?: UnitChoice;
  /** Whether to find the peaks under each lever, which takes far longer than the runs. */
  readonly levers: boolean;
  /** Whether to share out the levers' effect by what they rest on. */
  readonly shares?: boolean;
  /** Where the files go; without it nothing is written. */
  readonly folder: string | undefined;
}

/** What came of one region, of plain values too. */
export interface RegionAnswer {
  /** The scenarios that do not run, and why. */
  readonly failures: readonly { readonly id: string; readonly message: string }[];
  readonly regions: readonly ExportedRegion[];
  /** Its rows of the tables over all regions; none where nothing is written. */
  readonly parts: readonly TablePart[];
  /** Undefined of the sum of several regions, which is no jurisdiction. */
  readonly coverage?: Coverage;
  /** How many files it has written. */
  readonly files: number;
  /** Whether a target of its own is missed. */
  readonly missed: boolean;
}

/** The rows of a region in one of the tables over all. */
export interface TablePart {
  readonly name: string;
  readonly columns: readonly string[];
  /** CSV, in which `regionMark` stands for the name of a region; deflated, since those of all regions wait for the last. */
  readonly rows: Uint8Array;
}

/**
 * Stands for the name of `regions[i]`, which is known only when all regions have been read. No text of a table holds this
 * character: control characters are left out of them.
 */
const regionMark = (i: number) => ({ word: `${MARK}${i}${MARK}` });
const MARK = "\u0001";

/** The rows of a part with the names of its regions. */
export function namedRows({ rows }: TablePart, names: readonly string[]): string {
  const pieces = inflateRawSync(rows).toString("utf8").split(MARK);
  return pieces.map((piece, i) => (i % 2 === 0 ? piece : names[Number(piece)])).join("");
}

/**
 * Runs regions one after the other, which share what they rest on, and writes the files of each. A scenario that does not run
 * is left out and told.
 */
export function regionAnswers(
  library: ModelLibrary,
  options: RegionOptions,
  kept: KeptAnswers | undefined,
): (task: RegionTask) => Promise<RegionAnswer> {
  const cache = loadCache();
  const programs = keptPrograms();
  const certainty = certaintyFinder(library, sha256Hex);
  return async ({ folder, ids }) => {
    forgetOldest(cache);
    const failures: { id: string; message: string }[] = [];
    const reported = ids.flatMap((id): ReportedRun[] => {
      try {
        return reportRuns(loadRuns(library, [id], cache), { levers: options.levers, programs, kept, certainty });
      } catch (error) {
        failures.push({ id, message: failureText(error) });
        return [];
      }
    });
    if (reported.length === 0) return { failures, regions: [], parts: [], files: 0, missed: false };
    // Members of a sum have folders of their own.
    const runs = reported.map(({ run }) => run);
    const words = await wordsIn(options.lang, options.units);
    const texts =
      options.folder === undefined ? undefined : outputFiles(reported, { ...options, words, sha256: sha256Hex }, runs);
    if (texts !== undefined) writeFilesNow(resolve(options.folder ?? "", folder), texts);
    return {
      failures,
      regions: runs.map(exportedRegion),
      parts: texts === undefined ? [] : tableParts(reported, options),
      coverage: coverageOfRegion(reported, options.shares ?? options.levers),
      files: texts?.size ?? 0,
      missed: runs.some(({ targets }) => targets.some(failsStrictly)),
    };
  };
}

/** Sums of regions find theirs read as long as there are no more; a region read takes 3 MB. */
const MOST_REGIONS = 32;

/** Thousands of regions take no more memory than some dozens. */
function forgetOldest({ regions }: LoadCache): void {
  for (const key of regions.keys()) {
    if (regions.size <= MOST_REGIONS) return;
    regions.delete(key);
  }
}

function tableParts(reported: readonly ReportedRun[], options: RegionOptions): TablePart[] {
  const runs = reported.map(({ run }) => run);
  const keys = runs.map((run) => regionKey(exportedRegion(run)));
  const keyOf = (run: ScenarioRun) => regionKey(exportedRegion(run));
  const sure = certaintyTable(reported, keyOf);
  return [...summaryTables(runs, keyOf), ...(sure === undefined ? [] : [sure])].map(({ name, columns, rows }) => {
    const region = columns.indexOf("region");
    const marked = rows.map((row) => row.with(region, regionMark(keys.indexOf(row[region] as string))));
    return { name, columns, rows: deflateRawSync(csvRows(columns, marked, options), { level: 1 }) };
  });
}

function coverageOfRegion(reported: readonly ReportedRun[], shares: boolean): Coverage | undefined {
  const alone = reported.filter(({ rollUp }) => rollUp === undefined);
  if (alone.length === 0) return undefined;
  const byName = new Map(alone.map(({ run }) => [nameOf(run.scenario.id), run]));
  const sureOf = new Map(
    alone.flatMap(({ run, certainty }) => (certainty ? [[nameOf(run.scenario.id), certainty] as const] : [])),
  );
  return coverageOf(byName, shares, sureOf);
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
