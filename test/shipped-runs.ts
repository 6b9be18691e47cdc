import { readModel } from "../src/engine/language/read-model.ts";
import { nodeLibrary } from "../src/files/library.ts";
import type { ScenarioRun } from "../src/run/run.ts";
import { runScenario } from "../src/run/scenario-run.ts";
import { composeScenario } from "../src/scenario/compose.ts";
import { modelFiles } from "../src/scenario/model-files.ts";

export const shippedLibrary = nodeLibrary(process.cwd(), process.cwd());

const runs = new Map<string, ScenarioRun>();

/** A run of a shipped scenario, once for all tests of a file. */
export function shippedRun(id: string, modelName = "regional"): ScenarioRun {
  const known = runs.get(id);
  if (known !== undefined) return known;
  const model = readModel(modelFiles(shippedLibrary, modelName));
  const run = runScenario(composeScenario(shippedLibrary, model, id));
  runs.set(id, run);
  return run;
}
