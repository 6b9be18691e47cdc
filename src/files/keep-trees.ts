import type { Library } from "../text/library.ts";
import { parseTree } from "../text/yaml.ts";
import { stepsOf } from "../text/yaml-steps.ts";
import { writeFiles } from "./files.ts";
import { type KeptTree, keptBytes, treeName } from "./kept.ts";
import { sha256Hex } from "./sha256.ts";

/** Keeps the parsed trees of YAML files, one file each: a run reads ten of some two hundred. Apart, since no start parses. */
export async function keepTrees(folder: string, library: Library, files: readonly string[]): Promise<void> {
  const copies = files.map((file): [string, Buffer] => {
    const text = library.read(file) ?? "";
    const copy = { hash: sha256Hex(text), ...stepsOf(parseTree(text, file), text) } satisfies KeptTree;
    return [treeName(file), keptBytes(JSON.stringify(copy))];
  });
  await writeFiles(folder, new Map(copies));
}
