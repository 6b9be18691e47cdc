import { join } from "node:path";
import { type Folders, keptTrees, modelCopies, packageFolder } from "../commands/shell/terminal.ts";
import type { Model } from "../engine/language/model.ts";
import { loadModel } from "../files/kept.ts";
import { nodeLibrary } from "../files/library.ts";
import { keptFormulas } from "../files/plan-formula-cache.ts";
import { keptTree } from "../files/tree-cache.ts";
import { composeScenario, type RegionCache } from "../scenario/compose.ts";
import { scenarioHead } from "../scenario/head.ts";
import { modelFiles } from "../scenario/model-files.ts";
import { type ReportLayout, readReportLayout } from "../scenario/report/report-layout.ts";
import { composeRollUp, isRollUp, type RollUp } from "../scenario/roll-up.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { keepPlanFormulas } from "../scenario/targets/plan-formulas.ts";
import { planQuantitiesFile } from "../scenario/targets/plan-targets.ts";
import type { Library } from "../text/library.ts";
import { InputError, type Problem } from "../text/problems.ts";
import { keepTrees } from "../text/yaml.ts";

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly layout: ReportLayout;
}

export function libraryOf(terminal: Folders): Library {
  const trees = join(packageFolder(), keptTrees);
  keepTrees((file) => keptTree(trees, file));
  return nodeLibrary(terminal.packageFolder, terminal.workingFolder, terminal.besides);
}

/** Takes the resolved formulas of the plans' quantities where the installation has made them. */
function useKeptFormulas(library: Library, model: Model): void {
  const table = library.read(planQuantitiesFile);
  const kept = table === undefined ? undefined : keptFormulas(join(packageFolder(), modelCopies), model.files, table);
  if (kept !== undefined) keepPlanFormulas(model, kept);
}

/** A scenario over several regions, ready to run. */
export interface LoadedRollUp {
  readonly rollUp: RollUp;
  readonly layout: ReportLayout;
}

export type Loaded = LoadedScenario | LoadedRollUp;

/**
 * The scenarios, each once, in the order asked for; models and regions are read once for all.
 *
 * @throws InputError with the problems of all of them, in one pass; a scenario over several regions is one.
 */
export function loadScenarios(library: Library, ids: readonly string[], cache?: LoadCache): LoadedScenario[] {
  return loadEach(library, ids, composeScenario, cache).map(({ made, layout }) => ({ scenario: made, layout }));
}

/**
 * The same, and scenarios over several regions among them.
 *
 * @throws InputError with the problems of all of them, in one pass.
 */
export function loadRuns(library: Library, ids: readonly string[], cache: LoadCache = loadCache()): Loaded[] {
  const compose: Compose<Scenario | RollUp> = (source, model, id, regions) =>
    isRollUp(source, id) ? composeRollUp(source, model, id, regions) : composeScenario(source, model, id, regions);
  return loadEach(library, ids, compose, cache).map(({ made, layout }) =>
    "members" in made ? { rollUp: made, layout } : { scenario: made, layout },
  );
}

/** What has been read and compiled, for calls that follow each other. */
export interface LoadCache {
  readonly models: Map<string, { readonly model: Model; readonly layout: ReportLayout }>;
  readonly regions: RegionCache;
}

export function loadCache(): LoadCache {
  return { models: new Map(), regions: new Map() };
}

type Compose<T> = (library: Library, model: Model, id: string, regions: RegionCache) => T;

function loadEach<T>(
  library: Library,
  ids: readonly string[],
  compose: Compose<T>,
  { models, regions }: LoadCache = loadCache(),
): { made: T; layout: ReportLayout }[] {
  const problems = new Map<string, Problem>();
  const loaded: { made: T; layout: ReportLayout }[] = [];
  for (const id of new Set(ids)) {
    try {
      const { model: name, modelAt } = scenarioHead(library, id);
      let known = models.get(name);
      if (known === undefined) {
        const model = loadModel(join(packageFolder(), modelCopies), name, modelFiles(library, name, modelAt));
        known = { model, layout: readReportLayout(model) };
        useKeptFormulas(library, model);
        models.set(name, known);
      }
      loaded.push({ made: compose(library, known.model, id, regions), layout: known.layout });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const problem of error.problems) {
        const { file, line, column } = problem.at;
        problems.set(`${file}:${line}:${column} ${problem.path} ${problem.message}`, problem);
      }
    }
  }
  if (problems.size > 0) throw new InputError([...problems.values()]);
  return loaded;
}
