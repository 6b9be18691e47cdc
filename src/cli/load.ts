import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ReportLayout, readReportLayout } from "../analysis/report-layout.ts";
import type { Model } from "../engine/model.ts";
import { InputError, type Problem } from "../engine/problems.ts";
import { nodeLibrary } from "../io/library.ts";
import { loadModel } from "../io/model-cache.ts";
import { keepTrees } from "../io/yaml.ts";
import { composeScenario, type RegionCache } from "../scenario/compose.ts";
import { scenarioHead } from "../scenario/head.ts";
import type { Library } from "../scenario/library.ts";
import { modelFiles } from "../scenario/model-files.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { keptTrees, modelCopies, packageFolder, type Terminal } from "./terminal.ts";

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly layout: ReportLayout;
}

export function libraryOf(terminal: Terminal): Library {
  useKeptTrees();
  return nodeLibrary(terminal.packageFolder, terminal.workingFolder);
}

/** Takes the parsed copies of shipped YAML where the installation has made them. */
function useKeptTrees(): void {
  try {
    keepTrees(JSON.parse(readFileSync(join(packageFolder(), keptTrees), "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/**
 * The scenarios, each once, in the order asked for; models and regions are read once for all.
 *
 * @throws InputError with the problems of all of them, in one pass.
 */
export function loadScenarios(library: Library, ids: readonly string[]): LoadedScenario[] {
  const models = new Map<string, { model: Model; layout: ReportLayout }>();
  const regions: RegionCache = new Map();
  const problems = new Map<string, Problem>();
  const loaded: LoadedScenario[] = [];
  for (const id of new Set(ids)) {
    try {
      const { model: name } = scenarioHead(library, id);
      let known = models.get(name);
      if (known === undefined) {
        const model = loadModel(join(packageFolder(), modelCopies), name, modelFiles(library, name));
        known = { model, layout: readReportLayout(model) };
        models.set(name, known);
      }
      loaded.push({ scenario: composeScenario(library, known.model, id, regions), layout: known.layout });
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
