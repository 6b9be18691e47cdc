import { readReportLayout } from "../../src/analysis/report-layout.ts";
import { runScenario, type ScenarioRun } from "../../src/analysis/scenario-run.ts";
import { openBatch } from "../../src/batch/prepare-batch.ts";
import { readDesign } from "../../src/batch/read-design.ts";
import { readModel } from "../../src/engine/read-model.ts";
import { layeredLibrary } from "../../src/io/layered-library.ts";
import { nodeLibrary } from "../../src/io/library.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import type { Library } from "../../src/scenario/library.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";
import { toyProject } from "../cli/toy.ts";

const own = nodeLibrary(toyProject, toyProject);
export const toylandModel = readModel(modelFiles(own, "toy"));
const layout = readReportLayout(toylandModel);

/** The toy project with these texts laid over it. */
export function toylandWith(files: Readonly<Record<string, string>>): Library {
  return layeredLibrary(own, new Map(Object.entries(files)));
}

/** A run of the scenario of this text on Toyland. */
export function toylandRun(text: string, files: Readonly<Record<string, string>> = {}): ScenarioRun {
  const library = toylandWith({ "scenarios/toyland/test.yaml": text, ...files });
  return runScenario(composeScenario(library, toylandModel, "toyland/test"), layout);
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
