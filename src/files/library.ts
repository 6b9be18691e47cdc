import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { type Library, RefusedFile } from "../text/library.ts";
import { message } from "../text/problems.ts";
import { readRegularFile, refusalOf } from "./regular-file.ts";
import { namedTable, tableText } from "./workbook/workbook.ts";

/**
 * The files of the working folder over those of the package: a path is read from the working folder where it exists
 * there, so that a user's `scenarios/` and `data/` add to the shipped ones and may replace them. An absolute path is
 * read as it stands, and `tables.xlsx#Sheet1` is that sheet of a workbook. What is read lies, when all links are followed, in one of the two or of `others`: files and
 * folders that the user has named.
 *
 * @throws RefusedFile (from `read` and `list`) for what lies elsewhere, is no regular file or is too long; InputError
 * for bytes that are no text.
 */
export function nodeLibrary(packageFolder: string, workingFolder: string, others: readonly string[] = []): Library {
  const roots = [...new Set([resolve(workingFolder), resolve(packageFolder)])];
  const mayRead = withinAny([...roots, ...others]);
  const followed = (place: string, shown: string): string | undefined => {
    const real = realPath(place, shown);
    if (!mayRead(real ?? place)) throw new RefusedFile(shown, message("file_outside", { file: shown }));
    return real;
  };
  return {
    read(path) {
      const named = namedTable(path);
      for (const root of roots) {
        const real = followed(resolve(root, named.file), named.file);
        const bytes = real === undefined ? undefined : readRegularFile(real, named.file);
        if (bytes !== undefined) return tableText(bytes, named);
      }
      return undefined;
    },
    list(folder) {
      const found = new Set<string>();
      for (const root of roots) {
        const real = followed(resolve(root, folder), folder);
        for (const name of real === undefined ? [] : filesBeneath(real)) found.add(name);
      }
      return [...found].sort();
    },
  };
}

/** The path with all links followed, or undefined where nothing stands there. */
function realPath(place: string, shown: string): string | undefined {
  try {
    return realpathSync(place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw refusalOf(error, shown);
  }
}

/** Whether a place is one of these or lies beneath one of them. */
function withinAny(folders: readonly string[]): (place: string) => boolean {
  const roots = [...new Set(folders.flatMap((folder) => [folder, realPath(folder, folder) ?? folder]))];
  return (place) => roots.some((root) => isWithin(root, place));
}

/** What the system shows of itself as files belongs to nobody who works in the topmost folder. */
const systemFolders = /^\/(?:proc|sys|dev)(?:\/|$)/;

/** Whether a place is `root` or lies beneath it; both without links. */
export function isWithin(root: string, place: string): boolean {
  if (root === "/" && systemFolders.test(place)) return false;
  const way = relative(root, place);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function filesBeneath(folder: string): string[] {
  let entries: Dirent[];
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
