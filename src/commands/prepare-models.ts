import { rmSync } from "node:fs";
import { join } from "node:path";
import { encodeLanes } from "../engine/lanes/encode-lanes.ts";
import { keepModel, keepModule, loadModel } from "../files/kept.ts";
import { nodeLibrary } from "../files/library.ts";
import { keepFormulas } from "../files/plan-formula-cache.ts";
import { keepYaml } from "../files/tree-cache.ts";
import { openProgram, structureOf } from "../run/shared-programs.ts";
import { composeScenario } from "../scenario/compose.ts";
import { scenarioHead } from "../scenario/head.ts";
import { listScenarios } from "../scenario/list.ts";
import { modelFiles, modelNames } from "../scenario/model-files.ts";
import { scenarioInputs } from "../scenario/paths/inputs.ts";
import { allPlanFormulas } from "../scenario/targets/plan-formulas.ts";
import { planQuantitiesFile, readWrittenQuantities } from "../scenario/targets/plan-targets.ts";
import { keptTrees, modelCopies, packageFolder } from "./shell/terminal.ts";

// Run once at installation, so that the command line starts without parsing and checking the shipped files again.
const root = packageFolder();
const library = nodeLibrary(root, root);
const folder = join(root, modelCopies);
rmSync(folder, { recursive: true, force: true });
for (const name of modelNames(library)) await keepModel(folder, name, modelFiles(library, name));

// One program serves all regions of a model that look equally far back; the first scenario tells how far.
const encoded = new Set<string>();
for (const id of listScenarios(library)) {
  const { model: name } = scenarioHead(library, id);
  if (encoded.has(name)) continue;
  encoded.add(name);
  const model = loadModel(folder, name, modelFiles(library, name));
  const inputs = scenarioInputs(composeScenario(library, model, id));
  await keepModule(folder, model, structureOf(model, inputs), encodeLanes(openProgram(model, inputs)));
}

// The formulas of the plans' targets, resolved, so that judging them needs no parser.
const quantities = library.read(planQuantitiesFile);
for (const name of quantities === undefined ? [] : modelNames(library)) {
  const model = loadModel(folder, name, modelFiles(library, name));
  await keepFormulas(folder, model.files, quantities ?? "", allPlanFormulas(model, readWrittenQuantities(library)));
}

const trees = join(root, keptTrees);
rmSync(trees, { recursive: true, force: true });
for (const top of ["data", "scenarios"]) {
  const names = library.list(top).filter((file) => file.endsWith(".yaml"));
  await keepYaml(
    trees,
    library,
    names.map((name) => `${top}/${name}`),
  );
}
