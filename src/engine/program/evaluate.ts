import { need } from "../../text/need.ts";
import { bodyPositions, type Positions, referencedCell } from "../language/cells.ts";
import type { Arithmetic, Comparison, Expression, FunctionName } from "../language/expression.ts";
import type { Model } from "../language/model.ts";
import { exp, log } from "./elementary.ts";

/** Where the numbers of an evaluation come from; years count from the base year. */
export interface Sources {
  readonly model: Model;
  readonly baseYear: number;
  parameter(name: string, cell: number, year: number): number;
  variable(name: string, cell: number, year: number): number;
}

/** What the signs and functions of formulas compute, in every backend to the bit. */
export const operations: Readonly<Record<Arithmetic | FunctionName, (...values: number[]) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  min: (...values) => values.reduce((a, b) => Math.min(a, b)),
  max: (...values) => values.reduce((a, b) => Math.max(a, b)),
  abs: (a) => Math.abs(a),
  exp: (a) => exp(a),
  log: (a) => log(a),
  sqrt: (a) => Math.sqrt(a),
};

export const comparisons: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** The expression's value; a condition is 1 or 0. The order of operations is the compiler's, to the bit. */
export function evaluate(e: Expression, sources: Sources, scope: Positions, year: number): number {
  const { model } = sources;
  const at = (inner: Expression, innerScope: Positions = scope, innerYear: number = year) =>
    evaluate(inner, sources, innerScope, innerYear);
  switch (e.kind) {
    case "number":
      return e.value;
    case "year":
      return sources.baseYear + year;
    case "base_year":
      return sources.baseYear;
    case "member_value":
      return memberValue(model, e.domain, need(scope, e.domain));
    case "reference": {
      const { over } = need<string, { over: readonly string[] }>(model[`${e.of}s`], e.name);
      return sources[e.of](e.name, referencedCell(model, over, e.indices, scope), year);
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
      return operations[e.operator](at(e.left), at(e.right));
    case "compare":
      return comparisons[e.operator](at(e.left), at(e.right)) ? 1 : 0;
    case "logic": {
      const [left, right] = [at(e.left), at(e.right)];
      return e.operator === "and" ? left * right : Math.max(left, right);
    }
    case "call":
      return operations[e.name](...e.arguments.map((argument) => at(argument)));
    case "if":
      return at(e.condition) === 1 ? at(e.consequent) : at(e.alternate);
    case "sum":
      return bodyPositions(model, e, scope).reduce(
        (total, position) => total + at(e.body, new Map(scope).set(e.domain, position)),
        0,
      );
    case "shift": {
      const [position] = bodyPositions(model, e, scope);
      return position === undefined ? 0 : at(e.body, new Map(scope).set(e.domain, position));
    }
    case "lag": {
      const years = typeof e.years === "number" ? e.years : at(e.years);
      return year >= years ? at(e.body, scope, year - years) : at(initialOf(e));
    }
  }
}

/** The number of the member at a position of a numeric set. */
export function memberValue({ domains, sets }: Model, domain: string, position: number): number {
  return need(sets, need(domains, domain).parent).members[position].value as number;
}

/** What a lag gives before the base year. */
export function initialOf(e: Expression & { kind: "lag" }): Expression {
  if (e.initial === undefined) throw new Error("a lag reaches before the base year");
  return e.initial;
}
