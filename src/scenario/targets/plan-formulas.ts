import type { Expression } from "../../engine/language/expression.ts";
import type { Model, PlanFormulas } from "../../engine/language/model.ts";
import { parseUnit } from "../../engine/language/parse-unit.ts";
import { resolveFormula, typeFormula } from "../../engine/language/resolve.ts";
import { isProblem, parseFormula } from "../../engine/language/syntax.ts";
import { isFault } from "../../text/problems.ts";

/** Each formula is resolved once for a model; those that the model brings along need no parser. */
const resolvedFormulas = new WeakMap<Model, Map<string, Expression | string>>();

/**
 * The formula of a plan's quantity in the given unit (without one: in whatever comes out of it), or what is wrong with
 * it in this model.
 */
export function planFormula(model: Model, formula: string, unitText = ""): Expression | string {
  const resolved = resolvedFormulas.get(model) ?? new Map<string, Expression | string>();
  resolvedFormulas.set(model, resolved);
  const key = planFormulaKey(formula, unitText);
  const expression = model.planFormulas?.get(key) ?? resolved.get(key) ?? resolve(model, formula, unitText);
  resolved.set(key, expression);
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
  if (isFault(unit)) return unit.message;
  const expression = resolveFormula(syntax, unit, options);
  return isProblem(expression) ? expression.message : expression;
}

/** Every formula of the table of quantities, resolved; texts where the model cannot say it. */
export function allPlanFormulas(model: Model, quantities: readonly WrittenQuantity[]): PlanFormulas {
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
  return found;
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
