import { domainsOf } from "../language/cells.ts";
import type { Branch, Check, Model, Variable } from "../language/model.ts";

/** The base year runs `initial` where there is one; every later year runs the formula. */
export type Phase = "base" | "later";

/** One branch of one variable or check: cells that share a formula and are computed by one loop. */
export interface Block {
  readonly name: string;
  readonly of: "variable" | "check";
  readonly over: readonly string[];
  readonly branch: Branch;
  /** For each index: its name in the formula, further names for it, and the ordinals it takes in its domain. */
  readonly axes: readonly Axis[];
}

export interface Axis {
  readonly name: string;
  readonly alias?: string;
  readonly parent: string;
  /** Positions in the parent set, in order. */
  readonly positions: readonly number[];
  /** Ordinals within the variable's own domain, in order. */
  readonly ordinals: readonly number[];
}

const blocksOfModels = new WeakMap<Model, Map<Phase, readonly Block[]>>();

/** All blocks of a phase, in the order the model declares them; checks come last. */
export function blocksOf(model: Model, phase: Phase): readonly Block[] {
  const known = blocksOfModels.get(model) ?? new Map<Phase, readonly Block[]>();
  blocksOfModels.set(model, known);
  let blocks = known.get(phase);
  if (blocks === undefined) {
    blocks = [
      ...[...model.variables.values()].flatMap((variable) => variableBlocks(model, variable, phase)),
      ...[...model.checks.values()].flatMap((check) => toBlocks(model, check, "check", check.condition)),
    ];
    known.set(phase, blocks);
  }
  return blocks;
}

export function variableBlocks(model: Model, variable: Variable, phase: Phase): Block[] {
  const branches = phase === "base" && variable.initial !== undefined ? variable.initial : variable.formula;
  return toBlocks(model, variable, "variable", branches);
}

function toBlocks(
  model: Model,
  owner: Variable | Check,
  of: "variable" | "check",
  branches: readonly Branch[],
): Block[] {
  return branches.map((branch) => ({
    name: owner.name,
    of,
    over: owner.over,
    branch,
    axes: axesOf(model, owner.over, branch),
  }));
}

function axesOf(model: Model, over: readonly string[], branch: Branch): Axis[] {
  return domainsOf(model, over).map((domain, i) => {
    const all = domain.positions.map((_, ordinal) => ordinal);
    const ordinals = i === 0 && branch.ordinals !== undefined ? branch.ordinals : all;
    const alias = i === 0 && branch.key !== undefined && model.domains.has(branch.key) ? branch.key : undefined;
    return {
      name: domain.name,
      alias,
      parent: domain.parent,
      ordinals,
      positions: ordinals.map((ordinal) => domain.positions[ordinal]),
    };
  });
}
