import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { BatchPart } from "../batch/batch-part.ts";
import { type BatchIdentity, batchId } from "./batch-identity.ts";
import type { DesignTexts } from "./design-texts.ts";
import { jsonText } from "./json.ts";
import { type PartRange, partBytes, partOf } from "./part-file.ts";

/** What batch a folder holds, and the design that its parts were computed with where it has a file of its own. */
export interface StoredBatch {
  readonly identity: BatchIdentity;
  readonly design?: DesignTexts;
}

/** First run and end of every part, in order. */
export type PartRanges = readonly PartRange[];

/** The parts of a batch that have been computed, in a folder. */
export interface PartStore {
  /** The part of this number, or undefined where it has not been written, is damaged or is another one. */
  readonly read: (part: number) => BatchPart | undefined;
  /** Writes a part beside its place, syncs it and renames it. */
  readonly write: (part: number, content: BatchPart) => void;
}

/** The file that says what batch a folder holds. */
export const batchFile = "batch.json";

/** What batch the folder holds, or undefined where it holds none. */
export function storedBatch(folder: string): StoredBatch | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, batchFile), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const { design, ...identity } = JSON.parse(text);
  return { identity, design };
}

/** The store of a batch in this folder, which is made where it is missing; its identity and its design are written into it. */
export function openStore(folder: string, { identity, design }: StoredBatch, ranges: PartRanges): PartStore {
  const parts = join(folder, "parts");
  mkdirSync(parts, { recursive: true });
  if (storedBatch(folder) === undefined) writeSynced(folder, batchFile, Buffer.from(jsonText({ ...identity, design })));
  return partsIn(folder, batchId(identity), ranges, (name, bytes) => writeSynced(parts, name, bytes));
}

/** The parts that a folder holds of a batch, to be read only. */
export function readStore(folder: string, identity: BatchIdentity, ranges: PartRanges): PartStore {
  return partsIn(folder, batchId(identity), ranges, (name) => {
    throw new Error(`${name} is not written here: the folder is only read`);
  });
}

function partsIn(
  folder: string,
  id: string,
  ranges: PartRanges,
  write: (name: string, bytes: Buffer) => void,
): PartStore {
  return {
    read: (part) => {
      const place = join(folder, "parts", partName(part));
      return existsSync(place) ? partOf(id, ranges[part], readFileSync(place)) : undefined;
    },
    write: (part, content) => write(partName(part), partBytes(id, content)),
  };
}

export function partName(part: number): string {
  return `part-${String(part).padStart(6, "0")}.bin`;
}

/** @throws Error naming the file where it cannot be written, such as on a full disk; nothing half is left under its name. */
function writeSynced(folder: string, name: string, bytes: Buffer): void {
  const place = join(folder, name);
  const beside = `${place}.tmp`;
  try {
    const file = openSync(beside, "w");
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, place);
  } catch (error) {
    rmSync(beside, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw Object.assign(new Error(message), { code, path: place });
  }
  // The name too must outlive a crash of the machine; where a folder cannot be synced, the file itself is.
  const own = openSync(folder, "r");
  try {
    fsyncSync(own);
  } finally {
    closeSync(own);
  }
}
