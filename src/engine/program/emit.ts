import type { Comparison, Expression, Reference } from "../language/expression.ts";
import type { Domain } from "../language/model.ts";
import {
  address,
  type Bound,
  type Code,
  cellCode,
  freshName,
  homeOf,
  innerLoops,
  join,
  newScope,
  none,
  ordinalIn,
  type Scope,
  type State,
  settle,
  tableName,
} from "./emit-state.ts";
import { compare } from "./evaluate.ts";

export function literal(value: number): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return value < 0 || Object.is(value, -0) ? `(${text})` : text;
}

/** Code that depends on no loop. */
function constantCode(text: string): Code {
  return { text, loops: none, simple: true, pinned: false };
}

/** The code of an expression; what needs fewer loops than it stands in is computed outside of them. */
export function emit(e: Expression, state: State): Code {
  switch (e.kind) {
    case "number":
      return constantCode(literal(e.value));
    case "year":
      return constantCode(state.year);
    case "base_year":
      return constantCode(String(state.context.layout.baseYear));
    case "member_value":
      return emitMemberValue(e.domain, state);
    case "reference":
      return emitReference(e, state);
    case "negate":
      return join([emit(e.body, state)], state, ([body]) => `(-${body})`);
    case "not":
      return join([emit(e.body, state)], state, ([body]) => `(!${body})`);
    case "square": {
      const body = emit(e.body, state);
      if (body.simple) return join([body], state, ([text]) => `(${text} * ${text})`);
      const name = freshName(state);
      const home = homeOf(body, state.scope);
      home.lines.push(`const ${name} = ${body.text};`);
      return { ...body, text: `(${name} * ${name})` };
    }
    case "arithmetic":
      return join(
        [emit(e.left, state), emit(e.right, state)],
        state,
        ([left, right]) => `(${left} ${e.operator} ${right})`,
      );
    case "compare": {
      const known = knownComparison(e, state);
      if (known !== undefined) return constantCode(String(known));
      const [left, right] = [emit(e.left, state), emit(e.right, state)];
      const folded = foldComparison(e.operator, left.text, right.text);
      if (folded !== undefined) return constantCode(String(folded));
      const operator = e.operator === "==" ? "===" : e.operator === "!=" ? "!==" : e.operator;
      return join([left, right], state, ([a, b]) => `(${a} ${operator} ${b})`);
    }
    case "logic": {
      const left = emit(e.left, state);
      if (left.text === String(e.operator === "or")) return left;
      if (left.text === String(e.operator === "and")) return emit(e.right, state);
      return join([left, emit(e.right, state)], state, ([a, b]) => `(${a} ${e.operator === "and" ? "&&" : "||"} ${b})`);
    }
    case "call":
      return emitCall(e, state);
    case "if": {
      const condition = emit(e.condition, state);
      if (condition.text === "true") return emit(e.consequent, state);
      if (condition.text === "false") return emit(e.alternate, state);
      return join(
        [condition, emit(e.consequent, state), emit(e.alternate, state)],
        state,
        ([c, a, b]) => `(${c} ? ${a} : ${b})`,
      );
    }
    case "sum":
      return emitSum(e, state);
    case "shift":
      return emitShift(e, state);
    case "lag":
      return emitLag(e, state);
  }
}

/** What two literals compare to, as where a member's number is known. */
function foldComparison(operator: Comparison, left: string, right: string): boolean | undefined {
  const [a, b] = [left, right].map((text) =>
    /^\(?-?\d[\d.e+-]*\)?$/.test(text) ? Number(text.replace(/[()]/g, "")) : undefined,
  );
  return a === undefined || b === undefined ? undefined : compare(operator, a, b);
}

/** `year` against `base_year`, which the phase decides. */
function knownComparison(e: Expression & { kind: "compare" }, state: State): boolean | undefined {
  if (e.left.kind !== "year" || e.right.kind !== "base_year" || state.year !== "y") return undefined;
  const later = state.context.phase === "later";
  switch (e.operator) {
    case "==":
    case "<=":
      return !later;
    case "!=":
    case ">":
      return later;
    case "<":
      return false;
    case ">=":
      return true;
  }
}

function emitCall(e: Expression & { kind: "call" }, state: State): Code {
  const parts = e.arguments.map((argument) => emit(argument, state));
  switch (e.name) {
    case "min":
    case "max":
      return join(parts, state, (texts) => texts.reduce((a, b) => `Math.${e.name}(${a}, ${b})`));
    case "abs":
    case "sqrt":
      return join(parts, state, ([text]) => `Math.${e.name}(${text})`);
    default:
      return join(parts, state, ([text]) => `${e.name}(${text})`);
  }
}

