import { dirname, resolve } from "node:path";
import { checkFolder } from "../../files/folders.ts";
import { isWithin } from "../../files/library.ts";
import { kindOf } from "../../files/regular-file.ts";
import { namedTable } from "../../files/workbook/workbook.ts";
import { writeError } from "../../files/write-error.ts";
import { usageError } from "../../text/problems.ts";
import { FILES_FROM } from "./options.ts";

/**
 * The files and folders beside the working folder and the package that this command line lets scenarios read: each
 * folder of `--files-from`, and each file that is named anywhere on it, with the folder in which it stands.
 *
 * What lies in the working folder needs no word of its own, and a link in it gets none: who checks somebody else's
 * project names its files, and not where their links lead.
 *
 * @throws UsageError where `--files-from` names no folder, RefusedFile where a word names a pipe, a device or a file
 * that is too long: no command has any use for them.
 */
export function readableBeside(words: readonly string[], workingFolder: string): string[] {
  const allowed = new Set<string>();
  for (const [i, word] of words.entries()) {
    const value = word.startsWith("--") && word.includes("=") ? word.slice(word.indexOf("=") + 1) : word;
    const asked = word === `--${FILES_FROM}` ? words[i + 1] : word.startsWith(`--${FILES_FROM}=`) ? value : undefined;
    if (asked !== undefined) {
      const folder = resolve(workingFolder, asked);
      if (kindOf(folder, asked) !== "folder") throw usageError("no_folder", { option: FILES_FROM, text: asked });
      allowed.add(folder);
    } else if (!word.startsWith("-") || value !== word) {
      const file = resolve(workingFolder, namedTable(value).file);
      if (kindOf(file, value) !== "file" || isWithin(workingFolder, file)) continue;
      allowed.add(file);
      allowed.add(dirname(file));
    }
  }
  return [...allowed];
}

/** Options that name a folder to write into. */
const options = ["out", "svg", "png"] as const;

/**
 * Looks at the folders that a command line names before anything is computed, so that a mistake in them costs no time.
 *
 * @throws UsageError for a name that is none, WriteError for a folder that cannot be written.
 */
export function checkNamedFolders(args: Readonly<Record<string, unknown>>, workingFolder: string): void {
  for (const option of options) {
    const name = args[option];
    // One that is given twice is refused by each command.
    if (typeof name !== "string") continue;
    if (name.trim() === "") throw usageError("folder_empty", { option });
    if (name.includes("\0")) throw usageError("folder_nul", { option, text: name });
    const place = resolve(workingFolder, name);
    // With a dry run nothing is written.
    if (args["dry-run"] !== true) checkFolder(writesOneFile(args) ? dirname(place) : place);
  }
  const { xlsx } = args;
  if (typeof xlsx !== "string") return;
  if (!/[^/\\]\.xlsx$/i.test(xlsx) || xlsx.includes("\0")) throw usageError("workbook_name", { text: xlsx });
  const file = resolve(workingFolder, xlsx);
  if (kindOf(file, xlsx) === "folder") throw writeError(xlsx, Object.assign(new Error("folder"), { code: "EISDIR" }));
  checkFolder(dirname(file));
}

/** Commands whose `--out` is a file in a folder. */
const ofOneFile = new Set<unknown>(["report", "page", "method"]);

function writesOneFile({ _: words }: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(words) && ofOneFile.has(words[0]);
}
