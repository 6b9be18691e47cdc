import type { Library } from "../../text/library.ts";
import type { Problem } from "../../text/problems.ts";
import { readTable } from "../../text/table.ts";
import { regionPath } from "./region-path.ts";

/** The shared table of citations by key, beside the regions whose tables name the keys. */
const citationsName = "citations.csv";

const columns = { required: ["key", "citation"], optional: [] };

/** Writes out the keys that stand in the `source` column of a table, such as `cesy_2022; ceads`. */
export type Cite = (source: string) => string;

let last: { readonly text: string; readonly cite: Cite } | undefined;

/** The citations of the library; where it has no such table, or a part of a source is no key, the text stays as it is. */
export function readCitations(library: Library, problems: Problem[]): Cite {
  const file = regionPath(library, citationsName);
  const text = library.read(file);
  if (text === undefined) return (source) => source;
  // All regions of a command share the one table.
  if (last?.text === text) return last.cite;
  const before = problems.length;
  const rows = readTable(text, file, columns, problems);
  const citations = new Map(rows.map((row) => [row.get("key"), row.get("citation")]));
  const written = new Map<string, string>();
  const cite: Cite = (source) => {
    let whole = written.get(source);
    if (whole === undefined) {
      whole = source
        .split("; ")
        .map((part) => citations.get(part) ?? part)
        .join("; ");
      written.set(source, whole);
    }
    return whole;
  };
  if (problems.length === before) last = { text, cite };
  return cite;
}
