import type { Model, ModelFile } from "../engine/language/model.ts";
import { readModel } from "../engine/language/read-model.ts";
import type { Library } from "../text/library.ts";
import { InputError, likely, type Place, problem } from "../text/problems.ts";
import { listingOf, topOf } from "../text/reader.ts";
import { planQuantitiesFile } from "./targets/plan-targets.ts";

/** A library that may know some models already. */
export interface ModelLibrary extends Library {
  /** The checked model of these files, with the formulas of plans for this table of quantities, where it was kept. */
  readonly model?: (name: string, files: readonly ModelFile[], quantities: string | undefined) => Model | undefined;
  /** The encoded program of a model and structure, where it was kept. */
  readonly module?: (model: Model, structure: string) => Uint8Array | undefined;
}

const modelFolder = "src/model";

/** The names of the models in the library: files and folders of files. */
export function modelNames(library: Library): string[] {
  const names = library.list(modelFolder).filter((name) => name.endsWith(".yaml"));
  return [...new Set(names.map((name) => name.replace(/\/.*$/, "").replace(/\.yaml$/, "")))];
}

/**
 * The files of a model, to be read as one; `asked` is the place that names it.
 *
 * @throws InputError where there is no such model.
 */
export function modelFiles(library: Library, name: string, asked?: Place): ModelFile[] {
  const own = library
    .list(modelFolder)
    .filter((file) => file === `${name}.yaml` || (file.startsWith(`${name}/`) && file.endsWith(".yaml")));
  if (own.length === 0) {
    const names = modelNames(library);
    const at = asked ?? topOf(`${modelFolder}/${name}.yaml`);
    const values = { name, models: listingOf(names, 12), near: likely(name, names) };
    throw new InputError([problem(at, "model", "model_unknown", values)]);
  }
  return own.map((file) => {
    const path = `${modelFolder}/${file}`;
    return { name: path, text: library.read(path) ?? "" };
  });
}

/**
 * The model of this name; `asked` is the place that names it.
 *
 * @throws InputError where there is none, or where its files hold mistakes.
 */
export function modelOf(library: ModelLibrary, name: string, asked?: Place): Model {
  const files = modelFiles(library, name, asked);
  return library.model?.(name, files, library.read(planQuantitiesFile)) ?? readModel(files);
}
