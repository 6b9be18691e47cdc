import { ordinalsOf } from "../language/cells.ts";
import type { Domain, Inputs, Model } from "../language/model.ts";
import { type Block, blocksOf } from "./blocks.ts";
import { evaluate, type Scope, type Sources } from "./evaluate.ts";

/** The value of a cell of a variable or check (1 where violated) in a year counted from the base year. */
export type Interpreter = (name: string, cell: number, year: number) => number;

/**
 * Evaluates the model cell by cell through memoised recursion, without the compiler's order: slow, simple, and
 * the oracle that compiled code is held against. Every variable may be asked in any order.
 */
export function interpret(model: Model, inputs: Inputs): Interpreter {
  const phases = {
    base: byName(blocksOf(model, "base")),
    later: byName(blocksOf(model, "later")),
  };
  const memo = new Map<string, Float64Array>();
  const state = new Map<string, Uint8Array>();
  for (const { name, size } of [...model.variables.values(), ...model.checks.values()]) {
    memo.set(name, new Float64Array(size * inputs.years));
    state.set(name, new Uint8Array(size * inputs.years));
  }

  const value: Interpreter = (name, cell, year) => {
    const size = (model.variables.get(name) ?? model.checks.get(name))?.size ?? 0;
    const slot = year * size + cell;
    const progress = state.get(name) as Uint8Array;
    const values = memo.get(name) as Float64Array;
    if (progress[slot] === 2) return values[slot];
    if (progress[slot] === 1) throw new Error(`"${name}" depends on itself`);
    progress[slot] = 1;
    const { block, scope } = blockAt(model, phases[year === 0 ? "base" : "later"], name, cell);
    const result = evaluate(block.branch.expression, sources, scope, year);
    const imposed = inputs.observed.get(name)?.[slot];
    if (block.of === "check") values[slot] = 1 - result;
    else values[slot] = imposed === undefined || Number.isNaN(imposed) ? result : imposed;
    progress[slot] = 2;
    return values[slot];
  };
  const sources: Sources = {
    model,
    baseYear: inputs.baseYear,
    parameter: (name, cell, year) => parameterAt(model, inputs, name, cell, year),
    variable: value,
  };

  // Year by year, so that recursion never runs deeper than one year's chain of formulas.
  let reached = -1;
  return (name, cell, year) => {
    while (reached < year) {
      reached++;
      for (const variable of model.variables.values()) {
        for (let c = 0; c < variable.size; c++) value(variable.name, c, reached);
      }
    }
    return value(name, cell, year);
  };
}

/** A parameter's number in a year counted from the base year. */
export function parameterAt(model: Model, inputs: Inputs, name: string, cell: number, year: number): number {
  const parameter = model.parameters.get(name);
  const values = inputs.values.get(name);
  if (parameter === undefined || values === undefined) throw new RangeError(`no values for "${name}"`);
  return parameter.yearly ? values[year * parameter.size + cell] : values[cell];
}

/** The block that computes a cell, and where its indices stand there. */
export function blockAt(
  model: Model,
  blocks: ReadonlyMap<string, readonly Block[]>,
  name: string,
  cell: number,
): { block: Block; scope: Scope } {
  const own = blocks.get(name) ?? [];
  const { over } = own[0];
  const ordinals = ordinalsOf(model, over, cell);
  const block = own.find(({ axes }) => axes.length === 0 || axes[0].ordinals.includes(ordinals[0]));
  if (block === undefined) throw new Error(`no formula for cell ${cell} of "${name}"`);
  const scope = new Map<string, number>();
  for (const [i, axis] of block.axes.entries()) {
    const { positions } = model.domains.get(over[i]) as Domain;
    scope.set(axis.name, positions[ordinals[i]]);
    if (axis.alias !== undefined) scope.set(axis.alias, positions[ordinals[i]]);
  }
  return { block, scope };
}

/** The blocks of a phase by the name of what they compute. */
export function byName(blocks: readonly Block[]): Map<string, Block[]> {
  const groups = new Map<string, Block[]>();
  for (const block of blocks) groups.set(block.name, [...(groups.get(block.name) ?? []), block]);
  return groups;
}
