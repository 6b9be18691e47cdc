import { stringify } from "csv-stringify/sync";

/** A number, a text, a truth (`true` or `false`), a word of the program's own, or nothing (an empty cell). */
export type CsvCell = number | string | boolean | OwnWord | undefined;

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
  /** For files of this package: lines end as in all of them, and texts stand as they are. */
  readonly plain?: boolean;
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
  return written([columns, ...lengthChecked(columns, rows)], options, options.excel === true);
}

/** The same without the line of titles, to stand behind other rows of that table. */
export function csvRows(
  columns: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  options: CsvOptions = {},
): string {
  return written(lengthChecked(columns, rows), options, false);
}

function lengthChecked(columns: readonly string[], rows: readonly (readonly CsvCell[])[]) {
  for (const [i, row] of rows.entries()) {
    if (row.length !== columns.length) {
      throw new RangeError(`row ${i + 1} has ${row.length} cells, not ${columns.length} (${columns.join(",")})`);
    }
  }
  return rows;
}

function written(rows: readonly (readonly CsvCell[])[], options: CsvOptions, bom: boolean): string {
  return stringify(rows as CsvCell[][], {
    bom,
    record_delimiter: options.plain === true ? "unix" : "windows",
    // Quotes a lone line feed or carriage return too.
    quote_record_delimiter: true,
    escape_formulas: options.plain !== true,
    cast: {
      number: numberText,
      string: printable,
      boolean: String,
      object: (cell) => ({ value: (cell as unknown as OwnWord).word, escape_formulas: false }),
    },
  });
}

/** The columns of a table in their order: each title with the cell that it shows of a row. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => CsvCell>>;

/** The names under which something has what a cell can show. */
type CellNames<Part> = { [Name in keyof Part]-?: Part[Name] extends CsvCell ? Name : never }[keyof Part] & string;

/** Columns that show what a part of each row has under their own names; empty where a row has no such part. */
export function namedIn<Row, Part>(
  partOf: (row: Row) => Part | undefined,
  ...names: readonly CellNames<Part>[]
): Columns<Row> {
  return Object.fromEntries(names.map((name) => [name, (row: Row) => partOf(row)?.[name] as CsvCell]));
}

/** Columns that show what each row itself has under their own names. */
export function named<const Name extends string>(
  ...names: readonly Name[]
): Columns<{ readonly [N in Name]: CsvCell }> {
  return Object.fromEntries(names.map((name) => [name, (row: { readonly [N in Name]: CsvCell }) => row[name]]));
}

/** A table as titles and cells. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: CsvCell[][];
}

/**
 * The cells of the rows under each column.
 *
 * @throws RangeError for a title that is a whole number, which JavaScript would put in front of all others.
 */
export function tableOf<Row>(columns: Columns<Row>, rows: Iterable<Row>): Table {
  const titles = Object.keys(columns);
  const number = titles.find((title) => /^\d+$/.test(title));
  if (number !== undefined) throw new RangeError(`"${number}" cannot be the title of a column here`);
  const cells = Object.values(columns);
  return { columns: titles, rows: Array.from(rows, (row) => cells.map((cell) => cell(row))) };
}

/** The rows under each column as CSV text, in the form that `csvText` gives. */
export function csvOf<Row>(columns: Columns<Row>, rows: Iterable<Row>, options?: CsvOptions): string {
  const table = tableOf(columns, rows);
  return csvText(table.columns, table.rows, options);
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
