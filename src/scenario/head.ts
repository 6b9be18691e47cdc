import { InputError, type Problem } from "../engine/problems.ts";
import type { Library } from "./library.ts";
import { readScenarioChain } from "./scenario-chain.ts";

/** What a scenario runs on, to know which model to read first. */
export interface ScenarioHead {
  readonly id: string;
  readonly model: string;
  readonly region: string;
  /** Ancestors first, the scenario itself last. */
  readonly chain: readonly string[];
}

/**
 * The model and region of a scenario and the scenarios it extends.
 *
 * @throws InputError where it does not say which model and region; other mistakes are found when it is composed.
 */
export function scenarioHead(library: Library, id: string): ScenarioHead {
  const problems: Problem[] = [];
  const { links, model, region } = readScenarioChain(library, id, problems);
  if (model === undefined || region === undefined) throw new InputError(problems);
  return { id, model: model.name, region: region.name, chain: links.map((link) => link.id) };
}
