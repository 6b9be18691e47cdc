import { runError } from "../../text/problems.ts";
import type { ValuesOf } from "../../text/sentences/english.ts";
import { cellNames } from "../language/cells.ts";
import type { Inputs, Model, Parameter } from "../language/model.ts";
import type { Phase } from "./blocks.ts";
import { exp, log } from "./elementary.ts";
import { type GenerateTask, generate, type Part, parts } from "./generate.ts";
import { influencedNames, liveNames, readsOf } from "./influence.ts";
import { type Layout, layOut } from "./layout.ts";

export interface CompileOptions {
  /** Names of the variables to keep; what feeds none of them is left out, and so are flags. All by default. */
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
  /** What it was compiled from, for another backend. */
  readonly task: GenerateTask;
  /** A new memory with the inputs loaded. */
  memory(): Float64Array;
  /**
   * Writes all parameter and observed cells and computes what no touched parameter can change.
   *
   * @throws RunError where a cell is not finite.
   */
  load(memory: Float64Array, inputs: Inputs): void;
  /** Writes the touched parameters alone, for inputs that differ from the loaded ones in nothing else. */
  update(memory: Float64Array, inputs: Inputs): void;
  /** Where a parameter's cells stand, or undefined where it was folded or feeds no outcome. */
  parameterCells(name: string): ParameterCells | undefined;
  /**
   * Computes all that touched parameters can change, in all years.
   *
   * @throws RunError where a cell is not finite, naming variable and year.
   */
  run(memory: Float64Array): void;
  /** One value a year of a variable's cell, in the variable's unit. */
  series(memory: Float64Array, variable: string, cell: number): Float64Array;
  /** The value of a variable's cell in one year, counted from the base year. */
  value(memory: Float64Array, variable: string, cell: number, year: number): number;
  /** What the formula of an observed variable gave, where a value was imposed; otherwise undefined. */
  modelled(memory: Float64Array, variable: string, cell: number): Float64Array | undefined;
  /** Every check that did not hold, in model order, then by cell and year. */
  violations(memory: Float64Array): Violation[];
  /** The generated JavaScript, for readers. */
  source(): string;
  /** Computed cells a year. */
  readonly cells: number;
}

type GeneratedFunctions = Record<Phase, YearFunction[]>;

/** Takes views of the constants, the year's row and the one before, the year, and all rows for longer lags. */
type YearFunction = (
  c: Float64Array,
  r: Float64Array,
  p: Float64Array,
  y: number,
  rows: readonly Float64Array[],
) => void;

interface Views {
  readonly constants: Float64Array;
  readonly rows: readonly Float64Array[];
}

/**
 * Compiles the model for these inputs: levers and samples then overwrite touched parameter cells and run again. Code
 * is made when it first runs, so that a program whose runs happen elsewhere costs no more than its layout; `load` and
 * `run` throw InputError where a cell depends on itself in the same year.
 */
