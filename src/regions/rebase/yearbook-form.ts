import { plainNumber } from "../../text/plain-number.ts";
import { type Message, message, nearest, type Place, type Problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { type PlainRow, readPlainRows, untilTooMany } from "../../text/table.ts";
import {
  plainName,
  unitName,
  type YearbookFuel,
  type YearbookRow,
  type YearbookUnit,
  type YearbookWords,
} from "./yearbook-tables.ts";
import { type NamedYear, namedYears } from "./yearbook-year.ts";

/** A number of the balance in coal equivalent, and where it stands. */
export interface YearbookCell {
  /** Mtce. */
  readonly value: number;
  /** As written, its unit, and Mtce per unit. */
  readonly text: string;
  readonly unit: string;
  readonly mtce: number;
  /** A hundredth of the yearbook's unit, Mtce: the digits that it prints. */
  readonly digit: number;
  readonly at: Place;
}

/** A row of the balance with its numbers by column heading. */
export interface YearbookLine {
  readonly row: YearbookRow;
  readonly at: Place;
  readonly cells: ReadonlyMap<string, YearbookCell>;
}

/** A balance in the yearbook's form: lines of the yearbook's rows, columns of its fuels. */
export interface YearbookForm {
  /** The years that lines above the table name. */
  readonly years: readonly NamedYear[];
  readonly fuels: ReadonlyMap<string, YearbookFuel>;
  readonly lines: readonly YearbookLine[];
}

/** A column of this table with the factor to Mtce. */
interface Column {
  readonly index: number;
  readonly fuel: YearbookFuel;
  readonly unit: string;
  readonly mtce: number;
  readonly digit: number;
}

/** 1e4 tce in Mtce. */
const mtcePerUnit = 0.01;

/** The yearbook prints hundredths. */
const printed = 0.01;

/** What the yearbook prints where there is nothing, or less than it prints. */
const nothing = new Set(["", "-", "—", "–", "…", "...", "……"]);

/**
 * Reads a balance in the form of the China Energy Statistical Yearbook: lines above the table may name year and unit
 * (`单位：万吨标准煤`), one line heads the columns with fuels, the next may give a unit for each; then a line a row.
 * Every mistake goes to `problems`.
 */
export function readYearbookForm(text: string, file: string, words: YearbookWords, problems: Problem[]): YearbookForm {
  const none: YearbookForm = { years: [], fuels: new Map(), lines: [] };
  const before = problems.length;
  const rows = readPlainRows(withMarkedParts(text, words), file, "fullest", problems);
  if (problems.length > before) return none;
  const isHead = ({ fields }: PlainRow): boolean =>
    fields.filter((field) => field !== "").length > 1 && !isUnitLine(fields);
  const named = rows.findIndex(
    (row) => isHead(row) && row.fields.some((field) => words.fuels.has(headingOf(field).plain)),
  );
  // Without any fuel that is known, the first line of several fields is the one to complain about.
  const head = named >= 0 ? named : rows.findIndex(isHead);
  const complain = (at: Place, path: string, wrong: Message): void => void problems.push({ at, path, ...wrong });
  if (head < 0) {
    const fuels = [...new Set([...words.fuels.values()].map(({ heading }) => heading))].slice(1, 4);
    complain({ file, line: 1, column: 1 }, "", message("balance_heading", { fuels }));
    return none;
  }
  const above = rows.slice(0, head);
  const common = above.flatMap((row) => unitOf(row, words, complain))[0];
  if (problems.length > before) return none;
  const below = rows[head + 1];
  const unitLine = below !== undefined && isUnitLine(below.fields) ? below : undefined;
  const columns = readColumns(rows[head], unitLine, common, words, complain);
  const lines = readLines(
    rows.slice(head + (unitLine === undefined ? 1 : 2)),
    rows[head],
    columns,
    words,
    complain,
    problems,
  );
  return {
    years: namedYears(above),
    fuels: new Map(columns.map(({ fuel }) => [fuel.heading, fuel])),
    lines,
  };
}

type Complain = (at: Place, path: string, wrong: Message) => void;

/** A line of a CSV that begins with # is a remark, but the yearbook marks a part of the row above so. */
function withMarkedParts(text: string, words: YearbookWords): string {
  return text.replace(/^#[^,;\t\r\n]*/gm, (field) =>
    words.rows.has(plainName(field)) ? `＃${field.slice(1)}` : field,
  );
}

function isUnitLine(fields: readonly string[]): boolean {
  return ["单位", "计量单位"].includes(plainName(fields[0]));
}

/** The unit that a line above the table names for all columns. */
function unitOf({ fields, place }: PlainRow, words: YearbookWords, complain: Complain): [string, YearbookUnit][] {
  const index = fields.findIndex((field) => /单位/.test(field));
  if (index < 0) return [];
  const name = unitName(fields[index].replace(/^.*?单位[:：]?/, "")) || unitName(fields[index + 1] ?? "");
  const unit = words.units.get(name);
  if (unit !== undefined) return [[name, unit]];
  complain(place(index), "单位", unknownUnit(name, words));
  return [];
}

function unknownUnit(name: string, words: YearbookWords): Message {
  const known = [...words.units.keys()];
  return message("balance_unit_unknown", { name, known, near: nearest(name, known) });
}

/** A heading without its marks, and the unit in brackets behind it. */
function headingOf(field: string): { readonly plain: string; readonly written: string | undefined } {
  const [, name, written] = /^(.*?)(?:[(（]([^()（）]*)[)）])?\s*$/s.exec(field) as RegExpExecArray;
  return { plain: plainName(name), written };
}

function readColumns(
  head: PlainRow,
  unitLine: PlainRow | undefined,
  common: [string, YearbookUnit] | undefined,
  words: YearbookWords,
  complain: Complain,
): Column[] {
  const columns: Column[] = [];
  const first = new Map<string, Place>();
  head.fields.forEach((field, index) => {
    if (index === 0 || field.trim() === "") return;
    const at = head.place(index);
    const { plain, written } = headingOf(field);
    const fuel = words.fuels.get(plain) ?? words.fuels.get(plainName(field));
    if (fuel === undefined) {
      const known = [...new Set([...words.fuels.values()].map(({ heading }) => heading))];
      complain(at, quote(field), message("balance_fuel_unknown", { known, near: nearest(plain, known) }));
      return;
    }
    const twin = first.get(fuel.heading);
    if (twin !== undefined) {
      const place = `${twin.file}:${twin.line}:${twin.column}`;
      complain(at, fuel.heading, message("balance_fuel_twice", { place }));
      return;
    }
    first.set(fuel.heading, at);
    const below = unitLine?.fields[index]?.trim() ?? "";
    const own = below !== "" ? below : (written ?? "");
    const unitAt = below !== "" ? (unitLine as PlainRow).place(index) : at;
    const unitText = own === "" ? common?.[0] : unitName(own);
    if (unitText === undefined) {
      complain(at, fuel.heading, message("balance_unit_missing", { unit: fuel.unit }));
      return;
    }
    const unit = words.units.get(unitText);
    if (unit === undefined) {
      complain(unitAt, fuel.heading, unknownUnit(unitText, words));
      return;
    }
    if (unit.means === "万吨标准煤" || unit.means === fuel.unit) {
      const numbers = (unit.means === "万吨标准煤" ? 1 : fuel.tce) * mtcePerUnit;
      columns.push({ index, fuel, unit: unitText, mtce: unit.times * numbers, digit: printed * numbers });
    } else {
      const units = [...new Set(["万吨标准煤", fuel.unit])];
      complain(unitAt, fuel.heading, message("balance_unit_wrong", { unit: unitText, fuel: fuel.heading, units }));
    }
  });
  return columns;
}

function readLines(
  rows: readonly PlainRow[],
  head: PlainRow,
  columns: readonly Column[],
  words: YearbookWords,
  complain: Complain,
  problems: Problem[],
): YearbookLine[] {
  const lines: YearbookLine[] = [];
  const first = new Map<YearbookRow, Place>();
  let section = "";
  for (const { fields, place } of untilTooMany(rows, problems)) {
    const at = place();
    const name = fields[0].trim();
    // Remarks below the table fill no column.
    if (fields.slice(1).every((field) => field.trim() === "") && !words.rows.has(plainName(name))) continue;
    const found = words.rows.get(plainName(name));
    if (found === undefined) {
      const known = [...new Set([...words.rows.values()].flat().map(({ heading }) => heading))];
      complain(at, quote(name), message("balance_row_unknown", { known, near: nearest(plainName(name), known) }));
      continue;
    }
    const row = found.find((candidate) => candidate.section === section) ?? found[0];
    section = row.section;
    const twin = first.get(row);
    if (twin !== undefined) {
      complain(at, row.heading, message("balance_row_twice", { line: twin.line }));
      continue;
    }
    first.set(row, at);
    if (fields.length > head.fields.length) {
      const lengths = { fields: fields.length, headings: head.fields.length };
      complain(at, row.heading, message("balance_row_length", lengths));
      continue;
    }
    const cells = new Map<string, YearbookCell>();
    for (const { index, fuel, unit, mtce, digit } of columns) {
      const text = (fields[index] ?? "").trim();
      if (nothing.has(text)) continue;
      const number = plainNumber(text);
      if (number === undefined) {
        complain(place(index), `${row.heading}, ${fuel.heading}`, message("balance_number", { text }));
        continue;
      }
      cells.set(fuel.heading, { value: number * mtce, text, unit, mtce, digit, at: place(index) });
    }
    lines.push({ row, at, cells });
  }
  return lines;
}
