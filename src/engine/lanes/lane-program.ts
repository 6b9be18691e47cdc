import { need } from "../../text/need.ts";
import { RunError } from "../../text/problems.ts";
import type { Expression } from "../language/expression.ts";
import type { Model } from "../language/model.ts";
import type { ParameterCells, Program, Violation } from "../program/compile.ts";
import { encodeLanes, lanePlan } from "./encode-lanes.ts";
import { cellBytes, numberBytes } from "./lane-layout.ts";
import { compileModule, openModule } from "./wasm-host.ts";

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
  /** Where a variable's cells stand, or undefined where no touched parameter changes them. */
  variableCells(name: string): ParameterCells | undefined;
  /** Takes the touched parameters and imposed values of a memory of the compiled program into every lane. */
  load(memory: Float64Array): void;
  /** Writes what a lane has computed into a memory of the compiled program. */
  copyTo(memory: Float64Array, lane: number): void;
  /** Computes all years of all lanes. The error of each lane where a cell is not finite. */
  run(): readonly (RunError | undefined)[];
  /** One value a year of a variable's cell, in the variable's unit; written into `values` where they are given. */
  series(lane: number, variable: string, cell: number, values?: Float64Array): Float64Array;
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
  const imageAt = map.image / numberBytes;
  const firstConstant = map.lanes / cellBytes;
  const firstRow = map.laneRows / cellBytes;
  const sumAt = map.sum / numberBytes;
  const inLanes = (offset: number, size: number, yearly: boolean): ParameterCells =>
    yearly
      ? { offset: firstRow + offset, size, stride: lanes.row }
      : { offset: firstConstant + offset, size, stride: 0 };
  const parameters = new Map<string, ParameterCells>();
  for (const [name, { offset, yearly }] of lanes.parameters)
    parameters.set(name, inLanes(offset, need(model.parameters, name).size, yearly));
  const touched = [...parameters].map(([name, cells]): Twin => [program.parameterCells(name) as ParameterCells, cells]);
  const variables = new Map<string, ParameterCells>();
  const computed: Twin[] = [];
  for (const [name, { offset, settled, modelled }] of lanes.variables) {
    const { size } = need(model.variables, name);
    const cells = inLanes(offset, size, !settled);
    variables.set(name, cells);
    computed.push([program.variableCells(name), cells]);
    const inProgram = layout.variables.get(name)?.modelled;
    if (modelled !== undefined && inProgram !== undefined)
      computed.push([program.span(inProgram, size, true), inLanes(modelled, size, true)]);
  }
  for (const [name, offset] of lanes.checks) {
    const { size } = need(model.checks, name);
    computed.push([program.span(need(layout.checks, name), size, true), inLanes(offset, size, true)]);
  }

  /** What all lanes share, and the touched parameters as they were loaded. */
  const shared = image.slice();
  const load = (from: Float64Array): void => {
    shared.set(from);
    memory.set(from, imageAt);
    forEachTwin(touched, layout.years, (at, cell) => {
      for (let lane = 0; lane < count; lane++) memory[cell * count + lane] = from[at];
    });
  };
  load(image);
  const copy = (twins: readonly Twin[], target: Float64Array, lane: number): Float64Array => {
    forEachTwin(twins, layout.years, (at, cell) => {
      target[at] = memory[cell * count + lane];
    });
    return target;
  };
  /** The program finds and names the first number that is not finite. */
  const failureOf = (lane: number): RunError | undefined =>
    errorOf(program.refuseNonFinite, copy(computed, shared.slice(), lane));

  const spans = checkSpans(lanes.checks, model);
  /** Whether any lane has a violation: of most runs none has, and all are looked through at once. */
  const anyViolation = (): boolean => {
    for (const { from, to, inBaseYear } of spans) {
      let sum = 0;
      for (let year = 0; year < (inBaseYear ? 1 : layout.years); year++) {
        const row = firstRow + year * lanes.row;
        const end = (row + to) * count;
        for (let at = (row + from) * count; at < end; at++) sum += memory[at];
      }
      if (sum !== 0) return true;
    }
    return false;
  };
  /** As it was found since the last run; undefined where nobody has looked. */
  let isViolated: boolean | undefined;
  const noErrors: readonly undefined[] = Array.from({ length: count }, () => undefined);
  const firstBroken = (lane: number): Violation | undefined => {
    for (const [check, offset] of lanes.checks) {
      const { size, severity } = need(model.checks, check);
      if (severity !== "error") continue;
      for (let cell = 0; cell < size; cell++) {
        for (let year = 0; year < layout.years; year++)
          if (memory[(firstRow + year * lanes.row + offset + cell) * count + lane] === 1)
            return { check, cell, year: layout.baseYear + year };
      }
    }
    return undefined;
  };

  return {
    count,
    memory,
    parameterCells: (name) => parameters.get(name),
    variableCells: (name) => variables.get(name),
    load,
    copyTo: (target, lane) => {
      copy(computed, target, lane);
    },
    run: () => {
      run();
      isViolated = undefined;
      const sums = memory.subarray(sumAt, sumAt + count);
      if (sums.every(Number.isFinite)) return noErrors;
      return Array.from(sums, (sum, lane) => (Number.isFinite(sum) ? undefined : failureOf(lane)));
    },
    series: (lane, variable, cell, values = new Float64Array(layout.years)) => {
      const cells = variables.get(variable);
      if (cells === undefined) return program.series(shared, variable, cell);
      let at = (cells.offset + cell) * count + lane;
      for (let year = 0; year < layout.years; year++, at += cells.stride * count) values[year] = memory[at];
      return values;
    },
    value: (lane, variable, cell, year) => {
      const cells = variables.get(variable);
      if (cells === undefined) return program.value(shared, variable, cell, year);
      return memory[(cells.offset + year * cells.stride + cell) * count + lane];
    },
    violations: (lane) => program.violations(copy(computed, shared.slice(), lane)),
    broken: (lane) => {
      isViolated ??= anyViolation();
      return isViolated ? firstBroken(lane) : undefined;
    },
  };
}

