import type { Library } from "../text/library.ts";
import { InputError, type Place, type Problem } from "../text/problems.ts";
import { nodeAt } from "../text/reader.ts";
import { readYaml } from "../text/yaml.ts";
import { regionFiles } from "./region/region.ts";
import { regionPath } from "./region/region-path.ts";
import { type ChainedScenario, chainScenario, scenarioFiles } from "./scenario-chain.ts";

/** What a scenario runs on, to know which model to read first. */
export interface ScenarioHead {
  readonly id: string;
  readonly model: string;
  /** Where the model is named. */
  readonly modelAt: Place;
  /** The regions it runs on: one, or those of a roll-up. */
  readonly regions: readonly string[];
  /** Ancestors first, the scenario itself last. */
  readonly chain: readonly string[];
}

/**
 * The model and region of a scenario and the scenarios it extends.
 *
 * @throws InputError where it does not say which model and region; other mistakes are found when it is composed.
 */
export function scenarioHead(library: Library, id: string): ScenarioHead {
  return headOf(chainScenario(library, id));
}

/**
 * The same of a chain that was read.
 *
 * @throws InputError as `scenarioHead`.
 */
export function headOf({ id, chain, problems }: ChainedScenario): ScenarioHead {
  const { links, model, region, regions } = chain;
  const over = regions ?? (region === undefined ? [] : [region]);
  if (model === undefined || over.length === 0) throw new InputError(problems);
  return {
    id,
    model: model.name,
    modelAt: model.at,
    regions: over.map(({ name }) => name),
    chain: links.map((link) => link.id),
  };
}

/** The names of all scenarios, such as `zhejiang/policy`. */
export function listScenarios(library: Library): string[] {
  return scenarioFiles(library);
}

/** The names of all regions that a scenario can run on; files that only serve as parents (no `region` key) are left out. */
export function listRegions(library: Library): string[] {
  const problems: Problem[] = [];
  const regions = regionFiles(library).filter((id) => {
    try {
      const file = regionPath(library, `${id}.yaml`);
      const text = library.read(file) ?? "";
      const root = readYaml(text, file, library.tree?.(file, text));
      return root.kind === "map" && nodeAt(root, "region") !== undefined;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return false;
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return regions;
}
