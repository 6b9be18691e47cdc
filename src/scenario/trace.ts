import type { Parameter } from "../engine/language/model.ts";
import type { Place } from "../text/problems.ts";
import type { Mode } from "./levers/effect.ts";
import { weightedEffect } from "./levers/lever-steps.ts";
import { type Given, type Origin, originAt } from "./paths/cell-path.ts";
import { packageStrengths } from "./paths/inputs.ts";
import type { Scenario } from "./scenario.ts";

/** Where a parameter's value in one year comes from: the numbers given, then each lever in the order of composition. */
export interface InputTrace {
  /** With all levers, in the parameter's unit. */
  readonly value: number;
  /** Without levers. */
  readonly base: number;
  /** How the base follows from `givens`; `default` is the model's own. */
  readonly kind: "given" | "between" | "held" | "default";
  /** The numbers it follows from; each knows what it overrode. */
  readonly givens: readonly Given[];
  /** How the path of a parent holds in this year beside what is assumed. */
  readonly rule?: Origin["rule"];
  /** What the region gives for this year, where an assumption of the scenario stands in its place. */
  readonly replaced?: {
    readonly kind: "given" | "between" | "held";
    readonly value: number;
    readonly givens: readonly Given[];
  };
  readonly steps: readonly TraceStep[];
}

export interface TraceStep {
  readonly lever: string;
  readonly path: string;
  readonly mode: Mode;
  /** The amount at full strength as written, and in this year. */
  readonly text: string;
  readonly amount: number;
  /** Strength times ramp. */
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  /** Where the effect stands in the library, and where the scenario pulls the lever. */
  readonly effectAt: Place;
  readonly at: Place;
}

/** Where the value of a parameter's cell in a year comes from. Levers that do nothing in that year are left out. */
export function traceInput(
  scenario: Scenario,
  parameterName: string,
  cell: number,
  year: number,
  strengths: ReadonlyMap<string, number> = packageStrengths(scenario),
): InputTrace {
  const parameter = scenario.model.parameters.get(parameterName) as Parameter;
  const numbers = scenario.base.values.get(parameterName) as Float64Array;
  const offset = year - scenario.baseYear;
  const base = numbers[(parameter.yearly ? offset * parameter.size : 0) + cell];
  const path = scenario.given.get(parameterName)?.get(cell);
  const origin = path === undefined ? undefined : originAt(path, year);
  const below = path?.below;
  const under = below === undefined ? undefined : originAt(below, year);
  const assumed = origin?.givens[0].layer === "assume" && origin.givens[0] !== under?.givens[0];
  const steps: TraceStep[] = [];
  let value = base;
  for (const { id, effect, weights } of scenario.steps.get(parameterName) ?? []) {
    const weight = (strengths.get(id) ?? 0) * weights[offset];
    if (!(weight > 0) || !effect.cells.includes(cell)) continue;
    const amount = effect.amounts[offset];
    const to = weightedEffect(effect.mode, value, amount, weight);
    const at = scenario.levers.get(id)?.at ?? effect.at;
    steps.push({
      lever: id,
      path: effect.path,
      mode: effect.mode,
      text: effect.text,
      amount,
      weight,
      from: value,
      to,
      effectAt: effect.at,
      at,
    });
    value = to;
  }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = parameter;
  return {
    value: steps.length === 0 ? base : Math.max(min, Math.min(max, value)),
    base,
    kind: origin?.kind ?? "default",
    givens: origin?.givens ?? [],
    replaced: assumed ? under : undefined,
    rule: origin?.rule,
    steps,
  };
}
