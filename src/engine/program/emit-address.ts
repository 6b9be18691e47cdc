import { domainsOf, strides } from "../language/cells.ts";
import type { Index } from "../language/expression.ts";
import type { Bound, EmitContext, State } from "./emit-state.ts";

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
