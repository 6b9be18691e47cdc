import { lstatSync } from "node:fs";
import { resolve } from "node:path";
import type { Library } from "../../text/library.ts";
import { usageError } from "../../text/problems.ts";

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
