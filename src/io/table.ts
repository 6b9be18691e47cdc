import { type Place, type Problem, suggestion } from "../engine/problems.ts";

/** A row of a CSV table that knows where it stands. */
export interface TableRow {
  /** The text of a column; empty where the row has none. */
  readonly get: (column: string) => string;
  /** Where the column's text begins. */
  readonly place: (column?: string) => Place;
}

/**
 * The rows of a CSV table (RFC 4180; a byte-order mark, empty lines and lines that start with `#` are skipped).
 * Unknown and missing columns, and rows of the wrong length, go to `problems`.
 *
 * Read here and not by csv-parse, which does not say at which column a field begins and takes a tenth of a second for
 * the tables of a province; a test holds the two against each other.
 */
export function readTable(
  text: string,
  file: string,
  columns: { readonly required: readonly string[]; readonly optional: readonly string[] },
  problems: Problem[],
): TableRow[] {
  const known = [...columns.required, ...columns.optional];
  const records = readRecords(text);
  if (!Array.isArray(records)) {
    const { message, line, column } = records;
    problems.push({ at: { file, line, column }, path: "", message });
    return [];
  }
  const [header, ...rest] = records;
  if (header === undefined) {
    const message = `the table is empty; its first line names the columns ${known.join(",")}`;
    problems.push({ at: { file, line: 1, column: 1 }, path: "", message });
    return [];
  }
  for (const [i, name] of header.fields.entries()) {
    if (known.includes(name) && header.fields.indexOf(name) === i) continue;
    const message = known.includes(name)
      ? "this column stands twice"
      : `unknown column; allowed are ${known.join(", ")}${suggestion(name, known)}`;
    problems.push({ at: placeIn(header, i, file), path: name, message });
  }
  const missing = columns.required.filter((name) => !header.fields.includes(name));
  for (const name of missing) {
    const message = `the column "${name}" is missing; a table has ${known.join(",")}`;
    problems.push({ at: placeIn(header, 0, file), path: "", message });
  }
  if (missing.length > 0) return [];
  const position = new Map(header.fields.map((name, i) => [name, i]));
  const rows: TableRow[] = [];
  for (const record of rest) {
    if (record.fields.length !== header.fields.length) {
      const message = `this row has ${record.fields.length} fields, the header ${header.fields.length}`;
      problems.push({ at: placeIn(record, 0, file), path: "", message });
      continue;
    }
    rows.push({
      get: (column) => {
        const at = position.get(column);
        return at === undefined ? "" : record.fields[at];
      },
      place: (column) => placeIn(record, column === undefined ? 0 : (position.get(column) ?? 0), file),
    });
  }
  return rows;
}

/** A line of a CSV text that has no columns of its own: its fields, and where each begins. */
export interface PlainRow {
  readonly fields: readonly string[];
  readonly place: (index: number) => Place;
}

/** The lines of a CSV text as they stand, for tables of another form; a quotation mark out of place goes to `problems`. */
export function readPlainRows(text: string, file: string, problems: Problem[]): PlainRow[] {
  const records = readRecords(text);
  if (Array.isArray(records))
    return records.map((record) => ({ fields: record.fields, place: (index) => placeIn(record, index, file) }));
  const { message, line, column } = records;
  problems.push({ at: { file, line, column }, path: "", message });
  return [];
}

interface TableRecord {
  readonly line: number;
  readonly fields: readonly string[];
  /** Line and column of each field that does not follow from the lengths of those before it; undefined in plain lines. */
  readonly places?: readonly (readonly [number, number])[];
}

function placeIn(record: TableRecord, index: number, file: string): Place {
  if (record.places !== undefined) {
    const [line, column] = record.places[index];
    return { file, line, column };
  }
  let column = 1;
  for (let i = 0; i < index; i++) column += record.fields[i].length + 1;
  return { file, line: record.line, column };
}

interface QuoteProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The records of the text, or the first quotation mark that does not stand as it should. */
function readRecords(text: string): TableRecord[] | QuoteProblem {
  const records: TableRecord[] = [];
  let line = 0;
  let next = text.startsWith("\uFEFF") ? 1 : 0;
  while (next < text.length) {
    line++;
    const start = next;
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    next = end + 1;
    if (text[end - 1] === "\r") end--;
    if (end <= start || text[start] === "#") continue;
    const quote = text.indexOf('"', start);
    if (quote < 0 || quote >= end) {
      records.push({ line, fields: text.slice(start, end).split(",") });
      continue;
    }
    const quoted = readQuoted(text, start, line);
    if ("message" in quoted) return quoted;
    records.push({ line, fields: quoted.fields, places: quoted.places });
    line = quoted.lastLine;
    next = quoted.next;
  }
  return records;
}

interface QuotedRecord {
  readonly fields: string[];
  readonly places: [number, number][];
  readonly lastLine: number;
  readonly next: number;
}

/** One record with quoted fields, character by character. */
function readQuoted(text: string, start: number, firstLine: number): QuotedRecord | QuoteProblem {
  const fields: string[] = [];
  const places: [number, number][] = [];
  let line = firstLine;
  let lineStart = start;
  let at = start;
  while (true) {
    places.push([line, at - lineStart + 1]);
    if (text[at] === '"') {
      const opened = { line, column: at - lineStart + 1, message: "a quotation mark is opened here and never closed" };
      let value = "";
      at++;
      while (true) {
        const close = text.indexOf('"', at);
        if (close < 0) return opened;
        value += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        value += '"';
        at++;
      }
      for (let feed = text.indexOf("\n", lineStart); feed >= 0 && feed < at; feed = text.indexOf("\n", lineStart)) {
        line++;
        lineStart = feed + 1;
      }
      fields.push(value);
      if (at < text.length && !",\r\n".includes(text[at])) {
        return { line, column: at - lineStart + 1, message: "a comma is needed behind a closing quotation mark" };
      }
    } else {
      const from = at;
      while (at < text.length && text[at] !== "," && text[at] !== "\n" && text[at] !== "\r") at++;
      fields.push(text.slice(from, at));
    }
    if (text[at] === ",") {
      at++;
      continue;
    }
    const feed = text.indexOf("\n", at);
    return { fields, places, lastLine: line, next: feed < 0 ? text.length : feed + 1 };
  }
}
