import { likely, type Message, message } from "../../text/problems.ts";
import type { Code, ValuesOf } from "../../text/sentences/english.ts";
import type { Typed as TypedPart } from "../../text/sentences/formulas.ts";
import type { Arithmetic, Comparison, Expression, FunctionName, Index, Reference } from "./expression.ts";
import type { Domain, ModelSet } from "./model.ts";
import type { Syntax, SyntaxProblem } from "./syntax.ts";
import {
  convert,
  describeDimensions,
  dimensionless,
  divide,
  isDimensionless,
  multiply,
  raise,
  sameDimensions,
  type Unit,
} from "./units.ts";

/** What a formula may name. */
export interface Quantity {
  readonly name: string;
  readonly over: readonly string[];
  readonly unit: Unit;
  readonly structural?: boolean;
}

export interface Names {
  readonly sets: ReadonlyMap<string, ModelSet>;
  readonly domains: ReadonlyMap<string, Domain>;
  readonly parameters: ReadonlyMap<string, Quantity>;
  readonly variables: ReadonlyMap<string, Quantity>;
}

/** An index in scope and the members it can stand for. */
export interface BoundIndex {
  readonly name: string;
  readonly parent: string;
  readonly positions: readonly number[];
}

export interface ResolveOptions {
  readonly names: Names;
  readonly scope: readonly BoundIndex[];
  /** The formula never runs in the base year, so `previous(x)` needs no value of its own. */
  readonly hasInitial: boolean;
}

type Meaning = Unit | "zero" | "condition";

interface Typed {
  readonly expression: Expression;
  readonly unit: Meaning;
}

/**
 * The formula with its names resolved and its units converted to `unit`, or the first thing wrong with it.
 * Pass `"condition"` for what must be true or false.
 */
export function resolveFormula(
  syntax: Syntax,
  unit: Unit | "condition",
  options: ResolveOptions,
): Expression | SyntaxProblem {
  try {
    const typed = resolve(syntax, options, false);
    if (unit === "condition") return demandCondition(typed, syntax).expression;
    return convertTo(demandNumber(typed, syntax), unit, syntax, "formula").expression;
  } catch (problem) {
    if (problem instanceof Refusal) return { at: problem.at, ...problem.wrong };
    throw problem;
  }
}

/** The formula with names resolved and the unit that comes out of it, whatever that is; a condition is refused. */
export function typeFormula(
  syntax: Syntax,
  options: ResolveOptions,
): { expression: Expression; unit: Unit } | SyntaxProblem {
  try {
    const typed = demandNumber(resolve(syntax, options, false), syntax);
    return { expression: typed.expression, unit: unitOf(typed) };
  } catch (problem) {
    if (problem instanceof Refusal) return { at: problem.at, ...problem.wrong };
    throw problem;
  }
}

class Refusal extends Error {
  readonly at: number;
  readonly wrong: Message;

  constructor(at: number, wrong: Message) {
    super(wrong.message);
    this.at = at;
    this.wrong = wrong;
  }
}

function refuse<C extends Code>(syntax: Syntax, code: C, values: ValuesOf<C>): never {
  throw new Refusal(syntax.at, message(code, values));
}

const reservedNames = ["year", "base_year"];
const functionArity: Readonly<Record<string, readonly [number, number]>> = {
  if: [3, 3],
  min: [2, Number.POSITIVE_INFINITY],
  max: [2, Number.POSITIVE_INFINITY],
  clip: [3, 3],
  abs: [1, 1],
  exp: [1, 1],
  log: [1, 1],
  sqrt: [1, 1],
  sum: [2, Number.POSITIVE_INFINITY],
  previous: [1, 2],
  lag: [2, 3],
  before: [2, 2],
  after: [2, 2],
  shift: [2, 2],
};

function resolve(syntax: Syntax, options: ResolveOptions, lagged: boolean): Typed {
  switch (syntax.kind) {
    case "number":
      return { expression: { kind: "number", value: syntax.value }, unit: syntax.value === 0 ? "zero" : dimensionless };
    case "name":
      return resolveName(syntax, options);
    case "element":
      return resolveReference(syntax, syntax.name, syntax.indices, options);
    case "operator":
      return resolveOperator(syntax, options, lagged);
    case "call":
      return resolveCall(syntax, options, lagged);
  }
}

