import type { LaneProgram } from "../engine/lanes/lane-program.ts";
import { cellNames, ordinalsOf } from "../engine/language/cells.ts";
import type { Model, Parameter } from "../engine/language/model.ts";
import { placeOfValue } from "../engine/program/compile.ts";
import { moveInput, positionOf } from "../run/uncertain-inputs.ts";
import type { Effect } from "../scenario/levers/effect.ts";
import { type LeverStep, leverStep, pullSteps, STRONGEST, stepWithin } from "../scenario/levers/lever-steps.ts";
import { delayed, type ScenarioLever } from "../scenario/levers/scenario-levers.ts";
import { pulledIn } from "../scenario/paths/inputs.ts";
import { withUnit } from "../scenario/paths/quantity.ts";
import type { LeverSpan } from "../scenario/paths/years.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { normalQuantile } from "../statistics/distributions/normal.ts";
import { need } from "../text/need.ts";
import {
  type BatchInput,
  inputValue,
  type LeversInput,
  type ParameterInput,
  type WithinInput,
} from "./design/batch-input.ts";
import type { Layers } from "./layers.ts";

/** Writes the inputs of runs into lanes. */
export interface SampleWriter {
  /** Works out the inputs of a lane's run; what makes the sample impossible comes back in words. */
  readonly take: (values: Float64Array, lane: number, run?: number) => string | undefined;
  /** Writes all possible samples that were taken since into their lanes. */
  readonly write: () => void;
}

/** What a writer needs of layers. */
export type SampledLayers = Pick<Layers, "parameters" | "changed" | "addErrors" | "luck">;

/** Shares may miss their sum by this much, as in a region's tables. */
const SHARE_TOLERANCE = 1e-6;

/** The parameters that any input changes, by itself or through a lever that it pulls, or that a layer does. */
export function changedParameters(
  scenario: Scenario,
  inputs: readonly BatchInput[],
  layers?: Pick<Layers, "parameters">,
): Set<string> {
  const names = inputs.flatMap((input) => ("parameter" in input ? [input.parameter.name] : []));
  const levers = sampledLevers(inputs);
  const pulled = [...scenario.steps].filter(([, steps]) => steps.some(({ id }) => levers.has(id)));
  return new Set([...names, ...(layers?.parameters ?? []), ...pulled.map(([name]) => name)]);
}

function sampledLevers(inputs: readonly BatchInput[]): Set<string> {
  return new Set(inputs.flatMap((input) => leversOf(input).map(({ lever: { id } }) => id)));
}

/** The levers that an input pulls otherwise. */
function leversOf(input: BatchInput): readonly ScenarioLever[] {
  return "lever" in input ? [input.lever] : "levers" in input ? input.levers : [];
}

/**
 * Samples act on what the scenario assumes, in the order of the design, then layers; then its levers act on that, with what
 * the design samples of them. A scenario that had these numbers in its files would run on the same ones, bit for bit.
 */
export function sampleWriter(
  scenario: Scenario,
  inputs: readonly BatchInput[],
  lanes: LaneProgram,
  layers?: SampledLayers,
): SampleWriter {
  const levers = [...pulledIn(scenario)];
  const pulled: Pulled = {
    places: new Map(levers.map(([id], i) => [id, i])),
    strengths: Float64Array.from(levers, ([, { strength }]) => strength),
    weights: levers.map(([, lever]) => lever.weights),
  };
  const rampOf = rampFinder(scenario);
  const pulls = levers.flatMap(([id, lever], place) => {
    const moves = inputs.flatMap((input, i) =>
      leversOf(input).some((own) => own.lever.id === id) ? [{ input, i }] : [],
    );
    return moves.length === 0 ? [] : [{ place, lever, strength: strengthFinder(lever, moves, layers), moves }];
  });
  const pull = (values: Float64Array, run: number): void => {
    for (const { place, lever, strength, moves } of pulls) {
      pulled.strengths[place] = strength(values, run);
      let later = 0;
      for (const { input, i } of moves) {
        if (input.as === "start") later += values[i] - lever.ramp.begins - lever.delay;
        else if (input.as === "delay") later += values[i] - lever.delay;
        else if (input.as === "late") later += values[i];
      }
      pulled.weights[place] = rampOf(lever, later);
    }
  };
  const names = [...changedParameters(scenario, inputs, layers)];
  const sizes = names.map((name) => need(scenario.base.values, name).length);
  const whole = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
  let end = 0;
  const parameters = names.flatMap((name, i) => {
    const start = end;
    end += sizes[i];
    const work = whole.subarray(start, end);
    work.set(need(scenario.base.values, name));
    const sampler = parameterSampler(scenario, name, inputs, lanes, layers, pulled, work);
    return sampler === undefined ? [] : [{ ...sampler, start }];
  });
  const moved = Int32Array.from(parameters.flatMap(({ affected, start }) => Array.from(affected, (at) => start + at)));
  const base = Float64Array.from(moved, (at) => whole[at]);
  const copy = copier(whole, parameters, lanes);
  return {
    take: (values, lane, run = 0) => {
      pull(values, run);
      for (let k = 0; k < moved.length; k++) whole[moved[k]] = base[k];
      let wrong: string | undefined;
      for (let i = 0; i < parameters.length; i++) {
        const found = parameters[i].sample(values, run);
        wrong ??= found;
      }
      if (wrong === undefined) copy.take(lane);
      return wrong;
    },
    write: copy.write,
  };
}

