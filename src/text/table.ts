import { likely, type Message, message, type Place, type Problem, problem } from "./problems.ts";
import { quote } from "./quote.ts";
import { type Heading, placeOf, type RecordProblem, readRecords, type TableRecord } from "./table-records.ts";

/** A row of a table that knows where it stands. */
export interface TableRow {
  /** The text of a column without blanks around it; empty where the row has none. */
  readonly get: (column: string) => string;
  /** Where the column's text begins. */
  readonly place: (column?: string) => Place;
}

/** The texts of these columns by their names. */
export function textsOf<C extends string>(row: TableRow, columns: readonly C[]): { readonly [K in C]: string } {
  return Object.fromEntries(columns.map((column) => [column, row.get(column)])) as { [K in C]: string };
}

/** The columns that a table has. */
export interface TableColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Other headings of these columns, by `headingName`; asked for only where a heading is none of the names. */
  readonly also?: () => ReadonlyMap<string, string>;
  /** Whether other columns are passed over; they are mistakes without. */
  readonly others?: boolean;
}

/** The most mistakes that are told of one table: a wrong file says it within a screen or two. */
const MOST_MISTAKES = 50;

/**
 * The rows of a table (see `readRecords` for what it may look like). Columns without any text, or of row numbers without
 * a heading, are passed over, and so are lines of one text above the headings. Unknown and missing columns, and rows of the wrong length, go to `problems`.
 *
 * Read here and not by csv-parse, which does not say at which column a field begins and takes a tenth of a second for
 * the tables of a province; a test holds the two against each other.
 */
export function readTable(text: string, file: string, columns: TableColumns, problems: Problem[]): TableRow[] {
  const known = [...columns.required, ...columns.optional];
  const records = readRecords(text, "first");
  if (!Array.isArray(records)) {
    problems.push(problemAt(records, file));
    return [];
  }
  const [header, ...rest] = records.slice(titleLines(records, columns, known));
  if (header === undefined) {
    problems.push(problem({ file, line: 1, column: 1 }, "", "table_empty", { columns: known }));
    return [];
  }
  const begun = problems.length;
  const names = namesOf(header, rest, columns, known, file, problems);
  if (names === undefined) return [];
  const missing = columns.required.filter((name) => !names.includes(name));
  for (const name of missing)
    problems.push(problem(placeIn(header, 0, file), "", "column_missing", { name, columns: known }));
  if (missing.length > 0) return [];
  // The first of two columns of one name.
  const position = new Map(names.map((name, i) => [name, i] as const).reverse());
  const rows: TableRow[] = [];
  for (let i = 0; i < rest.length; i++) {
    const record = rest[i];
    const { fields } = record;
    const surplus = fields.length - names.length;
    if (surplus < 0 || (surplus > 0 && fields.slice(names.length).some((field) => field.trim() !== ""))) {
      if (problems.length - begun >= MOST_MISTAKES) {
        problems.push(rowsLeft(placeIn(record, 0, file), rest.length - i));
        return [];
      }
      const lengths = { fields: fields.length, header: names.length };
      problems.push(problem(placeIn(record, 0, file), "", "row_length", lengths));
      continue;
    }
    rows.push({
      get: (column) => {
        const at = position.get(column);
        return at === undefined ? "" : fields[at].trim();
      },
      place: (column) => placeIn(record, column === undefined ? 0 : (position.get(column) ?? 0), file),
    });
  }
  return rows;
}

/**
 * The rows, for a reader that pushes what is wrong with them to `problems`: after so many mistakes the last one says
 * how many rows are not looked at any more.
 */
export function* untilTooMany<Row extends { readonly place: () => Place }>(
  rows: readonly Row[],
  problems: Problem[],
): Generator<Row> {
  const begun = problems.length;
  for (const [i, row] of rows.entries()) {
    if (problems.length - begun >= MOST_MISTAKES) {
      problems.push(rowsLeft(row.place(), rows.length - i));
      return;
    }
    yield row;
  }
}

function rowsLeft(at: Place, left: number): Problem {
  return problem(at, "", "rows_left", { most: MOST_MISTAKES, left });
}

