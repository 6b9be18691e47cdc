import { resolve } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { inflateRawSync } from "node:zlib";
import { writeFilesNow } from "../../files/files.ts";
import { type Coverage, inOrder } from "../../questions/coverage.ts";
import { type ExportedRegion, uniqueNames } from "../../report/tables/region-names.ts";
import { listScenarios, planScenarios } from "../../scenario/head.ts";
import { type CsvOptions, csvText } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import type { Library } from "../../text/library.ts";
import { VERSION } from "../../text/version.ts";
import type { Progress } from "../shell/terminal.ts";
import { coverageText } from "./coverage.ts";
import {
  type Group,
  type PartOptions,
  type PartTable,
  type RegionPart,
  regionParts,
  withNames,
} from "./region-part.ts";

const INTERRUPTED = 130;

/** The scenarios that are run of every region, by the names of their files. */
const usual = ["reference", ...planScenarios];

/** Where regions are run: the part of each group, in the order of the groups; it ends early where `came` says so. */
export type RunParts = (groups: readonly Group[], came: () => boolean) => AsyncIterable<RegionPart>;

/** The regions one after the other in this thread. */
export function partsHere(library: Library, options: PartOptions): RunParts {
  const partOf = regionParts(library, options);
  return async function* (groups, came) {
    for (const group of groups) {
      await turn();
      if (came()) return;
      yield partOf(group);
    }
  };
}

/**
 * The reference and the policy (or the national plans alone) of every region and roll-up. Each region's files are written to a folder of its own as
 * soon as it is done, and the tables over all regions at the end, also when Ctrl-C ends the work before. A region that
 * fails is left out and told. All files are the same wherever the regions are run.
 */
export async function runAll(
  library: Library,
  options: PartOptions,
  progress: Progress,
  fail: (id: string, message: string) => void,
  run: RunParts = partsHere(library, options),
) {
  const groups = groupedByRegion(listScenarios(library));
  const tables = new Map<string, PartTable[]>();
  const regions: ExportedRegion[] = [];
  const coverage: Coverage[] = [];
  const failed = new Map<string, string>();
  let files = 0;
  let missed = false;
  let done = 0;
  const tell = () => {
    if (done < groups.length) progress.show(`${groups[done].name} (${done + 1}/${groups.length})`);
  };
  const { folder } = options;
  const interrupts = catchInterrupts();
  try {
    tell();
    for await (const part of run(groups, interrupts.came)) {
      done++;
      for (const [id, message] of part.failed) {
        failed.set(id, message);
        progress.clear();
        fail(id, message);
      }
      files += part.files;
      missed ||= part.missed;
      regions.push(...part.regions);
      for (const table of part.tables) {
        const parts = tables.get(table.name) ?? [];
        tables.set(table.name, parts);
        parts.push(table);
      }
      if (part.coverage !== undefined) coverage.push(part.coverage);
      tell();
    }
    progress.clear();
    if (folder !== undefined) {
      const names = uniqueNames(regions);
      const summary = new Map<string, string | Iterable<string>>();
      for (const [name, parts] of tables) summary.set(name, tableText(parts, names, options));
      summary.set("coverage.csv", coverageText(inOrder(coverage), options));
      const meta = { peakpath: VERSION, command: options.command, regions: groups.map(({ name }) => name), failed };
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

/** A table over all regions, one region's text at a time. */
function* tableText(parts: readonly PartTable[], names: ReadonlyMap<string, string>, options: CsvOptions) {
  yield csvText(parts[0].columns, [], options);
  const cellOf = (key: string) => csvText([names.get(key) ?? ""], [], { ...options, excel: false }).slice(0, -2);
  for (const { rows } of parts) yield withNames(inflateRawSync(rows).toString("utf8"), cellOf);
}

/** The usual scenarios by their folder; sums of several regions come last, when their members have been read. */
function groupedByRegion(ids: readonly string[]): Group[] {
  const known = new Set(ids);
  const folders = new Set(ids.filter((id) => id.includes("/")).map((id) => id.slice(0, id.lastIndexOf("/"))));
  return [...folders].sort().flatMap((name) => {
    const group = usual.map((scenario) => `${name}/${scenario}`).filter((id) => known.has(id));
    return group.length === 0 ? [] : [{ name, ids: group }];
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
