import { RunError } from "../../text/problems.ts";
import type { Expression } from "../language/expression.ts";
import type { Check, Model } from "../language/model.ts";
import type { ParameterCells, Program, Violation } from "../program/compile.ts";
import { encodeLanes, lanePlan } from "./encode-lanes.ts";
import { compileModule, openModule } from "./wasm-host.ts";
import { cellBytes, numberBytes } from "./wasm-memory.ts";

/**
 * Runs side by side: each lane has its own touched parameters, all else is shared. It owns its memory, so it serves one
 * caller at a time.
 */
export interface LaneProgram {
  /** Runs computed at once. */
  readonly count: number;
  /** The lanes' numbers: lane l of a cell at `cell * count + l`. */
  readonly memory: Float64Array;
  /** Where a touched parameter's cells stand, in cells of `memory`, or undefined where it feeds no outcome. */
  parameterCells(name: string): ParameterCells | undefined;
  /** Takes the touched parameters and imposed values of a memory of the compiled program into every lane. */
  load(memory: Float64Array): void;
  /** Writes what a lane has computed into a memory of the compiled program. */
  copyTo(memory: Float64Array, lane: number): void;
  /** Computes all years of all lanes. The error of each lane where a cell is not finite. */
  run(): readonly (RunError | undefined)[];
  /** One value a year of a variable's cell, in the variable's unit. */
  series(lane: number, variable: string, cell: number): Float64Array;
  /** The value of a variable's cell in one year, counted from the base year. */
  value(lane: number, variable: string, cell: number, year: number): number;
  /** Every check that did not hold, in model order, then by cell and year. */
  violations(lane: number): Violation[];
  /** The first check of severity error that did not hold, in the same order; cheap, for runs by the thousand. */
  broken(lane: number): Violation | undefined;
}

/** A program as WebAssembly: every opened copy has its own memory and shares the code. */
export interface LaneModule {
  open(): LaneProgram;
}

/**
 * The lanes of a program; `bytes` are its encoded module where that was kept from before.
 *
 * @throws Error where the machine has no WebAssembly with two-lane instructions.
 */
export function laneModule(program: Program, bytes: Uint8Array = encodeLanes(program)): LaneModule {
  const module = compileModule(bytes);
  const image = program.memory();
  return { open: () => openLanes(program, image, openModule(module)) };
}

function openLanes(
  program: Program,
  image: Float64Array,
  { memory, run }: { memory: Float64Array; run: () => void },
): LaneProgram {
  const count = cellBytes / numberBytes;
  const { layout, task } = program;
  const { model } = task;
  const { lanes, map } = lanePlan(program);
  const own = image.slice();
  const imageAt = map.image / numberBytes;
  const firstConstant = map.lanes / cellBytes;
  const firstRow = map.laneRows / cellBytes;

  const parameterCells = (name: string): ParameterCells | undefined => {
    const place = lanes.parameters.get(name);
    if (place === undefined) return undefined;
    const size = model.parameters.get(name)?.size ?? 0;
    if (place.yearly) return { offset: firstRow + place.offset, size, stride: lanes.row };
    return { offset: firstConstant + place.offset, size, stride: 0 };
  };
  const pairs = [...lanes.parameters.keys()].map((name) => ({
    program: program.parameterCells(name) as ParameterCells,
    lanes: parameterCells(name) as ParameterCells,
  }));
  const load = (from: Float64Array): void => {
    own.set(from);
    memory.set(from, imageAt);
    for (const pair of pairs) {
      const years = pair.lanes.stride === 0 ? 1 : layout.years;
      for (let year = 0; year < years; year++) {
        const source = pair.program.offset + year * pair.program.stride;
        const target = (pair.lanes.offset + year * pair.lanes.stride) * count;
        for (let cell = 0; cell < pair.lanes.size; cell++) {
          for (let lane = 0; lane < count; lane++) memory[target + cell * count + lane] = from[source + cell];
        }
      }
    }
  };
  load(image);

  const copyParameters = (target: Float64Array, lane: number): void => {
    for (const pair of pairs) {
      const years = pair.lanes.stride === 0 ? 1 : layout.years;
      for (let year = 0; year < years; year++) {
        const to = pair.program.offset + year * pair.program.stride;
        const from = (pair.lanes.offset + year * pair.lanes.stride) * count + lane;
        for (let cell = 0; cell < pair.lanes.size; cell++) target[to + cell] = memory[from + cell * count];
      }
    }
  };
  const copyRows = (target: Float64Array, lane: number, to: number, at: number, size: number): void => {
    for (let year = 0; year < layout.years; year++) {
      const row = layout.constants + year * layout.row + to;
      const from = (firstRow + year * lanes.row + at) * count + lane;
      for (let cell = 0; cell < size; cell++) target[row + cell] = memory[from + cell * count];
    }
  };
  const copyTo = (target: Float64Array, lane: number): void => {
    for (const [name, place] of lanes.variables) {
      const size = model.variables.get(name)?.size ?? 0;
      const to = layout.variables.get(name);
      if (to === undefined) continue;
      if (place.settled) {
        for (let cell = 0; cell < size; cell++)
          target[to.offset + cell] = memory[(firstConstant + place.offset + cell) * count + lane];
        continue;
      }
      copyRows(target, lane, to.offset, place.offset, size);
      if (place.modelled !== undefined) copyRows(target, lane, to.modelled as number, place.modelled, size);
    }
    for (const [name, offset] of lanes.checks)
      copyRows(target, lane, layout.checks.get(name) as number, offset, model.checks.get(name)?.size ?? 0);
  };
  /** The JavaScript program finds and names the first number that is not finite. */
  const failureOf = (lane: number): RunError | undefined => {
    const copy = own.slice();
    copyParameters(copy, lane);
    try {
      program.run(copy);
      return undefined;
    } catch (error) {
      if (error instanceof RunError) return error;
      throw error;
    }
  };

  const spans = checkSpans(lanes.checks, model);
  const anyIn = (from: number, to: number, year: number, lane: number): boolean => {
    const row = firstRow + year * lanes.row;
    const end = (row + to) * count + lane;
    let sum = 0;
    for (let at = (row + from) * count + lane; at < end; at += count) sum += memory[at];
    return sum !== 0;
  };
  const anyViolation = (lane: number): boolean => {
    for (const { from, to, inBaseYear } of spans) {
      const years = inBaseYear ? 1 : layout.years;
      for (let year = 0; year < years; year++) if (anyIn(from, to, year, lane)) return true;
    }
    return false;
  };

  return {
    count,
    memory,
    parameterCells,
    load,
    copyTo,
    run: () => {
      run();
      return Array.from({ length: count }, (_, lane) =>
        Number.isFinite(memory[map.sum / numberBytes + lane]) ? undefined : failureOf(lane),
      );
    },
    series: (lane, variable, cell) => {
      const place = lanes.variables.get(variable);
      if (place === undefined) return program.series(own, variable, cell);
      if (place.settled)
        return new Float64Array(layout.years).fill(memory[(firstConstant + place.offset + cell) * count + lane]);
      const values = new Float64Array(layout.years);
      let at = (firstRow + place.offset + cell) * count + lane;
      for (let year = 0; year < layout.years; year++, at += lanes.row * count) values[year] = memory[at];
      return values;
    },
    value: (lane, variable, cell, year) => {
      const place = lanes.variables.get(variable);
      if (place === undefined) return valueIn(program, own, variable, cell, year);
      const at = place.settled ? firstConstant + place.offset : firstRow + year * lanes.row + place.offset;
      return memory[(at + cell) * count + lane];
    },
    violations: (lane) => {
      const copy = own.slice();
      copyTo(copy, lane);
      return program.violations(copy);
    },
    broken: (lane) => {
      if (!anyViolation(lane)) return undefined;
      for (const [check, offset] of lanes.checks) {
        const { size, severity } = model.checks.get(check) as Check;
        if (severity !== "error") continue;
        for (let cell = 0; cell < size; cell++) {
          let at = (firstRow + offset + cell) * count + lane;
          for (let year = 0; year < layout.years; year++, at += lanes.row * count)
            if (memory[at] === 1) return { check, cell, year: layout.baseYear + year };
        }
      }
      return undefined;
    },
  };
}

