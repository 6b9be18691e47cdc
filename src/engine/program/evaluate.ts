import { domainsOf, strides } from "../language/cells.ts";
import type { Comparison, Expression, Reference } from "../language/expression.ts";
import type { Domain, Model } from "../language/model.ts";
import { exp, log } from "./elementary.ts";

/** Where the numbers of an evaluation come from; years count from the base year. */
export interface Sources {
  readonly model: Model;
  readonly baseYear: number;
  parameter(name: string, cell: number, year: number): number;
  variable(name: string, cell: number, year: number): number;
}

/** The position in its parent set at which each bound index stands. */
export type Scope = ReadonlyMap<string, number>;

/** The cell that a reference points at. */
export function referencedCell(model: Model, over: readonly string[], reference: Reference, scope: Scope): number {
  const domains = domainsOf(model, over);
  const steps = strides(model, over);
  return reference.indices.reduce((cell, index, i) => {
    const position = index.kind === "member" ? index.position : (scope.get(index.domain) as number);
    return cell + domains[i].positions.indexOf(position) * steps[i];
  }, 0);
}

/** The expression's value; a condition is 1 or 0. The order of operations is the compiler's, to the bit. */
export function evaluate(e: Expression, sources: Sources, scope: Scope, year: number): number {
  const { model } = sources;
  const at = (inner: Expression, innerScope: Scope = scope, innerYear: number = year) =>
    evaluate(inner, sources, innerScope, innerYear);
  const domainBound = (name: string) => model.domains.get(name) as Domain;
  switch (e.kind) {
    case "number":
      return e.value;
    case "year":
      return sources.baseYear + year;
    case "base_year":
      return sources.baseYear;
    case "member_value": {
      const { parent } = domainBound(e.domain);
      return model.sets.get(parent)?.members[scope.get(e.domain) as number].value as number;
    }
    case "reference": {
      const { over } = (model.parameters.get(e.name) ?? model.variables.get(e.name)) as { over: readonly string[] };
      return sources[e.of](e.name, referencedCell(model, over, e, scope), year);
    }
    case "negate":
      return -at(e.body);
    case "not":
      return 1 - at(e.body);
    case "square": {
      const base = at(e.body);
      return base * base;
    }
    case "arithmetic":
      return calculate(e.operator, at(e.left), at(e.right));
    case "compare":
      return compare(e.operator, at(e.left), at(e.right)) ? 1 : 0;
    case "logic": {
      const left = at(e.left);
      const right = at(e.right);
      return e.operator === "and" ? left * right : Math.max(left, right);
    }
    case "call":
      return call(
        e.name,
        e.arguments.map((argument) => at(argument)),
      );
    case "if":
      return at(e.condition) === 1 ? at(e.consequent) : at(e.alternate);
    case "sum": {
      const { positions } = domainBound(e.domain);
      const here = e.range === "all" ? -1 : positions.indexOf(scope.get(e.domain) as number);
      let total = 0;
      for (const [i, position] of positions.entries()) {
        if (e.range === "before" && i >= here) continue;
        if (e.range === "after" && i <= here) continue;
        total += at(e.body, new Map(scope).set(e.domain, position));
      }
      return total;
    }
    case "shift": {
      const { positions } = domainBound(e.domain);
      const here = positions.indexOf(scope.get(e.domain) as number);
      return here > 0 ? at(e.body, new Map(scope).set(e.domain, positions[here - 1])) : 0;
    }
    case "lag": {
      const years = typeof e.years === "number" ? e.years : at(e.years);
      if (year >= years) return at(e.body, scope, year - years);
      if (e.initial === undefined) throw new Error("a lag reaches before the base year");
      return at(e.initial);
    }
  }
}

function calculate(operator: "+" | "-" | "*" | "/", a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
  }
}

export function compare(operator: Comparison, a: number, b: number): boolean {
  switch (operator) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function call(name: string, values: readonly number[]): number {
  switch (name) {
    case "min":
      return values.reduce((a, b) => Math.min(a, b));
    case "max":
      return values.reduce((a, b) => Math.max(a, b));
    case "abs":
      return Math.abs(values[0]);
    case "exp":
      return exp(values[0]);
    case "log":
      return log(values[0]);
    default:
      return Math.sqrt(values[0]);
  }
}
