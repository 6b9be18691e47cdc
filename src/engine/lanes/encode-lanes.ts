import { need } from "../../text/need.ts";
import { cellAt } from "../language/cells.ts";
import type { BlockCell, Phase } from "../program/blocks.ts";
import type { Program } from "../program/compile.ts";
import { cellsOf, orderSteps, type Step } from "../program/order.ts";
import { alwaysHolds, type CellTask, cellNode, checkNode, imposedNode, knownCells } from "./lane-cells.ts";
import { cellBytes, type LaneLayout, laneLayout, type MemoryMap, memoryMap } from "./lane-layout.ts";
import { type Literals, type Store, yearFunction } from "./wasm-function.ts";
import { moduleBytes } from "./wasm-module.ts";
import { clearGraph, constantValue, type Graph, newGraph } from "./wasm-nodes.ts";

/** Where the lanes of a program keep their numbers, and where that memory lies. */
export interface LanePlan {
  readonly lanes: LaneLayout;
  readonly map: MemoryMap;
}

export function lanePlan({ layout, task }: Program): LanePlan {
  const lanes = laneLayout(layout, task);
  return { lanes, map: memoryMap(layout, lanes) };
}

/** Nodes of a function beyond which the next cell begins another: the optimiser's time grows faster than its input. */
const nodesPerFunction = 2500;

/** A function's operations and the cells that it stores, in order. */
export interface UnrolledFunction {
  readonly graph: Graph;
  readonly stores: readonly Store[];
}

/**
 * Hands over the program cell by cell, some thousand operations at a time; what `emit` makes of them comes back by phase.
 * What no touched parameter can change is a number there; in an open program that is only its structure. The graph is
 * used again for the next function.
 *
 * @throws InputError where a cell depends on itself in the same year; RunError where what no parameter changes is not
 * finite.
 */
export function unroll<T>(program: Program, emit: (unrolled: UnrolledFunction) => T): Record<Phase, T[]> {
  const { layout, task } = program;
  const { model, inputs, influenced, open } = task;
  const { lanes } = lanePlan(program);
  const image = program.memory();
  const graph = newGraph();
  const known = { base: knownCells(lanes.row), later: knownCells(lanes.row) };

  const functionsOf = (phase: Phase): T[] => {
    const names = [...task.live].filter(
      (name) => influenced.has(name) && (phase === "base" || !lanes.variables.get(name)?.settled),
    );
    const cellTask: CellTask = { model, inputs, layout, lanes, phase, graph, image, known, open };
    const functions: T[] = [];
    let stores: Store[] = [];
    clearGraph(graph);
    const close = () => {
      if (stores.length > 0) functions.push(emit({ graph, stores }));
      stores = [];
      clearGraph(graph);
    };
    const remember = (cell: number, node: number) => {
      const value = constantValue(graph, node);
      if (value === undefined) return;
      known[phase].is[cell] = 1;
      known[phase].value[cell] = value;
    };
    for (const computed of cellsInOrder(orderSteps(model, inputs, phase, new Set(names)))) {
      if (graph.length > nodesPerFunction) close();
      const { block, ordinals } = computed;
      const cell = cellAt(model, block.over, ordinals);
      const formula = cellNode(cellTask, computed);
      if (block.of === "check") {
        const at = need(lanes.checks, block.name) + cell;
        if (!alwaysHolds(cellTask, formula))
          stores.push({ node: checkNode(cellTask, formula), cell: at, settled: false });
        continue;
      }
      const place = need(lanes.variables, block.name);
      if (place.modelled !== undefined) stores.push({ node: formula, cell: place.modelled + cell, settled: false });
      const observed = layout.variables.get(block.name)?.observed;
      const node = observed === undefined ? formula : imposedNode(cellTask, observed + cell, formula);
      stores.push({ node, cell: place.offset + cell, settled: place.settled });
      if (!place.settled) remember(place.offset + cell, node);
    }
    close();
    return functions;
  };

  // The base year comes first: what is found to be the same in it and later is known to later years.
  const base = functionsOf("base");
  return { base, later: functionsOf("later") };
}

/**
 * The program as the bytes of a WebAssembly module, unrolled to single cells, two runs side by side.
 *
 * @throws InputError and RunError as `unroll` does.
 */
export function encodeLanes(program: Program): Uint8Array {
  const { layout } = program;
  const { lanes, map } = lanePlan(program);
  const literals: Literals = { values: [], places: new Map() };
  const functions = unroll(program, ({ graph, stores }) => yearFunction(graph, stores, map, literals, layout.baseYear));
  const range = (from: number, to: number): [number, number] => {
    const group = 4 * cellBytes;
    const [first, last] = [Math.floor((from * cellBytes) / group), Math.ceil((to * cellBytes) / group)];
    return from === to ? [0, 0] : [first * group, last * group];
  };
  return moduleBytes({
    ...functions,
    years: layout.years,
    map,
    origins: range(lanes.computedFrom, lanes.originsTo),
    wholeRow: range(lanes.computedFrom, lanes.row),
    settled: range(lanes.settledFrom, lanes.constants),
    literals: literals.values,
  });
}

/** The cells of the steps in the order in which they are computed. */
function cellsInOrder(steps: readonly Step[]): BlockCell[] {
  return steps.flatMap((step) => {
    if (step.kind === "cells") return step.cells;
    const cells = cellsOf(step.block);
    return step.descending ? cells.reverse() : cells;
  });
}