/** How far each lever is pulled in the run that is sampled, and along which ramp. */
interface Pulled {
  readonly places: ReadonlyMap<string, number>;
  readonly strengths: Float64Array;
  readonly weights: Float64Array[];
}

interface LeverMove {
  readonly input: BatchInput;
  /** The place of its number. */
  readonly i: number;
}

/** The strength of a lever in a run: its own or what replaces it, then every factor. */
function strengthFinder(
  { lever: { id, counted }, strength: own }: ScenarioLever,
  moves: readonly LeverMove[],
  layers: SampledLayers | undefined,
): (values: Float64Array, run: number) => number {
  return (values, run) => {
    let strength = own;
    for (const { input, i } of moves)
      if (input.as === "strength") strength = values[i];
      else if (input.as === "counted" && counted !== undefined) {
        const { low, value, high } = counted;
        strength = value + Math.abs(values[i]) * ((values[i] < 0 ? low : high) - value);
      }
    for (const { input, i } of moves)
      if (input.as === "factor") strength = Math.min(STRONGEST, strength * values[i]);
      else if (input.as === "built" && !isBuilt(input, id, values[i], layers?.luck(id, run) ?? 0)) strength = 0;
    return strength;
  };
}

/** Whether a project is built: by its own luck and the times that all have, at the part of such projects that are. */
function isBuilt({ chances, correlation = 0 }: LeversInput, id: string, times: number, luck: number): boolean {
  const chance = chances?.get(id) ?? 1;
  if (chance <= 0 || chance >= 1) return chance >= 1;
  const score = Math.sqrt(correlation) * normalQuantile(times) + Math.sqrt(1 - correlation) * luck;
  return score > normalQuantile(1 - chance);
}

/** The ramp of a lever that comes so many years later than its file has it, each worked out once. */
function rampFinder({
  baseYear,
  horizon,
  lastObserved,
}: Scenario): (lever: ScenarioLever, later: number) => Float64Array {
  const span: LeverSpan = { from: baseYear, to: horizon, lastObserved };
  const rampsOfLevers = new Map<ScenarioLever, Map<number, Float64Array>>();
  return (lever, later) => {
    if (later === 0) return lever.weights;
    const ramps = rampsOfLevers.get(lever) ?? new Map<number, Float64Array>();
    rampsOfLevers.set(lever, ramps);
    const ramp = ramps.get(later) ?? delayed(lever, later, span).weights;
    ramps.set(later, ramp);
    return ramp;
  };
}

/** One parameter in a run. */
interface ParameterSampler {
  /** Works out its values in this run from those of the base. */
  readonly sample: (values: Float64Array, run: number) => string | undefined;
  /** The places that differ between runs, and where each of those stands in the lanes. */
  readonly affected: Int32Array;
  readonly target: Int32Array;
}

/**
 * Writes what the samplers have worked out, each from its start in `whole`, into the lanes, in the order of their memory:
 * the years of a parameter lie far apart there, and memory likes neighbours, the lanes of a cell most of all.
 */
