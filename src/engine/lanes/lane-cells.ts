import { need } from "../../text/need.ts";
import { bodyPositions, type Positions, referencedCell } from "../language/cells.ts";
import type { Comparison, Expression, Reference } from "../language/expression.ts";
import type { Inputs, Model } from "../language/model.ts";
import { type BlockCell, type Phase, positionsAt } from "../program/blocks.ts";
import { initialOf, memberValue } from "../program/evaluate.ts";
import type { Layout } from "../program/layout.ts";
import { type LaneLayout, Space } from "./lane-layout.ts";
import {
  binary,
  comparison,
  constant,
  type Graph,
  Kind,
  kindOfSign,
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

type Bound = Expression & { kind: "sum" | "shift" };

/** Changed in place while sums run, since a map for each of their terms takes longer than the rest. */
type Places = Map<string, number>;

/** The node of a block's formula at one cell. */
export function cellNode(task: CellTask, cell: BlockCell): number {
  return nodeOf(task, cell.block.branch.expression, positionsAt(task.model, cell), 0);
}

/** The node of the expression, `lag` years before the year that is computed; the order of operations is the compiler's. */
function nodeOf(task: CellTask, e: Expression, at: Places, lag: number): number {
  const { graph, model } = task;
  switch (e.kind) {
    case "number":
      return constant(graph, e.value);
    case "year":
      return task.phase === "base" ? constant(graph, task.inputs.baseYear) : yearNode(graph, lag);
    case "base_year":
      return constant(graph, task.inputs.baseYear);
    case "member_value":
      return constant(graph, memberValue(model, e.domain, need(at, e.domain)));
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
      return binary(graph, kindOfSign[e.operator], nodeOf(task, e.left, at, lag), nodeOf(task, e.right, at, lag));
    case "compare":
      if (e.left.kind === "year" && e.right.kind === "base_year" && lag === 0) return yearTruth(task, e.operator);
      return comparison(graph, kindOfSign[e.operator], nodeOf(task, e.left, at, lag), nodeOf(task, e.right, at, lag));
    case "logic":
      return logic(graph, kindOfSign[e.operator], nodeOf(task, e.left, at, lag), nodeOf(task, e.right, at, lag));
    case "call": {
      const kind = kindOfSign[e.name];
      const [first, ...others] = e.arguments;
      const node = nodeOf(task, first, at, lag);
      if (kind !== Kind.min && kind !== Kind.max) return unary(graph, kind, node);
      return others.reduce((result, other) => binary(graph, kind, result, nodeOf(task, other, at, lag)), node);
    }
    case "if": {
      const condition = nodeOf(task, e.condition, at, lag);
      if (graph.kinds[condition] === Kind.true) return nodeOf(task, e.consequent, at, lag);
      if (graph.kinds[condition] === Kind.false) return nodeOf(task, e.alternate, at, lag);
      return select(graph, condition, nodeOf(task, e.consequent, at, lag), nodeOf(task, e.alternate, at, lag));
    }
    case "sum":
      return bodyPositions(model, e, at).reduce(
        (total, position) => binary(graph, Kind.add, total, bodyNode(task, e, position, at, lag)),
        constant(graph, 0),
      );
    case "shift": {
      const [position] = bodyPositions(model, e, at);
      return position === undefined ? constant(graph, 0) : bodyNode(task, e, position, at, lag);
    }
    case "lag":
      return lagNode(task, e, at, lag);
  }
}

/** `year` against `base_year`, which the phase decides. */
function yearTruth({ graph, phase }: CellTask, operator: Comparison): number {
  const later = phase === "later" ? 1 : 0;
  return comparison(graph, kindOfSign[operator], constant(graph, later), constant(graph, 0));
}

/** The node of a sum's or shift's body with its index at a position; the map is as before when it is done. */
function bodyNode(task: CellTask, { domain, body }: Bound, position: number, at: Places, lag: number): number {
  const outer = at.get(domain);
  at.set(domain, position);
  const node = nodeOf(task, body, at, lag);
  if (outer === undefined) at.delete(domain);
  else at.set(domain, outer);
  return node;
}

function lagNode(task: CellTask, e: Expression & { kind: "lag" }, at: Places, lag: number): number {
  const { graph, phase, inputs } = task;
  const years = typeof e.years === "number" ? e.years : structuralNumber(task, e.years, at);
  if (years === 0) return nodeOf(task, e.body, at, lag);
  const initial = () => nodeOf(task, initialOf(e), at, lag);
  if (phase === "base" || years >= inputs.years) return initial();
  const body = nodeOf(task, e.body, at, lag + years);
  return years === 1 ? body : select(graph, reached(graph, years), body, initial());
}

/** A structural parameter: no lever or sample may touch it, so its number is part of the program. */
function structuralNumber({ model, inputs }: CellTask, { name, indices }: Reference, at: Positions): number {
  return need(inputs.values, name)[referencedCell(model, need(model.parameters, name).over, indices, at)];
}

function referenceNode(task: CellTask, e: Reference, at: Positions, lag: number): number {
  const { model, layout, lanes, graph } = task;
  if (e.of === "parameter") {
    const place = need(layout.parameters, e.name);
    if (place.kind === "uniform") return constant(graph, place.value);
    const cell = referencedCell(model, need(model.parameters, e.name).over, e.indices, at);
    const laned = lanes.parameters.get(e.name);
    if (laned !== undefined) return laneNode(graph, laned.offset + cell, laned.yearly, lag);
    return imageNode(task, place.offset + cell, place.kind === "yearly", lag);
  }
  const place = need(layout.variables, e.name);
  const cell = referencedCell(model, need(model.variables, e.name).over, e.indices, at);
  const laned = lanes.variables.get(e.name);
  if (laned === undefined) return imageNode(task, place.offset + cell, !place.settled, lag);
  const fixed = laned.settled ? undefined : knownNode(task, laned.offset + cell, lag);
  return fixed ?? laneNode(graph, laned.offset + cell, !laned.settled, lag);
}

function laneNode(graph: Graph, cell: number, yearly: boolean, lag: number): number {
  return yearly ? load(graph, Space.laneRow, cell, lag) : load(graph, Space.laneConstants, cell, 0);
}

/** A number that no touched parameter changes: a constant where it is the same in every year that can be read. */
function imageNode(task: CellTask, at: number, yearly: boolean, lag: number): number {
  const { graph, image, layout, phase } = task;
  if (!yearly) return constant(graph, image[at]);
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
