import type { Model } from "../src/engine/language/model.ts";
import { installedLibrary, installedModules, packageFolder } from "../src/files/installed.ts";
import { type LoadCache, loadCache } from "../src/run/load.ts";
import type { ScenarioRun } from "../src/run/run.ts";
import { runScenario } from "../src/run/scenario-run.ts";
import { sharedPrograms } from "../src/run/shared-programs.ts";
import { composeScenario } from "../src/scenario/compose.ts";
import { scenarioHead } from "../src/scenario/head.ts";
import { modelOf } from "../src/scenario/model-files.ts";
import type { Scenario } from "../src/scenario/scenario.ts";
import { readingOnce } from "../src/text/library.ts";
import { need } from "../src/text/need.ts";

const root = packageFolder();

// What is read, checked and compiled here is so once for all files of tests that one process runs after each other.

/** The shipped files, each read once, with the trees and models that the installation has kept of them. */
export const shippedLibrary = readingOnce(installedLibrary({ packageFolder: root, workingFolder: root }));

/** Programs of shipped models. */
export const shippedPrograms = sharedPrograms(installedModules());

/** Models and regions that were read. */
export const shippedCache: LoadCache = loadCache();

/** A shipped model, checked. */
export function shippedModel(name = "regional"): Model {
  const { models } = shippedCache;
  if (!models.has(name)) models.set(name, modelOf(shippedLibrary, name));
  return need(models, name);
}

const scenarios = new Map<string, Scenario>();

/** A shipped scenario, composed from the shipped files. */
export function shippedScenario(id: string): Scenario {
  const known = scenarios.get(id);
  if (known !== undefined) return known;
  const model = shippedModel(scenarioHead(shippedLibrary, id).model);
  const scenario = composeScenario(shippedLibrary, model, id, shippedCache.regions);
  scenarios.set(id, scenario);
  return scenario;
}

const runs = new Map<string, ScenarioRun>();

/** A run of a shipped scenario. */
export function shippedRun(id: string): ScenarioRun {
  const known = runs.get(id);
  if (known !== undefined) return known;
  const run = runScenario(shippedScenario(id), shippedPrograms);
  runs.set(id, run);
  return run;
}
