import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Model, ModelFile } from "../engine/language/model.ts";
import { keptFormulas, keptModel, keptModules, keptTree } from "./kept.ts";
import { nodeLibrary } from "./library.ts";
import { ownCache } from "./own-cache.ts";

/** Where files may be read from. */
export interface Folders {
  /** Where the shipped models, regions and scenarios stand. */
  readonly packageFolder: string;
  /** Where the user's own scenarios and data are looked for. */
  readonly workingFolder: string;
  /** Files and folders elsewhere that scenarios may read too, since the user has named them. */
  readonly besides?: readonly string[];
}

/** Where the checked copies of the shipped models are kept, beneath the package. */
export const modelCopies = "dist/models";

/** Where the parsed YAML of the shipped data and scenarios is kept, beneath the package. */
export const treeCopies = "dist/trees";

/** Where answers that take many runs are kept from one start to the next, beneath the package where it can be written. */
export const answerCopies = "dist/kept";

/** Where the JSON schemas of files are printed, beneath the package. */
export const schemaFolder = "dist/schemas";

/** The files of these folders, with the trees, models and programs that the installation has kept of those that are shipped. */
export function installedLibrary({ packageFolder: shipped, workingFolder, besides }: Folders) {
  const trees = join(packageFolder(), treeCopies);
  const models = join(packageFolder(), modelCopies);
  return {
    ...nodeLibrary(shipped, workingFolder, besides),
    tree: (file: string, text: string) => keptTree(trees, file, text),
    module: keptModules(models),
    /** The checked model of these files, with the formulas of plans for this table of quantities. */
    model: (name: string, files: readonly ModelFile[], quantities: string | undefined): Model | undefined => {
      const model = keptModel(models, name, files);
      if (model === undefined || quantities === undefined) return model;
      return { ...model, planFormulas: keptFormulas(models, files, quantities) };
    },
  };
}

/** Reads the encoded programs that the installation has kept. */
export function installedModules(): (model: Model, structure: string) => Uint8Array | undefined {
  return keptModules(join(packageFolder(), modelCopies));
}

/**
 * The folder in which answers are kept: in the package, so that all who use it share them, or where it cannot be written in
 * the caches of the user, if nobody else may write there; undefined where neither is.
 */
export function answerFolder(): string | undefined {
  const dist = join(packageFolder(), dirname(answerCopies));
  try {
    accessSync(dist, constants.W_OK);
    return join(packageFolder(), answerCopies);
  } catch {
    return ownCache(process.env.XDG_CACHE_HOME);
  }
}

/** What tells one build of the program from the next: its first file, which names all others by the hashes of their text. */
export function programBuild(): string {
  const file = join(packageFolder(), "dist/peakpath.js");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** The folder of this package: the first one above this file, bundled or not, that holds the models. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "src", "model"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("the folder of the models is missing; install the package again");
    folder = parent;
  }
  return folder;
}
