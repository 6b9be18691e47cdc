/**
 * Instructions of the WebAssembly core specification (release 2.0, binary format), as far as programs use them, by the
 * words of this folder and in hexadecimal digits; two-lane instructions follow the prefix byte fd.
 */
const scalarText = `
  block 0240  loop 0340  end 0b  br_if 0d  call 10  select 1b  get 20  set 21  tee 22
  i32 41  i32= 46  i32< 49  i32>= 4e  i32+ 6a  i32- 6b  i64_of_i32 ac  f64_of_i32 b7`;
const vectorText = `
  load 00  load_in_both 0a  store 0b  constant 0c  i64_in_both 12  f64_in_both 14
  == 47  != 48  < 49  > 4a  <= 4b  >= 4c  not 4d  and 4e  or 50  ? 52
  abs ec  negate ed  sqrt ef  + f0  - f1  * f2  / f3  min f4  max f5  pmin f6  pmax f7
  << cb  >> cc  >>> cd  i+ ce  i- d1  i> d9`;

const instructions: Readonly<Record<string, readonly number[]>> = Object.fromEntries(
  [scalarText, vectorText].flatMap((text) =>
    [...text.matchAll(/(\S+) (\S+)/g)].map(([, word, digits]) => {
      const code = digits.match(/../g)?.map((byte) => Number.parseInt(byte, 16)) ?? [];
      // Above 127 a code takes a second byte (LEB128).
      const inLanes = code[0] > 0x7f ? [0xfd, code[0], 0x01] : [0xfd, ...code];
      return [word, text === vectorText ? inLanes : code] as const;
    }),
  ),
);

export const types = { i32: 0x7f, v128: 0x7b, function: 0x60 } as const;

/** Writes the instruction of a word, and the number that belongs to it. */
export function put(code: Bytes, word: string, immediate?: number): void {
  const bytes = instructions[word];
  for (let i = 0; i < bytes.length; i++) writeByte(code, bytes[i]);
  if (immediate !== undefined) writeUnsigned(code, immediate);
}

export function i32(code: Bytes, value: number): void {
  put(code, "i32");
  writeSigned(code, value);
}

/** A load or store at the address on the stack plus `offset`, in bytes; all numbers here lie at multiples of eight. */
export function access(code: Bytes, word: "load" | "load_in_both" | "store", offset: number): void {
  put(code, word, 3);
  writeUnsigned(code, offset);
}

/**
 * Writes a text as instructions. Written as one would on a calculator that takes operators last: `name` gets a local
 * variable, `name=` sets it, `name!` sets it and leaves it; `#7` or the `#name` of a number is a whole number of 32 bits,
 * `i7` one of 64 bits in both lanes, any other number or fraction stands for itself in both lanes; `<<52` and its like
 * shift; `load+16` and its like add to the address; `call:2` names the function and `br_if:0` how many blocks to leave.
 */
export function assemble(
  code: Bytes,
  text: string,
  locals: readonly string[],
  numbers: Readonly<Record<string, number>> = {},
): void {
  const words = text.replace(/\/\/.*/g, "").match(/\S+/g) ?? [];
  const numberOf = (name: string): number => {
    const [above, below = 1] = name.split("/").map(Number);
    return numbers[name] ?? above / below;
  };
  for (const word of words) {
    const [, name, use = ""] = /^([a-z]\w*)([=!]?)$/i.exec(word) ?? [];
    const [, shift, by] = /^(<<|>>>?)(\d+)$/.exec(word) ?? [];
    const [, accessed, offset] = /^(load|store)\+(\d+)$/.exec(word) ?? [];
    const [, leaving, target] = /^(call|br_if):(\d+)$/.exec(word) ?? [];
    if (Object.hasOwn(instructions, word)) put(code, word);
    else if (locals.includes(name)) put(code, { "=": "set", "!": "tee" }[use] ?? "get", locals.indexOf(name));
    else if (word.startsWith("#")) i32(code, numberOf(word.slice(1)));
    else if (accessed !== undefined) access(code, accessed as "load" | "store", Number(offset));
    else if (leaving !== undefined) put(code, leaving, Number(target));
    else if (shift !== undefined) {
      i32(code, Number(by));
      put(code, shift);
    } else if (/^i\d/.test(word)) inBothLanes(code, new Int32Array([Number(word.slice(1)), 0]));
    else inBothLanes(code, new Float64Array([numberOf(word)]));
  }
}

/** The same 64 bits in both lanes. */
function inBothLanes(code: Bytes, { buffer }: Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>): void {
  const half = new Uint8Array(buffer);
  put(code, "constant");
  writeAll(code, half);
  writeAll(code, half);
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
  put(body, "end");
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
function writeSigned(bytes: Bytes, value: number): void {
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
