import { RefusedFile } from "../files/regular-file.ts";
import type { Library } from "../text/library.ts";
import { InputError, type Place, type Problem } from "../text/problems.ts";

/**
 * The text of a file that another one names at `at`, undefined in it where there is none. A file that may not be read
 * goes to `problems`, at the place that names it, and gives nothing.
 */
export function readNamed(
  library: Library,
  file: string,
  at: Place,
  path: string,
  problems: Problem[],
): { readonly text: string | undefined } | undefined {
  try {
    return { text: library.read(file) };
  } catch (error) {
    if (error instanceof RefusedFile) problems.push({ at, path, message: error.reason });
    else if (error instanceof InputError) problems.push(...error.problems);
    else throw error;
    return undefined;
  }
}
