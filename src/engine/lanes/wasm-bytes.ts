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
