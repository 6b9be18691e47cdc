import { InputError, message } from "../../text/problems.ts";
import { cellNames, domainsOf, strides } from "../language/cells.ts";
import type { Expression, Reference } from "../language/expression.ts";
import type { Domain, Inputs, Model } from "../language/model.ts";
import { type Axis, type Block, blocksOf, type Phase } from "./blocks.ts";

/** What is computed next: a block in one loop, or single cells where variables depend on each other member by member. */
export type Step =
  | { readonly kind: "loop"; readonly block: Block; readonly descending: boolean }
  | { readonly kind: "cells"; readonly cells: readonly BlockCell[] };

export interface BlockCell {
  readonly block: Block;
  /** The ordinal along each axis's own domain. */
  readonly ordinals: readonly number[];
}

/**
 * The steps of a phase in an order in which every cell finds what it needs. Dependencies count between cells,
 * so variables may depend on each other along an ordered set; only variables that do are taken apart.
 *
 * @throws InputError with the chain of names where a cell depends on itself.
 */
export function orderSteps(model: Model, inputs: Inputs, phase: Phase, live: ReadonlySet<string>): Step[] {
  const blocks = blocksOf(model, phase).filter(({ name }) => live.has(name));
  const byName = new Map<string, number[]>();
  for (const [i, { name }] of blocks.entries()) byName.set(name, [...(byName.get(name) ?? []), i]);
  const needs = blocks.map((block) => {
    const found = new Set<number>();
    forEachSameYearReference(block.branch.expression, phase, inputs, model, undefined, (reference, bound) => {
      const candidates = byName.get(reference.name) ?? [];
      const first = reference.indices[0];
      const reach =
        first === undefined
          ? undefined
          : first.kind === "member"
            ? [first.position]
            : reachOf(first.domain, block, bound, model);
      for (const i of candidates) {
        const axis = blocks[i].axes[0];
        if (reach === undefined || axis === undefined || reach.some((position) => axis.positions.includes(position)))
          found.add(i);
      }
    });
    return [...found];
  });
  return stronglyConnected(needs).flatMap((group): Step[] => {
    const [only] = group;
    if (group.length === 1 && !needs[only].includes(only))
      return [{ kind: "loop", block: blocks[only], descending: false }];
    return orderCells(
      model,
      inputs,
      phase,
      group.sort((a, b) => a - b).map((i) => blocks[i]),
    );
  });
}

/** The positions an index can stand at: those of its own binding inside the formula, or of the block's axis. */
function reachOf(name: string, block: Block, bound: ReadonlySet<string>, model: Model): readonly number[] {
  const axis = bound.has(name)
    ? undefined
    : block.axes.find((candidate) => candidate.name === name || candidate.alias === name);
  return axis?.positions ?? (model.domains.get(name) as Domain).positions;
}

/**
 * Calls `visit` for every variable that the expression needs in its own year. With a `scope` (positions of the
 * bound indices) it visits cell by cell; without one, once per reference, with the indices bound inside the formula.
 */
function forEachSameYearReference(
  expression: Expression,
  phase: Phase,
  inputs: Inputs,
  model: Model,
  scope: ReadonlyMap<string, number> | undefined,
  visit: (reference: Reference, bound: ReadonlySet<string>, scope: ReadonlyMap<string, number>) => void,
): void {
  const walk = (e: Expression, bound: ReadonlySet<string>, at: ReadonlyMap<string, number>): undefined => {
    switch (e.kind) {
      case "reference":
        if (e.of === "variable") visit(e, bound, at);
        return;
      case "negate":
      case "not":
      case "square":
        return walk(e.body, bound, at);
      case "arithmetic":
      case "compare":
      case "logic":
        walk(e.left, bound, at);
        return walk(e.right, bound, at);
      case "call":
        for (const argument of e.arguments) walk(argument, bound, at);
        return undefined;
      case "if":
        walk(e.condition, bound, at);
        walk(e.consequent, bound, at);
        return walk(e.alternate, bound, at);
      case "sum": {
        const inner = new Set(bound).add(e.domain);
        if (scope === undefined) return walk(e.body, inner, at);
        const { positions } = model.domains.get(e.domain) as Domain;
        const here = e.range === "all" ? -1 : positions.indexOf(at.get(e.domain) as number);
        for (const [i, position] of positions.entries()) {
          if (e.range === "before" && i >= here) break;
          if (e.range === "after" && i <= here) continue;
          walk(e.body, inner, new Map(at).set(e.domain, position));
        }
        return;
      }
      case "shift": {
        const inner = new Set(bound).add(e.domain);
        if (scope === undefined) return walk(e.body, inner, at);
        const { positions } = model.domains.get(e.domain) as Domain;
        const here = positions.indexOf(at.get(e.domain) as number);
        if (here > 0) walk(e.body, inner, new Map(at).set(e.domain, positions[here - 1]));
        return;
      }
      case "lag": {
        const years =
          typeof e.years === "number"
            ? [e.years]
            : scope === undefined
              ? possibleLags(e.years, inputs)
              : [lagAt(e.years, inputs, model, at)];
        if (years.some((n) => n === 0)) walk(e.body, bound, at);
        const reachesBack = years.some((n) => (phase === "base" ? n >= 1 : n >= 2));
        if (e.initial !== undefined && reachesBack) walk(e.initial, bound, at);
        return;
      }
    }
  };
  walk(expression, new Set(), scope ?? new Map());
}

function possibleLags(reference: Reference, inputs: Inputs): number[] {
  return [...new Set(inputs.values.get(reference.name) ?? [])];
}

