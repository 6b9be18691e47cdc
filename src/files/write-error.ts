/** Thrown where a file or folder cannot be written; the message names it, says why, and what to do. */
export class WriteError extends Error {
  /** The system's code, such as ENOSPC. */
  readonly code: string;

  constructor(place: string, why: string, code: string) {
    super(`${place} cannot be written: ${why}`);
    this.name = "WriteError";
    this.code = code;
  }
}

const anotherFolder = "choose another folder";

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: `the disk is full; make room, or ${anotherFolder}`,
  EDQUOT: `the quota of the disk is used up; make room, or ${anotherFolder}`,
  EFBIG: `files may not grow as large here; raise the limit (ulimit -f), or ${anotherFolder}`,
  EACCES: `there is no right to write here; ${anotherFolder}`,
  EPERM: `there is no right to write here; ${anotherFolder}`,
  EROFS: `this file system can only be read; ${anotherFolder}`,
  ENOTDIR: `a file stands where a folder is needed; ${anotherFolder}`,
  EEXIST: `a file stands where a folder is needed; ${anotherFolder}`,
  EISDIR: `a folder stands in its place; remove it, or ${anotherFolder}`,
  ENOENT: `no folder can be made here; ${anotherFolder}`,
  EMFILE: "too many files are open; allow more (ulimit -n 256)",
  ENFILE: "too many files are open on this machine; close some",
  ENAMETOOLONG: "the name is too long; choose a shorter one",
  ELOOP: `its symbolic links run in a circle; ${anotherFolder}`,
  EIO: `the disk reports a fault; ${anotherFolder}`,
};

/** The error of a system call that was to write `place`, in words. */
export function writeError(place: string, error: unknown): WriteError {
  if (error instanceof WriteError) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  return new WriteError(place, reasons[code] ?? message, code);
}
