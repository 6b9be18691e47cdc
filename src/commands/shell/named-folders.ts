import { resolve } from "node:path";
import { checkFolder } from "../../files/folders.ts";
import { usageError } from "../../text/problems.ts";

/** Options that name a folder to write into. */
const options = ["out", "svg"] as const;

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
    // Nothing is written then.
    if (args["dry-run"] !== true) checkFolder(resolve(workingFolder, name));
  }
}
