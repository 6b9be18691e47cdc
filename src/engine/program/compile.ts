import { need } from "../../text/need.ts";
import { runError } from "../../text/problems.ts";
import { cellNames } from "../language/cells.ts";
import type { Inputs, Model } from "../language/model.ts";
import type { Phase } from "./blocks.ts";
import { exp, log } from "./elementary.ts";
import { type GenerateTask, generate, type Part, parts } from "./generate.ts";
import { influencedNames, liveNames, readsOf } from "./influence.ts";
import { layOut } from "./layout.ts";

export interface CompileOptions {
  /** Names of the variables to keep; what feeds none of them is left out, and so are flags. All by default. */
  readonly outcomes?: readonly string[];
  /** Parameters whose cells levers or samples will overwrite; all others are folded. None by default. */
  readonly touched?: ReadonlySet<string> | "all";
}

/** Where cells stand in memory: cell c of year y at `offset + y*stride + c`; stride 0 where they hold for all years. */
export interface ParameterCells {
  readonly offset: number;
  readonly size: number;
  readonly stride: number;
}

/** Where the value of a parameter stands in memory, of its values a year after the other. */
export function placeOfValue({ offset, size, stride }: ParameterCells, value: number): number {
  return offset + Math.floor(value / size) * stride + (value % size);
}

export interface Violation {
  readonly check: string;
  readonly cell: number;
  readonly year: number;
}

/** A compiled model. All state is in the memory that the caller holds, so that one program serves many runs. */
export type Program = ReturnType<typeof compile>;

/** Takes views of the constants, the year's row and the one before, the year, and all rows for longer lags. */
type YearFunction = (
  c: Float64Array,
  r: Float64Array,
  p: Float64Array,
  y: number,
  rows: readonly Float64Array[],
) => void;

type GeneratedFunctions = Record<Phase, YearFunction[]>;

/**
 * Compiles the model for these inputs: levers and samples then overwrite touched parameter cells and run again. Code
 * is made when it first runs, so that a program whose runs happen elsewhere costs no more than its layout; `load` and
 * `run` throw InputError where a cell depends on itself in the same year.
 */
