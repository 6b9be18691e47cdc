import { domainsOf } from "../language/cells.ts";
import type { Branch, Model } from "../language/model.ts";

/** The base year runs `initial` where there is one; every later year runs the formula. */
export type Phase = "base" | "later";

/** One branch of one variable or check: cells that share a formula and are computed by one loop. */
export interface Block {
  readonly name: string;
  readonly of: "variable" | "check";
  readonly over: readonly string[];
  readonly branch: Branch;
  readonly axes: readonly Axis[];
}

/** An index of a block: its name in the formula, and what it takes. */
export interface Axis {
  readonly name: string;
  /** A further name for it. */
  readonly alias?: string;
  /** Positions in the parent set, in order. */
  readonly positions: readonly number[];
  /** Ordinals within the variable's own domain, in order. */
  readonly ordinals: readonly number[];
}

/** A cell of a block by the ordinal along each axis's own domain. */
export interface BlockCell {
  readonly block: Block;
  readonly ordinals: readonly number[];
}

const blocksOfModels = new WeakMap<Model, Record<Phase, readonly Block[]>>();

/** All blocks of a phase, in the order the model declares them; checks come last. */
export function blocksOf(model: Model, phase: Phase): readonly Block[] {
  const blocks = blocksOfModels.get(model) ?? { base: blocksIn(model, "base"), later: blocksIn(model, "later") };
  blocksOfModels.set(model, blocks);
  return blocks[phase];
}

function blocksIn(model: Model, phase: Phase): Block[] {
  const block = (
    of: Block["of"],
    { name, over }: { name: string; over: readonly string[] },
    branch: Branch,
  ): Block => ({
    name,
    of,
    over,
    branch,
    axes: axesOf(model, over, branch),
  });
  return [
    ...[...model.variables.values()].flatMap((variable) =>
      ((phase === "base" ? variable.initial : undefined) ?? variable.formula).map((branch) =>
        block("variable", variable, branch),
      ),
    ),
    ...[...model.checks.values()].flatMap((check) => check.condition.map((branch) => block("check", check, branch))),
  ];
}

function axesOf(model: Model, over: readonly string[], { ordinals: served, key }: Branch): Axis[] {
  return domainsOf(model, over).map(({ name, positions }, i) => {
    const ordinals = (i === 0 ? served : undefined) ?? positions.map((_, ordinal) => ordinal);
    const alias = i === 0 && key !== undefined && model.domains.has(key) ? key : undefined;
    return { name, alias, ordinals, positions: ordinals.map((ordinal) => positions[ordinal]) };
  });
}

/** Where the indices of a cell's formula stand in their parent sets. */
export function positionsAt(model: Model, { block, ordinals }: BlockCell): Map<string, number> {
  const positions = new Map<string, number>();
  for (const [i, domain] of domainsOf(model, block.over).entries()) {
    const { name, alias } = block.axes[i];
    positions.set(name, domain.positions[ordinals[i]]);
    if (alias !== undefined) positions.set(alias, domain.positions[ordinals[i]]);
  }
  return positions;
}
