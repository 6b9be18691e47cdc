import type { ModelFile } from "../engine/language/model.ts";
import type { Library } from "../text/library.ts";
import { InputError, type Place, suggestion } from "../text/problems.ts";
import { listed, quote } from "../text/quote.ts";
import { topOf } from "../text/reader.ts";

export const modelFolder = "src/model";

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
    const message = `unknown model "${quote(name)}"; there are ${listed(names, 12) || "none"}${suggestion(name, names)}`;
    throw new InputError([{ at: asked ?? topOf(`${modelFolder}/${name}.yaml`), path: "model", message }]);
  }
  return own.map((file) => {
    const path = `${modelFolder}/${file}`;
    return { name: path, text: library.read(path) ?? "" };
  });
}
