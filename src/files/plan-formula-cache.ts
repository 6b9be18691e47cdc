import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Expression } from "../engine/language/expression.ts";
import type { ModelFile } from "../engine/language/model.ts";
import { writeFiles } from "./files.ts";
import { keptBytes, readKept } from "./kept-file.ts";

/**
 * The resolved formulas of the plans' quantities, kept at installation for the very same model and table; undefined
 * where there are none. Parsing them anew takes a tenth of a second.
 */
export function keptFormulas(
  folder: string,
  files: readonly ModelFile[],
  table: string,
): [string, Expression | string][] | undefined {
  const kept = readKept(join(folder, copyName(files, table)));
  return kept === undefined ? undefined : JSON.parse(kept.toString("utf8"));
}

export async function keepFormulas(
  folder: string,
  files: readonly ModelFile[],
  table: string,
  formulas: readonly (readonly [string, Expression | string])[],
): Promise<void> {
  await writeFiles(folder, new Map([[copyName(files, table), keptBytes(JSON.stringify(formulas))]]));
}

/** Raised whenever the meaning of an expression changes. */
const form = 1;

function copyName(files: readonly ModelFile[], table: string): string {
  const hash = createHash("sha256").update(`${form}\n${table}`);
  for (const file of files) hash.update(`${file.name}\n${file.text.length}\n${file.text}`);
  return `formulas-${hash.digest("hex").slice(0, 16)}.json`;
}
