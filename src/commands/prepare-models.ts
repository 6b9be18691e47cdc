import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { designSchema } from "../batch/design/design-schema.ts";
import { encodeLanes } from "../engine/lanes/encode-lanes.ts";
import {
  answerCopies,
  installedLibrary,
  modelCopies,
  packageFolder,
  schemaFolder,
  treeCopies,
} from "../files/installed.ts";
import { keepTrees } from "../files/keep-trees.ts";
import { keepFormulas, keepModel, keepModule } from "../files/kept.ts";
import { writtenNowcasts } from "../questions/nowcast.ts";
import { openProgram, structureOf } from "../run/shared-programs.ts";
import { composeScenario } from "../scenario/compose.ts";
import { listScenarios, scenarioHead } from "../scenario/head.ts";
import { modelNames, modelOf } from "../scenario/model-files.ts";
import { scenarioInputs } from "../scenario/paths/inputs.ts";
import { fileSchemas } from "../scenario/schemas.ts";
import { allPlanFormulas } from "../scenario/targets/plan-formulas.ts";
import { planQuantitiesFile, readWrittenQuantities } from "../scenario/targets/plan-targets.ts";
import { jsonText } from "../text/json.ts";

// Run once at installation, so that the command line starts without parsing and checking the shipped files again.
const root = packageFolder();
const library = installedLibrary({ packageFolder: root, workingFolder: root });
const folder = join(root, modelCopies);
rmSync(folder, { recursive: true, force: true });
for (const name of modelNames(library)) await keepModel(folder, modelOf(library, name));

// One program serves all regions of a model that look equally far back; the first scenario tells how far.
const encoded = new Set<string>();
for (const id of listScenarios(library)) {
  const { model: name } = scenarioHead(library, id);
  if (encoded.has(name)) continue;
  encoded.add(name);
  const model = modelOf(library, name);
  const inputs = scenarioInputs(composeScenario(library, model, id));
  await keepModule(folder, model, structureOf(model, inputs), encodeLanes(openProgram(model, inputs)));
}

// The formulas of the plans' targets and of what was observed since, resolved, so that judging them needs no parser.
const quantities = library.read(planQuantitiesFile);
const written = [...readWrittenQuantities(library), ...writtenNowcasts(library)];
for (const name of quantities === undefined ? [] : modelNames(library)) {
  const model = modelOf(library, name);
  await keepFormulas(folder, model.files, quantities ?? "", allPlanFormulas(model, written));
}

// Answers of an older program.
rmSync(join(root, answerCopies), { recursive: true, force: true });

const trees = join(root, treeCopies);
rmSync(trees, { recursive: true, force: true });
for (const top of ["data", "dist/regions", "scenarios", "dist/scenarios"]) {
  const names = library.list(top).filter((file) => file.endsWith(".yaml"));
  await keepTrees(
    trees,
    library,
    names.map((name) => `${top}/${name}`),
  );
}

// What editors check scenarios, regions, levers and models by.
const schemas = join(root, schemaFolder);
mkdirSync(schemas, { recursive: true });
const models = modelNames(library).map((name) => modelOf(library, name));
for (const [kind, schema] of fileSchemas(library, models, designSchema))
  writeFileSync(join(schemas, `${kind}.json`), jsonText(schema));
