import { type Message, message } from "./problems.ts";

/** A line of a table: its fields as they stand, and where each begins. */
export interface TableRecord {
  readonly line: number;
  readonly fields: readonly string[];
  /** The sheet whose row it is, where the table stands in a workbook. */
  readonly sheet?: string;
  /** Line and column of each field that does not follow from the lengths of those before it; undefined in plain lines. */
  readonly places?: readonly (readonly [number, number])[];
}

/** What stands between the fields of a table. */
export type Separator = "," | ";" | "\t";

/** Where a table is not written as it should be. */
export interface RecordProblem {
  readonly line: number;
  readonly column: number;
  readonly wrong: Message;
}

/** Which line says what parts the fields: the first, or of a table below other lines the one with most fields. */
export type Heading = "first" | "fullest";

/**
 * The records of a text that a spreadsheet, a database or a person has saved: fields parted by commas, semicolons or
 * tabs, which the heading line tells (outside its quoted fields), quoted by RFC 4180, lines ended by LF, CRLF or CR. A
 * byte-order mark, lines without text, lines that begin with `#` and Excel's line `sep=;` are passed over. Where
 * semicolons or tabs part the fields, a decimal comma is read as the point that it stands for.
 */
export function readRecords(text: string, heading: Heading): TableRecord[] | RecordProblem {
  if (text.startsWith(sheetMark)) {
    const end = text.indexOf("\n");
    const sheet = text.slice(sheetMark.length, end);
    const records = recordsOf(text, end + 1, 0, ",");
    return Array.isArray(records) ? records.map((record) => ({ ...record, sheet })) : records;
  }
  const plain = text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
  const begin = plain.startsWith("\uFEFF") ? 1 : 0;
  const said = /^"?sep=([,;\t])"?[,;\t]*\r?(?:\n|$)/i.exec(plain.slice(begin, begin + 20));
  const start = begin + (said?.[0].length ?? 0);
  const separator = (said?.[1] as Separator | undefined) ?? separatorOf(plain, start, heading);
  const records = recordsOf(plain, start, said === null ? 0 : 1, separator);
  return Array.isArray(records) && separator !== "," ? withDecimalPoints(records) : records;
}

/** A text that begins so is a sheet, whose name ends the line; its rows follow, each on its own line. */
const sheetMark = "\u0001sheet=";

/** The rows of a sheet as text that is read like any table, with what says where each cell stands; a cell is one line. */
export function sheetText(name: string, rows: Iterable<readonly string[]>): string {
  const lines = [`${sheetMark}${name.replace(/[\r\n]+/g, " ")}`];
  for (const row of rows) lines.push(row.map(quoted).join(","));
  return `${lines.join("\n")}\n`;
}

function quoted(field: string): string {
  const line = field.replace(/[\r\n]+/g, " ");
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}

/**
 * The place of a field: line and column, both from 1, of its first character that is no blank; of a sheet the row and column
 * of its cell.
 */
export function placeOf(record: TableRecord, index: number): { line: number; column: number; sheet?: string } {
  const { line, fields, places, sheet } = record;
  if (sheet !== undefined) return { line, column: index + 1, sheet };
  if (places !== undefined) return { line: places[index][0], column: places[index][1] };
  let column = 1;
  for (let i = 0; i < index; i++) column += fields[i].length + 1;
  const field = fields[index] ?? "";
  return { line, column: field.trim() === "" ? column : column + field.length - field.trimStart().length };
}

/** How many lines may stand above a table. */
const mostAbove = 30;

function separatorOf(text: string, start: number, heading: Heading): Separator {
  let [best, most]: [Separator, number] = [",", 0];
  let at = start;
  for (let lines = 0; lines < mostAbove && at < text.length; ) {
    const counts = { ",": 0, ";": 0, "\t": 0 };
    const remark = text[at] === "#";
    const from = at;
    let quoted = false;
    for (; at < text.length && (quoted || text[at] !== "\n"); at++) {
      const letter = text[at];
      if (letter === '"') quoted = !quoted;
      else if (!quoted && (letter === "," || letter === ";" || letter === "\t")) counts[letter]++;
    }
    const empty = text.slice(from, at).trim() === "";
    at++;
    if (remark || empty) continue;
    lines++;
    for (const separator of [",", ";", "\t"] as const)
      if (counts[separator] > most) [best, most] = [separator, counts[separator]];
    // A title above the headings has nothing to part.
    if (heading === "first" && most > 0) break;
  }
  return best;
}

