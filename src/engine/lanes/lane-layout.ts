import type { Model } from "../language/model.ts";
import type { Layout } from "../program/layout.ts";

/**
 * Where the numbers that differ between runs stand in the lanes' own memory: touched parameters and what they
 * influence, in cells (a cell holds one number a lane). All else stays in the image of the compiled program.
 */
export interface LaneLayout {
  /** Cells in front of the years, and cells a year; both whole numbers of four, so that sums may run over groups. */
  readonly constants: number;
  readonly row: number;
  readonly parameters: ReadonlyMap<string, { readonly offset: number; readonly yearly: boolean }>;
  readonly variables: ReadonlyMap<string, LanePlace>;
  readonly checks: ReadonlyMap<string, number>;
  /** Computed cells: where they begin in front of the years and within one, and where those end that can make a number that is not finite. */
  readonly settledFrom: number;
  readonly computedFrom: number;
  readonly originsTo: number;
}

export interface LanePlace {
  readonly offset: number;
  readonly settled: boolean;
  /** Where the formula's own values stand, if values are imposed on the variable. */
  readonly modelled?: number;
}

export function laneLayout(
  model: Model,
  layout: Layout,
  influenced: ReadonlySet<string>,
  isTouched: (parameter: string) => boolean,
): LaneLayout {
  let constants = 0;
  let row = 0;
  const parameters = new Map<string, { offset: number; yearly: boolean }>();
  for (const [name, place] of layout.parameters) {
    if (place.kind === "uniform" || !isTouched(name)) continue;
    const size = model.parameters.get(name)?.size ?? 0;
    if (place.kind === "yearly") {
      parameters.set(name, { offset: row, yearly: true });
      row += size;
    } else {
      parameters.set(name, { offset: constants, yearly: false });
      constants += size;
    }
  }
  const settledFrom = constants;
  const computedFrom = row;
  let originsTo = row;
  const variables = new Map<string, LanePlace>();
  // The compiled layout has the variables that can make a number that is not finite in front: the order is kept.
  for (const [name, place] of layout.variables) {
    if (!influenced.has(name)) continue;
    const size = model.variables.get(name)?.size ?? 0;
    if (place.settled) {
      variables.set(name, { offset: constants, settled: true });
      constants += size;
      continue;
    }
    const offset = row;
    row += size;
    const modelled = place.modelled === undefined ? undefined : row;
    if (modelled !== undefined) row += size;
    variables.set(name, { offset, settled: false, modelled });
    if (place.offset < layout.originsTo.influenced) originsTo = row;
  }
  const checks = new Map<string, number>();
  for (const name of layout.checks.keys()) {
    if (!influenced.has(name)) continue;
    checks.set(name, row);
    row += model.checks.get(name)?.size ?? 0;
  }
  const four = (cells: number) => Math.ceil(cells / 4) * 4;
  return {
    constants: four(constants),
    row: four(row),
    parameters,
    variables,
    checks,
    settledFrom,
    computedFrom,
    originsTo,
  };
}

/** Bytes of a number, and of a cell of two lanes. */
export const numberBytes = 8;
export const cellBytes = 16;

/** Where things begin in a WebAssembly memory, in bytes. */
export interface MemoryMap {
  /** The sum of all computed cells, a number a lane: finite where all of them are. */
  readonly sum: number;
  /** The compiled program's memory: constants, then a row a year. */
  readonly image: number;
  readonly imageRows: number;
  readonly imageRow: number;
  readonly lanes: number;
  readonly laneRows: number;
  readonly laneRow: number;
  /** Numbers that stand in formulas. */
  readonly literals: number;
}

export function memoryMap(layout: Layout, lanes: LaneLayout): MemoryMap {
  const image = cellBytes;
  const imageRows = image + layout.constants * numberBytes;
  const imageEnd = imageRows + layout.years * layout.row * numberBytes;
  const start = Math.ceil(imageEnd / 64) * 64;
  const laneRows = start + lanes.constants * cellBytes;
  const laneRow = lanes.row * cellBytes;
  return {
    sum: 0,
    image,
    imageRows,
    imageRow: layout.row * numberBytes,
    lanes: start,
    laneRows,
    laneRow,
    literals: laneRows + layout.years * laneRow,
  };
}

/** Which memory a load reads. */
export const Space = { imageConstants: 0, imageRow: 1, laneConstants: 2, laneRow: 3 } as const;
