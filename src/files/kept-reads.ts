import { deserialize, serialize } from "node:v8";
import type { ModelFile } from "../engine/language/model.ts";
import type { Library } from "../text/library.ts";
import type { KeptAnswers } from "./kept.ts";
import { sha256Hex } from "./sha256.ts";

/** What was read of a library: the hash of each text, undefined where there was none, and of the names in each folder. */
export interface Reads {
  readonly texts: Map<string, string | undefined>;
  readonly folders: Map<string, string>;
}

/**
 * The answer that was kept for files that are all as they were, those included that were looked for and not there; otherwise
 * what `find` makes of the library, kept for the next start where it says so. The question names all else it rests on. What
 * is read elsewhere, as in a thread, `find` tells by `alsoRead`.
 */
export async function answerOfFiles<L extends Library, T>(
  kept: KeptAnswers | undefined,
  question: string,
  library: L,
  find: (library: L, alsoRead: (reads: Reads) => void) => Promise<{ readonly answer: T; readonly keep: boolean }>,
): Promise<T> {
  const bytes = kept?.readBytes(question, []);
  const known = bytes === undefined ? undefined : opened<{ readonly reads: Reads; readonly answer: T }>(bytes);
  if (known !== undefined && isAsRead(library, known.reads)) return known.answer;
  const { library: noted, reads } = noting(library);
  const { answer, keep } = await find(noted, (more) => addReads(reads, more));
  if (keep) kept?.keepBytes(question, [], () => serialize({ reads, answer }));
  return answer;
}

/** The answer that was kept to the question on these very texts, or what `find` makes of them, kept for the next start. */
export function answerOfTexts<T>(
  kept: KeptAnswers | undefined,
  question: string,
  texts: readonly ModelFile[],
  find: () => T,
): T {
  const bytes = kept?.readBytes(question, texts);
  const known = bytes === undefined ? undefined : opened<{ readonly answer: T }>(bytes);
  if (known !== undefined) return known.answer;
  const answer = find();
  kept?.keepBytes(question, texts, () => serialize({ answer }));
  return answer;
}

function opened<T>(bytes: Uint8Array): T | undefined {
  try {
    return deserialize(bytes);
  } catch {
    // Of another version of Node.
    return undefined;
  }
}

/** The hash of what was read twice and was not the same: of no text, so that nothing that rests on it is taken for kept. */
const CHANGED = "changed";

function addReads(reads: Reads, more: Reads): void {
  for (const kind of ["texts", "folders"] as const) {
    const known: Map<string, string | undefined> = reads[kind];
    for (const [name, hash] of more[kind])
      known.set(name, known.has(name) && known.get(name) !== hash ? CHANGED : hash);
  }
}

/** The library, and what is read of it from now on. */
export function noting<L extends Library>(library: L): { readonly library: L; readonly reads: Reads } {
  const texts = new Map<string, string | undefined>();
  const folders = new Map<string, string>();
  const noted = {
    ...library,
    read(path: string) {
      const text = library.read(path);
      // The first reading counts: what changed between two is not as it was.
      if (!texts.has(path)) texts.set(path, text === undefined ? undefined : sha256Hex(text));
      return text;
    },
    list(folder: string) {
      const names = library.list(folder);
      if (!folders.has(folder)) folders.set(folder, sha256Hex(names.join("\n")));
      return names;
    },
  };
  return { library: noted, reads: { texts, folders } };
}

function isAsRead(library: Library, { texts, folders }: Reads): boolean {
  try {
    for (const [folder, hash] of folders) if (sha256Hex(library.list(folder).join("\n")) !== hash) return false;
    for (const [path, hash] of texts) {
      const text = library.read(path);
      if ((text === undefined ? undefined : sha256Hex(text)) !== hash) return false;
    }
    return true;
  } catch {
    // What cannot be read says so where it is read for the answer.
    return false;
  }
}
