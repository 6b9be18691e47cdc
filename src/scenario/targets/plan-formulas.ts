import type { Expression } from "../../engine/language/expression.ts";
import type { Model } from "../../engine/language/model.ts";
import { resolveFormula, typeFormula } from "../../engine/language/resolve.ts";
import { isProblem, parseFormula } from "../../engine/language/syntax.ts";
import { parseUnit } from "../../engine/language/units.ts";

/** Formulas resolved against a model, by text and unit; a text where the model cannot say them. */
export type PlanFormulas = Map<string, Expression | string>;

const resolved = new WeakMap<Model, PlanFormulas>();

/** Takes formulas that were resolved before, so that the parser need not come up. */
export function keepPlanFormulas(model: Model, formulas: Iterable<[string, Expression | string]>): void {
  resolved.set(model, new Map(formulas));
}

/**
 * The formula of a plan's quantity in the given unit (without one: in whatever comes out of it), or what is wrong with
 * it in this model.
 */
export function planFormula(model: Model, formula: string, unitText = ""): Expression | string {
  let known = resolved.get(model);
  if (known === undefined) {
    known = new Map();
    resolved.set(model, known);
  }
  const key = planFormulaKey(formula, unitText);
  let expression = known.get(key);
  if (expression === undefined) {
    expression = resolve(model, formula, unitText);
    known.set(key, expression);
  }
  return expression;
}

function planFormulaKey(formula: string, unitText: string): string {
  return `${formula} | ${unitText}`;
}

function resolve(model: Model, formula: string, unitText: string): Expression | string {
  const syntax = parseFormula(formula);
  if (isProblem(syntax)) return syntax.message;
  const { sets, domains, parameters, variables } = model;
  const options = { names: { sets, domains, parameters, variables }, scope: [], hasInitial: false };
  if (unitText === "") {
    const typed = typeFormula(syntax, options);
    return isProblem(typed) ? typed.message : typed.expression;
  }
  const unit = parseUnit(model.units, unitText);
  if (typeof unit === "string") return unit;
  const expression = resolveFormula(syntax, unit, options);
  return isProblem(expression) ? expression.message : expression;
}

/** Every formula of the table of quantities, resolved, for `keepPlanFormulas`; texts where the model cannot say it. */
export function allPlanFormulas(model: Model, quantities: readonly WrittenQuantity[]): [string, Expression | string][] {
  const found = new Map<string, Expression | string>();
  const add = (formula: string, unit: string): void => {
    if (formula === "") return;
    const bases = formula.includes("{base}") ? referenceYears(model) : [""];
    for (const base of bases) {
      const written = formula.replaceAll("{base}", base);
      found.set(planFormulaKey(written, unit), planFormula(model, written, unit));
    }
  };
  for (const { formula, than, known, unit } of quantities) {
    add(formula, unit);
    add(than, "");
    add(known, "");
  }
  return [...found];
}

/** A row of the table of quantities as written; empty where a column is. */
export interface WrittenQuantity {
  readonly formula: string;
  readonly than: string;
  readonly known: string;
  readonly unit: string;
}

/** The years that reductions are measured from, such as 2005. */
function referenceYears(model: Model): string[] {
  const members = model.sets.get("reference_year")?.members ?? [];
  return members.map(({ name }) => name.replace(/^y/, ""));
}
