import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Library } from "../scenario/library.ts";

/**
 * The files of the working folder over those of the package: a path is read from the working folder where it exists
 * there, so that a user's `scenarios/` and `data/` add to the shipped ones and may replace them. An absolute path is
 * read as it stands.
 */
export function nodeLibrary(packageFolder: string, workingFolder: string): Library {
  const roots = [...new Set([resolve(workingFolder), resolve(packageFolder)])];
  return {
    read(path) {
      for (const root of roots) {
        const text = readText(resolve(root, path));
        if (text !== undefined) return text;
      }
      return undefined;
    },
    list(folder) {
      const found = new Set<string>();
      for (const root of roots) for (const name of filesBeneath(resolve(root, folder))) found.add(name);
      return [...found].sort();
    },
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined;
    throw error;
  }
}

function filesBeneath(folder: string): string[] {
  let entries: import("node:fs").Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
