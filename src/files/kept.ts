import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Model, ModelFile } from "../engine/language/model.ts";
import { modelFromJson, modelToJson } from "../engine/language/model-json.ts";
import { readModel } from "../engine/language/read-model.ts";
import { writeFiles } from "./files.ts";
import { keptBytes, readKept } from "./kept-file.ts";

/**
 * The model of these files: from the checked copy that was written at installation where it was made of the very
 * same texts, otherwise read and checked anew. Reading a large model anew takes some tenths of a second.
 *
 * @throws InputError where the files hold mistakes.
 */
export function loadModel(folder: string, name: string, files: readonly ModelFile[]): Model {
  return checkedCopy(folder, name, files) ?? readModel(files);
}

/** Writes the checked copy of a model into the folder. */
export async function keepModel(folder: string, name: string, files: readonly ModelFile[]): Promise<void> {
  await writeFiles(folder, new Map([[copyName(name, files), keptBytes(modelToJson(readModel(files)))]]));
}

function checkedCopy(folder: string, name: string, files: readonly ModelFile[]): Model | undefined {
  const kept = readKept(join(folder, copyName(name, files)));
  return kept === undefined ? undefined : modelFromJson(kept.toString("utf8"), files);
}

/** Writes the encoded module of a model's program into the folder, for all inputs of that structure. */
export async function keepModule(folder: string, model: Model, structure: string, bytes: Uint8Array): Promise<void> {
  await writeFiles(folder, new Map([[moduleName(model, structure), keptBytes(bytes)]]));
}

/** Reads modules that were kept in the folder; undefined where there is none, whole and of the very same model and structure. */
export function keptModules(folder: string): (model: Model, structure: string) => Uint8Array | undefined {
  return (model, structure) => readKept(join(folder, moduleName(model, structure)));
}

/** The copy's name carries the hash of the texts, so that a changed model never meets an old copy. */
function copyName(name: string, files: readonly ModelFile[]): string {
  return `${name}-${hashOf(files, "")}.json`;
}

function moduleName({ name, files }: Model, structure: string): string {
  return `${name}-${hashOf(files, structure)}.wasm`;
}

function hashOf(files: readonly ModelFile[], more: string): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file.name}\n${file.text.length}\n${file.text}`);
  return hash.update(more).digest("hex").slice(0, 16);
}
