import type { Layout } from "../program/layout.ts";
import type { LaneLayout } from "./lane-layout.ts";

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