export function compile(model: Model, inputs: Inputs, options: CompileOptions = {}) {
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
  // Where every parameter is touched nothing is fixed, and no JavaScript needs to be made to load inputs.
  if ([...live].every((name) => influenced.has(name))) functionsOf.set("fixed", { base: [], later: [] });
  const functions = (part: Part): GeneratedFunctions => {
    const made =
      functionsOf.get(part) ??
      (new Function("exp", "log", generate(task, part, false))(exp, log) as GeneratedFunctions);
    functionsOf.set(part, made);
    return made;
  };

  const { years, constants, row, baseYear } = layout;
  const span = (offset: number, size: number, yearly: boolean): ParameterCells =>
    yearly ? { offset: constants + offset, size, stride: row } : { offset, size, stride: 0 };
  const parameters = new Map<string, ParameterCells>();
  for (const [name, place] of layout.parameters)
    if (place.kind !== "uniform")
      parameters.set(name, span(place.offset, need(model.parameters, name).size, place.kind === "yearly"));
  const variables = new Map<string, ParameterCells>();
  for (const [name, { offset, settled }] of layout.variables)
    variables.set(name, span(offset, need(model.variables, name).size, !settled));
  const variableCells = (name: string): ParameterCells => {
    const cells = variables.get(name);
    if (cells === undefined) throw new RangeError(`the program was compiled without "${name}"`);
    return cells;
  };

  const viewsOf = new WeakMap<Float64Array, { constants: Float64Array; rows: readonly Float64Array[] }>();
  const views = (m: Float64Array) => {
    const start = (year: number) => constants + year * row;
    const made = viewsOf.get(m) ?? {
      constants: m.subarray(0, constants),
      rows: Array.from({ length: years }, (_, year) => m.subarray(start(year), start(year + 1))),
    };
    viewsOf.set(m, made);
    return made;
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
    if (!Number.isFinite(sum)) refuseNonFinite(m);
  };
  /** Throws for the first number that is not finite, if there is one. */
  const refuseNonFinite = (m: Float64Array): void => {
    for (let year = 0; year < years; year++) {
      for (const [name, { offset, size, stride }] of variables) {
        const start = offset + year * stride;
        const cell = m.subarray(start, start + size).findIndex((value) => !Number.isFinite(value));
        if (cell < 0) continue;
        const { over, at } = need(model.variables, name);
        const members = cellNames(model, over)[cell];
        const index = members.length === 0 ? "" : `[${members.join(", ")}]`;
        throw runError("not_finite", { name: `${name}${index}`, year: baseYear + year, file: at.file, line: at.line });
      }
    }
  };
  const writeCells = (m: Float64Array, { offset, size, stride }: ParameterCells, values: Float64Array): void => {
    const end = stride === 0 ? size : values.length;
    for (let from = 0, at = offset; from < end; from += size, at += stride)
      for (let cell = 0; cell < size; cell++) m[at + cell] = values[from + cell];
  };
  const seriesAt = (m: Float64Array, offset: number, stride: number): Float64Array => {
    const series = new Float64Array(years);
    for (let year = 0; year < years; year++) series[year] = m[offset + year * stride];
    return series;
  };
  const load = (m: Float64Array, loaded: Inputs): void => {
    for (const [name, cells] of parameters) writeCells(m, cells, need(loaded.values, name));
    for (const [name, { observed }] of layout.variables) {
      if (observed === undefined) continue;
      const { size } = need(model.variables, name);
      const values = loaded.observed.get(name) ?? new Float64Array(years * size).fill(Number.NaN);
      writeCells(m, span(observed, size, true), values);
    }
    runPart(m, "fixed");
  };

  return {
    layout,
    /** What it was compiled from, for another backend. */
    task,
    /** The generated JavaScript, for readers. */
    source: (): string => parts.map((part) => generate(task, part, true)).join("\n\n"),
    /** Computed cells a year. */
    cells: row - layout.computedFrom.fixed,
    /** A new memory with the inputs loaded. */
    memory: (): Float64Array => {
      const memory = new Float64Array(constants + years * row);
      load(memory, inputs);
      return memory;
    },
    /**
     * Writes all parameter and observed cells and computes what no touched parameter can change.
     *
     * @throws RunError where a cell is not finite.
     */
    load,
    /** Writes the touched parameters alone, for inputs that differ from the loaded ones in nothing else. */
    update: (memory: Float64Array, changed: Inputs): void => {
      for (const [name, cells] of parameters)
        if (isTouched(name)) writeCells(memory, cells, need(changed.values, name));
    },
    /** Where cells of any kind stand: `offset` within a year, or in front of all years. */
    span,
    /** Where a parameter's cells stand, or undefined where it was folded or feeds no outcome. */
    parameterCells: (name: string): ParameterCells | undefined => parameters.get(name),
    variableCells,
    /**
     * Computes all that touched parameters can change, in all years.
     *
     * @throws RunError where a cell is not finite, naming variable and year.
     */
    run: (memory: Float64Array): void => runPart(memory, "influenced"),
    /**
     * Looks at what was computed elsewhere and written into the memory.
     *
     * @throws RunError for the first cell that is not finite, naming variable and year.
     */
    refuseNonFinite,
    /** One value a year of a variable's cell, in the variable's unit. */
    series: (memory: Float64Array, variable: string, cell: number): Float64Array => {
      const { offset, stride } = variableCells(variable);
      return seriesAt(memory, offset + cell, stride);
    },
    /** The value of a variable's cell in one year, counted from the base year. */
    value: (memory: Float64Array, variable: string, cell: number, year: number): number => {
      const { offset, stride } = variableCells(variable);
      return memory[offset + year * stride + cell];
    },
    /** What the formula of an observed variable gave, where a value was imposed; otherwise undefined. */
    modelled: (memory: Float64Array, variable: string, cell: number): Float64Array | undefined => {
      const at = layout.variables.get(variable)?.modelled;
      return at === undefined ? undefined : seriesAt(memory, constants + at + cell, row);
    },
    /** Every check that did not hold, in model order, then by cell and year. */
    violations: (memory: Float64Array): Violation[] => {
      const broken: Violation[] = [];
      for (const [check, offset] of layout.checks) {
        const { size } = need(model.checks, check);
        // Every run of a batch asks this: nothing is made where all holds.
        for (let cell = 0; cell < size; cell++)
          for (let year = 0; year < years; year++)
            if (memory[constants + year * row + offset + cell] === 1)
              broken.push({ check, cell, year: baseYear + year });
      }
      return broken;
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

/** A new memory that holds these inputs. */
export function loadedMemory(program: Program, inputs: Inputs): Float64Array {
  const { constants, years, row } = program.layout;
  const memory = new Float64Array(constants + years * row);
  program.load(memory, inputs);
  return memory;
}
