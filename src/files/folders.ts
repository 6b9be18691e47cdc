import { closeSync, lstatSync, mkdirSync, openSync, readlinkSync, realpathSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { message } from "../text/problems.ts";
import { temporaryName } from "./temporary-files.ts";
import { WriteError, writeError } from "./write-error.ts";

/**
 * Makes a folder and those above it that are missing, one after the other: Node's own way of making them all at once
 * never comes back where a system refuses them, as beneath /proc.
 *
 * @throws WriteError naming the first that cannot be made.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (isFolder(folder)) return;
    throw refusal(folder, error);
  }
}

/**
 * Makes a folder beneath `base`, which the user has named. A symbolic link further down, such as one that came with a
 * folder of somebody else, is followed only to what lies beneath `base` itself.
 *
 * @throws WriteError where a folder cannot be made, or such a link leads out.
 */
export function makeFolderIn(base: string, folder: string): void {
  makeFolder(base);
  let at = base;
  for (const name of relative(base, folder).split(sep)) {
    if (name === "") continue;
    at = join(at, name);
    makeFolder(at);
    if (leadsOut(base, at))
      throw new WriteError(message("cannot_write", { place: at, reason: "link_leads_out", target: base }), "ELOOP");
  }
}

/**
 * Whether files can be written into this folder, or into one that is made here: tried with an empty file in the deepest
 * folder that there is already, so that nothing is left where a command fails before it writes.
 *
 * @throws WriteError saying why not.
 */
export function checkFolder(folder: string): void {
  let at = folder;
  while (!isFolder(at)) {
    if (isThere(at)) throw refusal(at, Object.assign(new Error("not a folder"), { code: "EEXIST" }));
    if (dirname(at) === at) break;
    at = dirname(at);
  }
  const trial = join(at, temporaryName("trial"));
  try {
    closeSync(openSync(trial, "wx"));
  } catch (error) {
    throw writeError(folder, error);
  }
  rmSync(trial, { force: true });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether anything of this name is there, were it a link to nothing. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return false;
    throw writeError(path, error);
  }
}

function leadsOut(base: string, folder: string): boolean {
  if (!lstatSync(folder).isSymbolicLink()) return false;
  const own = realpathSync(base);
  const real = realpathSync(folder);
  return real !== own && !real.startsWith(own.endsWith(sep) ? own : own + sep);
}

function refusal(folder: string, error: unknown): WriteError {
  let target: string;
  try {
    target = readlinkSync(folder);
  } catch {
    return writeError(folder, error);
  }
  return new WriteError(message("cannot_write", { place: folder, reason: "link_to_none", target }), "EEXIST");
}
