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

/** The same with two air pollutants: soot, 2 kt for each Mt of CO2 inside and officially 300 kt, and one that is nowhere. */
export function withPollutants(text: string): string {
  return text
    .replace(
      "\nsets:\n",
      "\nsets:\n  pollutant:\n    label: { en: Pollutant, zh: 污染物 }\n    members:\n      soot: { en: Soot, zh: 黑碳 }\n      none: { en: None, zh: 无 }\n",
    )
    .replace(
      "  highlights: [shortfall]\n",
      "  highlights: [shortfall]\n  pollutants: { amounts: pollution, published: official, note: { en: Soot of all fires., zh: 各类燃烧的黑碳。 } }\n",
    )
    .replace(
      "\nparameters:\n",
      "\nparameters:\n  dirt: { over: [pollutant], unit: kt/MtCO2, default: 2, doc: Per CO2 }\n  official: { over: [pollutant], unit: kt, structural: true, default: 300, doc: Published }\n",
    )
    .replace(
      "\nchecks:\n",
      "\n  pollution:\n    over: [pollutant]\n    unit: kt\n    label: { en: Pollution, zh: 污染 }\n    iamc: Emissions|{pollutant}\n    doc: With CO2\n    formula:\n      soot: sum(co2[sector], sector) * dirt[soot]\n      else: sum(co2[sector], sector) * dirt[pollutant] * 0\n\nchecks:\n",
    );
}

/** A run of one of its scenarios, such as `toyland/policy`. */
export function toyRun(id: string, edit?: (text: string) => string): ScenarioRun {
  const model = toyModel(edit);
  return runScenario(composeScenario(library, model, id));
}
