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
  for (const [i, row] of rows.entries()) {
    if (row.length !== columns.length) {
      throw new RangeError(`row ${i + 1} has ${row.length} cells, not ${columns.length} (${columns.join(",")})`);
    }
  }
  const end = options.plain === true ? "\n" : "\r\n";
  let text = options.excel === true ? "\ufeff" : "";
  for (const row of [columns, ...rows]) {
    let line = "";
    for (let i = 0; i < row.length; i++) line += (i === 0 ? "" : ",") + cellText(row[i], options);
    text += line + end;
  }
  return text;
}

/** What a spreadsheet takes for the beginning of a formula, in full width too. */
const FORMULA = /^[-=+@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Written by hand: a tenth of all time of `run --all` went into a library that asks every cell a dozen questions. */
function cellText(cell: CsvCell, { plain }: CsvOptions): string {
  if (typeof cell === "number") return numberText(cell);
  if (cell === undefined) return "";
  if (typeof cell === "boolean") return String(cell);
  if (typeof cell === "object") return quotedWhereNeeded(cell.word);
  const text = printable(cell);
  return quotedWhereNeeded(plain !== true && FORMULA.test(text) ? `'${text}` : text);
}

function quotedWhereNeeded(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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

/** The same as in `printable`, by code: a quick look before the search. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** Without control characters but tabs and line ends: no table needs them, and whoever looks at one obeys them. */
function printable(text: string): string {
  return CONTROL.test(text) ? text.replace(/[^\P{Cc}\t\r\n]/gu, "") : text;
}

/** The shortest digits that read back as the same number; minus zero is zero. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot stand in a table`);
  return value === 0 ? "0" : String(value);
}
