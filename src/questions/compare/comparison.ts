import { cellNames } from "../../engine/language/cells.ts";
import type { Inputs, Model, Parameter } from "../../engine/language/model.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { traceInput } from "../../scenario/trace.ts";
import type { Place } from "../../text/problems.ts";
import type { LeverEffects } from "../levers/lever-effects.ts";

/** One number of the input that is not the same in all scenarios. */
export interface InputDifference {
  readonly parameter: string;
  readonly members: readonly string[];
  readonly cell: number;
  /** First year in which the scenarios differ; undefined for a parameter without years. */
  readonly from: number | undefined;
  /** The values, one per scenario, in `from` and in the years asked for after it; one entry without years. */
  readonly samples: readonly { readonly year: number | undefined; readonly values: readonly (number | undefined)[] }[];
}

/**
 * Where scenarios of one model differ in what they run on: assumptions and levers together, in the order of the model.
 * A scenario without the year, or without the parameter, has undefined there.
 */
export function differingInputs(
  model: Model,
  scenarios: readonly Inputs[],
  years: readonly number[],
): InputDifference[] {
  const found: InputDifference[] = [];
  for (const parameter of model.parameters.values()) {
    if (scenarios.every((inputs) => inputs.values.get(parameter.name) === undefined)) continue;
    for (const [cell, members] of cellNames(model, parameter.over).entries()) {
      const difference = parameter.yearly
        ? yearlyDifference(parameter, cell, scenarios, years)
        : plainDifference(parameter, cell, scenarios);
      if (difference !== undefined) found.push({ parameter: parameter.name, members, cell, ...difference });
    }
  }
  return found;
}

type Difference = Pick<InputDifference, "from" | "samples">;

function plainDifference(parameter: Parameter, cell: number, scenarios: readonly Inputs[]): Difference | undefined {
  const values = scenarios.map((inputs) => inputs.values.get(parameter.name)?.[cell]);
  if (allEqual(values)) return undefined;
  return { from: undefined, samples: [{ year: undefined, values }] };
}

function yearlyDifference(
  parameter: Parameter,
  cell: number,
  scenarios: readonly Inputs[],
  years: readonly number[],
): Difference | undefined {
  const inYear = (year: number) =>
    scenarios.map((inputs) => {
      const position = year - inputs.baseYear;
      if (position < 0 || position >= inputs.years) return undefined;
      return inputs.values.get(parameter.name)?.[position * parameter.size + cell];
    });
  const first = Math.min(...scenarios.map((inputs) => inputs.baseYear));
  const last = Math.max(...scenarios.map((inputs) => inputs.baseYear + inputs.years - 1));
  let from = first;
  while (from <= last && allEqual(inYear(from))) from++;
  if (from > last) return undefined;
  const shown = [from, ...years.filter((year) => year > from && year <= last)];
  return { from, samples: shown.map((year) => ({ year, values: inYear(year) })) };
}

function allEqual(values: readonly (number | undefined)[]): boolean {
  return values.every((value) => value === values[0]);
}

/** Where a scenario gets an input from, and the last lever that acts on it, where one does. */
export interface InputPlace {
  readonly at: Place;
  readonly lever?: string;
}

/**
 * Where the number stands that a scenario has in the first year of a difference: the lever that acts on it last, or the
 * number given in a file, or the model's default. Undefined where the scenario does not have the parameter or the year.
 */
export function placeOfInput(
  scenario: Scenario,
  { parameter, cell, from }: Pick<InputDifference, "parameter" | "cell" | "from">,
): InputPlace | undefined {
  const year = from ?? scenario.baseYear;
  const declared = scenario.model.parameters.get(parameter);
  if (declared === undefined || scenario.base.values.get(parameter) === undefined) return undefined;
  if (year < scenario.baseYear || year > scenario.horizon) return undefined;
  const { givens, steps } = traceInput(scenario, parameter, cell, year);
  const last = steps.at(-1);
  if (last !== undefined) return { at: last.at, lever: last.lever };
  return { at: givens[0]?.at ?? declared.at };
}

/** Two runs whose order on the default boundary does not hold on another. */
export interface OrderReversal {
  readonly boundary: PeakResult;
  /** The run that peaks later or higher here, though neither on the default boundary, and the one it is held against. */
  readonly higher: ScenarioRun;
  readonly lower: ScenarioRun;
  /** Levers of `higher` that raise or delay its peak on this boundary, the largest first. */
  readonly levers: readonly string[];
}

const SAME_LEVEL = 1e-9;

/** Every pair of runs of one region that another boundary puts in another order than the default boundary does. */
export function orderReversals(
  runs: readonly { readonly run: ScenarioRun; readonly effects: LeverEffects }[],
): OrderReversal[] {
  const found: OrderReversal[] = [];
  for (const lower of runs) {
    for (const higher of runs) {
      if (lower === higher || lower.run.scenario.region.id !== higher.run.scenario.region.id) continue;
      const [first, ...others] = higher.run.boundaries;
      const [reference] = lower.run.boundaries;
      // Only where `higher` is the better run on the default boundary can it be the worse one elsewhere.
      if (!isWorse(reference, first) || isWorse(first, reference)) continue;
      for (const boundary of others) {
        const counterpart = lower.run.boundaries.find(({ name }) => name === boundary.name);
        if (counterpart === undefined || !isWorse(boundary, counterpart)) continue;
        found.push({
          boundary,
          higher: higher.run,
          lower: lower.run,
          levers: responsible(higher.effects, boundary.name),
        });
      }
    }
  }
  return found;
}

/** Peaks later or higher. */
function isWorse(a: PeakResult, b: PeakResult): boolean {
  if (a.peak === undefined || b.peak === undefined) return false;
  const higher = a.peak.level - b.peak.level > SAME_LEVEL * Math.abs(b.peak.level);
  return a.peak.year > b.peak.year || higher;
}

function responsible(effects: LeverEffects, boundary: string): string[] {
  return effects.effects
    .filter((effect) => effect.boundary === boundary)
    .filter(({ in_package }) => in_package.peak_level > 0 || in_package.peak_year > 0)
    .sort(
      (a, b) => b.in_package.peak_level - a.in_package.peak_level || b.in_package.peak_year - a.in_package.peak_year,
    )
    .slice(0, 5)
    .map(({ lever }) => lever);
}
