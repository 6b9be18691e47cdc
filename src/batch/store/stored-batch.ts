import { join } from "node:path";
import { kindOf, readRegularFile } from "../../files/regular-file.ts";
import { isRecord, jsonOf } from "../../text/json.ts";
import { message, WordedError } from "../../text/problems.ts";
import type { BatchIdentity } from "./batch-identity.ts";
import type { DesignTexts } from "./design-texts.ts";

/** What batch a folder holds, and the design that its parts were computed with where it has a file of its own. */
export interface StoredBatch {
  readonly identity: BatchIdentity;
  readonly design?: DesignTexts;
}

/** The file that says what batch a folder holds. */
export const batchFile = "batch.json";

/** Thrown where the file that says what batch a folder holds cannot be understood. */
export class DamagedBatch extends WordedError {
  override readonly name = "DamagedBatch";

  constructor(place: string, what: string) {
    super(message("batch_damaged", { place, what }));
  }
}

/**
 * What batch the folder holds, or undefined where it holds none.
 *
 * @throws DamagedBatch where its file says nothing of the kind, RefusedFile where it is a pipe, a device or too long.
 */
export function storedBatch(folder: string): StoredBatch | undefined {
  const place = join(folder, batchFile);
  if (kindOf(place, place) === "folder") throw new DamagedBatch(place, "it is a folder");
  const bytes = readRegularFile(place, place);
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  const known = jsonOf(text);
  if (known === undefined)
    throw new DamagedBatch(place, text.trim() === "" ? "it is empty" : "it is no JSON, or not all of it");
  const wrong = wrongIn(known);
  if (wrong !== undefined) throw new DamagedBatch(place, wrong);
  const { design, ...identity } = known as BatchIdentity & { readonly design: DesignTexts | null };
  return design === null ? { identity } : { identity, design };
}

/** What is not as a batch is written, or undefined where all is. */
function wrongIn(known: unknown): string | undefined {
  if (!isRecord(known)) return "it holds no batch";
  for (const key of ["peakpath", "scenario", "kind"]) if (typeof known[key] !== "string") return `"${key}" is no text`;
  for (const key of ["runs", "seed"]) if (!Number.isSafeInteger(known[key])) return `"${key}" is no whole number`;
  if (!holdsTexts(known.files)) return '"files" is no list of hashes by name';
  const { design = null } = known;
  if (design === null) return undefined;
  if (!isRecord(design) || typeof design.file !== "string" || !holdsTexts(design.texts))
    return '"design" holds no texts by name';
  return undefined;
}

function holdsTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}
