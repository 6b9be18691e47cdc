import { need } from "../../text/need.ts";
import { children, type Expression, type Index, unparse } from "../language/expression.ts";
import type { Inputs, Model } from "../language/model.ts";
import type { Axis, Block, BlockCell } from "./blocks.ts";
import { emit } from "./emit.ts";
import {
  address,
  type Bound,
  type Cell,
  cellCode,
  type EmitContext,
  freshName,
  newScope,
  type Scope,
  type State,
  settle,
} from "./emit-state.ts";
import type { Layout } from "./layout.ts";
import { orderSteps, type Step } from "./order.ts";

/**
 * V8 does not optimise a function above 61,440 bytes of bytecode: one function for all equations ran 40 to 60
 * times slower. A test watches this number.
 */
export const statementsPerFunction = 80;

/** What is the same in every run is computed when inputs are loaded, the rest in every run. */
export const parts = ["fixed", "influenced"] as const;
export type Part = (typeof parts)[number];

const phases = ["base", "later"] as const;

/** What a program is to compute, and where. */
export interface GenerateTask {
  readonly model: Model;
  readonly inputs: Inputs;
  readonly layout: Layout;
  readonly live: ReadonlySet<string>;
  readonly influenced: ReadonlySet<string>;
  readonly isTouched: (parameter: string) => boolean;
  /** Every parameter is touched: the program serves other regions too, with what is imposed there. */
  readonly open: boolean;
}

/**
 * JavaScript of one part of a program: the body of a function of `exp` and `log` that returns, by phase, the functions
 * that compute a year. `equations` writes each block's equation above it, for readers; what runs does without.
 *
 * @throws InputError where a cell depends on itself in the same year.
 */
export function generate(task: GenerateTask, part: Part, equations: boolean): string {
  const { model, inputs, layout, live, influenced } = task;
  const tables: EmitContext["tables"] = new Map();
  const functions = phases.map((phase) => {
    const names = [...live].filter(
      (name) =>
        (part === "influenced") === influenced.has(name) && (phase === "base" || !layout.variables.get(name)?.settled),
    );
    const context: EmitContext = { model, inputs, layout, phase, tables, equations };
    const steps = orderSteps(model, inputs, phase, new Set(names)).flatMap((step) => emitStep(step, context));
    return inFunctions(steps).map((group, i) => ({
      phase,
      name: `${part}_${phase}_${i}`,
      body: group.map(({ text }) => text).join("\n"),
    }));
  });
  return [
    '"use strict";',
    ...[...tables.values()].map(({ name, values }) => `const ${name} = new Int32Array([${values.join(", ")}]);`),
    ...functions.flat().map(({ name, body }) => `function ${name}(c, r, p, y, rows) {\n${body}\n}`),
    `return { ${phases.map((phase, i) => `${phase}: [${functions[i].map(({ name }) => name).join(", ")}]`).join(", ")} };`,
  ].join("\n");
}

/** The steps in groups of as many statements as a function may have. */
function inFunctions(steps: readonly EmittedStep[]): EmittedStep[][] {
  const groups: EmittedStep[][] = [];
  let room = 0;
  for (const step of steps) {
    if (groups.length === 0 || step.statements > room) {
      groups.push([]);
      room = statementsPerFunction;
    }
    groups[groups.length - 1].push(step);
    room -= step.statements;
  }
  return groups;
}

/** JavaScript text of one step, and how many statements it holds. */
interface EmittedStep {
  readonly text: string;
  readonly statements: number;
}

/**
 * The step as JavaScript. Names of the model stand in comments only; every number and name in the code is made
 * here from the checked tree, so that no text of a file reaches the code.
 */
function emitStep(step: Step, context: EmitContext): EmittedStep[] {
  if (step.kind === "cells") return step.cells.map((cell) => emitCell(cell, context));
  const root = newScope(undefined, undefined, false);
  emitAxes(startState(step.block, context, root, new Map()), 0, step.descending);
  return [finish(step.block, root.lines, context)];
}

function startState(block: Block, context: EmitContext, scope: Scope, env: ReadonlyMap<string, Bound>): State {
  return { context, block, counter: { next: 0 }, env, scope, view: "r", year: "y", lagged: false };
}

