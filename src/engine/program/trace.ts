import { need } from "../../text/need.ts";
import type { Place } from "../../text/problems.ts";
import { cellNames, type Positions } from "../language/cells.ts";
import { type Expression, unparse } from "../language/expression.ts";
import type { Model, Parameter, Variable } from "../language/model.ts";
import { evaluate, type Sources } from "./evaluate.ts";
import { readsIn } from "./influence.ts";
import { blockFinder } from "./interpret.ts";

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
  const { block, scope } = blockFinder(model)(name, cell, year);
  const { expression, text, at } = block.branch;
  const lags = readsIn([block.branch]).lags;
  const inputs = new Map<string, TracedInput>();
  const noting =
    (of: TracedInput["of"]): Sources[TracedInput["of"]] =>
    (read, from, when) => {
      const value = sources[of](read, from, when);
      const { over, unit } = need<string, Parameter | Variable>(model[`${of}s`], read);
      const key = `${read} ${from} ${when}`;
      const year = sources.baseYear + when;
      const named = { of, name: read, members: cellNames(model, over)[from], cell: from };
      if (!lags.has(read) && !inputs.has(key)) inputs.set(key, { ...named, year, value, unit: unit.text });
      return value;
    };
  evaluate(expression, { ...sources, parameter: noting("parameter"), variable: noting("variable") }, scope, year);
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
    inputs: [...inputs.values()],
  };
}

/** The expression with its numbers in place; sums, shifts and lags show what came out of them. */
function fill(e: Expression, sources: Sources, scope: Positions, year: number): string {
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
