import { parameterAddress } from "../engine/language/address.ts";
import { cellNames } from "../engine/language/cells.ts";
import type { Sources } from "../engine/program/evaluate.ts";
import { parameterAt } from "../engine/program/interpret.ts";
import { type Trace, type TracedInput, traceCell } from "../engine/program/trace.ts";
import type { ScenarioRun } from "../run/run.ts";
import type { Given } from "../scenario/paths/cell-path.ts";
import { type InputTrace, traceInput } from "../scenario/trace.ts";
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

/** A parameter's cell in a year, and where its value comes from. */
export interface ParameterNode {
  readonly of: "parameter";
  readonly path: string;
  readonly year: number;
  readonly value: number;
  readonly unit: string;
  /** Where the model declares it. */
  readonly at: Place;
  readonly trace: InputTrace;
}

/** An input of a formula; a variable beyond the last level is named with its formula's place only. */
export interface ExplainedInput {
  readonly input: TracedInput;
  readonly path: string;
  readonly at: Place;
  readonly node: VariableNode | ParameterNode | undefined;
}

export interface Explanation {
  readonly node: VariableNode | ParameterNode;
  /** Other cells that the asked name also stands for, with their values, where it names several. */
  readonly others: readonly { readonly path: string; readonly value: number }[];
}

/**
 * How a number of a run came about. A name that stands for several cells is explained for the largest of them.
 *
 * @throws InputError for a name that the model does not have, or a year that the run does not cover.
 */
export function explain(run: ScenarioRun, name: string, year: number): Explanation {
  const { scenario, model } = run;
  const { baseYear, horizon } = scenario;
  if (year < baseYear || year > horizon)
    refuse(run, name, message("no_year_of_run", { year, from: baseYear, to: horizon }));
  const [head, ...members] = name.trim().split(".");
  const when = year - baseYear;
  const sources = sourcesOf(run);

  if (model.parameters.has(head)) {
    const address = parameterAddress(model, name);
    if (isFault(address)) return refuse(run, name, address);
    const value = (cell: number) => sources.parameter(head, cell, when);
    const { cell, others } = largest(address.cells, value, (other) => pathOf(run, head, other));
    return { node: parameterNode(run, sources, head, cell, when), others };
  }
  const variable = model.variables.get(head);
  if (variable === undefined) {
    const names = [...model.variables.keys(), ...model.parameters.keys()];
    const near = nearest(head, names);
    return refuse(run, name, message("nothing_named", { name: head, model: model.name, near }));
  }
  const all = cellNames(model, variable.over);
  const fits = (cell: readonly string[]) => members.every((member, i) => member === "*" || member === cell[i]);
  const cells = [...all.keys()].filter((cell) => members.length <= variable.over.length && fits(all[cell]));
  if (cells.length === 0) {
    const paths = all.map((cell) => [head, ...cell].join("."));
    const near = nearest(name, paths);
    return refuse(run, name, message("no_such_cell", { cells: paths.slice(0, 12), count: paths.length, near }));
  }
  const value = (cell: number) => sources.variable(head, cell, when);
  const { cell, others } = largest(cells, value, (other) => pathOf(run, head, other));
  return { node: variableNode(run, sources, head, cell, when, LEVELS), others };
}

function sourcesOf(run: ScenarioRun): Sources {
  const { model, inputs, scenario } = run;
  const seriesByCell = new Map<string, Float64Array>();
  return {
    model,
    baseYear: scenario.baseYear,
    parameter: (name, cell, year) => parameterAt(model, inputs, name, cell, year),
    variable: (name, cell, year) => {
      const key = `${name} ${cell}`;
      let series = seriesByCell.get(key);
      if (series === undefined) {
        series = run.values(name, cell) ?? new Float64Array(scenario.years);
        seriesByCell.set(key, series);
      }
      return series[year];
    },
  };
}

function largest(cells: readonly number[], value: (cell: number) => number, path: (cell: number) => string) {
  const ranked = [...cells].sort((a, b) => Math.abs(value(b)) - Math.abs(value(a)) || a - b);
  const [cell, ...rest] = ranked;
  const others = rest
    .filter((other) => value(other) !== 0)
    .map((other) => ({ path: path(other), value: value(other) }));
  return { cell, others };
}

function variableNode(
  run: ScenarioRun,
  sources: Sources,
  name: string,
  cell: number,
  when: number,
  levels: number,
): VariableNode {
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
    inputs: trace.inputs.map((input) => explainedInput(run, sources, input, levels)),
  };
}

function explainedInput(run: ScenarioRun, sources: Sources, input: TracedInput, levels: number): ExplainedInput {
  const path = pathOf(run, input.name, input.cell);
  const when = input.year - run.scenario.baseYear;
  if (input.of === "parameter") {
    const node = parameterNode(run, sources, input.name, input.cell, when);
    return { input, path, at: node.trace.givens[0]?.at ?? node.at, node };
  }
  const node = levels > 1 ? variableNode(run, sources, input.name, input.cell, when, levels - 1) : undefined;
  const at = node?.at ?? traceCell(run.model, sources, input.name, input.cell, when).at;
  return { input, path, at, node };
}

function parameterNode(run: ScenarioRun, sources: Sources, name: string, cell: number, when: number): ParameterNode {
  const { model, scenario } = run;
  const parameter = model.parameters.get(name);
  if (parameter === undefined) throw new RangeError(`the model "${model.name}" has no parameter "${name}"`);
  const year = scenario.baseYear + when;
  return {
    of: "parameter",
    path: pathOf(run, name, cell),
    year,
    value: sources.parameter(name, cell, when),
    unit: parameter.unit.text,
    at: parameter.at,
    trace: traceInput(scenario, name, cell, year),
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
