import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder for one campaign with a folder for each call; nothing may be written beside the latter. */
export interface Scratch {
  /** A fresh working folder that holds these files. */
  readonly open: (files: ReadonlyMap<string, string | Uint8Array>) => string;
  /** What stands in the scratch folder and is none of ours, such as a file that was written outside the working folder. */
  readonly strangers: () => string[];
  readonly clear: () => void;
  readonly remove: () => void;
}

// So deep that a name with some `..` in it still ends up in the scratch folder, where it is seen.
const DEPTH = ["a", "b", "c", "d"];
const WORK = "work";

export function openScratch(): Scratch {
  const root = mkdtempSync(join(tmpdir(), "peakpath-fuzz-"));
  const parent = join(root, ...DEPTH);
  const clear = (): void => {
    for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true, force: true });
    mkdirSync(parent, { recursive: true });
  };
  clear();
  return {
    open: (files) => {
      clear();
      const folder = join(parent, WORK);
      mkdirSync(folder);
      for (const [name, content] of files) {
        const place = join(folder, name);
        mkdirSync(dirname(place), { recursive: true });
        writeFileSync(place, content);
      }
      return folder;
    },
    strangers: () => {
      const found: string[] = [];
      let folder = root;
      for (const own of [...DEPTH, WORK]) {
        found.push(...readdirSync(folder).filter((name) => name !== own));
        folder = join(folder, own);
      }
      return found;
    },
    clear,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Every file beneath a folder with its text, sorted. */
export function textsBeneath(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => join(parentPath, name))
    .sort();
  return new Map(files.map((file) => [file.slice(folder.length + 1), readFileSync(file, "utf8")]));
}
