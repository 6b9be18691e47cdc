import type { Inputs, Model, Parameter } from "./model.ts";

/** Where numbers stand in a program's memory: `[constants][year 0: parameters, observed, variables][year 1 ...]`. */
export interface Layout {
  readonly years: number;
  readonly baseYear: number;
  /** Numbers that hold for all years, in front of the years. */
  readonly constants: number;
  /** Numbers a year. */
  readonly row: number;
  /** Where the computed cells begin within a year. */
  readonly computed: number;
  readonly parameters: ReadonlyMap<string, ParameterPlace>;
  readonly variables: ReadonlyMap<string, VariablePlace>;
  readonly checks: ReadonlyMap<string, number>;
}

export type ParameterPlace =
  /** Folded: the same number in every cell and year. */
  | { readonly kind: "uniform"; readonly value: number }
  /** In front of the years, at this offset; `fixed` where no lever or sample may overwrite it. */
  | { readonly kind: "constant"; readonly offset: number; readonly fixed: boolean }
  /** In every year, at this offset within it. */
  | { readonly kind: "yearly"; readonly offset: number };

export interface VariablePlace {
  readonly offset: number;
  /** Where imposed values stand (NaN for none), and the formula's own values; undefined where nothing is imposed. */
  readonly observed?: number;
  readonly modelled?: number;
}

/**
 * The layout for the live variables. Parameters that are neither touched nor change over the years are kept
 * once; those that are one number throughout become literals.
 */
export function layOut(
  model: Model,
  inputs: Inputs,
  live: ReadonlySet<string>,
  usedParameters: ReadonlySet<string>,
  touched: ReadonlySet<string> | "all",
): Layout {
  let constants = 0;
  let row = 0;
  const parameters = new Map<string, ParameterPlace>();
  for (const parameter of model.parameters.values()) {
    if (!usedParameters.has(parameter.name)) continue;
    const values = inputs.values.get(parameter.name);
    if (values === undefined) throw new RangeError(`no values for the parameter "${parameter.name}"`);
    const free = !parameter.structural && (touched === "all" || touched.has(parameter.name));
    if (!free && values.every((value) => Object.is(value, values[0]))) {
      parameters.set(parameter.name, { kind: "uniform", value: values[0] });
    } else if (parameter.yearly && (free || !sameEveryYear(parameter, values))) {
      parameters.set(parameter.name, { kind: "yearly", offset: row });
      row += parameter.size;
    } else {
      parameters.set(parameter.name, { kind: "constant", offset: constants, fixed: !free });
      constants += parameter.size;
    }
  }
  const imposed = [...model.variables.values()].filter(({ name }) => live.has(name) && inputs.observed.has(name));
  const observedAt = new Map<string, number>();
  for (const { name, size } of imposed) {
    observedAt.set(name, row);
    row += size;
  }
  const computed = row;
  const variables = new Map<string, VariablePlace>();
  for (const { name, size } of model.variables.values()) {
    if (!live.has(name)) continue;
    const offset = row;
    row += size;
    const observed = observedAt.get(name);
    if (observed === undefined) variables.set(name, { offset });
    else {
      variables.set(name, { offset, observed, modelled: row });
      row += size;
    }
  }
  const checks = new Map<string, number>();
  for (const { name, size } of model.checks.values()) {
    if (!live.has(name)) continue;
    checks.set(name, row);
    row += size;
  }
  return { years: inputs.years, baseYear: inputs.baseYear, constants, row, computed, parameters, variables, checks };
}

function sameEveryYear({ size }: Parameter, values: Float64Array): boolean {
  return values.every((value, i) => Object.is(value, values[i % size]));
}
