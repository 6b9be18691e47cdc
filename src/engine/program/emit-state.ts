import type { Inputs, Model } from "../language/model.ts";
import type { Block, Phase } from "./blocks.ts";
import type { Layout } from "./layout.ts";

/** What all steps of a program share. */
export interface EmitContext {
  readonly model: Model;
  readonly inputs: Inputs;
  readonly layout: Layout;
  readonly phase: Phase;
  /** Tables of whole numbers that the code reads, by their text, in order. */
  /** Writes each block's equation above it. */
  readonly equations: boolean;
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
