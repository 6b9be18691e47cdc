import { need } from "../../text/need.ts";
import { children, type Expression } from "../language/expression.ts";
import type { Branch, Model } from "../language/model.ts";

/** The names that each variable and check reads, in any year: parameters and variables apart. */
export interface Reads {
  readonly parameters: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  /** Parameters that say how far a formula looks back. */
  readonly lags: ReadonlySet<string>;
}

/** By the variables of a model, which versions of it with other parameters share. */
const known = new WeakMap<Model["variables"], ReadonlyMap<string, Reads>>();

export function readsOf({ variables, checks }: Model): ReadonlyMap<string, Reads> {
  const reads =
    known.get(variables) ??
    new Map([
      ...[...variables].map(([name, { initial = [], formula }]) => [name, readsIn([...initial, ...formula])] as const),
      ...[...checks].map(([name, { condition }]) => [name, readsIn(condition)] as const),
    ]);
  known.set(variables, reads);
  return reads;
}

/** The names that these branches read. */
export function readsIn(branches: readonly Branch[]): Reads {
  const parameters = new Set<string>();
  const variables = new Set<string>();
  const lags = new Set<string>();
  const visit = (e: Expression): void => {
    if (e.kind === "reference") (e.of === "parameter" ? parameters : variables).add(e.name);
    else if (e.kind === "lag" && typeof e.years !== "number") lags.add(e.years.name);
    for (const child of children(e)) visit(child);
  };
  for (const { expression } of branches) visit(expression);
  return { parameters, variables, lags };
}

/**
 * The outcomes (all variables where none are named), everything that feeds them in any year, and the checks: all of
 * them in a whole program; beside chosen outcomes those of severity error that read nothing else. Flags are for
 * reports, and a check on what is not computed would bring most of the model back.
 */
export function liveNames(
  model: Model,
  reads: ReadonlyMap<string, Reads>,
  outcomes: readonly string[] | undefined,
): Set<string> {
  if (outcomes === undefined) return new Set([...model.variables.keys(), ...model.checks.keys()]);
  for (const name of outcomes) {
    if (!model.variables.has(name)) throw new RangeError(`the model "${model.name}" has no variable "${name}"`);
  }
  // What is added while the set is walked is walked too.
  const live = new Set(outcomes);
  for (const name of live) for (const read of reads.get(name)?.variables ?? []) live.add(read);
  for (const { name, severity } of model.checks.values()) {
    const isComputed = [...(reads.get(name)?.variables ?? [])].every((read) => live.has(read));
    if (isComputed && severity === "error") live.add(name);
  }
  return live;
}

/** The live names that a touched parameter can change; all others are the same in every run of the program. */
export function influencedNames(
  reads: ReadonlyMap<string, Reads>,
  live: ReadonlySet<string>,
  isTouched: (parameter: string) => boolean,
): ReadonlySet<string> {
  const candidates = [...live].map((name) => ({ name, ...need(reads, name) }));
  return closure(
    candidates,
    ({ parameters, variables }, influenced) =>
      [...parameters].some(isTouched) || [...variables].some((read) => influenced.has(read)),
  );
}

/** The names of those that join, also by what others have joined before them, until none does any more. */
export function closure<T extends { readonly name: string }>(
  candidates: readonly T[],
  joins: (candidate: T, joined: ReadonlySet<string>) => boolean,
): ReadonlySet<string> {
  const joined = new Set<string>();
  for (let before = -1; before < joined.size; ) {
    before = joined.size;
    for (const candidate of candidates)
      if (!joined.has(candidate.name) && joins(candidate, joined)) joined.add(candidate.name);
  }
  return joined;
}
