import { blocksOf, type Phase } from "./blocks.ts";
import { cellNames } from "./cells.ts";
import { exp, log } from "./elementary.ts";
import { type EmittedStep, emitStep } from "./emit.ts";
import type { EmitContext } from "./emit-state.ts";
import { references } from "./expression.ts";
import { type Layout, layOut } from "./layout.ts";
import type { Inputs, Model, Parameter } from "./model.ts";
import { orderSteps } from "./order.ts";
import { RunError } from "./problems.ts";

export interface CompileOptions {
  /** Names of the variables to keep; what feeds none of them is left out. All by default. */
  readonly outcomes?: readonly string[];
  /** Parameters whose cells levers or samples will overwrite; all others are folded. None by default. */
  readonly touched?: ReadonlySet<string> | "all";
}

/** Where a parameter's cells stand in memory: cell c of year y at `offset + y*stride + c`; stride 0 for constants. */
export interface ParameterCells {
  readonly offset: number;
  readonly size: number;
  readonly stride: number;
}

export interface Violation {
  readonly check: string;
  readonly cell: number;
  readonly year: number;
}

/** A compiled model. All state is in the memory that the caller holds, so that one program serves many runs. */
export interface Program {
  readonly layout: Layout;
  /** A new memory with the inputs loaded. */
  memory(): Float64Array;
  /** Writes all parameter and observed cells. */
  load(memory: Float64Array, inputs: Inputs): void;
  /** Where a parameter's cells stand, or undefined where it was folded or feeds no outcome. */
  parameterCells(name: string): ParameterCells | undefined;
  /**
   * Computes all years.
   *
   * @throws RunError where a cell is not finite, naming variable and year.
   */
  run(memory: Float64Array): void;
  /** One value a year of a variable's cell, in the variable's unit. */
  series(memory: Float64Array, variable: string, cell: number): Float64Array;
  /** What the formula of an observed variable gave, where a value was imposed; otherwise undefined. */
  modelled(memory: Float64Array, variable: string, cell: number): Float64Array | undefined;
  /** Every check that did not hold, in model order, then by cell and year. */
  violations(memory: Float64Array): Violation[];
  /** The generated JavaScript, for readers. */
  readonly source: string;
  /** Computed cells a year. */
  readonly cells: number;
}

/**
 * V8 does not optimise a function above 61,440 bytes of bytecode: one function for all equations ran 40 to 60
 * times slower. A test watches this number.
 */
export const statementsPerFunction = 150;

type YearFunction = (memory: Float64Array, base: number, previous: number, year: number) => void;

/**
 * Compiles the model for these inputs: levers and samples then overwrite touched parameter cells and run again.
 *
 * @throws InputError where a cell depends on itself in the same year.
 */
export function compile(model: Model, inputs: Inputs, options: CompileOptions = {}): Program {
  const live = liveNames(model, options.outcomes ?? [...model.variables.keys()]);
  const used = usedParameters(model, live);
  const layout = layOut(model, inputs, live, used, options.touched ?? new Set());
  const tables: EmitContext["tables"] = new Map();
  const emitPhase = (phase: Phase): EmittedStep[] => {
    const context: EmitContext = { model, inputs, layout, phase, tables };
    return orderSteps(model, inputs, phase, live).flatMap((step) => emitStep(step, context));
  };
  const base = toFunctions(emitPhase("base"), "base");
  const later = toFunctions(emitPhase("later"), "later");
  const source = [
    '"use strict";',
    ...[...tables.values()].map(({ name, values }) => `const ${name} = new Int32Array([${values.join(", ")}]);`),
    ...base.texts,
    ...later.texts,
    `return { base: [${base.names.join(", ")}], later: [${later.names.join(", ")}] };`,
  ].join("\n");
  const functions = new Function("exp", "log", source)(exp, log) as Record<Phase, YearFunction[]>;

  const { years, constants, row, computed, baseYear } = layout;
  const run = (m: Float64Array): void => {
    for (const compute of functions.base) compute(m, constants, constants, baseYear);
    for (let year = 1; year < years; year++) {
      const at = constants + year * row;
      for (const compute of functions.later) compute(m, at, at - row, baseYear + year);
    }
    let sum = 0;
    for (let year = 0; year < years; year++) {
      const from = constants + year * row + computed;
      const to = constants + (year + 1) * row;
      for (let i = from; i < to; i++) sum += m[i] * 0;
    }
    if (sum !== 0) throw new RunError(describeNonFinite(model, layout, m));
  };

  return {
    layout,
    source,
    cells: row - computed,
    memory: () => {
      const memory = new Float64Array(constants + years * row);
      loadInputs(model, layout, memory, inputs);
      return memory;
    },
    load: (memory, given) => loadInputs(model, layout, memory, given),
    parameterCells: (name) => {
      const place = layout.parameters.get(name);
      const size = model.parameters.get(name)?.size ?? 0;
      if (place === undefined || place.kind === "uniform") return undefined;
      if (place.kind === "constant") return { offset: place.offset, size, stride: 0 };
      return { offset: constants + place.offset, size, stride: row };
    },
    run,
    series: (memory, variable, cell) => {
      const place = layout.variables.get(variable);
      if (place === undefined) throw new RangeError(`the program was compiled without "${variable}"`);
      return Float64Array.from({ length: years }, (_, year) => memory[constants + year * row + place.offset + cell]);
    },
    modelled: (memory, variable, cell) => {
      const at = layout.variables.get(variable)?.modelled;
      if (at === undefined) return undefined;
      return Float64Array.from({ length: years }, (_, year) => memory[constants + year * row + at + cell]);
    },
    violations: (memory) => {
      const found: Violation[] = [];
      for (const [check, offset] of layout.checks) {
        const size = model.checks.get(check)?.size ?? 0;
        for (let cell = 0; cell < size; cell++) {
          for (let year = 0; year < years; year++) {
            if (memory[constants + year * row + offset + cell] === 1)
              found.push({ check, cell, year: baseYear + year });
          }
        }
      }
      return found;
    },
  };
}

