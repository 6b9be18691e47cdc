import { named, parameterAddress } from "../engine/language/address.ts";
import { cellNames } from "../engine/language/cells.ts";
import type { Sources } from "../engine/program/evaluate.ts";
import { parameterAt } from "../engine/program/interpret.ts";
import { type Trace, type TracedInput, traceCell } from "../engine/program/trace.ts";
import type { ScenarioRun } from "../run/run.ts";
import type { Given } from "../scenario/paths/cell-path.ts";
import { traceInput } from "../scenario/trace.ts";
import { likeNamed } from "../text/names.ts";
import { need } from "../text/need.ts";
import { InputError, isFault, type Message, message, nearest, type Place } from "../text/problems.ts";

/** How deep the inputs of a variable are followed. */
const LEVELS = 2;

/** A variable's cell in a year: its formula, and each number it read, followed further. */
export interface VariableNode {
  readonly of: "variable";
  readonly path: string;
  /** The file and line of the variable's formula. */
  readonly at: Place;
  readonly trace: Trace;
  /** What was observed and stands in place of the formula's own value. */
  readonly imposed?: Given;
  readonly inputs: readonly ExplainedInput[];
}

/** A parameter's cell in a year, where the model declares it, and where its value comes from. */
export type ParameterNode = ReturnType<typeof parameterNode>;

/** An input of a formula; a variable beyond the last level is named with its formula's place only. */
export interface ExplainedInput {
  readonly input: TracedInput;
  readonly path: string;
  readonly at: Place;
  readonly node: VariableNode | ParameterNode | undefined;
}

/** How a number came about, with the other cells that its name also stands for, see `explain`. */
export type Explanation = ReturnType<typeof explain>;

/**
 * How a number of a run came about. A name that stands for several cells is explained for the largest of them.
 *
 * @throws InputError for a name that the model does not have, or a year that the run does not cover.
 */
export function explain(run: ScenarioRun, name: string, year: number) {
  const { scenario, model } = run;
  const { baseYear, horizon } = scenario;
  if (year < baseYear || year > horizon)
    refuse(run, name, message("no_year_of_run", { year, from: baseYear, to: horizon }));
  const [head, ...members] = name.trim().split(".");
  const traced: Traced = { run, sources: sourcesOf(run) };
  const when = year - baseYear;
  if (model.parameters.has(head)) {
    const address = parameterAddress(model, name);
    if (isFault(address)) return refuse(run, name, address);
    const { cell, others } = largest(run, head, address.cells, (at) => traced.sources.parameter(head, at, when));
    return { node: parameterNode(traced, head, cell, when), others };
  }
  const variable = model.variables.get(head);
  if (variable === undefined) {
    const quantities = [...model.variables.values(), ...model.parameters.values()].map(named);
    const things = [...quantities, ...scenario.region.levers.values()];
    const near = likeNamed(head, things);
    const alike = nearest(
      head,
      things.map(({ id }) => id),
    );
    const sought = alike === undefined ? head : undefined;
    return refuse(run, name, message("nothing_named", { name: head, model: model.name, near, sought }));
  }
  const all = cellNames(model, variable.over);
  const fits = (cell: readonly string[]) => members.every((member, i) => member === "*" || member === cell[i]);
  const cells = [...all.keys()].filter((cell) => members.length <= variable.over.length && fits(all[cell]));
  if (cells.length === 0) {
    const paths = all.map((cell) => [head, ...cell].join("."));
    const near = nearest(name, paths);
    return refuse(run, name, message("no_such_cell", { cells: paths.slice(0, 12), count: paths.length, near }));
  }
  const { cell, others } = largest(run, head, cells, (at) => traced.sources.variable(head, at, when));
  return { node: variableNode(traced, head, cell, when, LEVELS), others };
}

/** A run with its numbers as formulas read them. */
interface Traced {
  readonly run: ScenarioRun;
  readonly sources: Sources;
}

