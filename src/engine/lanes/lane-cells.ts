import { domainsOf, strides } from "../language/cells.ts";
import type { Expression, Index, Reference } from "../language/expression.ts";
import type { Domain, Inputs, Model } from "../language/model.ts";
import type { Block, Phase } from "../program/blocks.ts";
import type { Layout } from "../program/layout.ts";
import { type LaneLayout, Space } from "./lane-layout.ts";
import {
  binary,
  comparison,
  constant,
  type Graph,
  Kind,
  load,
  logic,
  reached,
  select,
  truth,
  unary,
  yearNode,
} from "./wasm-nodes.ts";

/** All that a formula's cell needs to become nodes. */
export interface CellTask {
  readonly model: Model;
  readonly inputs: Inputs;
  readonly layout: Layout;
  readonly lanes: LaneLayout;
  readonly phase: Phase;
  readonly graph: Graph;
  /** The compiled program's memory with all that no touched parameter can change. */
  readonly image: Float64Array;
  /** The numbers of cells found to be the same in every run: in the base year, and in every later one. */
  readonly known: Record<Phase, KnownCells>;
  /** Other regions' numbers may be loaded, so nothing imposed is part of the code. */
  readonly open: boolean;
}

/** By cell of a lane's year; `is` tells where a number is known. */
export interface KnownCells {
  readonly is: Uint8Array;
  readonly value: Float64Array;
}

export function knownCells(cells: number): KnownCells {
  return { is: new Uint8Array(cells), value: new Float64Array(cells) };
}

const comparisons = {
  "==": Kind.equal,
  "!=": Kind.notEqual,
  "<": Kind.less,
  "<=": Kind.lessOrEqual,
  ">": Kind.greater,
  ">=": Kind.greaterOrEqual,
} as const;
const arithmetic = { "+": Kind.add, "-": Kind.subtract, "*": Kind.multiply, "/": Kind.divide } as const;
const calls = {
  min: Kind.min,
  max: Kind.max,
  abs: Kind.abs,
  exp: Kind.exp,
  log: Kind.log,
  sqrt: Kind.sqrt,
} as const;

/** The position in its parent set at which each bound index stands. */
type Positions = Map<string, number>;

/** The node of a block's formula at one cell; `positions` hold the block's indices. */
export function cellNode(task: CellTask, block: Block, positions: Positions): number {
  return nodeOf(task, block.branch.expression, positions, 0);
}

/** The node of the expression, `lag` years before the year that is computed; the order of operations is the compiler's. */
function nodeOf(task: CellTask, e: Expression, at: Positions, lag: number): number {
  const { graph, model } = task;
  switch (e.kind) {
    case "number":
      return constant(graph, e.value);
    case "year":
      return task.phase === "base" ? constant(graph, task.inputs.baseYear) : yearNode(graph, lag);
    case "base_year":
      return constant(graph, task.inputs.baseYear);
    case "member_value": {
      const { parent } = model.domains.get(e.domain) as Domain;
      return constant(graph, model.sets.get(parent)?.members[at.get(e.domain) as number].value as number);
    }
    case "reference":
      return referenceNode(task, e, at, lag);
    case "negate":
      return unary(graph, Kind.negate, nodeOf(task, e.body, at, lag));
    case "not":
      return unary(graph, Kind.not, nodeOf(task, e.body, at, lag));
    case "square": {
      const body = nodeOf(task, e.body, at, lag);
      return binary(graph, Kind.multiply, body, body);
    }
    case "arithmetic":
      return binary(graph, arithmetic[e.operator], nodeOf(task, e.left, at, lag), nodeOf(task, e.right, at, lag));
    case "compare":
      if (e.left.kind === "year" && e.right.kind === "base_year" && lag === 0) return yearTruth(task, e.operator);
      return comparison(graph, comparisons[e.operator], nodeOf(task, e.left, at, lag), nodeOf(task, e.right, at, lag));
    case "logic": {
      const kind = e.operator === "and" ? Kind.and : Kind.or;
      return logic(graph, kind, nodeOf(task, e.left, at, lag), nodeOf(task, e.right, at, lag));
    }
    case "call": {
      const kind = calls[e.name];
      const first = nodeOf(task, e.arguments[0], at, lag);
      if (kind !== Kind.min && kind !== Kind.max) return unary(graph, kind, first);
      let result = first;
      for (let i = 1; i < e.arguments.length; i++)
        result = binary(graph, kind, result, nodeOf(task, e.arguments[i], at, lag));
      return result;
    }
    case "if": {
      const condition = nodeOf(task, e.condition, at, lag);
      if (graph.kinds[condition] === Kind.true) return nodeOf(task, e.consequent, at, lag);
      if (graph.kinds[condition] === Kind.false) return nodeOf(task, e.alternate, at, lag);
      return select(graph, condition, nodeOf(task, e.consequent, at, lag), nodeOf(task, e.alternate, at, lag));
    }
    case "sum":
      return sumNode(task, e, at, lag);
    case "shift": {
      const { positions } = model.domains.get(e.domain) as Domain;
      const outer = at.get(e.domain) as number;
      const here = positions.indexOf(outer);
      if (here <= 0) return constant(graph, 0);
      at.set(e.domain, positions[here - 1]);
      const body = nodeOf(task, e.body, at, lag);
      at.set(e.domain, outer);
      return body;
    }
    case "lag":
      return lagNode(task, e, at, lag);
  }
}

