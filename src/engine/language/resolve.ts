import { need } from "../../text/need.ts";
import { likely, type Message, message } from "../../text/problems.ts";
import type { Code, ValuesOf } from "../../text/sentences/english.ts";
import type { Typed as TypedPart } from "../../text/sentences/models.ts";
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

interface ResolveOptions {
  readonly names: Names;
  readonly scope: readonly BoundIndex[];
  /** The formula never runs in the base year, so `previous(x)` needs no value of its own. */
  readonly hasInitial: boolean;
  /** Inside a lag, where no other one may stand. */
  readonly lagged?: boolean;
}

interface Typed {
  readonly expression: Expression;
  readonly unit: Unit | "zero" | "condition";
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
  return orProblem(() => {
    const typed = resolve(syntax, options);
    if (unit === "condition") return demandCondition(typed, syntax);
    return convertTo(demandNumber(typed, syntax), unit, syntax, "formula").expression;
  });
}

/** The formula with names resolved and the unit that comes out of it, whatever that is; a condition is refused. */
export function typeFormula(
  syntax: Syntax,
  options: ResolveOptions,
): { expression: Expression; unit: Unit } | SyntaxProblem {
  return orProblem(() => {
    const typed = resolveNumber(syntax, options);
    return { expression: typed.expression, unit: unitOf(typed) };
  });
}

