import { parse } from "csv-parse/sync";
import { plainNumber } from "../text/plain-number.ts";

/** A row of a table as texts by column; `at` says file and line where the file was named. */
export type Row = Readonly<Record<string, string>>;

/** The rows of a table of this package with a heading line. What users give is read by `text/table.ts`. */
export function readCsv(text: string, file?: string): Row[] {
  return parse(text, {
    columns: true,
    bom: true,
    trim: true,
    comment: "#",
    comment_no_infix: true,
    on_record: (record: Row, { lines }) => (file === undefined ? record : { ...record, at: `${file}:${lines}` }),
  });
}

/** The number that `text` holds. Throws with the text and its place where it is none. */
export function toNumber(text: string, place: string): number {
  const value = plainNumber(text);
  if (value === undefined) throw new Error(`${place}: "${text}" is not a number`);
  return value;
}

/** The rows by what `key` says of each, in the order in which they come. */
export function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}
