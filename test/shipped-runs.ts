import { readReportLayout } from "../src/analysis/report-layout.ts";
import { runScenario, type ScenarioRun } from "../src/analysis/scenario-run.ts";
import { readModel } from "../src/engine/read-model.ts";
import { nodeLibrary } from "../src/io/library.ts";
import { composeScenario } from "../src/scenario/compose.ts";
import { modelFiles } from "../src/scenario/model-files.ts";

export const shippedLibrary = nodeLibrary(process.cwd(), process.cwd());

const runs = new Map<string, ScenarioRun>();

/** A run of a shipped scenario, once for all tests of a file. */
export function shippedRun(id: string, modelName = "regional"): ScenarioRun {
  const known = runs.get(id);
  if (known !== undefined) return known;
  const model = readModel(modelFiles(shippedLibrary, modelName));
  const run = runScenario(composeScenario(shippedLibrary, model, id), readReportLayout(model));
  runs.set(id, run);
  return run;
}