function orProblem<T>(read: () => T): T | SyntaxProblem {
  try {
    return read();
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
const anyNumber = Number.POSITIVE_INFINITY;
/** The least and the most arguments of each function. */
const functionArity: Readonly<Record<string, readonly [number, number]>> = {
  if: [3, 3],
  min: [2, anyNumber],
  max: [2, anyNumber],
  clip: [3, 3],
  abs: [1, 1],
  exp: [1, 1],
  log: [1, 1],
  sqrt: [1, 1],
  sum: [2, anyNumber],
  previous: [1, 2],
  lag: [2, 3],
  before: [2, 2],
  after: [2, 2],
  shift: [2, 2],
};

function resolve(syntax: Syntax, options: ResolveOptions): Typed {
  switch (syntax.kind) {
    case "number":
      return { expression: { kind: "number", value: syntax.value }, unit: syntax.value === 0 ? "zero" : dimensionless };
    case "name":
      return resolveName(syntax, options);
    case "element":
      return resolveReference(syntax, syntax.name, syntax.indices, options);
    case "operator":
      return resolveOperator(syntax, options);
    case "call":
      return resolveCall(syntax, options);
  }
}

function resolveNumber(syntax: Syntax, options: ResolveOptions): Typed {
  return demandNumber(resolve(syntax, options), syntax);
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
  const domain = need(options.names.domains, domainName);
  const bound = options.scope.findLast((index) => index.name === syntax.name);
  if (bound !== undefined) {
    if (bound.parent !== domain.parent)
      refuse(syntax, "index_other_set", { index: syntax.name, name: owner, set: domainName });
    const missing = bound.positions.find((position) => !domain.positions.includes(position));
    if (missing !== undefined) {
      const member = need(options.names.sets, domain.parent).members[missing].name;
      refuse(syntax, "index_lacks", { name: owner, set: domainName, member });
    }
    return { kind: "bound", domain: syntax.name };
  }
  const { members } = need(options.names.sets, domain.parent);
  const position = members.findIndex((member) => member.name === syntax.name);
  if (position >= 0 && domain.positions.includes(position)) return { kind: "member", position, name: syntax.name };
  if (options.names.domains.has(syntax.name)) return refuse(syntax, "set_not_bound", { name: syntax.name });
  const known = domain.positions.map((p) => members[p].name);
  return refuse(syntax, "no_member", { name: syntax.name, set: domainName, near: likely(syntax.name, known) });
}

function resolveOperator(syntax: Syntax & { kind: "operator" }, options: ResolveOptions): Typed {
  const { operator } = syntax;
  const [first, second] = syntax.arguments;
  const left = resolve(first, options);
  if (second === undefined) {
    if (operator === "not")
      return { expression: { kind: "not", body: demandCondition(left, first) }, unit: "condition" };
    const { expression: body, unit } = demandNumber(left, first);
    if (operator === "+") return { expression: body, unit };
    if (body.kind === "number") return { expression: { kind: "number", value: 0 - body.value }, unit };
    return { expression: { kind: "negate", body }, unit };
  }
  const right = resolve(second, options);
  if (operator === "and" || operator === "or") {
    const sides = { left: demandCondition(left, first), right: demandCondition(right, second) };
    return { expression: { kind: "logic", operator, ...sides }, unit: "condition" };
  }
  const numbers = [demandNumber(left, first), demandNumber(right, second)];
  if (operator === "^") return resolvePower(numbers[0], numbers[1], first, second);
  if (operator === "*" || operator === "/") {
    const [a, b] = numbers.map(unitOf);
    const unit = operator === "*" ? multiply(a, b) : divide(a, b);
    const expression = arithmetic(operator, left.expression, right.expression);
    return { expression, unit: left.unit === "zero" && operator === "*" ? "zero" : unit };
  }
  const [a, b] = align(numbers, [first, second]);
  if (operator === "+" || operator === "-")
    return { expression: arithmetic(operator, a.expression, b.expression), unit: a.unit };
  const sides = { left: a.expression, right: b.expression };
  return { expression: { kind: "compare", operator: operator as Comparison, ...sides }, unit: "condition" };
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

function resolveCall(syntax: Syntax & { kind: "call" }, options: ResolveOptions): Typed {
  const { name, arguments: given } = syntax;
  if (!Object.hasOwn(functionArity, name)) {
    const known = Object.keys(functionArity);
    refuse(syntax, "function_unknown", { name, known, near: likely(name, known) });
  }
  const [least, most] = functionArity[name];
  if (given.length < least || given.length > most) {
    const atMost = Number.isFinite(most) ? most : undefined;
    refuse(syntax, "function_arguments", { name, least, most: atMost, given: given.length });
  }
  const number = (i: number) => resolveNumber(given[i], options);
  const aligned = (from = 0) => {
    const parts = given.slice(from);
    return align(
      parts.map((part) => resolveNumber(part, options)),
      parts,
    );
  };
  const call = (name: FunctionName, ...parts: readonly Typed[]): Typed => ({
    expression: { kind: "call", name, arguments: parts.map(({ expression }) => expression) },
    unit: parts[0].unit,
  });
  switch (name) {
    case "if": {
      const condition = demandCondition(resolve(given[0], options), given[0]);
      const [a, b] = aligned(1);
      return {
        expression: { kind: "if", condition, consequent: a.expression, alternate: b.expression },
        unit: a.unit,
      };
    }
    case "min":
    case "max":
      return call(name, ...aligned());
    case "clip": {
      const [x, low, high] = aligned();
      return call("max", call("min", x, high), low);
    }
    case "abs":
      return call(name, number(0));
    case "sqrt":
    case "exp":
    case "log":
      return call(name, convertTo(number(0), dimensionless, given[0], { argument: name }));
    case "sum":
      return resolveSum(given, options);
    case "before":
    case "after":
    case "shift": {
      const domain = boundDomain(given[1], name, options);
      const { parent, positions } = need(options.names.domains, domain);
      const scope = [...options.scope, { name: domain, parent, positions }];
      const { expression: body, unit } = resolveNumber(given[0], { ...options, scope });
      if (name === "shift") return { expression: { kind: "shift", domain, body }, unit };
      return { expression: { kind: "sum", range: name, domain, body }, unit };
    }
    default:
      return resolveLag(syntax, options);
  }
}

function resolveSum([body, ...over]: readonly Syntax[], options: ResolveOptions): Typed {
  const { domains } = options.names;
  const bound = over.map((index): BoundIndex => {
    if (index.kind !== "name") return refuse(index, "sum_set", {});
    const { name } = index;
    const domain = domains.get(name);
    if (domain === undefined) return refuse(index, "set_unknown", { name, near: likely(name, domains.keys()) });
    return { name, parent: domain.parent, positions: domain.positions };
  });
  const inner = resolveNumber(body, { ...options, scope: [...options.scope, ...bound] });
  const expression = bound.reduceRight<Expression>(
    (inside, { name }) => ({ kind: "sum", range: "all", domain: name, body: inside }),
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

function resolveLag(syntax: Syntax & { kind: "call" }, options: ResolveOptions): Typed {
  const { name, arguments: given } = syntax;
  if (options.lagged) refuse(syntax, "lag_nested", { name });
  const body = resolveNumber(given[0], { ...options, lagged: true });
  const years = name === "previous" ? 1 : lagYears(given[1], options);
  const initialSyntax = given[name === "previous" ? 1 : 2];
  if (initialSyntax === undefined) {
    if (years !== 1) refuse(syntax, "lag_before", { name });
    if (!options.hasInitial) refuse(syntax, "lag_initial", { name });
    return { expression: { kind: "lag", years, body: body.expression }, unit: body.unit };
  }
  const initial = resolveNumber(initialSyntax, options);
  const [a, b] = align([body, initial], [given[0], initialSyntax]);
  return { expression: { kind: "lag", years, body: a.expression, initial: b.expression }, unit: a.unit };
}

function lagYears(syntax: Syntax, options: ResolveOptions): number | Reference {
  if (syntax.kind === "number") {
    if (!Number.isInteger(syntax.value)) refuse(syntax, "lag_years", { years: syntax.value });
    return syntax.value;
  }
  const named = syntax.kind === "name" || syntax.kind === "element";
  const reference = named ? resolve(syntax, options).expression : undefined;
  const structural = reference?.kind === "reference" && options.names.parameters.get(reference.name)?.structural;
  return structural ? reference : refuse(syntax, "lag_parameter", {});
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

function demandCondition({ expression, unit }: Typed, syntax: Syntax): Expression {
  if (unit !== "condition") refuse(syntax, "number_for_condition", {});
  return expression;
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