function recordsOf(text: string, start: number, before: number, separator: Separator): TableRecord[] | RecordProblem {
  const records: TableRecord[] = [];
  let line = before;
  let next = start;
  let quote = -1;
  while (next < text.length) {
    line++;
    const from = next;
    let end = text.indexOf("\n", from);
    if (end < 0) end = text.length;
    next = end + 1;
    if (text[end - 1] === "\r") end--;
    if (end <= from || text[from] === "#") continue;
    if (quote < from) {
      quote = text.indexOf('"', from);
      if (quote < 0) quote = text.length;
    }
    if (quote >= end) {
      const fields = text.slice(from, end).split(separator);
      if (!isEmpty(fields)) records.push({ line, fields });
      continue;
    }
    const record = readQuoted(text, from, line, separator);
    if ("wrong" in record) return record;
    const { fields, places } = record;
    if (!isEmpty(fields) && !isRemark(fields)) records.push({ line, fields, places });
    line = record.lastLine;
    next = record.next;
  }
  return records;
}

function isEmpty(fields: readonly string[]): boolean {
  return fields[0].trim() === "" && fields.every((field) => field.trim() === "");
}

/** A spreadsheet quotes a remark that holds a separator. */
function isRemark(fields: readonly string[]): boolean {
  return fields[0].startsWith("#") && fields.slice(1).every((field) => field.trim() === "");
}

interface QuotedRecord {
  readonly fields: string[];
  readonly places: [number, number][];
  readonly lastLine: number;
  readonly next: number;
}

/** One record with quoted fields, character by character. */
function readQuoted(
  text: string,
  start: number,
  firstLine: number,
  separator: Separator,
): QuotedRecord | RecordProblem {
  const fields: string[] = [];
  const places: [number, number][] = [];
  let line = firstLine;
  let lineStart = start;
  let at = start;
  const ends = (): boolean => at >= text.length || text[at] === separator || text[at] === "\n" || text[at] === "\r";
  const blanks = (): void => {
    while (!ends() && (text[at] === " " || text[at] === "\t")) at++;
  };
  while (true) {
    const from = at;
    if (text[at] === " " || text[at] === "\t") blanks();
    places.push([line, (ends() ? from : at) - lineStart + 1]);
    if (text[at] === '"') {
      const opened = { line, column: at - lineStart + 1, wrong: message("quote_not_closed", {}) };
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
      const closed = at;
      blanks();
      if (!ends()) {
        const needed = separator === "," ? "comma" : separator === ";" ? "semicolon" : "tab";
        const wrong = message("separator_needed", { separator: needed });
        return { line, column: closed - lineStart + 1, wrong };
      }
    } else {
      const next = text.indexOf(separator, at);
      let end = text.indexOf("\n", at);
      if (end < 0) end = text.length;
      else if (text[end - 1] === "\r") end--;
      at = next < 0 || next > end ? end : next;
      fields.push(text.slice(from, at));
    }
    if (text[at] === separator) {
      at++;
      continue;
    }
    const feed = text.indexOf("\n", at);
    return { fields, places, lastLine: line, next: feed < 0 ? text.length : feed + 1 };
  }
}

const decimalComma = /^\s*[+-]?\d*,\d+(?:[eE][+-]?\d+)?\s*$/;
/** One comma before three digits may part thousands too. */
const perhapsThousands = /^\s*[+-]?[1-9]\d{0,2},\d{3}\s*$/;
const decimalPoint = /^\s*[+-]?\d*\.\d+(?:[eE][+-]?\d+)?\s*$/;

/** The records with decimal points, where at least one number has a comma that can be nothing but a decimal comma. */
function withDecimalPoints(records: TableRecord[]): TableRecord[] | RecordProblem {
  const sure = (field: string): boolean => decimalComma.test(field) && !perhapsThousands.test(field);
  const first = records
    .map(({ fields }) => fields.find(sure))
    .find((field) => field !== undefined)
    ?.trim();
  if (first === undefined) return records;
  for (const record of records) {
    const index = record.fields.findIndex((field) => decimalPoint.test(field));
    if (index < 0) continue;
    const wrong = message("two_decimal_marks", { point: record.fields[index].trim(), comma: first });
    return { ...placeOf(record, index), wrong };
  }
  return records.map((record) => ({
    ...record,
    fields: record.fields.map((field) => (decimalComma.test(field) ? field.replace(",", ".") : field)),
  }));
}
