import type { ScenarioRun } from "../../run/run.ts";
import { pulledIn } from "../../scenario/paths/inputs.ts";
import type { Words } from "../words/languages.ts";

/** What reports call a boundary of a run. */
export function boundaryName({ boundaries }: ScenarioRun, boundary: string, words: Words): string {
  const label = boundaries.find(({ name }) => name === boundary)?.label;
  return label === undefined ? boundary : words.say(label);
}

/** What reports call a lever that the run pulls. */
export function leverName({ scenario }: ScenarioRun, lever: string, words: Words): string {
  const label = pulledIn(scenario).get(lever)?.lever.label;
  return label === undefined ? lever : words.say(label);
}
