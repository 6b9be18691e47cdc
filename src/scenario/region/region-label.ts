import type { Library } from "../../text/library.ts";
import { likeNamed, type Named } from "../../text/names.ts";
import type { Label, Problem } from "../../text/problems.ts";
import { field, isMap, type MapCursor, textAt } from "../../text/reader.ts";
import { readYamlAt } from "../chain.ts";
import { regionPath } from "./region-path.ts";

/** What a region is called, by its file alone; undefined where there is none. */
export function regionLabel(library: Library, id: string): Label | undefined {
  const root = regionFile(library, id);
  const label = root && field(root, "label");
  if (label === undefined || !isMap(label)) return undefined;
  const [en, zh] = ["en", "zh"].map((key) => textAt(field(label, key)));
  return en === undefined || zh === undefined ? undefined : { en, zh };
}

/** The file of a region as a map, whose mistakes are told where it is run; undefined where there is none. */
export function regionFile(library: Library, id: string): MapCursor | undefined {
  const file = regionPath(library, `${id}.yaml`);
  const root = readYamlAt(library, library.read(file) ?? "", file, []);
  return root !== undefined && isMap(root) ? root : undefined;
}

/** Of some regions the one that somebody may mean who writes its name in either language, or its id nearly so. */
export function regionLike(
  library: Library,
  name: string,
  ids: readonly string[],
  problems: readonly Problem[] = [],
): string | undefined {
  return likeNamed(
    name,
    ids.map((id): Named => ({ id, label: regionLabel(library, id) })),
    problems,
  );
}
