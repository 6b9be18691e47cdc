import { need } from "../../text/need.ts";
import type { Expression, Reference } from "../language/expression.ts";
import {
  address,
  type Bound,
  type Cell,
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
import { comparisons, initialOf, memberValue } from "./evaluate.ts";

function literal(value: number): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return value < 0 || Object.is(value, -0) ? `(${text})` : text;
}

/** Code that depends on no loop. */
function constantCode(text: string): Code {
  return { text, loops: none, simple: true, pinned: false };
}

/** The code of an expression; what needs fewer loops than it stands in is computed outside of them. */
export function emit(e: Expression, state: State): Code {
  const combine = (inside: readonly Expression[], build: (texts: readonly string[]) => string): Code =>
    join(
      inside.map((part) => emit(part, state)),
      state,
      build,
    );
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
      return combine([e.body], ([body]) => `(-${body})`);
    case "not":
      return combine([e.body], ([body]) => `(!${body})`);
    case "square": {
      const body = emit(e.body, state);
      if (body.simple) return join([body], state, ([text]) => `(${text} * ${text})`);
      const name = freshName(state);
      const home = homeOf(body, state.scope);
      home.lines.push(`const ${name} = ${body.text};`);
      return { ...body, text: `(${name} * ${name})` };
    }
    case "arithmetic":
      return combine([e.left, e.right], ([left, right]) => `(${left} ${e.operator} ${right})`);
    case "compare":
      return emitComparison(e, state);
    case "logic": {
      const left = emit(e.left, state);
      if (left.text === String(e.operator === "or")) return left;
      if (left.text === String(e.operator === "and")) return emit(e.right, state);
      return join([left, emit(e.right, state)], state, ([a, b]) => `(${a} ${e.operator === "and" ? "&&" : "||"} ${b})`);
    }
    case "call": {
      const name = e.name === "exp" || e.name === "log" ? e.name : `Math.${e.name}`;
      if (e.arguments.length === 1) return combine(e.arguments, ([text]) => `${name}(${text})`);
      return combine(e.arguments, (texts) => texts.reduce((a, b) => `${name}(${a}, ${b})`));
    }
    case "if": {
      const condition = emit(e.condition, state);
      if (condition.text === "true") return emit(e.consequent, state);
      if (condition.text === "false") return emit(e.alternate, state);
      const branches = [emit(e.consequent, state), emit(e.alternate, state)];
      return join([condition, ...branches], state, ([c, a, b]) => `(${c} ? ${a} : ${b})`);
    }
    case "sum":
      return emitSum(e, state);
    case "shift":
      return emitShift(e, state);
    case "lag":
      return emitLag(e, state);
  }
}

/** A comparison; what two literals compare to is known, as is `year` against `base_year`, which the phase decides. */
function emitComparison(e: Expression & { kind: "compare" }, state: State): Code {
  const compare = comparisons[e.operator];
  if (e.left.kind === "year" && e.right.kind === "base_year" && state.year === "y")
    return constantCode(String(compare(state.context.phase === "later" ? 1 : 0, 0)));
  const sides = [emit(e.left, state), emit(e.right, state)];
  const literals = sides.map(({ text }) => text.replace(/[()]/g, ""));
  if (sides.every(({ text }) => /^\(?-?\d[\d.e+-]*\)?$/.test(text)))
    return constantCode(String(compare(Number(literals[0]), Number(literals[1]))));
  const operator = { "==": "===", "!=": "!==" }[e.operator as string] ?? e.operator;
  return join(sides, state, ([a, b]) => `(${a} ${operator} ${b})`);
}

function emitMemberValue(domain: string, state: State): Code {
  const { loop, offset, positions } = need(state.env, domain);
  const values = positions.map((position) => memberValue(state.context.model, domain, position));
  if (loop === undefined) return constantCode(literal(values[offset]));
  const variable = offset === 0 ? loop : `${loop} + ${offset}`;
  const consecutive = values.every((value, k) => value === values[0] + k);
  const text = consecutive ? `(${variable} + ${values[0]})` : `${tableName(values, state.context)}[${variable}]`;
  return { text, loops: new Set([loop]), simple: true, pinned: false };
}

function emitReference(e: Reference, state: State): Code {
  const { model, layout, inputs } = state.context;
  const read = (view: string, offset: number, cell: Cell, pinned: boolean): Code => {
    return { text: address(view, offset, cell), loops: cell.loops, simple: false, pinned };
  };
  if (e.of === "parameter") {
    const place = need(layout.parameters, e.name);
    if (place.kind === "uniform") return constantCode(literal(place.value));
    const cell = cellCode(need(model.parameters, e.name).over, e.indices, state);
    if (place.kind === "constant" && place.fixed && cell.loops.size === 0)
      return constantCode(literal(need(inputs.values, e.name)[cell.fixed]));
    return read(place.kind === "constant" ? "c" : state.view, place.offset, cell, false);
  }
  const place = need(layout.variables, e.name);
  const cell = cellCode(need(model.variables, e.name).over, e.indices, state);
  return read(place.settled ? "c" : state.view, place.offset, cell, e.name === state.block.name && !state.lagged);
}

/** Sums of few members are written out: the loop would cost more than the additions. */
const writtenOut = 9;

function emitSum(e: Expression & { kind: "sum" }, state: State): Code {
  const { positions } = need(state.context.model.domains, e.domain);
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
  let [from, to] = ["0", `<= ${last}`];
  if (e.range !== "all") {
    const { fixed, text, loop: outer } = ordinalIn(need(state.env, e.domain), positions, state.context);
    const here = text === undefined ? String(fixed) : fixed === 0 ? text : `${text} + ${fixed}`;
    if (outer !== undefined) loops.add(outer);
    if (e.range === "before") to = `< ${here}`;
    else from = `${here} + 1`;
  }
  const head = `for (let ${loop} = ${from}; ${loop} ${to}; ${loop}++)`;
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
  const { positions } = need(state.context.model.domains, e.domain);
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
  const own = need(state.env, e.domain);
  const { positions } = need(state.context.model.domains, e.domain);
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
  const fixed = typeof e.years === "number" ? e.years : uniformLag(e.years, state);
  if (fixed === 0) return emit(e.body, state);
  if (fixed !== undefined && phase === "base") return emit(initialOf(e), state);
  const earlier = { view: "p", year: `(y - ${fixed})`, lagged: true };
  if (fixed === 1) return emit(e.body, { ...state, ...earlier });

  // Whether the base year lies in between differs by year, and by cell where the lag does.
  let years = String(fixed);
  if (fixed === undefined) {
    years = freshName(state);
    state.scope.lines.push(`const ${years} = ${emit(e.years as Reference, state).text};`);
  }
  const reached = newScope(state.scope, undefined, true);
  const missed = newScope(state.scope, undefined, true);
  const view = freshName(state);
  const lagged = fixed !== undefined;
  const body = emit(e.body, { ...state, scope: reached, view, year: `(y - ${years})`, lagged });
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

/** The lag that a structural parameter gives, where it is the same in all cells the block reads. */
function uniformLag(reference: Reference, state: State): number | undefined {
  const place = state.context.layout.parameters.get(reference.name);
  if (place?.kind === "uniform") return place.value;
  const code = emitReference(reference, state);
  return code.simple && code.loops.size === 0 ? Number(code.text.replace(/[()]/g, "")) : undefined;
}
