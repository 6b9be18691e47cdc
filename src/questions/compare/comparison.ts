import { cellNames } from "../../engine/language/cells.ts";
import type { Inputs, Model, Parameter } from "../../engine/language/model.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { traceInput } from "../../scenario/trace.ts";
import type { Place } from "../../text/problems.ts";

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
