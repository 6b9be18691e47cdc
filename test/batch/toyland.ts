import { readDesign } from "../../src/batch/design/read-design.ts";
import { openBatch } from "../../src/batch/prepare-batch.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { nodeLibrary } from "../../src/files/library.ts";
import type { ScenarioRun } from "../../src/run/run.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";
import { type Library, layeredLibrary } from "../../src/text/library.ts";
import { toyProject } from "../commands/toy.ts";

const own = nodeLibrary(toyProject, toyProject);
export const toylandModel = readModel(modelFiles(own, "toy"));

/** The toy project with these texts laid over it. */
export function toylandWith(files: Readonly<Record<string, string>>): Library {
  return layeredLibrary(own, new Map(Object.entries(files)));
}

/** A run of the scenario of this text on Toyland. */
export function toylandRun(text: string, files: Readonly<Record<string, string>> = {}): ScenarioRun {
  const library = toylandWith({ "scenarios/toyland/test.yaml": text, ...files });
  return runScenario(composeScenario(library, toylandModel, "toyland/test"));
}

/** The batch of a scenario's text with a design in it. */
export function toylandBatch(
  text: string,
  { backend = "wasm", files = {}, ...size }: ToylandOptions = {},
): ReturnType<typeof openBatch> & { readonly run: ScenarioRun } {
  const all = { "scenarios/toyland/test.yaml": text, ...files };
  const run = toylandRun(text, files);
  return { ...openBatch(run, readDesign(toylandWith(all), run.scenario), size, backend), run };
}

export interface ToylandOptions {
  readonly runs?: number;
  readonly seed?: number;
  readonly backend?: "wasm" | "js";
  readonly files?: Readonly<Record<string, string>>;
}