function sourcesOf({ model, inputs, scenario, values }: ScenarioRun): Sources {
  const seriesByCell = new Map<string, Float64Array>();
  return {
    model,
    baseYear: scenario.baseYear,
    parameter: (name, cell, year) => parameterAt(model, inputs, name, cell, year),
    variable: (name, cell, year) => {
      const key = `${name} ${cell}`;
      const series = seriesByCell.get(key) ?? values(name, cell) ?? new Float64Array(scenario.years);
      seriesByCell.set(key, series);
      return series[year];
    },
  };
}

/** The cell with the largest value, and the paths and values of the others that are not 0. */
function largest(run: ScenarioRun, name: string, cells: readonly number[], valueAt: (cell: number) => number) {
  const ranked = cells.map((cell) => ({ cell, value: valueAt(cell) }));
  ranked.sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.cell - b.cell);
  const others = ranked.slice(1).filter(({ value }) => value !== 0);
  return {
    cell: ranked[0].cell,
    others: others.map(({ cell, value }) => ({ path: pathOf(run, name, cell), value })),
  };
}

function variableNode(traced: Traced, name: string, cell: number, when: number, levels: number): VariableNode {
  const { run, sources } = traced;
  const trace = traceCell(run.model, sources, name, cell, when);
  const year = run.scenario.baseYear + when;
  const imposed = run.scenario.region.observations.find(
    (seen) => seen.variable === name && seen.cell === cell && seen.year === year,
  );
  return {
    of: "variable",
    path: pathOf(run, name, cell),
    at: trace.at,
    trace,
    imposed: imposed?.given,
    inputs: trace.inputs.map((input) => explainedInput(traced, input, levels)),
  };
}

function explainedInput(traced: Traced, input: TracedInput, levels: number): ExplainedInput {
  const { run, sources } = traced;
  const { name, cell } = input;
  const path = pathOf(run, name, cell);
  const when = input.year - run.scenario.baseYear;
  if (input.of === "parameter") {
    const node = parameterNode(traced, name, cell, when);
    return { input, path, at: node.trace.givens[0]?.at ?? node.at, node };
  }
  const node = levels > 1 ? variableNode(traced, name, cell, when, levels - 1) : undefined;
  return { input, path, at: node?.at ?? traceCell(run.model, sources, name, cell, when).at, node };
}

function parameterNode({ run, sources }: Traced, name: string, cell: number, when: number) {
  const { unit, at } = need(run.model.parameters, name);
  const year = run.scenario.baseYear + when;
  return {
    of: "parameter" as const,
    path: pathOf(run, name, cell),
    year,
    value: sources.parameter(name, cell, when),
    unit: unit.text,
    at,
    trace: traceInput(run.scenario, name, cell, year),
  };
}

function pathOf({ model }: ScenarioRun, name: string, cell: number): string {
  const quantity = model.variables.get(name) ?? model.parameters.get(name);
  return [name, ...(quantity === undefined ? [] : cellNames(model, quantity.over)[cell])].join(".");
}

function refuse(run: ScenarioRun, path: string, wrong: Message): never {
  const file = `scenarios/${run.scenario.id}.yaml`;
  throw new InputError([{ at: { file, line: 1, column: 1 }, path, ...wrong }]);
}

/** Every number that an explanation has from a file, and what each stands in place of. */
export function givensOf(node: VariableNode | ParameterNode): Given[] {
  const first =
    node.of === "variable"
      ? [
          ...(node.imposed === undefined ? [] : [node.imposed]),
          ...node.inputs.flatMap((input) => (input.node === undefined ? [] : givensOf(input.node))),
        ]
      : [...node.trace.givens, ...(node.trace.replaced?.givens ?? [])];
  return first.flatMap(standing);
}

/** A given number with those that it overrode. */
function standing(given: Given): Given[] {
  return given.overrode === undefined ? [given] : [given, ...standing(given.overrode)];
}
