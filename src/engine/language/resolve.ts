import { suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
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
    return convertTo(demandNumber(typed, syntax), unit, syntax, "the formula gives").expression;
  } catch (problem) {
    if (problem instanceof Refusal) return { at: problem.at, message: problem.message };
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
    if (problem instanceof Refusal) return { at: problem.at, message: problem.message };
    throw problem;
  }
}

class Refusal extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

function refuse(syntax: Syntax, message: string): never {
  throw new Refusal(syntax.at, message);
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
    if (!options.names.sets.get(bound.parent)?.numeric)
      refuse(syntax, `the set "${quote(name)}" has no numbers; only a numeric set's name is a value`);
    return { expression: { kind: "member_value", domain: name }, unit: dimensionless };
  }
  return resolveReference(syntax, name, [], options);
}

function resolveReference(syntax: Syntax, name: string, indices: readonly Syntax[], options: ResolveOptions): Typed {
  const { parameters, variables, domains } = options.names;
  const parameter = parameters.get(name);
  const quantity = parameter ?? variables.get(name);
  if (quantity === undefined) {
    if (domains.has(name))
      refuse(syntax, `the set "${quote(name)}" is not bound here; sum over it or let the variable stand over it`);
    refuse(
      syntax,
      `unknown name "${quote(name)}"${suggestion(name, [...parameters.keys(), ...variables.keys(), ...reservedNames])}`,
    );
  }
  const { over } = quantity;
  if (indices.length !== over.length) {
    const wanted = over.length === 0 ? "takes no index" : `stands over [${over.join(", ")}]`;
    refuse(syntax, `"${quote(name)}" ${wanted}, ${indices.length} given`);
  }
  const resolved = indices.map((index, i) => resolveIndex(index, over[i], name, options));
  return {
    expression: { kind: "reference", of: parameter === undefined ? "variable" : "parameter", name, indices: resolved },
    unit: quantity.unit,
  };
}

function resolveIndex(syntax: Syntax, domainName: string, owner: string, options: ResolveOptions): Index {
  if (syntax.kind !== "name") return refuse(syntax, `an index is the name of a set, subset or member`);
  const domain = options.names.domains.get(domainName) as Domain;
  const bound = options.scope.findLast((index) => index.name === syntax.name);
  if (bound !== undefined) {
    if (bound.parent !== domain.parent)
      refuse(syntax, `"${quote(syntax.name)}" cannot index "${quote(owner)}", which stands over ${domainName} here`);
    const missing = bound.positions.find((position) => !domain.positions.includes(position));
    if (missing !== undefined) {
      const member = (options.names.sets.get(domain.parent) as ModelSet).members[missing].name;
      refuse(syntax, `"${quote(owner)}" stands over ${domainName} only, which lacks "${quote(member)}"`);
    }
    return { kind: "bound", domain: syntax.name };
  }
  const { members } = options.names.sets.get(domain.parent) as ModelSet;
  const position = members.findIndex((member) => member.name === syntax.name);
  if (position >= 0 && domain.positions.includes(position)) return { kind: "member", position, name: syntax.name };
  if (options.names.domains.has(syntax.name))
    return refuse(
      syntax,
      `the set "${quote(syntax.name)}" is not bound here; sum over it or let the variable stand over it`,
    );
  const known = domain.positions.map((p) => members[p].name);
  return refuse(syntax, `"${quote(syntax.name)}" is no member of ${domainName}${suggestion(syntax.name, known)}`);
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
      refuse(
        baseSyntax,
        `${describeDimensions(unit)} to the power ${power} has no unit; divide by a reference value first`,
      );
    if (Number.isInteger(power))
      return { expression: powerOf(base.expression, exponent.expression), unit: raise(unit, power) };
  }
  const plainBase = convertTo(base, dimensionless, baseSyntax, "the base of a power is");
  const plainExponent = convertTo(exponent, dimensionless, exponentSyntax, "an exponent is");
  return { expression: powerOf(plainBase.expression, plainExponent.expression), unit: dimensionless };
}

function powerOf(base: Expression, exponent: Expression): Expression {
  const logarithm: Expression = { kind: "call", name: "log", arguments: [base] };
  return { kind: "call", name: "exp", arguments: [arithmetic("*", exponent, logarithm)] };
}

