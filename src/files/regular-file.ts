import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { RefusedFile } from "../text/library.ts";
import { message } from "../text/problems.ts";
import type { ReadReason } from "../text/sentences/files.ts";

const MEGABYTE = 1_000_000;
/** The longest table that is published, all countries and years and seventy columns in one, has 14 MB. */
const MOST_BYTES = 20 * MEGABYTE;
/** Fifty times the longest of the shipped files; reading YAML takes a thousand times the memory of its text. */
const MOST_YAML_BYTES = 2 * MEGABYTE;

/**
 * The bytes of the file at `path`, which messages call `shown`; undefined where there is none. Never waits: a pipe or
 * device is refused before it is opened.
 *
 * @throws RefusedFile for what is no regular file, cannot be read, or is longer than what is read of its kind (2 MB of
 * YAML, 20 MB of all else).
 */
export function readRegularFile(path: string, shown: string): Uint8Array | undefined {
  try {
    refuseIrregular(statSync(path), shown);
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(file);
      refuseIrregular(stats, shown);
      return readWhole(file, stats.size, shown);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw refusalOf(error, shown);
  }
}

/**
 * What stands at a path that a person has named: a file that can be read, or a folder.
 *
 * @throws RefusedFile as `readRegularFile` does, before anything is opened.
 */
export function kindOf(path: string, shown: string): "file" | "folder" | undefined {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch {
    return undefined;
  }
  if (stats.isDirectory()) return "folder";
  refuseIrregular(stats, shown);
  refuseLong(stats.size, shown);
  return "file";
}

/** Why the file system gives no file, as a refusal; all else as it is. */
export function refusalOf(error: unknown, shown: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : failures[code];
  return reason === undefined ? error : new RefusedFile(shown, message("file_unreadable", { file: shown, reason }));
}

const failures: Readonly<Record<string, ReadReason>> = {
  EACCES: "no_right",
  EPERM: "no_right",
  EIO: "disk_fault",
  ELOOP: "link_circle",
  ENAMETOOLONG: "long_name",
  ENXIO: "irregular",
  // Node says it of a path with NUL in it.
  ERR_INVALID_ARG_VALUE: "name_signs",
};

function refuseIrregular(stats: Stats, shown: string): void {
  if (stats.isFile()) return;
  const kind = stats.isDirectory() ? "folder" : stats.isFIFO() ? "pipe" : stats.isSocket() ? "socket" : "device";
  throw new RefusedFile(shown, message("file_irregular", { file: shown, kind }));
}

function mostOf(shown: string): number {
  return /\.ya?ml$/i.test(shown) ? MOST_YAML_BYTES : MOST_BYTES;
}

function refuseLong(length: number, shown: string): void {
  const most = mostOf(shown);
  if (length <= most) return;
  throw new RefusedFile(shown, message("file_long", { file: shown, most: most / MEGABYTE }));
}

/** Some files say no size and hold something, so that the end is found by reading. */
function readWhole(file: number, size: number, shown: string): Uint8Array {
  refuseLong(size, shown);
  let bytes = new Uint8Array(size + 1);
  let length = 0;
  while (true) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    if (read === 0) return bytes.subarray(0, length);
    length += read;
    refuseLong(length, shown);
    if (length < bytes.length) continue;
    const longer = new Uint8Array(Math.min(2 * length + 1024, mostOf(shown) + 1));
    longer.set(bytes);
    bytes = longer;
  }
}