function copier(
  whole: Float64Array,
  samplers: readonly (ParameterSampler & { readonly start: number })[],
  { memory, count }: LaneProgram,
) {
  const pairs = samplers
    .flatMap(({ start, affected, target }) => Array.from(target, (to, k) => ({ from: start + affected[k], to })))
    .sort((a, b) => a.to - b.to);
  const from = Int32Array.from(pairs, (pair) => pair.from);
  const to = Int32Array.from(pairs, (pair) => pair.to);
  const samples = Array.from({ length: count }, () => new Float64Array(from.length));
  const taken = samples.map(() => false);
  return {
    take: (lane: number): void => {
      const sample = samples[lane];
      for (let k = 0; k < from.length; k++) sample[k] = whole[from[k]];
      taken[lane] = true;
    },
    write: (): void => {
      const [first, second] = samples;
      if (count === 2 && taken[0] && taken[1])
        for (let k = 0; k < to.length; k++) {
          memory[to[k]] = first[k];
          memory[to[k] + 1] = second[k];
        }
      else
        for (let lane = 0; lane < count; lane++)
          if (taken[lane]) for (let k = 0; k < to.length; k++) memory[to[k] + lane] = samples[lane][k];
      taken.fill(false);
    },
  };
}

function parameterSampler(
  scenario: Scenario,
  name: string,
  inputs: readonly BatchInput[],
  lanes: LaneProgram,
  layers: SampledLayers | undefined,
  pulled: Pulled,
  work: Float64Array,
): ParameterSampler | undefined {
  const { model, baseYear, years } = scenario;
  const parameter = need(model.parameters, name);
  const { size, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = parameter;
  const rows = parameter.yearly ? years : 1;
  const changes = inputs.flatMap((input, i) => {
    if (!("parameter" in input) || input.parameter !== parameter) return [];
    return [{ i, input, at: input.as === "within" ? input.uncertain.at : placesOf(input, rows, baseYear) }];
  });
  const levers = sampledLevers(inputs);
  const steps = scenario.steps.get(name) ?? [];
  // No lever acts in an observed year, whenever it is asked to begin.
  const first = Math.min(rows, scenario.lastObserved + 1 - baseYear);
  const moving = steps
    .filter(({ id }) => levers.has(id))
    .map(({ effect }) => ({ at: everyYear(effect, rows - first, first) }));
  const erring = layers?.changed(name) ?? new Int32Array(0);
  const affected = placesOfAll([...changes, ...moving, { at: erring }], rows * size);
  const isAffected = new Uint8Array(rows * size);
  for (const at of affected) isAffected[at] = 1;
  const stepFinders = steps
    .filter(({ effect }) => everyYear(effect, rows - first, first).some((place) => isAffected[place] === 1))
    .map((step) => ({
      lever: need(pulled.places, step.id),
      stepFor: stepFinder(step, (place) => isAffected[place] === 1),
    }));
  const acting = new Array<LeverStep>(stepFinders.length);
  const strengths = new Float64Array(stepFinders.length);
  // What lies between a low and a high keeps to the bounds by itself.
  const free = changes.filter(({ input }) => input.as !== "within");
  const sampled = placesOfAll(free, rows * size);
  const groups = shareGroups(model, parameter, rows, sampled);
  const place = lanes.parameterCells(name);
  if (place === undefined && free.length === 0) return undefined;
  const target = place === undefined ? new Int32Array(0) : affected.map((at) => placeOfValue(place, at) * lanes.count);
  const pathOf = (at: number): string => {
    const year = Math.floor(at / size);
    const path = [name, ...cellNames(model, parameter.over)[at - year * size]].join(".");
    return parameter.yearly ? `${path} in ${baseYear + year}` : path;
  };
  const beyondBounds = (): string | undefined => {
    for (const at of sampled) {
      const value = work[at];
      if (value >= min && value <= max) continue;
      const bound = value < min ? `below the least allowed, ${min}` : `above the most allowed, ${max}`;
      return `${pathOf(at)} would be ${withUnit(value, parameter.unit)}, ${bound}`;
    }
    for (const { cells, atMost } of groups) {
      let sum = 0;
      for (const at of cells) sum += work[at];
      if (Number.isNaN(sum) || (atMost ? sum <= 1 + SHARE_TOLERANCE : Math.abs(sum - 1) <= SHARE_TOLERANCE)) continue;
      return `the shares of ${pathOf(cells[0])} would sum to ${sum}, not to ${atMost ? "at most 1" : "1"}`;
    }
    return undefined;
  };

  // Where one input alone moves the values and both of two draws of it keep to the bounds, so does all between them:
  // sums and products grow or fall with it, rounded or not.
  const [only] = free;
  const trusted =
    changes.length === 1 && free.length === 1 && groups.length === 0
      ? trustedDraws(only, work, { min, max })
      : undefined;
  const isTrusted = (values: Float64Array): boolean =>
    trusted !== undefined && values[only.i] >= trusted.from && values[only.i] <= trusted.to;

  const sample: ParameterSampler["sample"] = (values, run) => {
    for (let k = 0; k < changes.length; k++) change(changes[k].input, values[changes[k].i], changes[k].at, work);
    const wrong = sampled.length === 0 || isTrusted(values) ? undefined : beyondBounds();
    if (wrong !== undefined) return wrong;
    if (erring.length > 0) layers?.addErrors(name, run, work);
    for (let j = 0; j < stepFinders.length; j++) {
      const { lever, stepFor } = stepFinders[j];
      strengths[j] = pulled.strengths[lever];
      acting[j] = stepFor(pulled.weights[lever]);
    }
    pullSteps(work, acting, strengths, parameter);
    return undefined;
  };
  return { sample, affected, target };
}

/** How much of a spread its trusted draws leave out at either end, where a spread without bounds has no value. */
const TRUSTED_EDGE = 1e-3;

/** Two draws of an input at which all values that it moves keep to the bounds, or undefined where one does not. */
function trustedDraws(
  { input, at }: { readonly input: ParameterInput | WithinInput; readonly at: Int32Array },
  base: Float64Array,
  { min, max }: { readonly min: number; readonly max: number },
): { readonly from: number; readonly to: number } | undefined {
  const [from, to] = [TRUSTED_EDGE, 1 - TRUSTED_EDGE].map((u) => inputValue(input, u));
  const isWithin = (x: number): boolean => {
    const moved = base.slice();
    change(input, x, at, moved);
    return at.every((place) => moved[place] >= min && moved[place] <= max);
  };
  return from <= to && isWithin(from) && isWithin(to) ? { from, to } : undefined;
}

/** The step at the wanted places for each ramp of its lever, worked out once for each. */
function stepFinder(
  { id, effect, standing }: LeverStep,
  isWanted: (place: number) => boolean,
): (ramp: Float64Array) => LeverStep {
  const byRamp = new Map<Float64Array, LeverStep>();
  return (ramp) => {
    const step = byRamp.get(ramp) ?? stepWithin(leverStep(id, effect, ramp, standing), isWanted);
    byRamp.set(ramp, step);
    return step;
  };
}

function change(input: ParameterInput | WithinInput, x: number, at: Int32Array, work: Float64Array): void {
  switch (input.as) {
    case "scale":
      for (let k = 0; k < at.length; k++) work[at[k]] *= x;
      return;
    case "shift":
      for (let k = 0; k < at.length; k++) work[at[k]] += x;
      return;
    case "value":
      for (let k = 0; k < at.length; k++) work[at[k]] = x;
      return;
    case "within":
      moveInput(input.uncertain, positionOf(input.uncertain, x), work);
  }
}

function placesOf({ cells, years, parameter }: ParameterInput, rows: number, baseYear: number): Int32Array {
  const from = parameter.yearly ? years.from - baseYear : 0;
  const to = parameter.yearly ? years.to - baseYear : rows - 1;
  return everyYear({ cells, parameter }, Math.max(0, to - from + 1), from);
}

/** The places of the cells in so many years; an effect can act in all, whenever its lever's ramp begins. */
function everyYear({ cells, parameter }: Pick<Effect, "cells" | "parameter">, rows: number, first = 0): Int32Array {
  const rowOf = (_: unknown, i: number) => cells.map((cell) => (first + i) * parameter.size + cell);
  return Int32Array.from(Array.from({ length: rows }, rowOf).flat());
}

/** Every place that any of them acts on, once, ascending. */
function placesOfAll(all: readonly { readonly at: Int32Array }[], length: number): Int32Array {
  const seen = new Uint8Array(length);
  for (const { at } of all) for (const place of at) seen[place] = 1;
  return Int32Array.from(Array.from(seen.keys()).filter((place) => seen[place] === 1));
}

/** The groups of cells that sum to 1, or to at most 1, in which any of these places stands. */
function shareGroups(
  model: Model,
  { shares, over, size }: Parameter,
  rows: number,
  places: Int32Array,
): { cells: number[]; atMost: boolean }[] {
  if (shares === undefined || places.length === 0) return [];
  const dimension = over.indexOf(shares.over);
  const keys = Array.from({ length: size }, (_, cell) =>
    ordinalsOf(model, over, cell)
      .filter((_, i) => i !== dimension)
      .join(","),
  );
  const touched = new Set(Array.from(places, (at) => `${Math.floor(at / size)} ${keys[at % size]}`));
  const groups = new Map<string, number[]>();
  for (let at = 0; at < rows * size; at++) {
    const key = `${Math.floor(at / size)} ${keys[at % size]}`;
    if (touched.has(key)) groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  return [...groups.values()].map((cells) => ({ cells, atMost: shares.atMost }));
}
