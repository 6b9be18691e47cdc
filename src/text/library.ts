/**
 * Where input files come from: a folder, a bundle or a test. Paths are relative to the project's root, with
 * `/` between their parts.
 */
export interface Library {
  /** The text of a file, or undefined where there is none. */
  read(path: string): string | undefined;
  /** All files beneath a folder, relative to it, sorted; none where there is no such folder. */
  list(folder: string): string[];
}

/** The library, noting in `files` the text of each file that was read. */
export function recording(library: Library, files: Map<string, string>): Library {
  return {
    read(path) {
      const text = library.read(path);
      if (text !== undefined) files.set(path, text);
      return text;
    },
    list: (folder) => library.list(folder),
  };
}
