import { parse } from "csv-parse/sync";
import { plainNumber } from "../text/plain-number.ts";

/** The rows of a table of this package with a heading line, as texts by column. What users give is read by `io/table.ts`. */
export function readCsv(text: string): Record<string, string>[] {
  return parse(text, { columns: true, bom: true, trim: true, comment: "#", comment_no_infix: true });
}

/** The number that `text` holds. Throws with the text and its place where it is none. */
export function toNumber(text: string, place: string): number {
  const value = plainNumber(text);
  if (value === undefined) throw new Error(`${place}: "${text}" is not a number`);
  return value;
}

/** CSV text of the rows, quoted where a field needs it. */
export function writeCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const field = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${[header, ...rows].map((row) => row.map(field).join(",")).join("\n")}\n`;
}
