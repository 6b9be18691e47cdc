import { randomBytes } from "node:crypto";
import { lstatSync, openSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { sha256Hex } from "./sha256.ts";

const RANDOM_BYTES = 8;
/** No file is written for a day on end: who has not touched it for so long, on whatever machine, is gone. */
const LONGEST_WRITE_MILLISECONDS = 24 * 3600 * 1000;

/** What is written, then machine, process and a number that nobody can foretell. */
const form = /^(.+)\.([0-9a-f]{8})-(\d+)-[0-9a-f]{16}\.tmp$/;

/** A name beside that of a file, for what is renamed to it once it is whole; it says whose it is. */
export function temporaryName(name: string): string {
  return `${name}.${machine()}-${process.pid}-${randomBytes(RANDOM_BYTES).toString("hex")}.tmp`;
}

/** Opens a temporary file of its own for writing; whatever stands there already, a link too, is an error. */
export function openTemporary(place: string): number {
  return openSync(place, "wx");
}

/**
 * Removes the temporary files that killed runs have left in a folder beside files that `isOurs` names: those of a
 * process of this machine that has ended, and any that has not been touched for a day. A file that cannot be removed stays.
 */
export function removeLeftFiles(folder: string, isOurs: (name: string) => boolean): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const match = form.exec(name);
    if (match === null || !isOurs(match[1])) continue;
    const file = join(folder, name);
    try {
      const known = lstatSync(file);
      if (!known.isFile()) continue;
      const own = match[2] === machine();
      const left = own ? !isAlive(Number(match[3])) : Date.now() - known.mtimeMs > LONGEST_WRITE_MILLISECONDS;
      if (left) rmSync(file, { force: true });
    } catch {
      // Whoever owns it may have removed it meanwhile.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

let known: string | undefined;

/** This machine, or container: where a process's number is its own. */
function machine(): string {
  known ??= sha256Hex(`${hostname()}\n${processSpace()}`).slice(0, 8);
  return known;
}

function processSpace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
