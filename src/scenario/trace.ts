import type { Parameter } from "../engine/language/model.ts";
import { need } from "../text/need.ts";
import type { Place } from "../text/problems.ts";
import type { Mode } from "./levers/effect.ts";
import { type LeverStep, pullLevers } from "./levers/lever-steps.ts";
import type { ScenarioLever } from "./levers/scenario-levers.ts";
import { type Given, type Origin, originAt } from "./paths/cell-path.ts";
import { packageStrengths, pulledIn } from "./paths/inputs.ts";
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
  /** What the scenario says of its strength. */
  readonly said: Pick<ScenarioLever, "basis" | "responsible" | "source">;
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
  // What stands in the last observed year comes before the value, since `fill` counts from there.
  const { observed, own } = stepsOn(scenario, parameter, offset * parameter.size + cell);
  const values = Float64Array.of(observed, base);
  pullLevers(
    values,
    own,
    strengths,
    { ...parameter, size: 1 },
    {
      moved: ({ id, effect }, weight, from, to) => {
        const pulled = pulledIn(scenario).get(id);
        steps.push({
          lever: id,
          path: effect.path,
          mode: effect.adds ? "add" : effect.mode,
          text: effect.text,
          amount: effect.amounts[offset],
          weight,
          from,
          to,
          said: { basis: pulled?.basis, responsible: pulled?.responsible, source: pulled?.source },
          effectAt: effect.at,
          at: pulled?.at ?? effect.at,
        });
      },
    },
  );
  return {
    value: values[1],
    base,
    kind: origin?.kind ?? "default",
    givens: origin?.givens ?? [],
    replaced: assumed ? under : undefined,
    rule: origin?.rule,
    steps,
  };
}

/** The steps that act on one of a parameter's values, as steps on that number behind what stands in the last observed year. */
function stepsOn(
  { steps, base, baseYear, lastObserved }: Scenario,
  { name, size }: Parameter,
  place: number,
): { observed: number; own: LeverStep[] } {
  const own = (steps.get(name) ?? []).flatMap((step) => {
    const k = step.at.indexOf(place);
    if (k < 0) return [];
    const effect = { ...step.effect, since: 0 };
    const ramp = step.ramp.slice(k, k + 1);
    return [{ ...step, effect, at: Int32Array.of(1), ramp, amount: step.amount.slice(k, k + 1) }];
  });
  return { observed: need(base.values, name)[(lastObserved - baseYear) * size + (place % size)], own };
}
