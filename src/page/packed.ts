import type { Model } from "../engine/language/model.ts";
import { modelFromJson, modelToJson } from "../engine/language/model-json.ts";
import { loadCache, loadScenarios } from "../run/load.ts";
import type { StoredCertainty } from "../run/stored-certainty.ts";
import { type ModelLibrary, modelOf } from "../scenario/model-files.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Graph, graphOf, graphRoot, objectsOf } from "../text/graph.ts";
import { need } from "../text/need.ts";
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
  /** Encoded programs by model and structure. */
  readonly modules: readonly { readonly model: string; readonly structure: string; readonly bytes: Uint8Array }[];
  /** The first scenario as it was composed of the files, so that the page need not read them before it can answer. */
  readonly composed?: { readonly model: string; readonly graph: Graph; readonly numbers: Float64Array };
  /** What is stored of how sure each scenario is. */
  readonly certainty: Readonly<Record<string, StoredCertainty>>;
}

/** A pack as bytes: where its parts end, its JSON, and behind it numbers and programs as they are. */
export function packBytes({ modules, composed, trees, ...plain }: Packed): Uint8Array {
  const numbers = composed?.numbers ?? new Float64Array();
  const parts = [
    new Uint8Array(numbers.buffer, 0, numbers.byteLength),
    new TextEncoder().encode(JSON.stringify(trees)),
    ...modules.map(({ bytes }) => bytes),
  ];
  const head = {
    ...plain,
    modules: modules.map(({ model, structure }) => ({ model, structure })),
    composed: composed && { model: composed.model, graph: composed.graph },
    sizes: parts.map(({ length }) => length),
  };
  const json = new TextEncoder().encode(JSON.stringify(head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length);
  const all = [length, json, ...parts];
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The pack that `packBytes` has written. */
export function packOf(bytes: Uint8Array): Packed {
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const { sizes, modules, composed, ...plain } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end)));
  let at = end;
  const [numbers, trees, ...programs]: Uint8Array[] = sizes.map((size: number) => {
    at += size;
    return bytes.slice(at - size, at);
  });
  let read: Packed["trees"] | undefined;
  return {
    ...plain,
    // Large, and of no use until a file is read.
    get trees() {
      read ??= JSON.parse(new TextDecoder().decode(trees)) as Packed["trees"];
      return read;
    },
    modules: modules.map((module: object, i: number) => ({ ...module, bytes: programs[i] })),
    composed: composed && { ...composed, numbers: new Float64Array(numbers.buffer) },
  };
}

/**
 * The pack with its first scenario composed; without it where something in that is not plain data. What others would be
 * composed of, its region's projects as they stand in the files, stays with these.
 */
export function withComposed(packed: Packed, model: string): Packed {
  const { texts } = packed;
  const library = packedLibrary(packed);
  const models = new Map([[model, modelOf(library, model)]]);
  const known = objectsOf(need(models, model));
  const [scenario] = loadScenarios(library, packed.scenarios.slice(0, 1), { ...loadCache(), models });
  const { model: _, ...own } = { ...scenario, region: { ...scenario.region, projects: new Map() } };
  const found = graphOf(own, { known, texts });
  return { ...packed, composed: found && { model, ...found } };
}

/** The first scenario of a pack as it was composed with this model, of which nothing has been made yet. */
export function composedScenario({ texts, composed }: Packed, model: Model): Scenario | undefined {
  if (composed === undefined) return undefined;
  const own = graphRoot(composed.graph, composed.numbers, { known: objectsOf(model), texts });
  return { ...(own as Omit<Scenario, "model">), model };
}

export function packedModel(model: Model): Packed["models"][number] {
  const { name, planFormulas } = model;
  return { name, json: modelToJson(model), formulas: planFormulas && JSON.stringify([...planFormulas]) };
}

/** The library of a page's files, with its models and programs. */
export function packedLibrary(packed: Packed): ModelLibrary {
  const { texts, models, modules } = packed;
  const paths = Object.keys(texts).sort();
  return {
    read: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
    tree: (path, text) => {
      const { trees } = packed;
      return Object.hasOwn(trees, path) && texts[path] === text ? trees[path] : undefined;
    },
    list: (folder) => paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [])),
    model: (asked, files) => {
      const kept = models.find(({ name }) => name === asked);
      const model = kept && modelFromJson(kept.json, files);
      return model && kept?.formulas ? { ...model, planFormulas: new Map(JSON.parse(kept.formulas)) } : model;
    },
    module: ({ name }, structure) => {
      const kept = modules.find((one) => one.model === name && one.structure === structure);
      return kept?.bytes;
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