function resolveName(syntax: Syntax & { kind: "name" }, options: ResolveOptions): Typed {
  const { name } = syntax;
  if (name === "year" || name === "base_year") return { expression: { kind: name }, unit: dimensionless };
  const bound = options.scope.findLast((index) => index.name === name);
  if (bound !== undefined) {
    if (!options.names.sets.get(bound.parent)?.numeric) refuse(syntax, "set_without_numbers", { name });
    return { expression: { kind: "member_value", domain: name }, unit: dimensionless };
  }
  return resolveReference(syntax, name, [], options);
}

function resolveReference(syntax: Syntax, name: string, indices: readonly Syntax[], options: ResolveOptions): Typed {
  const { parameters, variables, domains } = options.names;
  const parameter = parameters.get(name);
  const quantity = parameter ?? variables.get(name);
  if (quantity === undefined) {
    if (domains.has(name)) refuse(syntax, "set_not_bound", { name });
    const near = likely(name, [...parameters.keys(), ...variables.keys(), ...reservedNames]);
    refuse(syntax, "name_unknown", { name, near });
  }
  const { over } = quantity;
  if (indices.length !== over.length) refuse(syntax, "index_count", { name, over, given: indices.length });
  const resolved = indices.map((index, i) => resolveIndex(index, over[i], name, options));
  return {
    expression: { kind: "reference", of: parameter === undefined ? "variable" : "parameter", name, indices: resolved },
    unit: quantity.unit,
  };
}

function resolveIndex(syntax: Syntax, domainName: string, owner: string, options: ResolveOptions): Index {
  if (syntax.kind !== "name") return refuse(syntax, "index_name", {});
  const domain = options.names.domains.get(domainName) as Domain;
  const bound = options.scope.findLast((index) => index.name === syntax.name);
  if (bound !== undefined) {
    if (bound.parent !== domain.parent)
      refuse(syntax, "index_other_set", { index: syntax.name, name: owner, set: domainName });
    const missing = bound.positions.find((position) => !domain.positions.includes(position));
    if (missing !== undefined) {
      const member = (options.names.sets.get(domain.parent) as ModelSet).members[missing].name;
      refuse(syntax, "index_lacks", { name: owner, set: domainName, member });
    }
    return { kind: "bound", domain: syntax.name };
  }
  const { members } = options.names.sets.get(domain.parent) as ModelSet;
  const position = members.findIndex((member) => member.name === syntax.name);
  if (position >= 0 && domain.positions.includes(position)) return { kind: "member", position, name: syntax.name };
  if (options.names.domains.has(syntax.name)) return refuse(syntax, "set_not_bound", { name: syntax.name });
  const known = domain.positions.map((p) => members[p].name);
  return refuse(syntax, "no_member", { name: syntax.name, set: domainName, near: likely(syntax.name, known) });
}

function resolveOperator(syntax: Syntax & { kind: "operator" }, options: ResolveOptions, lagged: boolean): Typed {
  const { operator } = syntax;
  const [first, second] = syntax.arguments;
  const left = resolve(first, options, lagged);
  if (second === undefined) {
    if (operator === "not")
      return { expression: { kind: "not", body: demandCondition(left, first).expression }, unit: "condition" };
    const body = demandNumber(left, first);
    if (operator === "+") return body;
    if (body.expression.kind === "number")
      return { expression: { kind: "number", value: 0 - body.expression.value }, unit: body.unit };
    return { expression: { kind: "negate", body: body.expression }, unit: body.unit };
  }
  const right = resolve(second, options, lagged);
  switch (operator) {
    case "and":
    case "or":
      return {
        expression: {
          kind: "logic",
          operator,
          left: demandCondition(left, first).expression,
          right: demandCondition(right, second).expression,
        },
        unit: "condition",
      };
    case "+":
    case "-": {
      const [a, b] = align([demandNumber(left, first), demandNumber(right, second)], [first, second]);
      return { expression: arithmetic(operator, a.expression, b.expression), unit: a.unit };
    }
    case "*":
    case "/": {
      const a = unitOf(demandNumber(left, first));
      const b = unitOf(demandNumber(right, second));
      const unit = left.unit === "zero" && operator === "*" ? "zero" : operator === "*" ? multiply(a, b) : divide(a, b);
      return { expression: arithmetic(operator, left.expression, right.expression), unit };
    }
    case "^":
      return resolvePower(demandNumber(left, first), demandNumber(right, second), first, second);
    default: {
      const [a, b] = align([demandNumber(left, first), demandNumber(right, second)], [first, second]);
      return {
        expression: { kind: "compare", operator: operator as Comparison, left: a.expression, right: b.expression },
        unit: "condition",
      };
    }
  }
}