function emitMemberValue(domainName: string, state: State): Code {
  const bound = state.env.get(domainName) as Bound;
  const { parent } = state.context.model.domains.get(domainName) as Domain;
  const members = state.context.model.sets.get(parent)?.members ?? [];
  const values = bound.positions.map((position) => members[position].value as number);
  if (bound.loop === undefined) return constantCode(literal(values[bound.offset]));
  const variable = bound.offset === 0 ? bound.loop : `${bound.loop} + ${bound.offset}`;
  const consecutive = values.every((value, k) => value === values[0] + k);
  const text = consecutive ? `(${variable} + ${values[0]})` : `${tableName(values, state.context)}[${variable}]`;
  return { text, loops: new Set([bound.loop]), simple: true, pinned: false };
}

function emitReference(e: Reference, state: State): Code {
  const { model, layout, inputs } = state.context;
  if (e.of === "parameter") {
    const place = layout.parameters.get(e.name);
    const parameter = model.parameters.get(e.name);
    if (place === undefined || parameter === undefined) throw new Error(`no place for "${e.name}"`);
    if (place.kind === "uniform") return constantCode(literal(place.value));
    const cell = cellCode(parameter.over, e.indices, state);
    if (place.kind === "constant") {
      const values = inputs.values.get(e.name) as Float64Array;
      if (place.fixed && cell.loops.size === 0) return constantCode(literal(values[cell.fixed]));
      return { text: address("c", place.offset, cell), loops: cell.loops, simple: false, pinned: false };
    }
    return { text: address(state.view, place.offset, cell), loops: cell.loops, simple: false, pinned: false };
  }
  const place = layout.variables.get(e.name);
  const variable = model.variables.get(e.name);
  if (place === undefined || variable === undefined) throw new Error(`no place for "${e.name}"`);
  const cell = cellCode(variable.over, e.indices, state);
  const pinned = e.name === state.block.name && !state.lagged;
  const text = address(place.settled ? "c" : state.view, place.offset, cell);
  return { text, loops: cell.loops, simple: false, pinned };
}

/** Sums of few members are written out: the loop would cost more than the additions. */
const writtenOut = 9;

function emitSum(e: Expression & { kind: "sum" }, state: State): Code {
  const { positions } = state.context.model.domains.get(e.domain) as Domain;
  if (e.range === "all" && positions.length <= writtenOut) {
    const terms = positions.map((_, offset) =>
      emit(e.body, { ...state, env: new Map(state.env).set(e.domain, { offset, positions }) }),
    );
    return join(terms, state, (texts) => texts.reduce((sum, text) => `(${sum} + ${text})`, "0"));
  }
  const running = e.range === "before" ? emitRunningSum(e, state) : undefined;
  if (running !== undefined) return running;
  const loop = `j${state.counter.next++}`;
  const last = positions.length - 1;
  const inner = newScope(state.scope, loop, false);
  const env = new Map(state.env).set(e.domain, { loop, offset: 0, positions });
  const innerState: State = { ...state, env, scope: inner };
  const body = settle(emit(e.body, innerState), innerState);
  const loops = new Set(body.loops);
  loops.delete(loop);
  let head: string;
  if (e.range === "all") head = `for (let ${loop} = 0; ${loop} <= ${last}; ${loop}++)`;
  else {
    const own = state.env.get(e.domain) as Bound;
    const { fixed, text, loop: ownLoop } = ordinalIn(own, positions, state.context);
    const here = text === undefined ? String(fixed) : fixed === 0 ? text : `${text} + ${fixed}`;
    if (ownLoop !== undefined) loops.add(ownLoop);
    head =
      e.range === "before"
        ? `for (let ${loop} = 0; ${loop} < ${here}; ${loop}++)`
        : `for (let ${loop} = ${here} + 1; ${loop} <= ${last}; ${loop}++)`;
  }
  const code: Code = { text: "", loops, simple: true, pinned: body.pinned };
  const home = homeOf(code, state.scope);
  const total = freshName(state);
  home.lines.push(`let ${total} = 0;`, `${head} {`, ...inner.lines, `${total} += ${body.text};`, "}");
  return { ...code, text: total };
}

/**
 * A sum over the members in front, where the block's own loop runs over all of them in order: it is carried along
 * and each member adds itself once it is computed, the same additions in the same order.
 */
