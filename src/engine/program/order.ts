import { need } from "../../text/need.ts";
import { InputError, problem } from "../../text/problems.ts";
import { bodyPositions, cellAt, cellNames, type Positions, referencedCell } from "../language/cells.ts";
import { children, type Expression, type Reference } from "../language/expression.ts";
import type { Inputs, Model } from "../language/model.ts";
import { type Axis, type Block, type BlockCell, blocksOf, type Phase, positionsAt } from "./blocks.ts";

/** What is computed next: a block in one loop, or single cells where variables depend on each other member by member. */
export type Step =
  | { readonly kind: "loop"; readonly block: Block; readonly descending: boolean }
  | { readonly kind: "cells"; readonly cells: readonly BlockCell[] };

interface Ordering {
  readonly model: Model;
  readonly inputs: Inputs;
  readonly phase: Phase;
}

/**
 * The steps of a phase in an order in which every cell finds what it needs. Dependencies count between cells,
 * so variables may depend on each other along an ordered set; only variables that do are taken apart.
 *
 * @throws InputError with the chain of names where a cell depends on itself.
 */
export function orderSteps(model: Model, inputs: Inputs, phase: Phase, live: ReadonlySet<string>): Step[] {
  const ordering = { model, inputs, phase };
  const blocks = blocksOf(model, phase).filter(({ name }) => live.has(name));
  const byName = new Map<string, number[]>();
  for (const [i, { name }] of blocks.entries()) byName.set(name, [...(byName.get(name) ?? []), i]);
  const needs = blocks.map((block) => {
    const needed = new Set<number>();
    forEachSameYearReference(block.branch.expression, ordering, undefined, (reference, bound) => {
      const reach = reachOf(reference, block, bound, model);
      for (const i of byName.get(reference.name) ?? []) {
        const axis = blocks[i].axes[0];
        if (reach === undefined || axis === undefined || reach.some((position) => axis.positions.includes(position)))
          needed.add(i);
      }
    });
    return [...needed];
  });
  return stronglyConnected(needs).flatMap((group): Step[] => {
    const [only] = group;
    if (group.length === 1 && !needs[only].includes(only))
      return [{ kind: "loop", block: blocks[only], descending: false }];
    return orderCells(
      ordering,
      group.sort((a, b) => a - b).map((i) => blocks[i]),
    );
  });
}

/** The positions a reference's first index can stand at: its own, those of its binding inside the formula, or of the axis. */
function reachOf(
  { indices: [first] }: Reference,
  block: Block,
  bound: ReadonlySet<string>,
  model: Model,
): readonly number[] | undefined {
  if (first === undefined) return undefined;
  if (first.kind === "member") return [first.position];
  const { domain } = first;
  const axis = bound.has(domain)
    ? undefined
    : block.axes.find(({ name, alias }) => name === domain || alias === domain);
  return (axis ?? need(model.domains, domain)).positions;
}

/**
 * Calls `visit` for every variable that the expression needs in its own year. With a `scope` (positions of the
 * bound indices) it visits cell by cell; without one, once per reference, with the indices bound inside the formula.
 */
function forEachSameYearReference(
  expression: Expression,
  { model, inputs, phase }: Ordering,
  scope: Positions | undefined,
  visit: (reference: Reference, bound: ReadonlySet<string>, at: Positions) => void,
): void {
  const walk = (e: Expression, bound: ReadonlySet<string>, at: Positions): void => {
    switch (e.kind) {
      case "reference":
        if (e.of === "variable") visit(e, bound, at);
        return;
      case "sum":
      case "shift": {
        const inner = new Set(bound).add(e.domain);
        if (scope === undefined) walk(e.body, inner, at);
        else
          for (const position of bodyPositions(model, e, at)) walk(e.body, inner, new Map(at).set(e.domain, position));
        return;
      }
      case "lag": {
        const years = lagsOf(e.years, at);
        if (years.some((n) => n === 0)) walk(e.body, bound, at);
        const reachesBack = years.some((n) => n >= (phase === "base" ? 1 : 2));
        if (e.initial !== undefined && reachesBack) walk(e.initial, bound, at);
        return;
      }
      default:
        for (const child of children(e)) walk(child, bound, at);
    }
  };
  /** The years that a lag can look back, in all cells or in the one of the scope. */
  const lagsOf = (years: number | Reference, at: Positions): readonly number[] => {
    if (typeof years === "number") return [years];
    const lags = need(inputs.values, years.name);
    if (scope === undefined) return [...new Set(lags)];
    return [lags[referencedCell(model, need(model.parameters, years.name).over, years.indices, at)]];
  };
  walk(expression, new Set(), scope ?? new Map());
}

function orderCells(ordering: Ordering, blocks: readonly Block[]): Step[] {
  const { model } = ordering;
  const cells = blocks.flatMap(cellsOf);
  const keyOf = (name: string, cell: number) => `${name} ${cell}`;
  const byKey = new Map(
    cells.map(({ block, ordinals }, i) => [keyOf(block.name, cellAt(model, block.over, ordinals)), i]),
  );
  const needs = cells.map((cell) => {
    const needed = new Set<number>();
    const { expression } = cell.block.branch;
    forEachSameYearReference(expression, ordering, positionsAt(model, cell), ({ name, indices }, _bound, at) => {
      const { over } = need(model.variables, name);
      const i = byKey.get(keyOf(name, referencedCell(model, over, indices, at)));
      if (i !== undefined) needed.add(i);
    });
    return [...needed];
  });

  const [block] = blocks;
  const isLoop = (follows: (i: number, j: number) => boolean) =>
    blocks.length === 1 && needs.every((needed, i) => needed.every((j) => follows(i, j)));
  if (isLoop((i, j) => j < i)) return [{ kind: "loop", block, descending: false }];
  if (isLoop((i, j) => j > i)) return [{ kind: "loop", block, descending: true }];
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
  let last = chain[0];
  do {
    last = needs[last].find((candidate) => group.includes(candidate)) as number;
    chain.push(last);
  } while (chain.indexOf(last) === chain.length - 1);
  const loop = chain.slice(chain.indexOf(last));
  const names = loop.map((i) => {
    const { block, ordinals } = cells[i];
    const members = cellNames(model, block.over)[cellAt(model, block.over, ordinals)];
    return members.length === 0 ? block.name : `${block.name}[${members.join(", ")}]`;
  });
  const { block } = cells[loop[0]];
  return new InputError([problem(block.branch.at, `variables.${block.name}`, "circle", { names })]);
}

/** The cells of a block: every combination of ordinals along its axes, the last fastest. */
export function cellsOf(block: Block): BlockCell[] {
  const combine = (heads: number[][], { ordinals }: Axis) =>
    heads.flatMap((head) => ordinals.map((ordinal) => [...head, ordinal]));
  return block.axes.reduce(combine, [[]]).map((ordinals) => ({ block, ordinals }));
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
