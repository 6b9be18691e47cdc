import type { Parameter } from "../../engine/language/model.ts";
import { type Effect, type Mode, modes } from "./effect.ts";
import type { ScenarioLever } from "./scenario-levers.ts";

/** One effect of one lever on one parameter. */
export interface LeverStep {
  readonly id: string;
  readonly effect: Effect;
  readonly weights: Float64Array;
}

/**
 * The steps on each parameter, in the order in which they compose: set, add, multiply, floor, ceiling, and within
 * a mode by the lever's name, so that the order in which a file lists its levers does not matter.
 */
export function leverSteps(levers: ReadonlyMap<string, ScenarioLever>): Map<string, LeverStep[]> {
  const steps = new Map<string, LeverStep[]>();
  const ids = [...levers.keys()].sort();
  for (const mode of modes) {
    for (const id of ids) {
      const { lever, weights } = levers.get(id) as ScenarioLever;
      for (const effect of lever.effects) {
        if (effect.mode !== mode) continue;
        const { name } = effect.parameter;
        const own = steps.get(name);
        if (own === undefined) steps.set(name, [{ id, effect, weights }]);
        else own.push({ id, effect, weights });
      }
    }
  }
  return steps;
}

/** What a mode makes of `x` at full strength. */
export function fullEffect(mode: Mode, x: number, amount: number): number {
  switch (mode) {
    case "set":
      return amount;
    case "add":
      return x + amount;
    case "multiply":
      return x * amount;
    case "floor":
      return Math.max(x, amount);
    case "ceiling":
      return Math.min(x, amount);
  }
}

/** What an effect makes of `x` at a weight (strength times ramp) from 0 to 1; at 0 it is `x` itself, bit for bit. */
export function weightedEffect(mode: Mode, x: number, amount: number, weight: number): number {
  if (weight === 0) return x;
  const y = fullEffect(mode, x, amount);
  return weight === 1 ? y : x + weight * (y - x);
}

/**
 * The parameter's values with the steps applied at these strengths, or `base` itself where none of them acts.
 * What the levers push past the parameter's own bounds is clipped there, and reported to `clipped`.
 */
export function applySteps(
  parameter: Parameter,
  base: Float64Array,
  steps: readonly LeverStep[],
  strengths: ReadonlyMap<string, number>,
  clipped?: (cell: number, year: number, step: LeverStep) => void,
): Float64Array {
  const acting = steps.filter(({ id }) => (strengths.get(id) ?? 0) > 0);
  if (acting.length === 0) return base;
  const values = base.slice();
  const { size, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = parameter;
  for (const { id, effect, weights } of acting) {
    const strength = strengths.get(id) as number;
    for (let year = 0; year < weights.length; year++) {
      const weight = strength * weights[year];
      if (weight === 0) continue;
      for (const cell of effect.cells) {
        const i = year * size + cell;
        values[i] = weightedEffect(effect.mode, values[i], effect.amounts[year], weight);
      }
    }
  }
  for (const step of acting) {
    for (let year = 0; year < step.weights.length; year++) {
      if (step.weights[year] === 0) continue;
      for (const cell of step.effect.cells) {
        const i = year * size + cell;
        const value = values[i];
        if (value >= min && value <= max) continue;
        values[i] = value < min ? min : max;
        clipped?.(cell, year, step);
      }
    }
  }
  return values;
}