function emitRunningSum(e: Expression & { kind: "sum" }, state: State): Code | undefined {
  const own = state.env.get(e.domain);
  const { positions } = state.context.model.domains.get(e.domain) as Domain;
  const { scope } = state;
  const runs = scope.parent !== undefined && scope.loop !== undefined && scope.ascending && own?.loop === scope.loop;
  if (!runs || own.offset !== 0 || (own.from ?? 0) !== 0 || own.positions.length !== positions.length) return undefined;
  const total = freshName(state);
  (scope.parent as Scope).lines.push(`let ${total} = 0;`);
  const inner = newScope(scope, undefined, true);
  const body = emit(e.body, { ...state, scope: inner });
  scope.after.push("{", ...inner.lines, `${total} += ${body.text};`, "}");
  return { text: total, loops: new Set([scope.loop as string]), simple: true, pinned: true };
}

function emitShift(e: Expression & { kind: "shift" }, state: State): Code {
  const own = state.env.get(e.domain) as Bound;
  const { positions } = state.context.model.domains.get(e.domain) as Domain;
  const { fixed, text } = ordinalIn(own, positions, state.context);
  if (text === undefined) {
    if (fixed <= 0) return constantCode("0");
    return emit(e.body, { ...state, env: new Map(state.env).set(e.domain, { offset: fixed - 1, positions }) });
  }
  const { loop, from = 0 } = own;
  if (fixed + from >= 1 && text === loop) {
    const before: Bound = { loop, offset: fixed - 1, positions };
    return emit(e.body, { ...state, env: new Map(state.env).set(e.domain, before) });
  }
  const ordinal = freshName(state);
  const guard = newScope(state.scope, undefined, true);
  const env = new Map(state.env).set(e.domain, { loop: ordinal, offset: 0, positions });
  const guarded: State = { ...state, env, scope: guard };
  const body = emit(e.body, guarded);
  const result = freshName(state);
  state.scope.lines.push(
    `const ${ordinal} = ${text} + ${fixed - 1};`,
    `let ${result} = 0;`,
    `if (${ordinal} >= 0) {`,
    ...guard.lines,
    `${result} = ${body.text};`,
    "}",
  );
  return { text: result, loops: innerLoops(state.scope), simple: true, pinned: true };
}

function emitLag(e: Expression & { kind: "lag" }, state: State): Code {
  const { phase, layout } = state.context;
  const inPhase = (years: number): "body" | "initial" | "either" => {
    if (years === 0) return "body";
    if (phase === "base") return "initial";
    return years === 1 ? "body" : "either";
  };
  const earlier = (years: number, scope: Scope): State =>
    years === 0
      ? { ...state, scope }
      : {
          ...state,
          scope,
          view: "p",
          year: `(y - ${years})`,
          lagged: true,
        };
  const fixed = typeof e.years === "number" ? e.years : uniformLag(e.years, state);
  if (fixed !== undefined && inPhase(fixed) === "body") return emit(e.body, earlier(fixed, state.scope));
  if (fixed !== undefined && inPhase(fixed) === "initial") return emit(initialOf(e), state);

  // Whether the base year lies in between differs by year, and by cell where the lag does.
  let years: string;
  if (fixed === undefined) {
    years = freshName(state);
    state.scope.lines.push(`const ${years} = ${emit(e.years as Reference, state).text};`);
  } else years = String(fixed);
  const reached = newScope(state.scope, undefined, true);
  const missed = newScope(state.scope, undefined, true);
  const view = freshName(state);
  const reachedState: State =
    fixed === undefined
      ? { ...state, scope: reached, view, year: `(y - ${years})`, lagged: false }
      : { ...earlier(fixed, reached), view };
  const body = emit(e.body, reachedState);
  const initial = emit(initialOf(e), { ...state, scope: missed });
  const result = freshName(state);
  state.scope.lines.push(
    `let ${result};`,
    `if (y - ${layout.baseYear} >= ${years}) {`,
    `const ${view} = rows[y - ${layout.baseYear} - ${years}];`,
    ...reached.lines,
    `${result} = ${body.text};`,
    "} else {",
    ...missed.lines,
    `${result} = ${initial.text};`,
    "}",
  );
  return { text: result, loops: innerLoops(state.scope), simple: true, pinned: true };
}

function initialOf(e: Expression & { kind: "lag" }): Expression {
  if (e.initial === undefined) throw new Error("a lag reaches before the base year");
  return e.initial;
}

/** The lag that a structural parameter gives, where it is the same in all cells the block reads. */
function uniformLag(reference: Reference, state: State): number | undefined {
  const place = state.context.layout.parameters.get(reference.name);
  if (place?.kind === "uniform") return place.value;
  const code = emitReference(reference, state);
  return code.simple && code.loops.size === 0 ? Number(code.text.replace(/[()]/g, "")) : undefined;
}
