import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";

const INTERRUPTED = 130;
/** A signal that came during the write is delivered within two turns of the event loop (measured); one to spare. */
const TURNS_UNTIL_SIGNAL = 3;

/** What a file holds: text or bytes, or both in pieces that need never all be in memory. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>;

/**
 * Writes files (name to content) into a folder, made where it is missing: each beside its place and renamed when all are
 * written, so that no name ever holds half a file. Ctrl-C during the write waits for it and then ends the process.
 *
 * @throws Error naming the file that cannot be written; files not yet renamed are removed.
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, FileContent>): Promise<void> {
  let interrupted = false;
  const note = () => {
    interrupted = true;
  };
  process.on("SIGINT", note);
  process.on("SIGTERM", note);
  try {
    writeFilesNow(folder, files);
    for (let i = 0; i < TURNS_UNTIL_SIGNAL; i++) await turn();
  } finally {
    process.off("SIGINT", note);
    process.off("SIGTERM", note);
  }
  if (interrupted) process.exit(INTERRUPTED);
}

/** The same without heed to signals, for a caller that minds them itself. */
export function writeFilesNow(folder: string, files: ReadonlyMap<string, FileContent>): void {
  const waiting = new Map<string, string>();
  try {
    for (const [name, content] of files) {
      const place = join(folder, name);
      const beside = `${place}.${process.pid}.tmp`;
      waiting.set(beside, place);
      mkdirSync(dirname(place), { recursive: true });
      if (typeof content === "string" || content instanceof Uint8Array) writeFileSync(beside, content);
      else writePieces(beside, content);
    }
    for (const [beside, place] of waiting) renameSync(beside, place);
  } catch (error) {
    for (const beside of waiting.keys()) rmSync(beside, { force: true });
    throw error;
  }
}

/** Synced before it is renamed: a long file is lost more dearly than a short one. */
function writePieces(place: string, pieces: Iterable<string | Uint8Array>): void {
  const file = openSync(place, "w");
  try {
    for (const piece of pieces) {
      const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