/** The loops over the block's axes from the given one on, and the store inside them. */
function emitAxes(state: State, depth: number, descending: boolean): void {
  const { block, scope } = state;
  const axis = block.axes[depth];
  if (axis === undefined) {
    const value = settle(emit(block.branch.expression, state), state);
    const indices = block.axes.map(({ name }): Index => ({ kind: "bound", domain: name }));
    emitStore(value.text, cellCode(block.over, indices, state), state);
    return;
  }
  const { positions } = axis;
  const single = (offset: number) => {
    const alone = newScope(scope, undefined, true);
    emitAxes({ ...state, scope: alone, env: bind(state.env, axis, { offset, positions }) }, depth + 1, descending);
    if (alone.lines.length > 0) scope.lines.push("{", ...alone.lines, "}");
  };
  const last = positions.length - 1;
  if (last === 0) {
    emitAxes({ ...state, env: bind(state.env, axis, { offset: 0, positions }) }, depth + 1, descending);
    return;
  }
  // The first member has none in front of it: written out, it spares all others the question.
  const first = shifts(block.branch.expression, axis) ? 1 : 0;
  if (first === 1 && !descending) single(0);
  const loop = `i${depth}`;
  const inner: Scope = { ...newScope(scope, loop, false), ascending: !descending };
  const env = bind(state.env, axis, { loop, offset: 0, from: first, positions });
  emitAxes({ ...state, scope: inner, env }, depth + 1, descending);
  const head = descending
    ? `for (let ${loop} = ${last}; ${loop} >= ${first}; ${loop}--)`
    : `for (let ${loop} = ${first}; ${loop} <= ${last}; ${loop}++)`;
  if (inner.lines.length > 0) scope.lines.push(`${head} {`, ...inner.lines, ...inner.after, "}");
  if (first === 1 && descending) single(0);
}

/** Whether the expression looks at the member in front along this axis. */
function shifts(e: Expression, axis: Axis): boolean {
  if (e.kind === "shift" && (e.domain === axis.name || e.domain === axis.alias)) return true;
  return children(e).some((child) => shifts(child, axis));
}

function emitCell({ block, ordinals }: BlockCell, context: EmitContext): EmittedStep {
  const root = newScope(undefined, undefined, false);
  const env = block.axes.reduce<ReadonlyMap<string, Bound>>(
    (sofar, axis, i) => bind(sofar, axis, { offset: axis.ordinals.indexOf(ordinals[i]), positions: axis.positions }),
    new Map(),
  );
  emitAxes(startState(block, context, root, env), block.axes.length, false);
  return finish(block, root.lines, context);
}

function bind(env: ReadonlyMap<string, Bound>, axis: Axis, bound: Bound): ReadonlyMap<string, Bound> {
  const inner = new Map(env).set(axis.name, bound);
  return axis.alias === undefined ? inner : inner.set(axis.alias, bound);
}

function finish(block: Block, lines: readonly string[], context: EmitContext): EmittedStep {
  const index = block.over.length === 0 ? "" : `[${block.over.join(", ")}]`;
  const equation = context.equations ? [`// ${block.name}${index} = ${unparse(block.branch.expression)}`] : [];
  return { text: ["{", ...equation, ...lines, "}"].join("\n"), statements: lines.length };
}

function emitStore(value: string, cell: Cell, state: State): void {
  const { block, context, scope } = state;
  const { layout } = context;
  if (block.of === "check") {
    if (value !== "true")
      scope.lines.push(`${address("r", need(layout.checks, block.name), cell)} = (${value}) ? 0 : 1;`);
    return;
  }
  const place = need(layout.variables, block.name);
  const target = address(place.settled ? "c" : "r", place.offset, cell);
  if (place.observed === undefined) {
    scope.lines.push(`${target} = ${value};`);
    return;
  }
  const [formula, imposed] = [freshName(state), freshName(state)];
  scope.lines.push(
    `const ${formula} = ${value};`,
    `const ${imposed} = ${address("r", place.observed, cell)};`,
    `${address("r", place.modelled as number, cell)} = ${formula};`,
    `${target} = ${imposed} === ${imposed} ? ${imposed} : ${formula};`,
  );
}
