import type { Scenario } from "../../scenario/scenario.ts";
import type { Library } from "../../text/library.ts";
import { nodeAt } from "../../text/reader.ts";
import { type Design, readDesign } from "./read-design.ts";

/**
 * The design of a scenario, or of the nearest of its parents that has one, where it says how plans are delivered.
 *
 * @param data where the tables of past errors stand
 * @throws InputError with every mistake in it.
 */
export function deliveryDesign(data: Library, scenario: Scenario): Design | undefined {
  if (scenario.design?.kind !== "map" || nodeAt(scenario.design, "delivery") === undefined) return undefined;
  return readDesign(data, scenario);
}

/** How a design has plans delivered: in a word, as one and the same part of all measures with a number, or otherwise. */
export function deliveryOf({ calibrated, inputs }: Design): "as_planned" | "as_before" | "own" | number | undefined {
  if (calibrated?.delivery !== "own") return calibrated?.delivery;
  const sized = inputs.filter(({ name }) => /^delivery\.\w+\.strength$/.test(name));
  const values = sized.map(({ spread }) =>
    spread.kind === "discrete" && spread.values.length === 1 ? spread.values[0] : Number.NaN,
  );
  return values.length > 0 && values.every((value) => value === values[0]) ? values[0] : "own";
}
