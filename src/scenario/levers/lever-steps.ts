import type { Parameter } from "../../engine/language/model.ts";
import { type Effect, type Mode, modes } from "./effect.ts";
import type { ScenarioLever } from "./scenario-levers.ts";

/** One effect of one lever on one parameter, at those of the parameter's values at which the lever's ramp has begun. */
export interface LeverStep {
  readonly id: string;
  readonly effect: Effect;
  /** Indices into the values, year by year and in them in the order of the effect's cells. */
  readonly at: Int32Array;
  /** How far the ramp has come there, above 0, and the effect's amount at full strength. */
  readonly ramp: Float64Array;
  readonly amount: Float64Array;
  /** The strength of a project that stands in every scenario, where no other is said. */
  readonly standing?: number;
}

/** The step of a lever's effect where the lever's ramp has these weights, one a year. */
export function leverStep(id: string, effect: Effect, weights: Float64Array, standing?: number): LeverStep {
  const { cells, parameter, amounts } = effect;
  const count = cells.length * weights.reduce((years, weight) => (weight === 0 ? years : years + 1), 0);
  const step = {
    id,
    effect,
    at: new Int32Array(count),
    ramp: new Float64Array(count),
    amount: new Float64Array(count),
    standing,
  };
  let k = 0;
  for (let year = 0; year < weights.length; year++) {
    if (weights[year] === 0) continue;
    for (const cell of cells) {
      step.at[k] = year * parameter.size + cell;
      step.ramp[k] = weights[year];
      step.amount[k] = amounts[year];
      k++;
    }
  }
  return step;
}

/** The step at some of its places alone. */
export function stepWithin(step: LeverStep, isWanted: (place: number) => boolean): LeverStep {
  const kept = Array.from(step.at.keys()).filter((k) => isWanted(step.at[k]));
  return {
    ...step,
    at: Int32Array.from(kept, (k) => step.at[k]),
    ramp: Float64Array.from(kept, (k) => step.ramp[k]),
    amount: Float64Array.from(kept, (k) => step.amount[k]),
  };
}

/**
 * The order in which steps on one parameter compose: set, add, fill, multiply, floor, ceiling, and within a mode by the
 * lever's name, so that the order in which a file lists its levers does not matter.
 */
