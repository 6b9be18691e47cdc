import { join } from "node:path";
import { readReportLayout } from "../../src/analysis/report-layout.ts";
import { runScenario, type ScenarioRun } from "../../src/analysis/scenario-run.ts";
import type { Model } from "../../src/engine/model.ts";
import { readModel } from "../../src/engine/read-model.ts";
import { nodeLibrary } from "../../src/io/library.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";

const project = join(import.meta.dirname, "..", "cli", "project");
export const library = nodeLibrary(project, project);

/** The model of a few lines in test/cli/project; `edit` changes its text before it is read. */
export function toyModel(edit: (text: string) => string = (text) => text): Model {
  return readModel(modelFiles(library, "toy").map((file) => ({ ...file, text: edit(file.text) })));
}

/** A run of one of its scenarios, such as `toyland/policy`. */
export function toyRun(id: string): ScenarioRun {
  const model = toyModel();
  return runScenario(composeScenario(library, model, id), readReportLayout(model));
}
