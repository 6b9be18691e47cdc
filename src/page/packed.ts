import type { Model } from "../engine/language/model.ts";
import { modelFromJson, modelToJson } from "../engine/language/model-json.ts";
import type { StoredCertainty } from "../run/stored-certainty.ts";
import type { ModelLibrary } from "../scenario/model-files.ts";

import type { YamlTree } from "../text/yaml.ts";

/** All that a page needs to run its scenarios: plain data, which travels as JSON inside it. */
export interface Packed {
  /** The scenarios that the page opens, the first one first. */
  readonly scenarios: readonly string[];
  /** Every file that they rest on, by its path. */
  readonly texts: Readonly<Record<string, string>>;
  /** The parsed YAML of those of them that the installation has parsed before. */
  readonly trees: Readonly<Record<string, YamlTree>>;
  /** The checked models, with the formulas of plans resolved against them. */
  readonly models: readonly { readonly name: string; readonly json: string; readonly formulas?: string }[];
  /** Encoded programs by model and structure, in base64. */
  readonly modules: readonly { readonly model: string; readonly structure: string; readonly base64: string }[];
  /** What is stored of how sure each scenario is. */
  readonly certainty: Readonly<Record<string, StoredCertainty>>;
}

export function packedModel(model: Model): Packed["models"][number] {
  const { name, planFormulas } = model;
  return { name, json: modelToJson(model), formulas: planFormulas && JSON.stringify([...planFormulas]) };
}

/** The library of a page's files, with its models and programs. */
export function packedLibrary({ texts, trees, models, modules }: Packed): ModelLibrary {
  const paths = Object.keys(texts).sort();
  return {
    read: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
    tree: (path, text) => (Object.hasOwn(trees, path) && texts[path] === text ? trees[path] : undefined),
    list: (folder) => paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [])),
    model: (asked, files) => {
      const kept = models.find(({ name }) => name === asked);
      const model = kept && modelFromJson(kept.json, files);
      return model && kept?.formulas ? { ...model, planFormulas: new Map(JSON.parse(kept.formulas)) } : model;
    },
    module: ({ name }, structure) => {
      const kept = modules.find((one) => one.model === name && one.structure === structure);
      return kept && bytesOf(kept.base64);
    },
  };
}

/** The bytes that a text in base64 stands for. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