/** `year` against `base_year`, which the phase decides. */
function yearTruth({ graph, phase }: CellTask, operator: keyof typeof comparisons): number {
  const later = phase === "later" ? 1 : 0;
  return comparison(graph, comparisons[operator], constant(graph, later), constant(graph, 0));
}

function sumNode(task: CellTask, e: Expression & { kind: "sum" }, at: Positions, lag: number): number {
  const { graph, model } = task;
  const { positions } = model.domains.get(e.domain) as Domain;
  const outer = at.get(e.domain);
  const here = e.range === "all" ? -1 : positions.indexOf(outer as number);
  const from = e.range === "after" ? here + 1 : 0;
  const to = e.range === "before" ? here : positions.length;
  let total = constant(graph, 0);
  for (let i = from; i < to; i++) {
    at.set(e.domain, positions[i]);
    total = binary(graph, Kind.add, total, nodeOf(task, e.body, at, lag));
  }
  if (outer === undefined) at.delete(e.domain);
  else at.set(e.domain, outer);
  return total;
}

function lagNode(task: CellTask, e: Expression & { kind: "lag" }, at: Positions, lag: number): number {
  const { graph, phase, inputs } = task;
  const years = typeof e.years === "number" ? e.years : structuralNumber(task, e.years, at);
  if (years === 0) return nodeOf(task, e.body, at, lag);
  const initial = () => {
    if (e.initial === undefined) throw new Error("a lag reaches before the base year");
    return nodeOf(task, e.initial, at, lag);
  };
  if (phase === "base" || years >= inputs.years) return initial();
  const body = nodeOf(task, e.body, at, lag + years);
  return years === 1 ? body : select(graph, reached(graph, years), body, initial());
}

/** A structural parameter: no lever or sample may touch it, so its number is part of the program. */
function structuralNumber(task: CellTask, reference: Reference, at: Positions): number {
  const over = task.model.parameters.get(reference.name)?.over ?? [];
  const values = task.inputs.values.get(reference.name) as Float64Array;
  return values[cellOf(task.model, over, reference.indices, at)];
}

function cellOf(model: Model, over: readonly string[], indices: readonly Index[], at: Positions): number {
  const domains = domainsOf(model, over);
  const steps = strides(model, over);
  let cell = 0;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    const position = index.kind === "member" ? index.position : (at.get(index.domain) as number);
    const { positions } = domains[i];
    cell += (positions[position] === position ? position : positions.indexOf(position)) * steps[i];
  }
  return cell;
}

