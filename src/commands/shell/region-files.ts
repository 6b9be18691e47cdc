import { lstatSync } from "node:fs";
import { resolve } from "node:path";
import { readRegularFile } from "../../files/regular-file.ts";
import { namedTable, tableText } from "../../files/workbook/workbook.ts";
import { regionLike } from "../../scenario/region/region-label.ts";
import { regionFiles } from "../../scenario/region/region-path.ts";
import type { Library } from "../../text/library.ts";
import { usageError } from "../../text/problems.ts";
import type { Terminal } from "./terminal.ts";

/** Refuses a name that no file of a region can have, as scenarios name it. */
export function checkRegionName(id: string, example: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(id)) throw usageError("region_name", { id, example });
}

/** Refuses a region that a command line names and no file gives; `where` is the option or argument that names it. */
export function checkRegion(library: Library, id: string, where: string): void {
  const known = regionFiles(library);
  if (known.includes(id)) return;
  // Levers and shared defaults stand among the regions as files that others extend.
  const places = known.filter((name) => !name.includes("/") && !name.endsWith("_defaults"));
  throw usageError("no_region", { where, id, near: regionLike(library, id, places) });
}

/**
 * Refuses to replace what stands in the folder, or in the package under the same path, without being asked to.
 *
 * @throws UsageError naming the first file that stands, and the `option` by which another name is given.
 */
export function refuseStanding(library: Library, folder: string, paths: Iterable<string>, option?: "id"): void {
  for (const path of paths)
    if (lstatSync(resolve(folder, path), { throwIfNoEntry: false }) !== undefined || library.read(path) !== undefined)
      throw usageError("stands_already", { path, option });
}

/**
 * The table that a command line names, a sheet of a workbook too, in the working folder or else in the package; refused by
 * `code` where there is none.
 */
export function tableFile(
  { workingFolder, packageFolder }: Terminal,
  file: string,
  code: "table_unreadable" | "balance_unreadable",
): { readonly text: string; readonly file: string } {
  const named = namedTable(file);
  const bytes =
    readRegularFile(resolve(workingFolder, named.file), named.file) ??
    readRegularFile(resolve(packageFolder, named.file), named.file);
  if (bytes === undefined) throw usageError(code, { file });
  return { text: tableText(bytes, named), file };
}
