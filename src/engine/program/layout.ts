import { need } from "../../text/need.ts";
import { children, type Expression } from "../language/expression.ts";
import type { Inputs, Model, Variable } from "../language/model.ts";
import { closure } from "./influence.ts";

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

/** Hands out places in memory, one after another: in front of the years, and within each year. */
export function newSpace() {
  const ends = { constants: 0, row: 0 };
  const take = (yearly: boolean, size: number): number => {
    const key = yearly ? "row" : "constants";
    ends[key] += size;
    return ends[key] - size;
  };
  return { ends, take };
}

/**
 * The layout for the live variables. Parameters that are neither touched nor change over the years are kept
 * once; those that are one number throughout become literals.
 */
export function layOut(model: Model, inputs: Inputs, needs: LayoutNeeds): Layout {
  const { live, influenced, isTouched } = needs;
  const { ends, take } = newSpace();
  const parameters = new Map<string, ParameterPlace>();
  for (const { name, size, yearly } of model.parameters.values()) {
    if (!needs.parameters.has(name)) continue;
    const values = need(inputs.values, name);
    const free = isTouched(name);
    if (!free && values.every((value) => Object.is(value, values[0])))
      parameters.set(name, { kind: "uniform", value: values[0] });
    else if (yearly && (free || !values.every((value, i) => Object.is(value, values[i % size]))))
      parameters.set(name, { kind: "yearly", offset: take(true, size) });
    else parameters.set(name, { kind: "constant", offset: take(false, size), fixed: !free });
  }
  const isSteady = (name: string) => parameters.get(name)?.kind !== "yearly";
  const settled = settledVariables(model, inputs, live, isSteady);
  const alive = [...model.variables.values()].filter(({ name }) => live.has(name));
  const observedAt = new Map<string, number>();
  for (const { name, size } of alive) if (inputs.observed.has(name)) observedAt.set(name, take(true, size));

  const variables = new Map<string, VariablePlace>();
  const checks = new Map<string, number>();
  const origins = new Set(alive.filter(isOrigin));
  const ordered = [...origins, ...alive.filter((variable) => !origins.has(variable))];
  const place = (isPlaced: (name: string) => boolean) => {
    const from = { settled: ends.constants, computed: ends.row };
    let originsTo = ends.row;
    for (const variable of ordered) {
      const { name, size } = variable;
      if (!isPlaced(name)) continue;
      const offset = take(!settled.has(name), size);
      const observed = observedAt.get(name);
      const imposed = observed === undefined ? {} : { observed, modelled: take(true, size) };
      variables.set(name, { offset, settled: settled.has(name), ...imposed });
      if (origins.has(variable) && !settled.has(name)) originsTo = ends.row;
    }
    for (const { name, size } of model.checks.values())
      if (live.has(name) && isPlaced(name)) checks.set(name, take(true, size));
    return { ...from, originsTo };
  };
  const fixed = place((name) => !influenced.has(name));
  const touched = place((name) => influenced.has(name));
  return {
    years: inputs.years,
    baseYear: inputs.baseYear,
    ...ends,
    settledFrom: { fixed: fixed.settled, influenced: touched.settled },
    computedFrom: { fixed: fixed.computed, influenced: touched.computed },
    originsTo: { fixed: fixed.originsTo, influenced: touched.originsTo },
    parameters,
    variables,
    checks,
  };
}

/**
 * Whether a variable's formulas can make a number that is not finite out of finite ones: by division, exp, log or
 * sqrt. All else passes such a number on (overflow of a product aside), or a clip hides what its origin has shown.
 */
function isOrigin({ initial = [], formula }: Variable): boolean {
  const makes = (e: Expression): boolean =>
    (e.kind === "arithmetic" && e.operator === "/") ||
    (e.kind === "call" && ["exp", "log", "sqrt"].includes(e.name)) ||
    children(e).some(makes);
  return [...initial, ...formula].some(({ expression }) => makes(expression));
}

/**
 * The variables that are the same in every year, so that the base year's run computes them once: those that only
 * carry their initial value on, and those without an initial value that rest on nothing that changes.
 */
function settledVariables(
  model: Model,
  inputs: Inputs,
  live: ReadonlySet<string>,
  isFixed: (parameter: string) => boolean,
): ReadonlySet<string> {
  const candidates = [...model.variables.values()].filter(({ name }) => live.has(name) && !inputs.observed.has(name));
  return closure(candidates, ({ name, over, initial, formula }, settled) => {
    const restsOn = (e: Expression): boolean => {
      if (e.kind === "reference") return e.of === "parameter" ? isFixed(e.name) : settled.has(e.name);
      return e.kind !== "year" && e.kind !== "lag" && children(e).every(restsOn);
    };
    const carriesOn = (e: Expression): boolean => e.kind === "lag" && e.years === 1 && isCell(e.body, name, over);
    return formula.every(({ expression }) => (initial === undefined ? restsOn : carriesOn)(expression));
  });
}

/** Whether the expression is the very cell of the variable that is computed. */
function isCell(e: Expression, name: string, over: readonly string[]): boolean {
  if (e.kind !== "reference" || e.name !== name) return false;
  return e.indices.every((index, i) => index.kind === "bound" && index.domain === over[i]);
}
