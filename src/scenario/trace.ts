import type { Parameter } from "../engine/language/model.ts";
import { need } from "../text/need.ts";
import type { Place } from "../text/problems.ts";
import type { Mode } from "./levers/effect.ts";
import { type LeverStep, pullLevers } from "./levers/lever-steps.ts";
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
  readonly replaced?: Pick<Origin, "kind" | "value" | "givens">;
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
  const parameter = need(scenario.model.parameters, parameterName);
  const numbers = need(scenario.base.values, parameterName);
  const offset = year - scenario.baseYear;
  const base = numbers[(parameter.yearly ? offset * parameter.size : 0) + cell];
  const path = scenario.given.get(parameterName)?.get(cell);
  const origin = path === undefined ? undefined : originAt(path, year);
  const below = path?.below;
  const under = below === undefined ? undefined : originAt(below, year);
  const assumed = origin?.givens[0].layer === "assume" && origin.givens[0] !== under?.givens[0];
  const steps: TraceStep[] = [];
  const values = Float64Array.of(base);
  pullLevers(values, stepsOn(scenario, parameter, offset * parameter.size + cell), strengths, parameter, {
    moved: ({ id, effect }, weight, from, to) => {
      steps.push({
        lever: id,
        path: effect.path,
        mode: effect.mode,
        text: effect.text,
        amount: effect.amounts[offset],
        weight,
        from,
        to,
        effectAt: effect.at,
        at: scenario.levers.get(id)?.at ?? effect.at,
      });
    },
  });
  return {
    value: values[0],
    base,
    kind: origin?.kind ?? "default",
    givens: origin?.givens ?? [],
    replaced: assumed ? under : undefined,
    rule: origin?.rule,
    steps,
  };
}

/** The steps that act on one of a parameter's values, as steps on that number alone. */
function stepsOn({ steps }: Scenario, { name }: Parameter, place: number): LeverStep[] {
  return (steps.get(name) ?? []).flatMap((step) => {
    const k = step.at.indexOf(place);
    if (k < 0) return [];
    return [{ ...step, at: Int32Array.of(0), ramp: step.ramp.slice(k, k + 1), amount: step.amount.slice(k, k + 1) }];
  });
}