function lagAt(reference: Reference, inputs: Inputs, model: Model, scope: ReadonlyMap<string, number>): number {
  const { over } = model.parameters.get(reference.name) as { over: readonly string[] };
  return (inputs.values.get(reference.name) as Float64Array)[cellAt(model, over, reference, scope)];
}

function cellAt(
  model: Model,
  over: readonly string[],
  reference: Reference,
  scope: ReadonlyMap<string, number>,
): number {
  const steps = strides(model, over);
  return domainsOf(model, over).reduce((cell, domain, i) => {
    const index = reference.indices[i];
    const position = index.kind === "member" ? index.position : (scope.get(index.domain) as number);
    return cell + domain.positions.indexOf(position) * steps[i];
  }, 0);
}

function orderCells(model: Model, inputs: Inputs, phase: Phase, blocks: readonly Block[]): Step[] {
  const cells: BlockCell[] = blocks.flatMap((block) =>
    combinations(block.axes).map((ordinals) => ({ block, ordinals })),
  );
  const byKey = new Map<string, number>();
  const keyOf = (name: string, cell: number) => `${name} ${cell}`;
  const cellNumber = ({ block, ordinals }: BlockCell) => {
    const steps = strides(model, block.over);
    return ordinals.reduce((sum, ordinal, i) => sum + ordinal * steps[i], 0);
  };
  for (const [i, cell] of cells.entries()) byKey.set(keyOf(cell.block.name, cellNumber(cell)), i);

  const needs = cells.map(({ block, ordinals }) => {
    const scope = new Map<string, number>();
    for (const [i, axis] of block.axes.entries()) {
      const position = (model.domains.get(block.over[i]) as Domain).positions[ordinals[i]];
      scope.set(axis.name, position);
      if (axis.alias !== undefined) scope.set(axis.alias, position);
    }
    const found = new Set<number>();
    forEachSameYearReference(block.branch.expression, phase, inputs, model, scope, (reference, _bound, at) => {
      const variable = model.variables.get(reference.name);
      if (variable === undefined) return;
      const needed = byKey.get(keyOf(reference.name, cellAt(model, variable.over, reference, at)));
      if (needed !== undefined) found.add(needed);
    });
    return [...found];
  });

  const [first] = blocks;
  if (blocks.length === 1 && needs.every((own, i) => own.every((j) => j < i)))
    return [{ kind: "loop", block: first, descending: false }];
  if (blocks.length === 1 && needs.every((own, i) => own.every((j) => j > i)))
    return [{ kind: "loop", block: first, descending: true }];
  const order = stronglyConnected(needs).map((group) => {
    if (group.length > 1 || needs[group[0]].includes(group[0])) throw circular(model, cells, needs, group);
    return cells[group[0]];
  });
  return [{ kind: "cells", cells: order }];
}

function circular(
  model: Model,
  cells: readonly BlockCell[],
  needs: readonly (readonly number[])[],
  group: readonly number[],
): InputError {
  const chain = [Math.min(...group)];
  while (chain.length === 1 || !chain.slice(0, -1).includes(chain[chain.length - 1])) {
    const next = needs[chain[chain.length - 1]].find((candidate) => group.includes(candidate));
    chain.push(next as number);
  }
  const loop = chain.slice(chain.indexOf(chain[chain.length - 1]));
  const names = loop.map((i) => {
    const { block, ordinals } = cells[i];
    const steps = strides(model, block.over);
    const members = cellNames(model, block.over)[ordinals.reduce((sum, ordinal, k) => sum + ordinal * steps[k], 0)];
    return members.length === 0 ? block.name : `${block.name}[${members.join(", ")}]`;
  });
  const { block } = cells[loop[0]];
  return new InputError([
    {
      at: block.branch.at,
      path: `variables.${block.name}`,
      ...message("circle", { names }),
    },
  ]);
}

/** Every combination of ordinals along the axes, the last fastest. */
export function combinations(axes: readonly Axis[]): number[][] {
  return axes.reduce<number[][]>(
    (sofar, { ordinals }) => sofar.flatMap((head) => ordinals.map((ordinal) => [...head, ordinal])),
    [[]],
  );
}

/** Groups of nodes that need each other, each group after all it needs (Tarjan 1972); stable in node order. */
function stronglyConnected(needs: readonly (readonly number[])[]): number[][] {
  const index = new Array<number>(needs.length).fill(-1);
  const low = new Array<number>(needs.length).fill(0);
  const onStack = new Array<boolean>(needs.length).fill(false);
  const stack: number[] = [];
  const groups: number[][] = [];
  let counter = 0;
  const visit = (start: number) => {
    const work: { node: number; next: number }[] = [{ node: start, next: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1];
      const { node } = frame;
      if (frame.next === 0) {
        index[node] = low[node] = counter++;
        stack.push(node);
        onStack[node] = true;
      }
      const successor = needs[node][frame.next++];
      if (successor !== undefined) {
        if (index[successor] < 0) work.push({ node: successor, next: 0 });
        else if (onStack[successor]) low[node] = Math.min(low[node], index[successor]);
        continue;
      }
      work.pop();
      const parent = work[work.length - 1]?.node;
      if (parent !== undefined) low[parent] = Math.min(low[parent], low[node]);
      if (low[node] !== index[node]) continue;
      const group: number[] = [];
      let member: number;
      do {
        member = stack.pop() as number;
        onStack[member] = false;
        group.push(member);
      } while (member !== node);
      groups.push(group);
    }
  };
  for (let node = 0; node < needs.length; node++) if (index[node] < 0) visit(node);
  return groups;
}
