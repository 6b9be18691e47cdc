import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeFiles } from "../io/files.ts";
import { nodeLibrary } from "../io/library.ts";
import { keepModel } from "../io/model-cache.ts";
import { type KeptTree, parseTree } from "../io/yaml.ts";
import { modelFiles, modelNames } from "../scenario/model-files.ts";
import { keptTrees, modelCopies, packageFolder } from "./terminal.ts";

// Run once at installation, so that the command line starts without parsing and checking the shipped files again.
const root = packageFolder();
const library = nodeLibrary(root, root);
const folder = join(root, modelCopies);
rmSync(folder, { recursive: true, force: true });
for (const name of modelNames(library)) await keepModel(folder, name, modelFiles(library, name));

const trees: Record<string, KeptTree> = {};
for (const top of ["data", "scenarios"]) {
  for (const name of library.list(top).filter((file) => file.endsWith(".yaml"))) {
    const path = `${top}/${name}`;
    const text = library.read(path) ?? "";
    trees[path] = { text, tree: parseTree(text, path) };
  }
}
await writeFiles(root, new Map([[keptTrees, JSON.stringify(trees)]]));
