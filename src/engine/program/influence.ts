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

export function readsOf(model: Model): ReadonlyMap<string, Reads> {
  let reads = known.get(model.variables);
  if (reads === undefined) {
    reads = collectReads(model);
    known.set(model.variables, reads);
  }
  return reads;
}

function collectReads({ variables, checks }: Model): Map<string, Reads> {
  const reads = new Map<string, Reads>();
  for (const { name, initial, formula } of variables.values())
    reads.set(name, readsIn([...(initial ?? []), ...formula]));
  for (const { name, condition } of checks.values()) reads.set(name, readsIn(condition));
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
  const live = new Set<string>();
  const pending = [...outcomes];
  while (pending.length > 0) {
    const name = pending.pop() as string;
    if (live.has(name)) continue;
    live.add(name);
    pending.push(...(reads.get(name)?.variables ?? []));
  }
  for (const { name, severity } of model.checks.values()) {
    const known = [...(reads.get(name)?.variables ?? [])].every((read) => live.has(read));
    if (known && severity === "error") live.add(name);
  }
  return live;
}

/** The live names that a touched parameter can change; all others are the same in every run of the program. */
export function influencedNames(
  reads: ReadonlyMap<string, Reads>,
  live: ReadonlySet<string>,
  isTouched: (parameter: string) => boolean,
): Set<string> {
  const influenced = new Set<string>();
  let grew = true;
  while (grew) {
    grew = false;
    for (const name of live) {
      const own = reads.get(name);
      if (own === undefined || influenced.has(name)) continue;
      if (![...own.parameters].some(isTouched) && ![...own.variables].some((read) => influenced.has(read))) continue;
      influenced.add(name);
      grew = true;
    }
  }
  return influenced;
}
