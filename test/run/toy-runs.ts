import { join } from "node:path";
import type { Model } from "../../src/engine/language/model.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { nodeLibrary } from "../../src/files/library.ts";
import type { ScenarioRun } from "../../src/run/run.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";

const project = join(import.meta.dirname, "..", "commands", "project");
export const library = nodeLibrary(project, project);

/** The model of a few lines in test/commands/project; `edit` changes its text before it is read. */
export function toyModel(edit: (text: string) => string = (text) => text): Model {
  return readModel(modelFiles(library, "toy").map((file) => ({ ...file, text: edit(file.text) })));
}

/** A run of one of its scenarios, such as `toyland/policy`. */
export function toyRun(id: string): ScenarioRun {
  const model = toyModel();
  return runScenario(composeScenario(library, model, id));
}
