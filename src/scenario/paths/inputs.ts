import type { Inputs } from "../../engine/language/model.ts";
import { need } from "../../text/need.ts";
import { nearest } from "../../text/problems.ts";
import { guess } from "../../text/sentences/templates.ts";
import { applySteps, STRONGEST } from "../levers/lever-steps.ts";
import type { ScenarioLever } from "../levers/scenario-levers.ts";
import type { Scenario } from "../scenario.ts";

/**
 * The numbers that a scenario runs on. Without `strengths` the levers are pulled as the file says; with them
 * exactly as they say, levers not named standing still and decided projects not named standing as they do in the
 * scenario, so that an empty map is the reference. Only parameters that a lever changes are copied: the other arrays are shared and must not be written to.
 *
 * @throws RangeError for a lever that the scenario lacks, and for a strength that is not from 0 to 3.
 */
export function scenarioInputs(
  scenario: Pick<Scenario, "id" | "model" | "base" | "levers" | "projects" | "steps">,
  strengths: ReadonlyMap<string, number> = packageStrengths(scenario),
): Inputs {
  const { base, model, steps } = scenario;
  const pulled = pulledIn(scenario);
  for (const [id, strength] of strengths) {
    if (!pulled.has(id))
      throw new RangeError(`the scenario ${scenario.id} has no lever "${id}"${guess(nearest(id, pulled.keys()))}`);
    if (!(strength >= 0 && strength <= STRONGEST))
      throw new RangeError(`the strength of "${id}" is ${strength}; from 0 to ${STRONGEST} is allowed`);
  }
  const values = new Map(base.values);
  for (const [name, own] of steps) {
    values.set(name, applySteps(need(model.parameters, name), need(base.values, name), own, strengths));
  }
  return { ...base, values };
}

/** The levers of a scenario and its decided projects, by id. */
export function pulledIn({
  levers,
  projects,
}: Pick<Scenario, "levers" | "projects">): ReadonlyMap<string, ScenarioLever> {
  return projects.size === 0 ? levers : new Map([...levers, ...projects]);
}

/** The strength of each lever as the file gives it. */
export function packageStrengths(scenario: Pick<Scenario, "levers">): Map<string, number> {
  return new Map([...scenario.levers].map(([id, { strength }]) => [id, strength]));
}
