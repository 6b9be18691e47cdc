import type { Library } from "../../text/library.ts";

/** A design that stands in a file of its own: its name, and the texts of what it is read from, by name. */
export interface DesignTexts {
  readonly file: string;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * The texts of a design (path to text) under names that no longer depend on the folder in which it stands, so that another
 * machine or folder can read it: `a/b/d.yaml` with its table `a/b/rows.csv` as `d.yaml` and `rows.csv`.
 */
export function designTexts(path: string, files: ReadonlyMap<string, string>): DesignTexts {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const named = (name: string) => (name.startsWith(folder) ? name.slice(folder.length) : name);
  return { file: named(path), texts: Object.fromEntries([...files].map(([name, text]) => [named(name), text])) };
}

/** The texts of a design and nothing else: one that came from another machine or folder reads no file of this one. */
export function designLibrary({ texts }: DesignTexts): Library {
  const known = new Map(Object.entries(texts));
  return { read: (path) => known.get(path), list: () => [] };
}
