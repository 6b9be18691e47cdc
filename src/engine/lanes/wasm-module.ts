import { type MemoryMap, numberBytes } from "./lane-layout.ts";
import {
  assemble,
  type Bytes,
  functionBody,
  i32,
  newBytes,
  put,
  types,
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
    put(content, "end");
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
function sumBody({ sum }: MemoryMap): Bytes {
  const text = `
    block  at to i32= br_if:0
      loop
        s0 at load+0 + s0=  s1 at load+16 + s1=  s2 at load+32 + s2=  s3 at load+48 + s3=
        at #64 i32+ at!  to i32< br_if:0
      end
    end
    #sum #sum load+0 s0 + s1 + s2 + s3 + store+0`;
  const code = newBytes();
  assemble(code, text, ["at", "to", "s0", "s1", "s2", "s3"], { sum });
  return functionBody(0, 4, code);
}

/** All years in turn; after each, the cells that can make a number that is not finite are summed. */
function runBody({ base, later, years, map, origins, wholeRow, settled }: ModuleParts): Bytes {
  const { sum, firstYear } = functionIndex;
  const sumOf = (from: string, [first, last]: readonly [number, number]) =>
    first === last ? "" : `${from} #${first} i32+ ${from} #${last} i32+ call:${sum}`;
  const callAll = (functions: readonly Bytes[], first: number, rowsAndYear: string) =>
    functions.map((_, f) => `${rowsAndYear} call:${first + f}`).join("\n");
  const baseYear = `
    #sum 0 store+0
    ${callAll(base, firstYear, "#laneRows #laneRows #imageRows #imageRows #0")}
    ${sumOf("#lanes", settled)}
    ${sumOf("#laneRows", wholeRow)}`;
  const laterYears = `
    #nextLanes lane=  #nextImage image=  #1 year=
    loop
      ${callAll(later, firstYear + base.length, "lane lane #laneRow i32- image image #imageRow i32- year")}
      ${sumOf("lane", origins)}
      lane #laneRow i32+ lane=  image #imageRow i32+ image=  year #1 i32+ year=
      year #years i32< br_if:0
    end
    ${sumOf("#lastRow", wholeRow)}`;
  const { laneRows, laneRow, imageRows, imageRow } = map;
  const next = { nextLanes: laneRows + laneRow, nextImage: imageRows + imageRow };
  const numbers = { ...map, ...next, years, lastRow: laneRows + (years - 1) * laneRow };
  const code = newBytes();
  assemble(code, years > 1 ? baseYear + laterYears : baseYear, ["lane", "image", "year"], numbers);
  return functionBody(3, 0, code);
}
