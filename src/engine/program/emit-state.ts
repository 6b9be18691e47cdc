import { domainsOf, strides } from "../language/cells.ts";
import type { Index } from "../language/expression.ts";
import type { Inputs, Model } from "../language/model.ts";
import type { Block, Phase } from "./blocks.ts";
import type { Layout } from "./layout.ts";

/** What all steps of a program share. */
export interface EmitContext {
  readonly model: Model;
  readonly inputs: Inputs;
  readonly layout: Layout;
  readonly phase: Phase;
  /** Writes each block's equation above it. */
  readonly equations: boolean;
  /** Tables of whole numbers that the code reads, by their text, in order. */
  readonly tables: Map<string, { readonly name: string; readonly values: readonly number[] }>;
}

/** A scope of the generated code: a loop body or a guard, with its lines and the values already named in it. */
export interface Scope {
  readonly parent?: Scope;
  /** The loop variable this scope runs over. */
  readonly loop?: string;
  /** The block's own loop, in the order of the set. */
  readonly ascending?: boolean;
  /** Nothing moves out of a guard. */
  readonly guard: boolean;
  readonly lines: string[];
  /** Lines that follow the store of the loop's member. */
  readonly after: string[];
  readonly named: Map<string, string>;
}

/** An index in force: its ordinal among `positions`, as a loop variable with an offset or as a number. */
export interface Bound {
  readonly loop?: string;
  readonly offset: number;
  /** The least value of the loop variable; 0 where not given. */
  readonly from?: number;
  readonly positions: readonly number[];
}

export interface State {
  readonly context: EmitContext;
  readonly block: Block;
  readonly counter: { next: number };
  readonly env: ReadonlyMap<string, Bound>;
  readonly scope: Scope;
  /** The code for the view of the year's row in memory, and for the year itself. */
  readonly view: string;
  readonly year: string;
  /** Reads another year, where the block's own cells are final. */
  readonly lagged: boolean;
}

/** Code that has a value; `loops` are the loop variables it depends on, `simple` code is never given a name. */
export interface Code {
  readonly text: string;
  readonly loops: ReadonlySet<string>;
  readonly simple: boolean;
  /** Reads cells that this block itself is computing, so it may not move out of its loop. */
  readonly pinned: boolean;
}

export const none: ReadonlySet<string> = new Set();

export function newScope(parent: Scope | undefined, loop: string | undefined, guard: boolean): Scope {
  return { parent, loop, guard, lines: [], after: [], named: new Map() };
}

export function freshName(state: State): string {
  return `t${state.counter.next++}`;
}

/** The outermost scope in which all these loop variables are known. */
export function homeOf(code: Code, scope: Scope): Scope {
  let home = scope;
  while (
    !code.pinned &&
    home.parent !== undefined &&
    !home.guard &&
    !(home.loop !== undefined && code.loops.has(home.loop))
  )
    home = home.parent;
  return home;
}

/** Names the value in the outermost scope that has all it needs, where that lies outside the present one. */
export function settle(code: Code, state: State): Code {
  if (code.simple) return code;
  const home = homeOf(code, state.scope);
  if (home === state.scope) return code;
  const known = home.named.get(code.text);
  const name = known ?? freshName(state);
  if (known === undefined) {
    home.lines.push(`const ${name} = ${code.text};`);
    home.named.set(code.text, name);
  }
  return { text: name, loops: code.loops, simple: true, pinned: code.pinned };
}

/** Brings the parts together; those that need fewer loops than the whole are computed outside the inner ones. */
export function join(parts: readonly Code[], state: State, build: (texts: readonly string[]) => string): Code {
  const loops = new Set(parts.flatMap((part) => [...part.loops]));
  const pinned = parts.some((part) => part.pinned);
  const whole: Code = { text: "", loops, simple: false, pinned };
  const home = homeOf(whole, state.scope);
  const texts = parts.map((part) =>
    part.simple || homeOf(part, state.scope) === home ? part.text : settle(part, state).text,
  );
  return { ...whole, text: build(texts) };
}

/** A value made in this scope depends on every loop around it. */
export function innerLoops(scope: Scope): ReadonlySet<string> {
  const loops = new Set<string>();
  for (let outer: Scope | undefined = scope; outer !== undefined; outer = outer.parent)
    if (outer.loop !== undefined) loops.add(outer.loop);
  return loops;
}

/** A cell of something indexed: a fixed part and terms in loop variables. */
export interface Cell {
  readonly fixed: number;
  readonly terms: readonly string[];
  readonly loops: ReadonlySet<string>;
}

/** The place in memory as code, such as `r[120 + i0 * 9 + i1]`; a view a year keeps the index small, which V8 can prove. */
export function address(view: string, offset: number, cell: Cell): string {
  const fixed = offset + cell.fixed;
  const parts = [...(fixed === 0 && cell.terms.length > 0 ? [] : [String(fixed)]), ...cell.terms];
  return `${view}[${parts.join(" + ")}]`;
}

export function cellCode(over: readonly string[], indices: readonly Index[], state: State): Cell {
  const { model } = state.context;
  const steps = strides(model, over);
  let fixed = 0;
  const terms: string[] = [];
  const loops = new Set<string>();
  for (const [i, domain] of domainsOf(model, over).entries()) {
    const index = indices[i];
    if (index.kind === "member") {
      fixed += domain.positions.indexOf(index.position) * steps[i];
      continue;
    }
    const ordinal = ordinalIn(state.env.get(index.domain) as Bound, domain.positions, state.context);
    fixed += ordinal.fixed * steps[i];
    if (ordinal.text === undefined) continue;
    terms.push(steps[i] === 1 ? ordinal.text : `${ordinal.text} * ${steps[i]}`);
    loops.add(ordinal.loop as string);
  }
  return { fixed, terms, loops };
}

/** The ordinal of a bound index among other positions: a number, a loop variable shifted by one, or a table look-up. */
export function ordinalIn(
  bound: Bound,
  positions: readonly number[],
  context: EmitContext,
): { fixed: number; text?: string; loop?: string } {
  const map = bound.positions.map((position) => positions.indexOf(position));
  if (bound.loop === undefined) return { fixed: map[bound.offset] };
  const start = map[0];
  if (map.every((ordinal, k) => ordinal === start + k))
    return { fixed: start + bound.offset, text: bound.loop, loop: bound.loop };
  const variable = bound.offset === 0 ? bound.loop : `${bound.loop} + ${bound.offset}`;
  return { fixed: 0, text: `${tableName(map, context)}[${variable}]`, loop: bound.loop };
}

export function tableName(values: readonly number[], context: EmitContext): string {
  const key = values.join(",");
  const known = context.tables.get(key);
  if (known !== undefined) return known.name;
  const name = `T${context.tables.size}`;
  context.tables.set(key, { name, values });
  return name;
}
