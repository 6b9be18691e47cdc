import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { renameTo, writePieces } from "../../files/files.ts";
import { makeFolderIn } from "../../files/folders.ts";
import { removeLeftFiles, temporaryName } from "../../files/temporary-files.ts";
import { jsonText } from "../../text/json.ts";
import { formOf, type PartContent, type PartForm } from "../batch-part.ts";
import { type BatchIdentity, batchId } from "./batch-identity.ts";
import { type PartRange, partBytes, partOf } from "./part-file.ts";
import { batchFile, type StoredBatch, storedBatch } from "./stored-batch.ts";

/** First run and end of every part, in order. */
export type PartRanges = readonly PartRange[];

/** The parts of a batch that have been computed, in a folder. */
export interface PartStore {
  /**
   * The part of this number, or undefined where it has not been written, is damaged or is another one; also where what
   * is counted of it is there and its outcomes are needed.
   */
  readonly read: (part: number, needed: PartForm) => PartContent | undefined;
  /** Writes a part beside its place, syncs it and renames it. */
  readonly write: (part: number, content: PartContent) => void;
}

/**
 * The store of a batch in this folder, which is made where it is missing; its identity and its design are written into it.
 * What killed runs have left half written is removed.
 *
 * @throws WriteError where it cannot be made.
 */
export function openStore(folder: string, { identity, design }: StoredBatch, ranges: PartRanges): PartStore {
  const parts = join(folder, "parts");
  makeFolderIn(folder, parts);
  removeLeftFiles(folder, (name) => name === batchFile);
  removeLeftFiles(parts, (name) => /^part-\d{6,}\.bin$/.test(name));
  if (storedBatch(folder) === undefined) writeSynced(folder, batchFile, Buffer.from(jsonText({ ...identity, design })));
  return partsIn(folder, batchId(identity), ranges, (name, bytes) => writeSynced(parts, name, bytes));
}

/**
 * The parts that these folders hold of a batch, to be read only; where several have one, the first that fits. Each folder is
 * listed once: of hundreds of shards on a shared disk every part would else be looked for in all of them.
 */
export function readStores(folders: readonly string[], identity: BatchIdentity, ranges: PartRanges): PartStore {
  const refuse = (name: string) => {
    throw new Error(`${name} is not written here: the folders are only read`);
  };
  const holders = new Map<string, PartStore[]>();
  for (const folder of folders) {
    const store = partsIn(folder, batchId(identity), ranges, refuse);
    for (const name of namesIn(join(folder, "parts"))) holders.set(name, [...(holders.get(name) ?? []), store]);
  }
  return {
    read: (part, needed) => {
      for (const store of holders.get(partName(part)) ?? []) {
        const content = store.read(part, needed);
        if (content !== undefined) return content;
      }
      return undefined;
    },
    write: (part) => refuse(partName(part)),
  };
}

/** The names in a folder, none where there is no such folder. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function partsIn(
  folder: string,
  id: string,
  ranges: PartRanges,
  write: (name: string, bytes: Buffer) => void,
): PartStore {
  return {
    read: (part, needed) => {
      const place = join(folder, "parts", partName(part));
      // A folder or a pipe of this name is no part.
      if (statSync(place, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
      const content = partOf(id, ranges[part], readFileSync(place));
      return content !== undefined && needed === "outcomes" && formOf(content) === "counts" ? undefined : content;
    },
    write: (part, content) => write(partName(part), partBytes(id, content)),
  };
}

export function partName(part: number): string {
  return `part-${String(part).padStart(6, "0")}.bin`;
}

/** @throws WriteError naming the file where it cannot be written, such as on a full disk; nothing half is left under its name. */
function writeSynced(folder: string, name: string, bytes: Buffer): void {
  const place = join(folder, name);
  const beside = join(folder, temporaryName(name));
  try {
    writePieces(beside, place, [bytes], { synced: true });
    renameTo(beside, place);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  // The name too must outlive a crash of the machine; where a folder cannot be synced, the file itself is.
  const own = openSync(folder, "r");
  try {
    fsyncSync(own);
  } finally {
    closeSync(own);
  }
}
