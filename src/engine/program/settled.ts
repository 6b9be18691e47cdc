import { children, type Expression, type Reference } from "../language/expression.ts";
import type { Inputs, Model, Variable } from "../language/model.ts";

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
