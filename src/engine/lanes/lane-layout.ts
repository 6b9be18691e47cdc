import { need } from "../../text/need.ts";
import type { GenerateTask } from "../program/generate.ts";
import { type Layout, newSpace } from "../program/layout.ts";

export type LaneLayout = ReturnType<typeof laneLayout>;

export interface LanePlace {
  readonly offset: number;
  readonly settled: boolean;
  /** Where the formula's own values stand, if values are imposed on the variable. */
  readonly modelled?: number;
}

/**
 * Where the numbers that differ between runs stand in the lanes' own memory: touched parameters and what they
 * influence, in cells (a cell holds one number a lane). All else stays in the image of the compiled program.
 */
export function laneLayout(layout: Layout, { model, influenced, isTouched }: GenerateTask) {
  const { ends, take } = newSpace();
  const parameters = new Map<string, { readonly offset: number; readonly yearly: boolean }>();
  for (const [name, { kind }] of layout.parameters) {
    if (kind === "uniform" || !isTouched(name)) continue;
    const yearly = kind === "yearly";
    parameters.set(name, { offset: take(yearly, need(model.parameters, name).size), yearly });
  }
  const [settledFrom, computedFrom] = [ends.constants, ends.row];
  let originsTo = ends.row;
  const variables = new Map<string, LanePlace>();
  // The compiled layout has the variables that can make a number that is not finite in front: the order is kept.
  for (const [name, { offset, settled, modelled }] of layout.variables) {
    if (!influenced.has(name)) continue;
    const { size } = need(model.variables, name);
    variables.set(name, {
      offset: take(!settled, size),
      settled,
      modelled: modelled === undefined ? undefined : take(true, size),
    });
    if (!settled && offset < layout.originsTo.influenced) originsTo = ends.row;
  }
  const checks = new Map<string, number>();
  for (const name of layout.checks.keys())
    if (influenced.has(name)) checks.set(name, take(true, need(model.checks, name).size));
  const four = (cells: number) => Math.ceil(cells / 4) * 4;
  return {
    /** Cells in front of the years, and cells a year; both whole numbers of four, so that sums may run over groups. */
    constants: four(ends.constants),
    row: four(ends.row),
    parameters,
    variables,
    checks,
    /** Computed cells: where they begin in front of the years and within one, and where those end that can make a number that is not finite. */
    settledFrom,
    computedFrom,
    originsTo,
  };
}

/** Bytes of a number, and of a cell of two lanes. */
export const numberBytes = 8;
export const cellBytes = 16;

export type MemoryMap = ReturnType<typeof memoryMap>;

/** Where things begin in a WebAssembly memory, in bytes. */
export function memoryMap(layout: Layout, cells: LaneLayout) {
  const image = cellBytes;
  const imageRows = image + layout.constants * numberBytes;
  const imageEnd = imageRows + layout.years * layout.row * numberBytes;
  const lanes = Math.ceil(imageEnd / 64) * 64;
  const laneRows = lanes + cells.constants * cellBytes;
  const laneRow = cells.row * cellBytes;
  return {
    /** The sum of all computed cells, a number a lane: finite where all of them are. */
    sum: 0,
    /** The compiled program's memory: constants, then a row a year. */
    image,
    imageRows,
    imageRow: layout.row * numberBytes,
    lanes,
    laneRows,
    laneRow,
    /** Numbers that stand in formulas. */
    literals: laneRows + layout.years * laneRow,
  };
}

/** Which memory a load reads. */
export const Space = { imageConstants: 0, imageRow: 1, laneConstants: 2, laneRow: 3 } as const;
