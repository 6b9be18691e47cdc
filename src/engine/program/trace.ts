import type { Place } from "../../text/problems.ts";
import { cellNames } from "../language/cells.ts";
import type { Expression, Reference } from "../language/expression.ts";
import { unparse } from "../language/expression.ts";
import type { Domain, Model } from "../language/model.ts";
import { blocksOf } from "./blocks.ts";
import { evaluate, referencedCell, type Scope, type Sources } from "./evaluate.ts";
import { blockAt, byName } from "./interpret.ts";

/** One number that went into a cell. */
export interface TracedInput {
  readonly of: "parameter" | "variable";
  readonly name: string;
  readonly members: readonly string[];
  readonly cell: number;
  /** The calendar year it was taken from. */
  readonly year: number;
  readonly value: number;
  readonly unit: string;
}

/** How a cell came about. */
export interface Trace {
  readonly name: string;
  readonly members: readonly string[];
  readonly year: number;
  readonly value: number;
  readonly unit: string;
  /** The formula as it stands in the model file, and where. */
  readonly formula: string;
  readonly at: Place;
  /** The formula with names resolved, and the same with numbers in their places; sums show their total. */
  readonly resolved: string;
  readonly filled: string;
  /** Every number that the formula read, once each, in source order. */
  readonly inputs: readonly TracedInput[];
}

/**
 * How a variable's cell came about in a year counted from the base year: its formula, the same with numbers
 * filled in, and every number it read. Values come from `sources`, so nothing is computed twice.
 */
export function traceCell(model: Model, sources: Sources, name: string, cell: number, year: number): Trace {
  const variable = model.variables.get(name);
  if (variable === undefined) throw new RangeError(`the model "${model.name}" has no variable "${name}"`);
  const blocks = byName(blocksOf(model, year === 0 ? "base" : "later"));
  const { block, scope } = blockAt(model, blocks, name, cell);
  const { expression, text, at } = block.branch;
  const found = new Map<string, TracedInput>();
  const note = (reference: Reference, at: Scope, when: number) => {
    const quantity = model.parameters.get(reference.name) ?? model.variables.get(reference.name);
    if (quantity === undefined) return;
    const own = referencedCell(model, quantity.over, reference, at);
    const key = `${reference.name} ${own} ${when}`;
    if (found.has(key)) return;
    found.set(key, {
      of: reference.of,
      name: reference.name,
      members: cellNames(model, quantity.over)[own],
      cell: own,
      year: sources.baseYear + when,
      value: sources[reference.of](reference.name, own, when),
      unit: quantity.unit.text,
    });
  };
  visitReferences(expression, model, sources, scope, year, note);
  return {
    name,
    members: cellNames(model, variable.over)[cell],
    year: sources.baseYear + year,
    value: sources.variable(name, cell, year),
    unit: variable.unit.text,
    formula: text,
    at,
    resolved: unparse(expression),
    filled: fill(expression, sources, scope, year),
    inputs: [...found.values()],
  };
}

type Note = (reference: Reference, scope: Scope, year: number) => void;

/** Calls `note` for every number the expression reads here; only the branch of an `if` that is taken counts. */
function visitReferences(
  e: Expression,
  model: Model,
  sources: Sources,
  scope: Scope,
  year: number,
  note: Note,
): undefined {
  const visit = (inner: Expression, at: Scope = scope, when: number = year) =>
    visitReferences(inner, model, sources, at, when, note);
  switch (e.kind) {
    case "reference":
      note(e, scope, year);
      return undefined;
    case "negate":
    case "not":
    case "square":
      return visit(e.body);
    case "arithmetic":
    case "compare":
    case "logic":
      visit(e.left);
      return visit(e.right);
    case "call":
      for (const argument of e.arguments) visit(argument);
      return undefined;
    case "if":
      visit(e.condition);
      return visit(evaluate(e.condition, sources, scope, year) === 1 ? e.consequent : e.alternate);
    case "sum": {
      const { positions } = model.domains.get(e.domain) as Domain;
      const here = e.range === "all" ? -1 : positions.indexOf(scope.get(e.domain) as number);
      for (const [i, position] of positions.entries()) {
        if (e.range === "before" && i >= here) break;
        if (e.range === "after" && i <= here) continue;
        visit(e.body, new Map(scope).set(e.domain, position));
      }
      return undefined;
    }
    case "shift": {
      const { positions } = model.domains.get(e.domain) as Domain;
      const here = positions.indexOf(scope.get(e.domain) as number);
      return here > 0 ? visit(e.body, new Map(scope).set(e.domain, positions[here - 1])) : undefined;
    }
    case "lag": {
      const years = typeof e.years === "number" ? e.years : evaluate(e.years, sources, scope, year);
      if (year >= years) return visit(e.body, scope, year - years);
      return e.initial === undefined ? undefined : visit(e.initial);
    }
    default:
      return undefined;
  }
}

/** The expression with its numbers in place; sums, shifts and lags show what came out of them. */
function fill(e: Expression, sources: Sources, scope: Scope, year: number): string {
  const inner = (part: Expression) => fill(part, sources, scope, year);
  const whole = () => formatNumber(evaluate(e, sources, scope, year));
  switch (e.kind) {
    case "number":
    case "year":
    case "base_year":
    case "member_value":
    case "reference":
    case "shift":
    case "lag":
      return whole();
    case "sum":
      return `${e.range === "all" ? "sum" : e.range}(...) {${whole()}}`;
    case "negate":
      return `-${inner(e.body)}`;
    case "not":
      return `not ${inner(e.body)}`;
    case "square":
      return `${inner(e.body)}^2`;
    case "arithmetic":
    case "compare":
    case "logic":
      return `(${inner(e.left)} ${e.operator} ${inner(e.right)})`;
    case "call":
      return `${e.name}(${e.arguments.map(inner).join(", ")})`;
    case "if":
      return `if(${inner(e.condition)}, ${inner(e.consequent)}, ${inner(e.alternate)})`;
  }
}

/** Seven significant digits are enough for a reader; files carry all of them. */
function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(7)));
}