/** `x^2` is `x*x`; any other power is `exp(b*log(a))`, so that every backend has the same bits. */
function resolvePower(base: Typed, exponent: Typed, baseSyntax: Syntax, exponentSyntax: Syntax): Typed {
  const unit = unitOf(base);
  if (exponent.expression.kind === "number") {
    const power = exponent.expression.value;
    if (power === 2) return { expression: { kind: "square", body: base.expression }, unit: raise(unit, 2) };
    if (!isDimensionless(unit) && !Number.isInteger(power))
      refuse(baseSyntax, "power_without_unit", { dimensions: describeDimensions(unit), power });
    if (Number.isInteger(power))
      return { expression: powerOf(base.expression, exponent.expression), unit: raise(unit, power) };
  }
  const plainBase = convertTo(base, dimensionless, baseSyntax, "base");
  const plainExponent = convertTo(exponent, dimensionless, exponentSyntax, "exponent");
  return { expression: powerOf(plainBase.expression, plainExponent.expression), unit: dimensionless };
}

function powerOf(base: Expression, exponent: Expression): Expression {
  const logarithm: Expression = { kind: "call", name: "log", arguments: [base] };
  return { kind: "call", name: "exp", arguments: [arithmetic("*", exponent, logarithm)] };
}

function resolveCall(syntax: Syntax & { kind: "call" }, options: ResolveOptions, lagged: boolean): Typed {
  const { name, arguments: given } = syntax;
  if (!Object.hasOwn(functionArity, name)) {
    const known = Object.keys(functionArity);
    refuse(syntax, "function_unknown", { name, known, near: likely(name, known) });
  }
  const [least, most] = functionArity[name];
  if (given.length < least || given.length > most)
    refuse(syntax, "function_arguments", {
      name,
      least,
      most: Number.isFinite(most) ? most : undefined,
      given: given.length,
    });
  const number = (i: number, scope = options, inLag = lagged) =>
    demandNumber(resolve(given[i], scope, inLag), given[i]);
  switch (name) {
    case "if": {
      const condition = demandCondition(resolve(given[0], options, lagged), given[0]);
      const [a, b] = align([number(1), number(2)], [given[1], given[2]]);
      return {
        expression: { kind: "if", condition: condition.expression, consequent: a.expression, alternate: b.expression },
        unit: a.unit,
      };
    }
    case "min":
    case "max": {
      const aligned = align(
        given.map((_, i) => number(i)),
        given,
      );
      return { expression: { kind: "call", name, arguments: aligned.map((a) => a.expression) }, unit: aligned[0].unit };
    }
    case "clip": {
      const [x, low, high] = align([number(0), number(1), number(2)], given);
      const upper: Expression = { kind: "call", name: "min", arguments: [x.expression, high.expression] };
      return { expression: { kind: "call", name: "max", arguments: [upper, low.expression] }, unit: x.unit };
    }
    case "abs": {
      const body = number(0);
      return { expression: { kind: "call", name, arguments: [body.expression] }, unit: body.unit };
    }
    case "sqrt":
    case "exp":
    case "log": {
      const body = convertTo(number(0), dimensionless, given[0], { argument: name });
      return {
        expression: { kind: "call", name: name as FunctionName, arguments: [body.expression] },
        unit: dimensionless,
      };
    }
    case "sum":
      return resolveSum(syntax, options, lagged);
    case "before":
    case "after":
    case "shift": {
      const domain = boundDomain(given[1], name, options);
      const { parent, positions } = options.names.domains.get(domain) as Domain;
      const body = number(0, { ...options, scope: [...options.scope, { name: domain, parent, positions }] });
      if (name === "shift") return { expression: { kind: "shift", domain, body: body.expression }, unit: body.unit };
      return { expression: { kind: "sum", range: name, domain, body: body.expression }, unit: body.unit };
    }
    default:
      return resolveLag(syntax, options, lagged);
  }
}