function valueIn({ layout }: Program, memory: Float64Array, variable: string, cell: number, year: number): number {
  const place = layout.variables.get(variable);
  if (place === undefined) throw new RangeError(`the program was compiled without "${variable}"`);
  return memory[(place.settled ? 0 : layout.constants + year * layout.row) + place.offset + cell];
}

/** Where the cells of checks of severity error stand, and whether they can only fail in the base year. */
function checkSpans(
  checks: ReadonlyMap<string, number>,
  model: Model,
): { from: number; to: number; inBaseYear: boolean }[] {
  const spans: { from: number; to: number; inBaseYear: boolean }[] = [];
  for (const [name, from] of checks) {
    const check = model.checks.get(name) as Check;
    if (check.severity !== "error") continue;
    const inBaseYear = check.condition.every(({ expression }) => holdsLater(expression));
    const last = spans.at(-1);
    if (last !== undefined && last.to === from && last.inBaseYear === inBaseYear) last.to += check.size;
    else spans.push({ from, to: from + check.size, inBaseYear });
  }
  return spans;
}

/** Whether a condition begins with `year > base_year or`. */
function holdsLater(condition: Expression): boolean {
  if (condition.kind === "logic" && condition.operator === "or") return holdsLater(condition.left);
  return (
    condition.kind === "compare" &&
    condition.operator === ">" &&
    condition.left.kind === "year" &&
    condition.right.kind === "base_year"
  );
}

/**
 * The program with its runs computed by these lanes, one at a time: same memory, same numbers to the bit. JavaScript is
 * never made unless a run fails.
 */
export function runOnLanes(program: Program, lanes: LaneProgram): Program {
  return {
    ...program,
    run: (memory) => {
      lanes.load(memory);
      const [error] = lanes.run();
      if (error !== undefined) throw error;
      lanes.copyTo(memory, 0);
    },
  };
}

/** The compiled JavaScript with the face of lanes, one at a time, for machines without WebAssembly. */
export function singleLane(program: Program): LaneProgram {
  const memory = program.memory();
  return {
    count: 1,
    memory,
    parameterCells: (name) => program.parameterCells(name),
    load: (from) => memory.set(from),
    copyTo: (target) => target.set(memory),
    run: () => {
      try {
        program.run(memory);
        return [undefined];
      } catch (error) {
        if (error instanceof RunError) return [error];
        throw error;
      }
    },
    series: (_, variable, cell) => program.series(memory, variable, cell),
    value: (_, variable, cell, year) => valueIn(program, memory, variable, cell, year),
    violations: () => program.violations(memory),
    broken: () =>
      program.violations(memory).find(({ check }) => program.task.model.checks.get(check)?.severity === "error"),
  };
}
