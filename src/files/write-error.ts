import { type Message, message, WordedError } from "../text/problems.ts";
import type { WriteReason } from "../text/sentences/files.ts";

/** Thrown where a file or folder cannot be written; the message names it, says why, and what to do. */
export class WriteError extends WordedError {
  override readonly name = "WriteError";
  /** The system's code, such as ENOSPC. */
  readonly code: string;

  constructor(worded: Message, code: string) {
    super(worded);
    this.code = code;
  }
}

const reasons: Readonly<Record<string, WriteReason>> = {
  ENOSPC: "disk_full",
  EDQUOT: "quota",
  EFBIG: "too_large",
  EACCES: "no_right",
  EPERM: "no_right",
  EROFS: "read_only",
  ENOTDIR: "file_in_place",
  EEXIST: "file_in_place",
  EISDIR: "folder_in_place",
  ENOENT: "no_folder",
  EMFILE: "too_many_files",
  ENFILE: "too_many_on_machine",
  ENAMETOOLONG: "long_name",
  ELOOP: "link_circle",
  EIO: "disk_fault",
};

/** The error of a system call that was to write `place`, in words. */
export function writeError(place: string, error: unknown): WriteError {
  if (error instanceof WriteError) return error;
  const { code = "", message: system } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  const said =
    reason === undefined ? message("cannot_write_here", { place, system }) : message("cannot_write", { place, reason });
  return new WriteError(said, code);
}
