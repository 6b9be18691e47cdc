import { evaluate, type Sources } from "../../engine/program/evaluate.ts";
import { parameterAt } from "../../engine/program/interpret.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { planFormula } from "../../scenario/targets/plan-formulas.ts";

/**
 * A formula over the model in one year of a run.
 *
 * @throws RangeError where the model cannot say the formula.
 */
export function evaluatePlanQuantity(run: ScenarioRun, formula: string, year: number): number {
  const { model, baseYear } = run.scenario;
  const expression = planFormula(model, formula);
  if (typeof expression === "string") throw new RangeError(`"${formula}": ${expression}`);
  const sources: Sources = {
    model,
    baseYear,
    parameter: (name, cell, at) => parameterAt(model, run.inputs, name, cell, at),
    variable: (name, cell, at) => run.values(name, cell)?.[at] ?? Number.NaN,
  };
  return evaluate(expression, sources, new Map(), year - baseYear);
}