function resolveSum(syntax: Syntax & { kind: "call" }, options: ResolveOptions, lagged: boolean): Typed {
  const [body, ...over] = syntax.arguments;
  const bound = over.map((index): BoundIndex => {
    if (index.kind !== "name") return refuse(index, "sum_set", {});
    const domain = options.names.domains.get(index.name);
    if (domain === undefined)
      return refuse(index, "set_unknown", { name: index.name, near: likely(index.name, options.names.domains.keys()) });
    return { name: index.name, parent: domain.parent, positions: domain.positions };
  });
  const inner = demandNumber(resolve(body, { ...options, scope: [...options.scope, ...bound] }, lagged), body);
  const expression = bound.reduceRight<Expression>(
    (inside, index) => ({ kind: "sum", range: "all", domain: index.name, body: inside }),
    inner.expression,
  );
  return { expression, unit: inner.unit };
}

function boundDomain(syntax: Syntax, caller: string, options: ResolveOptions): string {
  if (syntax.kind !== "name") return refuse(syntax, "bound_set", { name: caller });
  if (!options.scope.some((index) => index.name === syntax.name))
    refuse(syntax, "bound_set_free", { name: caller, set: syntax.name });
  return syntax.name;
}

function resolveLag(syntax: Syntax & { kind: "call" }, options: ResolveOptions, lagged: boolean): Typed {
  const { name, arguments: given } = syntax;
  if (lagged) refuse(syntax, "lag_nested", { name });
  const body = demandNumber(resolve(given[0], options, true), given[0]);
  const years = name === "previous" ? 1 : lagYears(given[1], options);
  const initialSyntax = given[name === "previous" ? 1 : 2];
  if (initialSyntax === undefined) {
    if (years !== 1) refuse(syntax, "lag_before", { name });
    if (!options.hasInitial) refuse(syntax, "lag_initial", { name });
    return { expression: { kind: "lag", years, body: body.expression }, unit: body.unit };
  }
  const initial = demandNumber(resolve(initialSyntax, options, false), initialSyntax);
  const [a, b] = align([body, initial], [given[0], initialSyntax]);
  return { expression: { kind: "lag", years, body: a.expression, initial: b.expression }, unit: a.unit };
}

function lagYears(syntax: Syntax, options: ResolveOptions): number | Reference {
  if (syntax.kind === "number") {
    if (!Number.isInteger(syntax.value)) refuse(syntax, "lag_years", { years: syntax.value });
    return syntax.value;
  }
  const typed = syntax.kind === "name" || syntax.kind === "element" ? resolve(syntax, options, false) : undefined;
  const reference = typed?.expression;
  const structural = reference?.kind === "reference" && options.names.parameters.get(reference.name)?.structural;
  if (!structural) return refuse(syntax, "lag_parameter", {});
  return reference;
}

function arithmetic(operator: Arithmetic, left: Expression, right: Expression): Expression {
  return { kind: "arithmetic", operator, left, right };
}

function unitOf(typed: Typed): Unit {
  return typeof typed.unit === "string" ? dimensionless : typed.unit;
}

function demandNumber(typed: Typed, syntax: Syntax): Typed {
  if (typed.unit === "condition") refuse(syntax, "condition_for_number", {});
  return typed;
}

function demandCondition(typed: Typed, syntax: Syntax): Typed {
  if (typed.unit !== "condition") refuse(syntax, "number_for_condition", {});
  return typed;
}

/** All in the unit of the first that has one; a literal 0 fits any. */
function align(parts: readonly Typed[], syntaxes: readonly Syntax[]): Typed[] {
  const leading = parts.find((part) => part.unit !== "zero");
  if (leading === undefined) return [...parts];
  const unit = leading.unit as Unit;
  return parts.map((part, i) => (part === leading ? part : convertTo(part, unit, syntaxes[i], "this")));
}

function convertTo(typed: Typed, unit: Unit, syntax: Syntax, what: TypedPart): Typed {
  if (typed.unit === "zero") return { expression: typed.expression, unit };
  const from = typed.unit as Unit;
  if (!sameDimensions(from, unit)) {
    const [found, needed] = [from, unit].map((one) => ({ dimensions: describeDimensions(one), unit: one.text }));
    refuse(syntax, "unit_differs", { what, found, needed });
  }
  const ratio = convert(from, unit) as number;
  if (ratio === 1) return { expression: typed.expression, unit };
  return { expression: arithmetic("*", typed.expression, { kind: "number", value: ratio }), unit };
}