export function compile(model: Model, inputs: Inputs, options: CompileOptions = {}): Program {
  const { touched = new Set<string>() } = options;
  const isTouched = (name: string) =>
    model.parameters.get(name)?.structural === false && (touched === "all" || touched.has(name));
  const reads = readsOf(model);
  const live = liveNames(model, reads, options.outcomes);
  const influenced = influencedNames(reads, live, isTouched);
  const used = new Set([...live].flatMap((name) => [...(reads.get(name)?.parameters ?? [])]));
  const layout = layOut(model, inputs, { live, influenced, parameters: used, isTouched });
  const task: GenerateTask = { model, inputs, layout, live, influenced, isTouched, open: touched === "all" };
  const functionsOf = new Map<Part, GeneratedFunctions>();
  const functions = (part: Part): GeneratedFunctions => {
    let known = functionsOf.get(part);
    if (known === undefined) {
      known = new Function("exp", "log", generate(task, part, false))(exp, log) as GeneratedFunctions;
      functionsOf.set(part, known);
    }
    return known;
  };

  const { years, constants, row, baseYear } = layout;
  const viewsOf = new WeakMap<Float64Array, Views>();
  const views = (m: Float64Array): Views => {
    let known = viewsOf.get(m);
    if (known === undefined) {
      const start = (year: number) => constants + year * row;
      const rows = Array.from({ length: years }, (_, year) => m.subarray(start(year), start(year + 1)));
      known = { constants: m.subarray(0, constants), rows };
      viewsOf.set(m, known);
    }
    return known;
  };
  const runPart = (m: Float64Array, part: Part): void => {
    const { base, later } = functions(part);
    const { constants: c, rows } = views(m);
    const from = layout.computedFrom[part];
    const to = part === "fixed" ? layout.computedFrom.influenced : row;
    const originsTo = layout.originsTo[part];
    for (const compute of base) compute(c, rows[0], rows[0], baseYear, rows);
    let sum =
      sumBetween(rows[0], from, to) +
      sumBetween(c, layout.settledFrom[part], part === "fixed" ? layout.settledFrom.influenced : constants);
    for (let year = 1; year < years; year++) {
      for (const compute of later) compute(c, rows[year], rows[year - 1], baseYear + year, rows);
      sum += sumBetween(rows[year], from, year === years - 1 ? to : originsTo);
    }
    if (Number.isFinite(sum)) return;
    const culprit = findNonFinite(model, layout, m);
    if (culprit !== undefined) throw runError("not_finite", culprit);
  };
  const cellsOf = (variable: string): { offset: number; stride: number } => {
    const place = layout.variables.get(variable);
    if (place === undefined) throw new RangeError(`the program was compiled without "${variable}"`);
    if (place.settled) return { offset: place.offset, stride: 0 };
    return { offset: constants + place.offset, stride: row };
  };
  const inRows = (m: Float64Array, offset: number): Float64Array =>
    Float64Array.from({ length: years }, (_, year) => m[constants + year * row + offset]);
  const load = (m: Float64Array, given: Inputs): void => {
    loadInputs(model, layout, m, given);
    runPart(m, "fixed");
  };

  return {
    layout,
    task,
    source: () => parts.map((part) => generate(task, part, true)).join("\n\n"),
    cells: row - layout.computedFrom.fixed,
    memory: () => {
      const memory = new Float64Array(constants + years * row);
      load(memory, inputs);
      return memory;
    },
    load,
    update: (memory, given) => {
      for (const name of layout.parameters.keys())
        if (isTouched(name)) writeParameter(model, layout, memory, given, name);
    },
    parameterCells: (name) => {
      const place = layout.parameters.get(name);
      const size = model.parameters.get(name)?.size ?? 0;
      if (place === undefined || place.kind === "uniform") return undefined;
      if (place.kind === "constant") return { offset: place.offset, size, stride: 0 };
      return { offset: constants + place.offset, size, stride: row };
    },
    run: (memory) => runPart(memory, "influenced"),
    series: (memory, variable, cell) => {
      const { offset, stride } = cellsOf(variable);
      return Float64Array.from({ length: years }, (_, year) => memory[offset + year * stride + cell]);
    },
    value: (memory, variable, cell, year) => {
      const { offset, stride } = cellsOf(variable);
      return memory[offset + year * stride + cell];
    },
    modelled: (memory, variable, cell) => {
      const at = layout.variables.get(variable)?.modelled;
      return at === undefined ? undefined : inRows(memory, at + cell);
    },
    violations: (memory) => {
      const found: Violation[] = [];
      for (const [check, offset] of layout.checks) {
        const size = model.checks.get(check)?.size ?? 0;
        for (let cell = 0; cell < size; cell++) {
          for (const [year, broken] of inRows(memory, offset + cell).entries())
            if (broken === 1) found.push({ check, cell, year: baseYear + year });
        }
      }
      return found;
    },
  };
}

/**
 * The sum of a row just computed: not finite where any number is not (or, if ever, where the sum overflows). Four at
 * a time, since each addition to the sum waits for the one before.
 */
function sumBetween(memory: Float64Array, from: number, to: number): number {
  let sum = 0;
  let i = from;
  for (; i + 3 < to; i += 4) sum += memory[i] + memory[i + 1] + (memory[i + 2] + memory[i + 3]);
  for (; i < to; i++) sum += memory[i];
  return sum;
}

function writeParameter(model: Model, layout: Layout, memory: Float64Array, inputs: Inputs, name: string): void {
  const place = layout.parameters.get(name);
  if (place === undefined || place.kind === "uniform") return;
  const { size } = model.parameters.get(name) as Parameter;
  const values = inputs.values.get(name);
  if (values === undefined) throw new RangeError(`no values for the parameter "${name}"`);
  if (place.kind === "constant") {
    memory.set(values.subarray(0, size), place.offset);
    return;
  }
  let at = layout.constants + place.offset;
  for (let from = 0; from < values.length; from += size, at += layout.row) {
    for (let cell = 0; cell < size; cell++) memory[at + cell] = values[from + cell];
  }
}

function loadInputs(model: Model, layout: Layout, memory: Float64Array, inputs: Inputs): void {
  for (const name of layout.parameters.keys()) writeParameter(model, layout, memory, inputs, name);
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

/** The first number that is not finite, as a message names it, or undefined where there is none. */
function findNonFinite(model: Model, layout: Layout, memory: Float64Array): ValuesOf<"not_finite"> | undefined {
  for (let year = 0; year < layout.years; year++) {
    for (const [name, { offset, settled }] of layout.variables) {
      const variable = model.variables.get(name);
      if (variable === undefined) continue;
      for (let cell = 0; cell < variable.size; cell++) {
        const value = memory[(settled ? 0 : layout.constants + year * layout.row) + offset + cell];
        if (Number.isFinite(value)) continue;
        const members = cellNames(model, variable.over)[cell];
        const index = members.length === 0 ? "" : `[${members.join(", ")}]`;
        const { file, line } = variable.at;
        return { name: `${name}${index}`, year: layout.baseYear + year, file, line };
      }
    }
  }
  return undefined;
}
