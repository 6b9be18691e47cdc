const anotherFolder = "choose another folder";

/** Why a file or folder cannot be written, and what to do; `target` is where a symbolic link leads. */
export const writeReasons = {
  disk_full: () => `the disk is full; make room, or ${anotherFolder}`,
  quota: () => `the quota of the disk is used up; make room, or ${anotherFolder}`,
  too_large: () => `files may not grow as large here; raise the limit (ulimit -f), or ${anotherFolder}`,
  no_right: () => `there is no right to write here; ${anotherFolder}`,
  read_only: () => `this file system can only be read; ${anotherFolder}`,
  file_in_place: () => `a file stands where a folder is needed; ${anotherFolder}`,
  folder_in_place: () => `a folder stands in its place; remove it, or ${anotherFolder}`,
  no_folder: () => `no folder can be made here; ${anotherFolder}`,
  too_many_files: () => "too many files are open; allow more (ulimit -n 256)",
  too_many_on_machine: () => "too many files are open on this machine; close some",
  long_name: () => "the name is too long; choose a shorter one",
  link_circle: () => `its symbolic links run in a circle; ${anotherFolder}`,
  disk_fault: () => `the disk reports a fault; ${anotherFolder}`,
  link_to_none: (target: string) => `it is a symbolic link to ${target}, which is no folder; ${anotherFolder}`,
  link_leads_out: (target: string) =>
    `it is a symbolic link that leads out of ${target}; name the folder that is meant`,
} satisfies Readonly<Record<string, (target: string) => string>>;

export type WriteReason = keyof typeof writeReasons;

/** What stands in the way of files that are to be written. */
export const writingSentences = {
  cannot_write: ({ place, reason, target = "" }: { place: string; reason: WriteReason; target?: string }) =>
    `${place} cannot be written: ${writeReasons[reason](target)}`,
  cannot_write_here: ({ place, system }: { place: string; system: string }) => `${place} cannot be written: ${system}`,
  batch_damaged: ({ place, what }: { place: string; what: string }) =>
    `${place} is damaged: ${what}; remove it and give the batch's own command again, which keeps the parts that are whole`,
};
