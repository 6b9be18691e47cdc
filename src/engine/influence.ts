import { blocksOf } from "./blocks.ts";
import { references } from "./expression.ts";
import type { Model } from "./model.ts";

/** The names that each variable and check reads, in any year: parameters and variables apart. */
export interface Reads {
  readonly parameters: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}

const readsOfModels = new WeakMap<Model, ReadonlyMap<string, Reads>>();

export function readsOf(model: Model): ReadonlyMap<string, Reads> {
  const known = readsOfModels.get(model) ?? collectReads(model);
  readsOfModels.set(model, known);
  return known;
}

function collectReads(model: Model): Map<string, Reads> {
  const reads = new Map<string, { parameters: Set<string>; variables: Set<string> }>();
  for (const phase of ["base", "later"] as const) {
    for (const { name, branch } of blocksOf(model, phase)) {
      const own = reads.get(name) ?? { parameters: new Set(), variables: new Set() };
      for (const { of, name: read } of references(branch.expression)) own[`${of}s`].add(read);
      reads.set(name, own);
    }
  }
  return reads;
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
