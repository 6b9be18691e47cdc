import type { Model } from "../engine/language/model.ts";
import { reportOf } from "../engine/report/read-report.ts";
import { composeScenario, type RegionCache } from "../scenario/compose.ts";
import { headOf } from "../scenario/head.ts";
import { type ModelLibrary, modelOf } from "../scenario/model-files.ts";
import { composeRollUp, type RollUp } from "../scenario/roll-up.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type ChainedScenario, chainScenario } from "../scenario/scenario-chain.ts";
import { readingOnce } from "../text/library.ts";
import { InputError, type Problem } from "../text/problems.ts";

/** What has been read and compiled, for calls that follow each other. */
export interface LoadCache {
  readonly models: Map<string, Model>;
  readonly regions: RegionCache;
}

export function loadCache(): LoadCache {
  return { models: new Map(), regions: new Map() };
}

/**
 * The scenarios, each once, in the order asked for; models and regions are read once for all.
 *
 * @throws InputError with the problems of all of them, in one pass; a scenario over several regions is one.
 */
export function loadScenarios(library: ModelLibrary, ids: readonly string[], cache?: LoadCache): Scenario[] {
  return loadEach(library, ids, composeScenario, cache);
}

/**
 * The same, and scenarios over several regions among them.
 *
 * @throws InputError with the problems of all of them, in one pass.
 */
export function loadRuns(library: ModelLibrary, ids: readonly string[], cache?: LoadCache): (Scenario | RollUp)[] {
  const compose: Compose<Scenario | RollUp> = (source, model, id, regions, chained) =>
    (chained.chain.regions === undefined ? composeScenario : composeRollUp)(source, model, id, regions, chained);
  return loadEach(library, ids, compose, cache);
}

/** Whether what was loaded runs several regions. */
export function isSum(loaded: Scenario | RollUp): loaded is RollUp {
  return "members" in loaded;
}

type Compose<T> = (
  library: ModelLibrary,
  model: Model,
  id: string,
  regions: RegionCache,
  chained: ChainedScenario,
) => T;

function loadEach<T>(
  files: ModelLibrary,
  ids: readonly string[],
  compose: Compose<T>,
  { models, regions }: LoadCache = loadCache(),
): T[] {
  const library = readingOnce(files);
  const problems = new Map<string, Problem>();
  const loaded: T[] = [];
  for (const id of new Set(ids)) {
    try {
      const chained = chainScenario(library, id);
      const { model: name, modelAt } = headOf(chained);
      const model = models.get(name) ?? modelOf(library, name, modelAt);
      reportOf(model);
      models.set(name, model);
      loaded.push(compose(library, model, id, regions, chained));
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
