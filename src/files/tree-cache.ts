import { join } from "node:path";
import type { Library } from "../text/library.ts";
import { type KeptTree, parseTree } from "../text/yaml.ts";
import { writeFiles } from "./files.ts";
import { keptBytes, readKept } from "./kept-file.ts";

/** The parsed tree of a file that was kept at installation, one file each: a run reads ten of some two hundred. */
export function keptTree(folder: string, file: string): KeptTree | undefined {
  const kept = readKept(copyOf(folder, file));
  return kept === undefined ? undefined : JSON.parse(kept.toString("utf8"));
}

/** Keeps the parsed trees of YAML files. */
export async function keepYaml(folder: string, library: Library, files: readonly string[]): Promise<void> {
  const copies = new Map<string, Uint8Array>();
  for (const file of files) {
    const text = library.read(file) ?? "";
    copies.set(copyOf("", file), keptBytes(JSON.stringify({ text, tree: parseTree(text, file) } satisfies KeptTree)));
  }
  await writeFiles(folder, copies);
}

function copyOf(folder: string, file: string): string {
  return join(folder, `${file}.json`);
}
