import type { Model } from "../../src/engine/language/model.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { nodeLibrary } from "../../src/files/library.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { scenarioHead } from "../../src/scenario/head.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

const root = new URL("../..", import.meta.url).pathname;

/** The files as they are shipped. */
export const library = nodeLibrary(root, root);

const models = new Map<string, Model>();

/** A shipped scenario, composed from the shipped files. */
export function shipped(id: string): Scenario {
  const { model: name } = scenarioHead(library, id);
  const model = models.get(name) ?? readModel(modelFiles(library, name));
  models.set(name, model);
  return composeScenario(library, model, id);
}

/** xorshift32 (Marsaglia 2003), so that the packages are the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
