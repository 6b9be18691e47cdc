import { type Code, freshName, type Scope, type State } from "./emit-state.ts";

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
