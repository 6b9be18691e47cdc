import type { Library } from "../../text/library.ts";

/** Where regions stand: what people write, over what the installation makes of the sources. */
const folders = ["data/regions", "dist/regions"] as const;

/** The path of a file of regions, such as `zhejiang.yaml` or `zhejiang/base_year.csv`; where there is none, that of people. */
export function regionPath(library: Library, name: string): string {
  return firstStanding(
    library,
    folders.map((folder) => `${folder}/${name}`),
  );
}

/** The first of these paths under which a file stands; the first of all where none does. */
export function firstStanding(library: Library, paths: readonly string[]): string {
  return paths.find((path) => stands(library, path)) ?? paths[0];
}

/** Where the statements of plans stand. */
export function planTargetsPath(library: Library): string {
  return firstStanding(library, ["data/targets.csv", "dist/targets.csv"]);
}

/** All files of regions, as names beneath their folder, each once and sorted. */
export function regionFileNames(library: Library): string[] {
  return [...new Set(folders.flatMap((folder) => library.list(folder)))].sort();
}

/** The names of all region files, whether a scenario can run on them or they only serve as parents. */
export function regionFiles(library: Library): string[] {
  return regionFileNames(library)
    .filter((name) => name.endsWith(".yaml") && !name.includes("/"))
    .map((name) => name.slice(0, -".yaml".length));
}

/** What may not be read stands too: whoever reads it says so at its place. */
function stands(library: Library, path: string): boolean {
  try {
    return library.read(path) !== undefined;
  } catch {
    return true;
  }
}
