import type { Library } from "./library.ts";

/** The library with `files` (path to text) laid over it. */
export function layeredLibrary(library: Library, files: ReadonlyMap<string, string>): Library {
  return {
    ...library,
    read: (path) => files.get(path) ?? library.read(path),
    list(folder) {
      const own = [...files.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1));
      return [...new Set([...library.list(folder), ...own])].sort();
    },
  };
}
