import { stringify } from "csv-stringify/sync";

/** A number, a text, a word of the program's own, or nothing (an empty cell). */
export type CsvCell = number | string | OwnWord | undefined;

/**
 * What the program itself has chosen from a few words, such as the operator `=`: it stands in its cell as it is. All other
 * texts may come from a user's file and are kept from being run as formulas; ids, kinds and statuses begin with a letter.
 */
export interface OwnWord {
  readonly word: string;
}

export interface CsvOptions {
  /** Puts the byte-order mark in front that Excel needs to read Chinese. */
  readonly excel?: boolean;
}

/**
 * A table as CSV text after RFC 4180: UTF-8, CRLF, quotes only where needed, `.` decimals and the shortest digits
 * that read back as the same number. A text that a spreadsheet would run as a formula gets an apostrophe in front, unless
 * it is the program's own word.
 *
 * @throws RangeError for a number that is not finite or a row of the wrong length.
 */
export function csvText(
  columns: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  options: CsvOptions = {},
): string {
  for (const [i, row] of rows.entries()) {
    if (row.length !== columns.length) {
      throw new RangeError(`row ${i + 1} has ${row.length} cells, not ${columns.length} (${columns.join(",")})`);
    }
  }
  return stringify([columns, ...rows] as CsvCell[][], {
    bom: options.excel === true,
    record_delimiter: "windows",
    // Quotes a lone line feed or carriage return too.
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: {
      number: numberText,
      string: printable,
      object: (cell) => ({ value: (cell as unknown as OwnWord).word, escape_formulas: false }),
    },
  });
}

/** Without control characters but tabs and line ends: no table needs them, and whoever looks at one obeys them. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t\r\n]/gu, "");
}

/** The shortest digits that read back as the same number; minus zero is zero. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot stand in a table`);
  return value === 0 ? "0" : String(value);
}
