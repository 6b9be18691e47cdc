import { cellBytes, type MemoryMap, numberBytes } from "./lane-layout.ts";
import {
  access,
  type Bytes,
  functionBody,
  i32,
  local,
  newBytes,
  op,
  scalar,
  types,
  vector,
  vectorOp,
  writeAll,
  writeByte,
  writeSized,
  writeUnsigned,
  written,
} from "./wasm-code.ts";
import { expBody, logBody } from "./wasm-elementary.ts";
import { functionIndex } from "./wasm-function.ts";

/** The year functions of a program, and what its run has to know besides. */
export interface ModuleParts {
  readonly base: readonly Bytes[];
  readonly later: readonly Bytes[];
  readonly years: number;
  readonly map: MemoryMap;
  /** Byte ranges that are summed to find numbers that are not finite: within a year, in the last year, and in front of all. */
  readonly origins: readonly [number, number];
  readonly wholeRow: readonly [number, number];
  readonly settled: readonly [number, number];
  /** Numbers that formulas load. */
  readonly literals: readonly number[];
}

const pageBytes = 65536;

/** The bytes of a module with its memory and the function `run`, in the binary format of the specification (5.5). */
export function moduleBytes(parts: ModuleParts): Uint8Array {
  const total = parts.base.length + parts.later.length;
  const out = newBytes(1 << 16);
  writeAll(out, [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  const kinds = { year: 0, value: 1, range: 2, run: 3 };
  section(out, 1, (content) => {
    const signatures = [
      [[types.i32, types.i32, types.i32, types.i32, types.i32], []],
      [[types.v128], [types.v128]],
      [[types.i32, types.i32], []],
      [[], []],
    ];
    writeUnsigned(content, signatures.length);
    for (const [given, result] of signatures) {
      writeByte(content, types.function);
      writeUnsigned(content, given.length);
      writeAll(content, given);
      writeUnsigned(content, result.length);
      writeAll(content, result);
    }
  });
  section(out, 3, (content) => {
    const years = Array.from({ length: total }, () => kinds.year);
    const all = [kinds.value, kinds.value, kinds.range, ...years, kinds.run];
    writeUnsigned(content, all.length);
    writeAll(content, all);
  });
  section(out, 5, (content) => {
    writeAll(content, [1, 0]);
    writeUnsigned(content, Math.ceil((parts.map.literals + parts.literals.length * numberBytes) / pageBytes));
  });
  section(out, 7, (content) => {
    writeUnsigned(content, 2);
    exported(content, "memory", 2, 0);
    exported(content, "run", 0, functionIndex.firstYear + total);
  });
  section(out, 10, (content) => {
    const bodies = [expBody(), logBody(), sumBody(parts.map), ...parts.base, ...parts.later, runBody(parts)];
    writeUnsigned(content, bodies.length);
    for (const body of bodies) writeSized(content, body);
  });
  section(out, 11, (content) => {
    writeAll(content, [1, 0]);
    i32(content, parts.map.literals);
    op(content, scalar.end);
    const numbers = new DataView(new ArrayBuffer(parts.literals.length * numberBytes));
    for (const [i, value] of parts.literals.entries()) numbers.setFloat64(i * numberBytes, value, true);
    writeUnsigned(content, numbers.byteLength);
    writeAll(content, new Uint8Array(numbers.buffer));
  });
  return written(out);
}

function section(out: Bytes, id: number, write: (content: Bytes) => void): void {
  const content = newBytes(1 << 14);
  write(content);
  writeByte(out, id);
  writeSized(out, content);
}

function exported(content: Bytes, name: string, kind: number, index: number): void {
  const text = new TextEncoder().encode(name);
  writeUnsigned(content, text.length);
  writeAll(content, text);
  writeByte(content, kind);
  writeUnsigned(content, index);
}

/** Adds all cells from the first address to the second to the sum in memory, four cells at a time. */
function sumBody(map: MemoryMap): Bytes {
  const code = newBytes();
  const [at, to, first] = [0, 1, 2];
  op(code, scalar.block);
  op(code, types.none);
  local(code, scalar.localGet, at);
  local(code, scalar.localGet, to);
  op(code, scalar.i32Equal);
  local(code, scalar.branchIf, 0);
  op(code, scalar.loop);
  op(code, types.none);
  for (let i = 0; i < 4; i++) {
    local(code, scalar.localGet, first + i);
    local(code, scalar.localGet, at);
    access(code, vector.load, i * cellBytes);
    vectorOp(code, vector.add);
    local(code, scalar.localSet, first + i);
  }
  local(code, scalar.localGet, at);
  i32(code, 4 * cellBytes);
  op(code, scalar.i32Add);
  local(code, scalar.localTee, at);
  local(code, scalar.localGet, to);
  op(code, scalar.i32LessUnsigned);
  local(code, scalar.branchIf, 0);
  op(code, scalar.end);
  op(code, scalar.end);
  i32(code, map.sum);
  i32(code, map.sum);
  access(code, vector.load, 0);
  for (let i = 0; i < 4; i++) {
    local(code, scalar.localGet, first + i);
    vectorOp(code, vector.add);
  }
  access(code, vector.store, 0);
  return functionBody(0, 4, code);
}

/** All years in turn; after each, the cells that can make a number that is not finite are summed. */
function runBody({ base, later, years, map, origins, wholeRow, settled }: ModuleParts): Bytes {
  const code = newBytes();
  const [lane, image, year] = [0, 1, 2];
  const sum = (from: () => void, range: readonly [number, number]) => {
    if (range[0] === range[1]) return;
    from();
    i32(code, range[0]);
    op(code, scalar.i32Add);
    from();
    i32(code, range[1]);
    op(code, scalar.i32Add);
    local(code, scalar.call, functionIndex.sum);
  };
  i32(code, map.sum);
  vectorOp(code, vector.constant);
  writeAll(code, new Uint8Array(16));
  access(code, vector.store, 0);
  for (let f = 0; f < base.length; f++) {
    for (const value of [map.laneRows, map.laneRows, map.imageRows, map.imageRows, 0]) i32(code, value);
    local(code, scalar.call, functionIndex.firstYear + f);
  }
  sum(() => i32(code, map.lanes), settled);
  sum(() => i32(code, map.laneRows), wholeRow);
  if (years > 1) {
    i32(code, map.laneRows + map.laneRow);
    local(code, scalar.localSet, lane);
    i32(code, map.imageRows + map.imageRow);
    local(code, scalar.localSet, image);
    i32(code, 1);
    local(code, scalar.localSet, year);
    op(code, scalar.loop);
    op(code, types.none);
    for (let f = 0; f < later.length; f++) {
      local(code, scalar.localGet, lane);
      local(code, scalar.localGet, lane);
      i32(code, map.laneRow);
      op(code, scalar.i32Sub);
      local(code, scalar.localGet, image);
      local(code, scalar.localGet, image);
      i32(code, map.imageRow);
      op(code, scalar.i32Sub);
      local(code, scalar.localGet, year);
      local(code, scalar.call, functionIndex.firstYear + base.length + f);
    }
    sum(() => local(code, scalar.localGet, lane), origins);
    for (const [index, step] of [
      [lane, map.laneRow],
      [image, map.imageRow],
      [year, 1],
    ]) {
      local(code, scalar.localGet, index);
      i32(code, step);
      op(code, scalar.i32Add);
      local(code, scalar.localSet, index);
    }
    local(code, scalar.localGet, year);
    i32(code, years);
    op(code, scalar.i32LessUnsigned);
    local(code, scalar.branchIf, 0);
    op(code, scalar.end);
    sum(() => i32(code, map.laneRows + (years - 1) * map.laneRow), wholeRow);
  }
  return functionBody(3, 0, code);
}
