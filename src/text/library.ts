import { InputError, type Message } from "./problems.ts";
import type { YamlTree } from "./yaml.ts";

/**
 * Where input files come from: a folder, a bundle or a test. Paths are relative to the project's root, with
 * `/` between their parts.
 */
export interface Library {
  /** The text of a file, or undefined where there is none. */
  read(path: string): string | undefined;
  /** All files beneath a folder, relative to it, sorted; none where there is no such folder. */
  list(folder: string): string[];
  /** The tree of a file's YAML, where it was parsed before for the very same text. */
  tree?(path: string, text: string): YamlTree | undefined;
}

/** The library, reading each file once: of one text all that is read of it is the same. */
export function readingOnce<L extends Library>(library: L): L {
  const texts = new Map<string, string | undefined>();
  return {
    ...library,
    read(path: string) {
      if (!texts.has(path)) texts.set(path, library.read(path));
      return texts.get(path);
    },
  };
}

/** The library, noting in `files` the text of each file that was read. */
export function recording(library: Library, files: Map<string, string>): Library {
  return {
    ...library,
    read(path) {
      const text = library.read(path);
      if (text !== undefined) files.set(path, text);
      return text;
    },
  };
}

/** Thrown by a library for a file that may not or cannot be read, before anything of it is shown. */
export class RefusedFile extends InputError {
  /** What is wrong, for the place that names the file. */
  readonly reason: Message;

  constructor(file: string, reason: Message) {
    super([{ at: { file, line: 1, column: 1 }, path: "", ...reason }]);
    this.name = "RefusedFile";
    this.reason = reason;
  }
}

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