export function inStepOrder(a: Pick<LeverStep, "id" | "effect">, b: Pick<LeverStep, "id" | "effect">): number {
  const modesApart = modes.indexOf(a.effect.mode) - modes.indexOf(b.effect.mode);
  return modesApart !== 0 ? modesApart : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** By the weights of a pulled lever, which stay the same array however strongly it is pulled. */
const known = new WeakMap<Float64Array, Map<Effect, LeverStep>>();

function knownStep(id: string, effect: Effect, weights: Float64Array): LeverStep {
  const own = known.get(weights) ?? new Map<Effect, LeverStep>();
  known.set(weights, own);
  const step = own.get(effect) ?? leverStep(id, effect, weights);
  own.set(effect, step);
  return step;
}

/** The steps on each parameter, in the order in which they compose: of levers, and of projects that stand without any. */
export function leverSteps(
  levers: ReadonlyMap<string, ScenarioLever>,
  projects: ReadonlyMap<string, ScenarioLever> = new Map(),
): Map<string, LeverStep[]> {
  const stepsOf = (id: string, { lever, weights }: ScenarioLever, standing?: number): LeverStep[] =>
    lever.effects.map((effect) => ({ ...knownStep(id, effect, weights), standing }));
  const steps = [
    ...[...levers].flatMap(([id, pulled]) => stepsOf(id, pulled)),
    ...[...projects].flatMap(([id, pulled]) => stepsOf(id, pulled, pulled.strength)),
  ].sort(inStepOrder);
  const byName = new Map<string, LeverStep[]>();
  for (const step of steps) {
    const { name } = step.effect.parameter;
    const own = byName.get(name);
    if (own === undefined) byName.set(name, [step]);
    else own.push(step);
  }
  return byName;
}

/** What a mode makes of `x` at full strength; `fill` depends on the fills before it, see `fillingOf`. */
function fullEffect(mode: Exclude<Mode, "fill">, x: number, amount: number): number {
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

/**
 * The largest strength that anything asks for: a measure that does three times what its lever holds is another measure.
 */
export const STRONGEST = 3;

/**
 * What an effect makes of `x` at a weight (strength times ramp): at 0 it is `x` itself, bit for bit, at 1 the full effect,
 * and beyond it goes on as far again.
 */
function weightedEffect(mode: Exclude<Mode, "fill">, x: number, amount: number, weight: number): number {
  return weight === 0 ? x : towards(x, fullEffect(mode, x, amount), weight);
}

/** From `x` towards `y` by a weight above 0. */
function towards(x: number, y: number, weight: number): number {
  return weight === 1 ? y : x + weight * (y - x);
}

/**
 * Moves all values of a step, as `weightedEffect` moves one. Batches spend their time here, so that each mode has a loop of
 * its own.
 */
function moveAll(
  mode: Exclude<Mode, "fill">,
  values: Float64Array,
  { at, ramp, amount }: LeverStep,
  strength: number,
  most: number,
): void {
  const count = at.length;
  switch (mode) {
    case "set":
      for (let k = 0; k < count; k++)
        values[at[k]] = towards(values[at[k]], amount[k], Math.min(most, strength * ramp[k]));
      return;
    case "add":
      for (let k = 0; k < count; k++) {
        const x = values[at[k]];
        values[at[k]] = towards(x, x + amount[k], Math.min(most, strength * ramp[k]));
      }
      return;
    case "multiply":
      for (let k = 0; k < count; k++) {
        const x = values[at[k]];
        values[at[k]] = towards(x, x * amount[k], Math.min(most, strength * ramp[k]));
      }
      return;
    case "floor":
    case "ceiling":
      for (let k = 0; k < count; k++) {
        const x = values[at[k]];
        values[at[k]] = towards(x, fullEffect(mode, x, amount[k]), Math.min(most, strength * ramp[k]));
      }
  }
}

/**
 * How steps of mode `fill` add to a parameter's values. What a path has gained since the last observed year, with all that
 * is set and added, is room that the amounts fill first, each at its weight; only what exceeds it is added. Where the
 * path has fallen there is no room and nothing to make up for. An effect with a level of its own fills from there, and one
 * that only adds leaves the room to the others.
 */
function fillingOf(values: Float64Array, { size }: Pick<Parameter, "size">) {
  const { room, drawn } = rooms(values.length);
  const mark = ++lastMark;
  return ({ level, since, adds }: Effect, place: number, amount: number): number => {
    const x = values[place];
    const known = drawn[place] === mark;
    const left = known
      ? room[place]
      : level === undefined
        ? Math.max(0, x - values[since * size + (place % size)])
        : x - level;
    drawn[place] = mark;
    room[place] = adds ? left : Math.max(0, left - amount);
    if (adds) return x + amount;
    return amount > left ? x + (amount - left) : x;
  };
}

/** The room at each place, and the mark of the filling that drew it: kept for the next, as batches fill by the million. */
let kept = { room: new Float64Array(0), drawn: new Float64Array(0) };
let lastMark = 0;

function rooms(length: number): typeof kept {
  if (kept.room.length < length) kept = { room: new Float64Array(length), drawn: new Float64Array(length) };
  return kept;
}

/** Told what happens to each value: `weight` is strength times ramp. */
export interface LeverWatch {
  readonly moved?: (step: LeverStep, weight: number, from: number, to: number) => void;
  readonly clipped?: (step: LeverStep, place: number) => void;
}

/**
 * The law of levers, written into a parameter's values: each step moves them by its strength times its ramp, in the order
 * of the steps; what they push past the parameter's bounds is clipped there once all have acted. Above strength 1 an effect
 * goes on in proportion, but not on shares, whose full effect leaves nothing of the others; what a resource or site allows
 * at most (such as `capacity_potential`) the model's formulas hold. Steps of levers at strength 0 touch nothing, not even
 * what lies beyond the bounds already. Whether any step acted.
 */
export function pullLevers(
  values: Float64Array,
  steps: readonly LeverStep[],
  strengths: ReadonlyMap<string, number>,
  bounds: Pick<Parameter, "min" | "max" | "size" | "shares">,
  watch: LeverWatch = {},
): boolean {
  const own = Float64Array.from(steps, ({ id, standing }) => strengths.get(id) ?? standing ?? 0);
  return pullSteps(values, steps, own, bounds, watch);
}

/** The same where the strength of each step is known. */
export function pullSteps(
  values: Float64Array,
  steps: readonly LeverStep[],
  strengths: Float64Array,
  bounds: Pick<Parameter, "min" | "max" | "size" | "shares">,
  { moved, clipped }: LeverWatch = {},
): boolean {
  let acted = false;
  let fill: ReturnType<typeof fillingOf> | undefined;
  const most = bounds.shares === undefined ? STRONGEST : 1;
  for (let j = 0; j < steps.length; j++) {
    const strength = strengths[j];
    if (!(strength > 0)) continue;
    acted = true;
    const step = steps[j];
    const { at, ramp, amount } = step;
    const { mode } = step.effect;
    if (moved === undefined && mode !== "fill") {
      moveAll(mode, values, step, strength, most);
      continue;
    }
    if (mode === "fill") fill ??= fillingOf(values, bounds);
    for (let k = 0; k < at.length; k++) {
      const from = values[at[k]];
      const weight = Math.min(most, strength * ramp[k]);
      const to =
        mode === "fill"
          ? (fill as ReturnType<typeof fillingOf>)(step.effect, at[k], weight * amount[k])
          : weightedEffect(mode, from, amount[k], weight);
      values[at[k]] = to;
      if (moved !== undefined) moved(step, weight, from, to);
    }
  }
  if (!acted || (bounds.min === undefined && bounds.max === undefined)) return acted;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = bounds;
  for (let j = 0; j < steps.length; j++) {
    if (!(strengths[j] > 0)) continue;
    const step = steps[j];
    const { at } = step;
    for (let k = 0; k < at.length; k++) {
      const place = at[k];
      const value = values[place];
      if (value >= min && value <= max) continue;
      values[place] = value < min ? min : max;
      clipped?.(step, place);
    }
  }
  return true;
}

/** The parameter's values with the steps applied at these strengths, or `base` itself where none of them acts. */
export function applySteps(
  parameter: Parameter,
  base: Float64Array,
  steps: readonly LeverStep[],
  strengths: ReadonlyMap<string, number>,
  watch?: LeverWatch,
): Float64Array {
  const values = base.slice();
  return pullLevers(values, steps, strengths, parameter, watch) ? values : base;
}
