import { closeSync, fsyncSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { makeFolderIn } from "./folders.ts";
import { openTemporary, removeLeftFiles, temporaryName } from "./temporary-files.ts";
import { writeError } from "./write-error.ts";

/** Exit codes of a program that Ctrl-C or a scheduler ends. */
const EXIT_OF = { SIGINT: 130, SIGTERM: 143 } as const;
/** A signal that came during the write is delivered within two turns of the event loop (measured); one to spare. */
const TURNS_UNTIL_SIGNAL = 3;

/** What a file holds: text or bytes, or both in pieces that need never all be in memory. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>;

/**
 * Writes files (name to content) into a folder, made where it is missing: each beside its place and renamed when all are
 * written, so that no name ever holds half a file. Ctrl-C during the write waits for it and then ends the process. What
 * killed runs have left of these files is removed.
 *
 * @throws WriteError naming the file that cannot be written; files not yet renamed are removed.
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, FileContent>): Promise<void> {
  let interrupted: keyof typeof EXIT_OF | undefined;
  const note = (signal: keyof typeof EXIT_OF) => {
    interrupted = signal;
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
  if (interrupted !== undefined) process.exit(EXIT_OF[interrupted]);
}

/** The same without heed to signals, for a caller that minds them itself. */
export function writeFilesNow(folder: string, files: ReadonlyMap<string, FileContent>): void {
  const waiting = new Map<string, string>();
  const cleared = new Set<string>();
  try {
    for (const [name, content] of files) {
      const place = join(folder, name);
      const own = dirname(place);
      if (!cleared.has(own)) {
        makeFolderIn(folder, own);
        const named = new Set([...files.keys()].map((other) => join(folder, other)));
        removeLeftFiles(own, (other) => named.has(join(own, other)));
        cleared.add(own);
      }
      const beside = join(own, temporaryName(basename(place)));
      waiting.set(beside, place);
      if (typeof content === "string" || content instanceof Uint8Array) writePieces(beside, place, [content]);
      // A long file is lost more dearly than a short one.
      else writePieces(beside, place, content, { synced: true });
    }
    for (const [beside, place] of waiting) {
      renameTo(beside, place);
      waiting.delete(beside);
    }
  } catch (error) {
    for (const beside of waiting.keys()) rmSync(beside, { force: true });
    throw error;
  }
}

/** Renames a file that is whole to its place; a link that stands there is replaced, not followed. */
export function renameTo(beside: string, place: string): void {
  try {
    renameSync(beside, place);
  } catch (error) {
    throw writeError(place, error);
  }
}

/**
 * Writes pieces into a temporary file of its own; synced, so that the name it gets outlives a crash of the machine whole.
 *
 * @throws WriteError naming the place it is meant for; whatever `pieces` throws comes through as it is.
 */
export function writePieces(
  beside: string,
  place: string,
  pieces: Iterable<string | Uint8Array>,
  { synced }: { readonly synced: boolean } = { synced: false },
): void {
  const named = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw writeError(place, error);
    }
  };
  const file = named(() => openTemporary(beside));
  try {
    for (const piece of pieces) {
      const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
      for (let written = 0; written < bytes.length; ) written += named(() => writeSync(file, bytes, written));
    }
    if (synced) named(() => fsyncSync(file));
  } finally {
    closeSync(file);
  }
}
