import { need } from "../../text/need.ts";
import { ordinalsOf, type Positions } from "../language/cells.ts";
import type { Inputs, Model } from "../language/model.ts";
import { type Block, blocksOf, positionsAt } from "./blocks.ts";
import { evaluate, type Sources } from "./evaluate.ts";

/**
 * Evaluates the model cell by cell through memoised recursion, without the compiler's order: slow, simple, and
 * the oracle that compiled code is held against. What comes back gives the value of a cell of a variable or check (1 where
 * violated) in a year counted from the base year; every variable may be asked in any order.
 */
export function interpret(model: Model, inputs: Inputs): Sources["variable"] {
  const memo = new Map<string, { readonly size: number; readonly values: Float64Array; readonly state: Uint8Array }>();
  for (const { name, size } of [...model.variables.values(), ...model.checks.values()]) {
    const count = size * inputs.years;
    memo.set(name, { size, values: new Float64Array(count), state: new Uint8Array(count) });
  }
  const [untouched, begun, done] = [0, 1, 2];
  const blockOf = blockFinder(model);
  const value: Sources["variable"] = (name, cell, year) => {
    const { size, values, state } = need(memo, name);
    const slot = year * size + cell;
    if (state[slot] === begun) throw new Error(`"${name}" depends on itself`);
    if (state[slot] === untouched) {
      state[slot] = begun;
      const { block, scope } = blockOf(name, cell, year);
      const result = evaluate(block.branch.expression, sources, scope, year);
      const imposed = inputs.observed.get(name)?.[slot];
      if (block.of === "check") values[slot] = 1 - result;
      else values[slot] = imposed === undefined || Number.isNaN(imposed) ? result : imposed;
      state[slot] = done;
    }
    return values[slot];
  };
  const sources = sourcesOn(model, inputs, value);

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

/** Parameters from these inputs, and variables as told. */
export function sourcesOn(model: Model, inputs: Inputs, variable: Sources["variable"]): Sources {
  const parameter: Sources["parameter"] = (name, cell, year) => parameterAt(model, inputs, name, cell, year);
  return { model, baseYear: inputs.baseYear, parameter, variable };
}

/** A parameter's number in a year counted from the base year. */
export function parameterAt(model: Model, inputs: Inputs, name: string, cell: number, year: number): number {
  const { yearly, size } = need(model.parameters, name);
  return need(inputs.values, name)[yearly ? year * size + cell : cell];
}

/** Finds the block that computes a cell in a year counted from the base year, and where its indices stand there. */
export function blockFinder(model: Model) {
  const phases = { base: byName(blocksOf(model, "base")), later: byName(blocksOf(model, "later")) };
  return (name: string, cell: number, year: number): { block: Block; scope: Positions } => {
    const blocks = need(phases[year === 0 ? "base" : "later"], name);
    const ordinals = ordinalsOf(model, blocks[0].over, cell);
    const block = blocks.find(({ axes }) => axes.length === 0 || axes[0].ordinals.includes(ordinals[0]));
    if (block === undefined) throw new Error(`no formula for cell ${cell} of "${name}"`);
    return { block, scope: positionsAt(model, { block, ordinals }) };
  };
}

/** Blocks by the name of what they compute. */
function byName(blocks: readonly Block[]): Map<string, Block[]> {
  const groups = new Map<string, Block[]>();
  for (const block of blocks) groups.set(block.name, [...(groups.get(block.name) ?? []), block]);
  return groups;
}
