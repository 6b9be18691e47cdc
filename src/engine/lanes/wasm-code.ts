/** Instructions of the WebAssembly core specification (release 2.0, binary format), as far as programs use them. */
export const scalar = {
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  call: 0x10,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  select: 0x1b,
  i32Const: 0x41,
  i32LessUnsigned: 0x49,
  i32GreaterOrEqual: 0x4e,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Multiply: 0x6c,
  i64ExtendI32: 0xac,
  f64ConvertI32: 0xb7,
  i32Equal: 0x46,
} as const;

/** Two-lane instructions; each follows the prefix byte 0xfd. */
export const vector = {
  load: 0x00,
  loadSplat64: 0x0a,
  store: 0x0b,
  constant: 0x0c,
  splatI64: 0x12,
  splatF64: 0x14,
  equal: 0x47,
  notEqual: 0x48,
  less: 0x49,
  greater: 0x4a,
  lessOrEqual: 0x4b,
  greaterOrEqual: 0x4c,
  not: 0x4d,
  and: 0x4e,
  or: 0x50,
  bitselect: 0x52,
  abs: 0xec,
  negate: 0xed,
  sqrt: 0xef,
  add: 0xf0,
  subtract: 0xf1,
  multiply: 0xf2,
  divide: 0xf3,
  min: 0xf4,
  max: 0xf5,
  i64ShiftLeft: 0xcb,
  i64ShiftRightSigned: 0xcc,
  i64ShiftRightUnsigned: 0xcd,
  i64Add: 0xce,
  i64Subtract: 0xd1,
  i64Greater: 0xd9,
} as const;

export const types = { i32: 0x7f, v128: 0x7b, function: 0x60, none: 0x40 } as const;

export function op(code: Bytes, instruction: number): void {
  writeByte(code, instruction);
}

export function vectorOp(code: Bytes, instruction: number): void {
  writeByte(code, 0xfd);
  writeUnsigned(code, instruction);
}

export function local(code: Bytes, instruction: number, index: number): void {
  writeByte(code, instruction);
  writeUnsigned(code, index);
}

export function i32(code: Bytes, value: number): void {
  writeByte(code, scalar.i32Const);
  writeSigned(code, value);
}

/** A load or store at the address on the stack plus `offset`, in bytes; all numbers here lie at multiples of eight. */
export function access(code: Bytes, instruction: number, offset: number): void {
  vectorOp(code, instruction);
  writeUnsigned(code, 3);
  writeUnsigned(code, offset);
}

/** A function body: groups of locals by type, then the code. */
export function functionBody(i32Locals: number, vectorLocals: number, code: Bytes): Bytes {
  const body = newBytes(code.length + 16);
  const groups = [
    [i32Locals, types.i32],
    [vectorLocals, types.v128],
  ].filter(([count]) => count > 0);
  writeUnsigned(body, groups.length);
  for (const [count, type] of groups) {
    writeUnsigned(body, count);
    writeByte(body, type);
  }
  writeAll(body, code.buffer.subarray(0, code.length));
  writeByte(body, scalar.end);
  return body;
}

/** Bytes of a WebAssembly module as they are written, growing as needed. */
export interface Bytes {
  buffer: Uint8Array;
  length: number;
}

export function newBytes(capacity = 1024): Bytes {
  return { buffer: new Uint8Array(capacity), length: 0 };
}

export function writeByte(bytes: Bytes, value: number): void {
  if (bytes.length === bytes.buffer.length) grow(bytes, 1);
  bytes.buffer[bytes.length++] = value;
}

/** A whole number of at most 32 bits, unsigned, in the LEB128 form of the WebAssembly specification (5.2.2). */
export function writeUnsigned(bytes: Bytes, value: number): void {
  let rest = value >>> 0;
  while (rest >= 0x80) {
    writeByte(bytes, (rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  writeByte(bytes, rest);
}

/** A whole number of 32 bits, signed, in LEB128. */
export function writeSigned(bytes: Bytes, value: number): void {
  let rest = value | 0;
  while (rest < -0x40 || rest > 0x3f) {
    writeByte(bytes, (rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  writeByte(bytes, rest & 0x7f);
}

export function writeAll(bytes: Bytes, values: ArrayLike<number>): void {
  if (bytes.length + values.length > bytes.buffer.length) grow(bytes, values.length);
  bytes.buffer.set(values, bytes.length);
  bytes.length += values.length;
}

/** The bytes with their length in front, as vectors, sections and function bodies stand in a module. */
export function writeSized(bytes: Bytes, content: Bytes): void {
  writeUnsigned(bytes, content.length);
  writeAll(bytes, written(content));
}

export function written(bytes: Bytes): Uint8Array {
  return bytes.buffer.subarray(0, bytes.length);
}

function grow(bytes: Bytes, more: number): void {
  const larger = new Uint8Array(Math.max(bytes.buffer.length * 2, bytes.length + more));
  larger.set(written(bytes));
  bytes.buffer = larger;
}