/** The same cells in the compiled program's memory and among the lanes. */
type Twin = readonly [program: ParameterCells, lanes: ParameterCells];

/** Visits every cell of every year: its place in the compiled program's memory, and its cell among the lanes. */
function forEachTwin(twins: readonly Twin[], years: number, visit: (at: number, cell: number) => void): void {
  for (const [program, lanes] of twins) {
    const rows = lanes.stride === 0 ? 1 : years;
    for (let year = 0; year < rows; year++) {
      const at = program.offset + year * program.stride;
      const cell = lanes.offset + year * lanes.stride;
      for (let i = 0; i < lanes.size; i++) visit(at + i, cell + i);
    }
  }
}

/** The error with which a run of the compiled program fails, or a look at its memory. */
function errorOf(run: (memory: Float64Array) => void, memory: Float64Array): RunError | undefined {
  try {
    run(memory);
    return undefined;
  } catch (error) {
    if (error instanceof RunError) return error;
    throw error;
  }
}

/** Where the cells of checks of severity error stand, and whether they can only fail in the base year. */
function checkSpans(checks: ReadonlyMap<string, number>, model: Model) {
  const spans: { from: number; to: number; inBaseYear: boolean }[] = [];
  for (const [name, from] of checks) {
    const { severity, condition, size } = need(model.checks, name);
    if (severity !== "error") continue;
    const inBaseYear = condition.every(({ expression }) => holdsLater(expression));
    const last = spans.at(-1);
    if (last !== undefined && last.to === from && last.inBaseYear === inBaseYear) last.to += size;
    else spans.push({ from, to: from + size, inBaseYear });
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
 * never made.
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
    variableCells: (name) => program.variableCells(name),
    load: (from) => memory.set(from),
    copyTo: (target) => target.set(memory),
    run: () => [errorOf(program.run, memory)],
    series: (_, variable, cell) => program.series(memory, variable, cell),
    value: (_, variable, cell, year) => program.value(memory, variable, cell, year),
    violations: () => program.violations(memory),
    broken: () =>
      program.violations(memory).find(({ check }) => program.task.model.checks.get(check)?.severity === "error"),
  };
}
