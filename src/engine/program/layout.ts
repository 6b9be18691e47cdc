import { children, type Expression, type Reference } from "../language/expression.ts";
import type { Inputs, Model, Parameter, Variable } from "../language/model.ts";

/**
 * Where numbers stand in a program's memory: what holds for all years first, then year by year. Within both,
 * parameters come first, then what is the same in every run, then what touched parameters influence.
 */
export interface Layout {
  readonly years: number;
  readonly baseYear: number;
  /** Numbers in front of the years: parameters, then settled variables. */
  readonly constants: number;
  /** Numbers a year. */
  readonly row: number;
  /** Where computed cells begin in front of the years, and within a year: those of the same value in every run, then the influenced ones. */
  readonly settledFrom: Boundaries;
  readonly computedFrom: Boundaries;
  /** Where, within a year, the cells end whose formulas can make a number that is not finite. */
  readonly originsTo: Boundaries;
  readonly parameters: ReadonlyMap<string, ParameterPlace>;
  readonly variables: ReadonlyMap<string, VariablePlace>;
  readonly checks: ReadonlyMap<string, number>;
}

export interface Boundaries {
  readonly fixed: number;
  readonly influenced: number;
}

export type ParameterPlace =
  /** Folded: the same number in every cell and year. */
  | { readonly kind: "uniform"; readonly value: number }
  /** In front of the years, at this offset; `fixed` where no lever or sample may overwrite it. */
  | { readonly kind: "constant"; readonly offset: number; readonly fixed: boolean }
  /** In every year, at this offset within it. */
  | { readonly kind: "yearly"; readonly offset: number };

export interface VariablePlace {
  /** Within the year, or in front of all years where the variable is settled. */
  readonly offset: number;
  readonly settled: boolean;
  /** Where imposed values stand (NaN for none), and the formula's own values; undefined where nothing is imposed. */
  readonly observed?: number;
  readonly modelled?: number;
}

export interface LayoutNeeds {
  readonly live: ReadonlySet<string>;
  readonly influenced: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  readonly isTouched: (parameter: string) => boolean;
}

/**
 * The layout for the live variables. Parameters that are neither touched nor change over the years are kept
 * once; those that are one number throughout become literals.
 */
export function layOut(model: Model, inputs: Inputs, needs: LayoutNeeds): Layout {
  const { live, influenced, isTouched } = needs;
  let constants = 0;
  let row = 0;
  const parameters = new Map<string, ParameterPlace>();
  for (const parameter of model.parameters.values()) {
    if (!needs.parameters.has(parameter.name)) continue;
    const values = inputs.values.get(parameter.name);
    if (values === undefined) throw new RangeError(`no values for the parameter "${parameter.name}"`);
    const free = isTouched(parameter.name);
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
  const isSteady = (name: string) => parameters.get(name)?.kind !== "yearly";
  const settled = settledVariables(model, inputs, live, isSteady);
  const observedAt = new Map<string, number>();
  for (const { name, size } of model.variables.values()) {
    if (!live.has(name) || !inputs.observed.has(name)) continue;
    observedAt.set(name, row);
    row += size;
  }

  const variables = new Map<string, VariablePlace>();
  const checks = new Map<string, number>();
  const origins = new Set([...live].filter((name) => isOrigin(model, name)));
  const place = (ownPart: (name: string) => boolean): number => {
    const ordered = [...model.variables.values()];
    ordered.sort((a, b) => Number(origins.has(b.name)) - Number(origins.has(a.name)));
    let originsTo = row;
    for (const { name, size } of ordered) {
      if (!live.has(name) || !ownPart(name)) continue;
      if (settled.has(name)) {
        variables.set(name, { offset: constants, settled: true });
        constants += size;
        continue;
      }
      const offset = row;
      row += size;
      const observed = observedAt.get(name);
      if (observed === undefined) variables.set(name, { offset, settled: false });
      else {
        variables.set(name, { offset, settled: false, observed, modelled: row });
        row += size;
      }
      if (origins.has(name)) originsTo = row;
    }
    for (const { name, size } of model.checks.values()) {
      if (!live.has(name) || !ownPart(name)) continue;
      checks.set(name, row);
      row += size;
    }
    return originsTo;
  };
  const settledFixed = constants;
  const computedFixed = row;
  const originsFixed = place((name) => !influenced.has(name));
  const settledInfluenced = constants;
  const computedInfluenced = row;
  const originsInfluenced = place((name) => influenced.has(name));
  return {
    years: inputs.years,
    baseYear: inputs.baseYear,
    constants,
    row,
    settledFrom: { fixed: settledFixed, influenced: settledInfluenced },
    computedFrom: { fixed: computedFixed, influenced: computedInfluenced },
    originsTo: { fixed: originsFixed, influenced: originsInfluenced },
    parameters,
    variables,
    checks,
  };
}

/**
 * Whether a variable's formulas can make a number that is not finite out of finite ones: by division, exp, log or
 * sqrt. All else passes such a number on (overflow of a product aside), or a clip hides what its origin has shown.
 */
function isOrigin(model: Model, name: string): boolean {
  const variable = model.variables.get(name);
  const makes = (e: Expression): boolean =>
    (e.kind === "arithmetic" && e.operator === "/") ||
    (e.kind === "call" && ["exp", "log", "sqrt"].includes(e.name)) ||
    children(e).some(makes);
  return [...(variable?.initial ?? []), ...(variable?.formula ?? [])].some(({ expression }) => makes(expression));
}

function sameEveryYear({ size }: Parameter, values: Float64Array): boolean {
  return values.every((value, i) => Object.is(value, values[i % size]));
}

/**
 * The variables that are the same in every year, so that the base year's run computes them once: those that only
 * carry their initial value on, and those without an initial value that rest on nothing that changes.
 */
export function settledVariables(
  model: Model,
  inputs: Inputs,
  live: ReadonlySet<string>,
  isFixed: (parameter: string) => boolean,
): Set<string> {
  const settled = new Set<string>();
  const candidates = [...model.variables.values()].filter(({ name }) => live.has(name) && !inputs.observed.has(name));
  for (const variable of candidates) if (carriesOn(variable)) settled.add(variable.name);
  let grew = true;
  while (grew) {
    grew = false;
    for (const variable of candidates) {
      if (settled.has(variable.name) || variable.initial !== undefined) continue;
      if (!variable.formula.every(({ expression }) => restsOn(expression, settled, isFixed))) continue;
      settled.add(variable.name);
      grew = true;
    }
  }
  return settled;
}

/** Every formula is `previous(x)` of the very same cell. */
function carriesOn({ name, over, initial, formula }: Variable): boolean {
  if (initial === undefined) return false;
  return formula.every(({ expression }) => {
    if (expression.kind !== "lag" || expression.years !== 1 || expression.body.kind !== "reference") return false;
    const { body } = expression;
    return body.name === name && body.indices.every((index, i) => index.kind === "bound" && index.domain === over[i]);
  });
}

function restsOn(e: Expression, settled: ReadonlySet<string>, isFixed: (parameter: string) => boolean): boolean {
  if (e.kind === "year" || e.kind === "lag") return false;
  if (e.kind === "reference") return isSettledReference(e, settled, isFixed);
  return children(e).every((child) => restsOn(child, settled, isFixed));
}

function isSettledReference(
  e: Reference,
  settled: ReadonlySet<string>,
  isFixed: (parameter: string) => boolean,
): boolean {
  return e.of === "parameter" ? isFixed(e.name) : settled.has(e.name);
}