/** A heading as other headings are looked up by: without capitals, blanks and what full-width letters differ in. */
export function headingName(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** How many lines may stand above the headings. */
const MOST_TITLES = 30;

/** How many lines stand above the headings: a title, a unit, a date, each one text alone, as an office writes them. */
function titleLines(records: readonly TableRecord[], { also }: TableColumns, known: readonly string[]): number {
  const texts = ({ fields }: TableRecord): string[] =>
    fields.map((field) => field.trim()).filter((text) => text !== "");
  const isHeading = (text: string): boolean => known.includes(text) || also?.().has(headingName(text)) === true;
  for (const [above, record] of records.slice(0, MOST_TITLES).entries()) {
    const own = texts(record);
    if (own.some(isHeading)) return above;
    if (own.length !== 1) return 0;
  }
  return 0;
}

/** The names of the columns from the heading line, empty for those that are passed over; undefined for no heading line. */
function namesOf(
  header: TableRecord,
  rest: readonly TableRecord[],
  { required, also, others }: TableColumns,
  known: readonly string[],
  file: string,
  problems: Problem[],
): string[] | undefined {
  const headings = header.fields.map((field) => field.trim());
  if (headings.length === 1 && required.length > 1 && /[|，；]/.test(headings[0])) {
    problems.push(problem(placeIn(header, 0, file), "", "one_field", { text: headings[0] }));
    return undefined;
  }
  while (headings.at(-1) === "" && isBlank(rest, headings.length - 1)) headings.pop();
  const names: string[] = [];
  let mistakes = 0;
  for (const [i, heading] of headings.entries()) {
    const name = known.includes(heading) ? heading : (also?.().get(headingName(heading)) ?? "");
    let wrong: Message | undefined;
    if (name !== "") {
      const first = headings[names.indexOf(name)];
      if (first !== undefined) wrong = message("column_twice", first === heading ? {} : { other: first });
    } else if (heading === "") {
      if (others !== true && !isBlank(rest, i) && !(i === 0 && countsRows(rest)))
        wrong = message("column_without_heading", { allowed: known });
    } else if (others !== true) {
      wrong = message("column_unknown", { allowed: known, near: likely(heading, known) });
    }
    names.push(name);
    if (wrong === undefined) continue;
    const at = placeIn(header, i, file);
    if (mistakes++ < MOST_MISTAKES) problems.push({ at, path: quote(heading), ...wrong });
    else {
      problems.push(problem(at, "", "columns_left", { most: MOST_MISTAKES, left: headings.length - i }));
      return undefined;
    }
  }
  return names;
}

function isBlank(records: readonly TableRecord[], column: number): boolean {
  return records.every(({ fields }) => (fields[column] ?? "").trim() === "");
}

/** Whether the first column numbers the rows from 0 or 1, as R and pandas write it. */
function countsRows(records: readonly TableRecord[]): boolean {
  const first = Number(records[0]?.fields[0]);
  return (first === 0 || first === 1) && records.every(({ fields }, i) => fields[0].trim() === String(first + i));
}

/** A line of a table that has no columns of its own: its fields without blanks around them, and where each begins. */
export interface PlainRow {
  readonly fields: readonly string[];
  readonly place: (index?: number) => Place;
}

/**
 * The lines of a table as they stand, for tables of another form; a quotation mark out of place goes to `problems`. The
 * heading is the first line, or the one with most fields where lines may stand above it.
 */
export function readPlainRows(text: string, file: string, heading: Heading, problems: Problem[]): PlainRow[] {
  const records = readRecords(text, heading);
  if (!Array.isArray(records)) {
    problems.push(problemAt(records, file));
    return [];
  }
  return records.map((record) => ({
    fields: record.fields.map((field) => field.trim()),
    place: (index = 0) => placeIn(record, index, file),
  }));
}

function problemAt({ line, column, wrong }: RecordProblem, file: string): Problem {
  return { at: { file, line, column }, path: "", ...wrong };
}

function placeIn(record: TableRecord, index: number, file: string): Place {
  return { file, ...placeOf(record, index) };
}
