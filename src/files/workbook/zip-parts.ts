import { inflateRawSync } from "node:zlib";
import { RefusedFile } from "../../text/library.ts";
import { message } from "../../text/problems.ts";

const MEGABYTE = 1_000_000;
/** The longest table that is read as CSV has 20 MB; the XML of a sheet takes some five times the letters. */
const MOST_UNPACKED = 200 * MEGABYTE;

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const MOST_COMMENT = 0xffff;
const encrypted = 1;
const [stored, deflated] = [0, 8];

/** Reads the text of a part of a workbook; undefined where it has none of that name. */
export type Parts = (name: string) => string | undefined;

/**
 * The parts of a zipped workbook by their names, unpacked one by one when they are asked for.
 *
 * @throws RefusedFile, from here and from reading, for bytes that are no whole archive and for more than 200 MB unpacked.
 */
export function zipParts(bytes: Uint8Array, file: string): Parts {
  const broken = (): RefusedFile => new RefusedFile(file, message("workbook_broken", { file }));
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = (at: number, size: 2 | 4): number => {
    if (at < 0 || at + size > view.length) throw broken();
    return size === 2 ? view.readUInt16LE(at) : view.readUInt32LE(at);
  };
  const first = Math.max(0, view.length - END_LENGTH - MOST_COMMENT);
  let end = view.length - END_LENGTH;
  while (end >= first && number(end, 4) !== endMark) end--;
  if (end < first) throw broken();
  const entries = new Map<string, number>();
  let at = number(end + 16, 4);
  for (let left = number(end + 10, 2); left > 0; left--) {
    if (number(at, 4) !== entryMark) throw broken();
    const length = number(at + 28, 2);
    const name = view.toString("utf8", at + ENTRY_LENGTH, at + ENTRY_LENGTH + length);
    entries.set(name.replaceAll("\\", "/"), at);
    at += ENTRY_LENGTH + length + number(at + 30, 2) + number(at + 32, 2);
  }
  let unpacked = 0;
  return (name) => {
    const entry = entries.get(name);
    if (entry === undefined) return undefined;
    if ((number(entry + 8, 2) & encrypted) !== 0) throw new RefusedFile(file, message("workbook_locked", { file }));
    const method = number(entry + 10, 2);
    const local = number(entry + 42, 4);
    const start = local + LOCAL_LENGTH + number(local + 26, 2) + number(local + 28, 2);
    const packed = view.subarray(start, start + number(entry + 20, 4));
    const size = number(entry + 24, 4);
    unpacked += size;
    if (unpacked > MOST_UNPACKED)
      throw new RefusedFile(file, message("workbook_long", { file, most: MOST_UNPACKED / MEGABYTE }));
    if (method !== stored && method !== deflated) throw broken();
    let part: Buffer;
    try {
      // Nothing grows beyond what the archive says of it.
      part = method === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
    } catch {
      throw broken();
    }
    if (part.length !== size) throw broken();
    return part.toString("utf8");
  };
}