function resolveCall(syntax: Syntax & { kind: "call" }, options: ResolveOptions, lagged: boolean): Typed {
  const { name, arguments: given } = syntax;
  if (!Object.hasOwn(functionArity, name)) {
    refuse(
      syntax,
      `"${quote(name)}" is no function of the language${suggestion(name, Object.keys(functionArity))}; known are ${Object.keys(functionArity).join(", ")}`,
    );
  }
  const [least, most] = functionArity[name];
  if (given.length < least || given.length > most) {
    const wanted =
      least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
    refuse(syntax, `${name}() takes ${wanted} argument${wanted === "1" ? "" : "s"}, ${given.length} given`);
  }
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
      const body = convertTo(number(0), dimensionless, given[0], `${name}() takes a plain number; this is`);
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
    if (index.kind !== "name") return refuse(index, "sum(x, set) takes the name of a set or subset");
    const domain = options.names.domains.get(index.name);
    if (domain === undefined)
      return refuse(index, `unknown set "${quote(index.name)}"${suggestion(index.name, options.names.domains.keys())}`);
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
  if (syntax.kind !== "name") return refuse(syntax, `${caller}(x, set) takes the name of a set that is bound`);
  if (!options.scope.some((index) => index.name === syntax.name))
    refuse(syntax, `${caller}(x, ${quote(syntax.name)}): "${quote(syntax.name)}" is not bound here`);
  return syntax.name;
}

function resolveLag(syntax: Syntax & { kind: "call" }, options: ResolveOptions, lagged: boolean): Typed {
  const { name, arguments: given } = syntax;
  if (lagged) refuse(syntax, `${name}() inside previous() or lag(); write one lag(x, n, v)`);
  const body = demandNumber(resolve(given[0], options, true), given[0]);
  const years = name === "previous" ? 1 : lagYears(given[1], options);
  const initialSyntax = given[name === "previous" ? 1 : 2];
  if (initialSyntax === undefined) {
    if (years !== 1) refuse(syntax, `${name}(x, n) needs the value to use before the base year: lag(x, n, v)`);
    if (!options.hasInitial)
      refuse(
        syntax,
        `${name}(x) needs a value for the base year: give the variable an "initial", or write previous(x, v)`,
      );
    return { expression: { kind: "lag", years, body: body.expression }, unit: body.unit };
  }
  const initial = demandNumber(resolve(initialSyntax, options, false), initialSyntax);
  const [a, b] = align([body, initial], [given[0], initialSyntax]);
  return { expression: { kind: "lag", years, body: a.expression, initial: b.expression }, unit: a.unit };
}

function lagYears(syntax: Syntax, options: ResolveOptions): number | Reference {
  if (syntax.kind === "number") {
    if (!Number.isInteger(syntax.value)) refuse(syntax, `a lag is a whole number of years, not ${syntax.value}`);
    return syntax.value;
  }
  const typed = syntax.kind === "name" || syntax.kind === "element" ? resolve(syntax, options, false) : undefined;
  const reference = typed?.expression;
  const structural = reference?.kind === "reference" && options.names.parameters.get(reference.name)?.structural;
  if (!structural) return refuse(syntax, "a lag is a whole number or a structural parameter");
  return reference;
}

function arithmetic(operator: Arithmetic, left: Expression, right: Expression): Expression {
  return { kind: "arithmetic", operator, left, right };
}

function unitOf(typed: Typed): Unit {
  return typeof typed.unit === "string" ? dimensionless : typed.unit;
}

function demandNumber(typed: Typed, syntax: Syntax): Typed {
  if (typed.unit === "condition")
    refuse(syntax, "a condition stands where a number is needed; write if(condition, a, b)");
  return typed;
}

function demandCondition(typed: Typed, syntax: Syntax): Typed {
  if (typed.unit !== "condition")
    refuse(syntax, "a number stands where a condition is needed; compare it with something");
  return typed;
}

/** All in the unit of the first that has one; a literal 0 fits any. */
function align(parts: readonly Typed[], syntaxes: readonly Syntax[]): Typed[] {
  const leading = parts.find((part) => part.unit !== "zero");
  if (leading === undefined) return [...parts];
  const unit = leading.unit as Unit;
  return parts.map((part, i) => (part === leading ? part : convertTo(part, unit, syntaxes[i], "this is")));
}

function convertTo(typed: Typed, unit: Unit, syntax: Syntax, what: string): Typed {
  if (typed.unit === "zero") return { expression: typed.expression, unit };
  const from = typed.unit as Unit;
  if (!sameDimensions(from, unit)) {
    refuse(
      syntax,
      `${what} ${describeDimensions(from)} (${from.text}), where ${describeDimensions(unit)} (${unit.text}) is needed`,
    );
  }
  const ratio = convert(from, unit) as number;
  if (ratio === 1) return { expression: typed.expression, unit };
  return { expression: arithmetic("*", typed.expression, { kind: "number", value: ratio }), unit };
}
