import { plainNumber } from "../engine/plain-number.ts";
import { InputError, type Problem } from "../engine/problems.ts";
import { readPlainRows } from "../io/table.ts";

/**
 * The rows of a table of this package with a heading line, as texts by column.
 *
 * @throws InputError where a row has more or fewer fields than the heading.
 */
export function readCsv(text: string, file = "table"): Record<string, string>[] {
  const problems: Problem[] = [];
  const [header, ...rows] = readPlainRows(text, file, "first", problems);
  const names = header?.fields ?? [];
  for (const { fields, place } of rows)
    if (fields.length !== names.length)
      problems.push({
        at: place(0),
        path: "",
        message: `this row has ${fields.length} fields, the header ${names.length}`,
      });
  if (problems.length > 0) throw new InputError(problems);
  return rows.map(({ fields }) => Object.fromEntries(names.map((name, i) => [name, fields[i]])));
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