/** The outcomes, all checks, and everything that feeds them in any year. */
function liveNames(model: Model, outcomes: readonly string[]): Set<string> {
  const live = new Set<string>();
  const pending = [...outcomes, ...model.checks.keys()];
  for (const name of outcomes) {
    if (!model.variables.has(name)) throw new RangeError(`the model "${model.name}" has no variable "${name}"`);
  }
  const feeds = new Map<string, string[]>();
  for (const phase of ["base", "later"] as const) {
    for (const { name, branch } of blocksOf(model, phase)) {
      const own = references(branch.expression).flatMap((reference) =>
        reference.of === "variable" ? [reference.name] : [],
      );
      feeds.set(name, [...(feeds.get(name) ?? []), ...own]);
    }
  }
  while (pending.length > 0) {
    const name = pending.pop() as string;
    if (live.has(name)) continue;
    live.add(name);
    pending.push(...(feeds.get(name) ?? []));
  }
  return live;
}

function usedParameters(model: Model, live: ReadonlySet<string>): Set<string> {
  const used = new Set<string>();
  for (const phase of ["base", "later"] as const) {
    for (const { name, branch } of blocksOf(model, phase)) {
      if (!live.has(name)) continue;
      for (const reference of references(branch.expression)) if (reference.of === "parameter") used.add(reference.name);
    }
  }
  return used;
}

function toFunctions(steps: readonly EmittedStep[], prefix: string): { names: string[]; texts: string[] } {
  const names: string[] = [];
  const texts: string[] = [];
  let group: string[] = [];
  let statements = 0;
  const close = () => {
    if (group.length === 0) return;
    const name = `${prefix}${names.length}`;
    names.push(name);
    texts.push(`function ${name}(m, b, p, y) {\n${group.join("\n")}\n}`);
    group = [];
    statements = 0;
  };
  for (const step of steps) {
    if (statements + step.statements > statementsPerFunction) close();
    group.push(step.text);
    statements += step.statements;
  }
  close();
  return { names, texts };
}

function loadInputs(model: Model, layout: Layout, memory: Float64Array, inputs: Inputs): void {
  for (const [name, place] of layout.parameters) {
    if (place.kind === "uniform") continue;
    const parameter = model.parameters.get(name) as Parameter;
    const values = inputs.values.get(name);
    if (values === undefined) throw new RangeError(`no values for the parameter "${name}"`);
    if (place.kind === "constant") {
      memory.set(values.subarray(0, parameter.size), place.offset);
      continue;
    }
    for (let year = 0; year < layout.years; year++) {
      const from = year * parameter.size;
      memory.set(values.subarray(from, from + parameter.size), layout.constants + year * layout.row + place.offset);
    }
  }
  for (const [name, { observed }] of layout.variables) {
    if (observed === undefined) continue;
    const size = model.variables.get(name)?.size ?? 0;
    const values = inputs.observed.get(name);
    for (let year = 0; year < layout.years; year++) {
      for (let cell = 0; cell < size; cell++) {
        memory[layout.constants + year * layout.row + observed + cell] =
          values === undefined ? Number.NaN : values[year * size + cell];
      }
    }
  }
}

function describeNonFinite(model: Model, layout: Layout, memory: Float64Array): string {
  for (let year = 0; year < layout.years; year++) {
    for (const [name, { offset }] of layout.variables) {
      const variable = model.variables.get(name);
      if (variable === undefined) continue;
      for (let cell = 0; cell < variable.size; cell++) {
        const value = memory[layout.constants + year * layout.row + offset + cell];
        if (Number.isFinite(value)) continue;
        const members = cellNames(model, variable.over)[cell];
        const index = members.length === 0 ? "" : `[${members.join(", ")}]`;
        return `${name}${index} is ${value} in ${layout.baseYear + year}; its formula stands at ${variable.at.file}:${variable.at.line}`;
      }
    }
  }
  return "a cell is not finite";
}