function referenceNode(task: CellTask, e: Reference, at: Positions, lag: number): number {
  const { model, layout, lanes, graph } = task;
  if (e.of === "parameter") {
    const place = layout.parameters.get(e.name);
    const parameter = model.parameters.get(e.name);
    if (place === undefined || parameter === undefined) throw new Error(`no place for "${e.name}"`);
    if (place.kind === "uniform") return constant(graph, place.value);
    const cell = cellOf(model, parameter.over, e.indices, at);
    const laned = lanes.parameters.get(e.name);
    if (laned !== undefined)
      return laned.yearly
        ? load(graph, Space.laneRow, laned.offset + cell, lag)
        : load(graph, Space.laneConstants, laned.offset + cell, 0);
    return place.kind === "yearly" ? imageNode(task, place.offset + cell, lag) : settledNode(task, place.offset + cell);
  }
  const place = layout.variables.get(e.name);
  const variable = model.variables.get(e.name);
  if (place === undefined || variable === undefined) throw new Error(`no place for "${e.name}"`);
  const cell = cellOf(model, variable.over, e.indices, at);
  const laned = lanes.variables.get(e.name);
  if (laned === undefined)
    return place.settled ? settledNode(task, place.offset + cell) : imageNode(task, place.offset + cell, lag);
  if (laned.settled) return load(graph, Space.laneConstants, laned.offset + cell, 0);
  return knownNode(task, laned.offset + cell, lag) ?? load(graph, Space.laneRow, laned.offset + cell, lag);
}

/** A number that no touched parameter changes and that holds for all years. */
function settledNode({ graph, image }: CellTask, at: number): number {
  return constant(graph, image[at]);
}

/** A number of the image's years: a constant where it is the same in every year that can be read. */
function imageNode(task: CellTask, at: number, lag: number): number {
  const { graph, image, layout, phase } = task;
  const { constants, row, years } = layout;
  const first = phase === "base" || lag > 0 ? 0 : 1;
  const value = image[constants + first * row + at];
  if (phase === "base") return constant(graph, value);
  for (let year = first + 1; year < years - lag; year++) {
    if (!Object.is(image[constants + year * row + at], value)) return load(graph, Space.imageRow, at, lag);
  }
  return constant(graph, value);
}

/** The number of a laned cell where it is the same in every run and year that can be read. */
function knownNode({ graph, phase, known }: CellTask, at: number, lag: number): number | undefined {
  const { base, later } = known;
  if (phase === "base") return base.is[at] === 1 ? constant(graph, base.value[at]) : undefined;
  if (later.is[at] === 0) return undefined;
  if (lag > 0 && (base.is[at] === 0 || !Object.is(base.value[at], later.value[at]))) return undefined;
  return constant(graph, later.value[at]);
}

/** What is stored for a cell of a check: 0 where its condition holds, 1 where it does not. */
export function checkNode(task: CellTask, condition: number): number {
  const { graph } = task;
  return select(graph, condition, constant(graph, 0), constant(graph, 1));
}

/** The imposed value of an observed cell where there is one in the year, otherwise the formula's own. */
export function imposedNode(task: CellTask, observedAt: number, own: number): number {
  const { graph, image, layout, phase, open } = task;
  const { constants, row, years } = layout;
  const at = (year: number) => image[constants + year * row + observedAt];
  if (open) return chosen(graph, observedAt, own);
  if (phase === "base") return Number.isNaN(at(0)) ? own : constant(graph, at(0));
  let any = false;
  for (let year = 1; year < years; year++) any ||= !Number.isNaN(at(year));
  return any ? chosen(graph, observedAt, own) : own;
}

/** The imposed number where it is one: nothing else equals itself. */
function chosen(graph: Graph, observedAt: number, own: number): number {
  const imposed = load(graph, Space.imageRow, observedAt, 0);
  return select(graph, comparison(graph, Kind.equal, imposed, imposed), imposed, own);
}

/** A condition that holds in every run needs no store; this node says so. */
export function alwaysHolds(task: CellTask, condition: number): boolean {
  return condition === truth(task.graph, true);
}
