import { plainNumber } from "../../text/plain-number.ts";
import { type Message, message, nearest, type Place, type Problem, placeText } from "../../text/problems.ts";
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

/** A column of this table with the factor to Mtce, and a hundredth of the yearbook's unit in Mtce: the digits that it prints. */
interface Column {
  readonly index: number;
  readonly fuel: YearbookFuel;
  readonly unit: string;
  readonly mtce: number;
  readonly digit: number;
}

/** A number of the balance in Mtce, as written, and where it stands. */
export interface YearbookCell extends Pick<Column, "unit" | "mtce" | "digit"> {
  readonly value: number;
  readonly text: string;
  readonly at: Place;
}

/** A row of the balance with its numbers by column heading. */
export interface YearbookLine {
  readonly row: YearbookRow;
  readonly at: Place;
  readonly cells: ReadonlyMap<string, YearbookCell>;
}

/** A balance in the yearbook's form: lines of the yearbook's rows, columns of its fuels, and the years that lines above name. */
export type YearbookForm = NonNullable<ReturnType<typeof readYearbookForm>>;

/** 1e4 tce in Mtce. */
const mtcePerUnit = 0.01;

/** The yearbook prints hundredths. */
const printed = 0.01;

/** What the yearbook prints where there is nothing, or less than it prints. */
const nothing = new Set(["", "-", "—", "–", "…", "...", "……"]);

/**
 * Reads a balance in the form of the China Energy Statistical Yearbook: lines above the table may name year and unit
 * (`单位：万吨标准煤`), one line heads the columns with fuels, the next may give a unit for each; then a line a row.
 * Every mistake goes to `problems`; undefined where there is no table to speak of.
 */
export function readYearbookForm(text: string, file: string, words: YearbookWords, problems: Problem[]) {
  const before = problems.length;
  const rows = upright(readPlainRows(withMarkedParts(text, words), file, "fullest", problems), words);
  if (problems.length > before) return undefined;
  const isHead = ({ fields }: PlainRow): boolean =>
    fields.filter((field) => field !== "").length > 1 && !isUnitLine(fields);
  const namesFuel = (field: string): boolean => words.fuels.has(headingOf(field).plain);
  const named = rows.findIndex((row) => isHead(row) && row.fields.some(namesFuel));
  // Without any fuel that is known, the first line of several fields is the one to complain about.
  const at = named >= 0 ? named : rows.findIndex(isHead);
  const complain: Complain = (place, path, wrong) => {
    problems.push({ at: place, path, ...wrong });
  };
  const byYears = named < 0 && rows.findIndex(({ fields }) => fields.filter(isYear).length > 1);
  if (byYears !== false && byYears >= 0 && rows.some(({ fields }) => words.rows.has(plainName(fields[0]))))
    return complain(rows[byYears].place(), "", message("balance_by_years", {}));
  if (at < 0) {
    const fuels = headingsOf(words.fuels.values()).slice(1, 4);
    return complain({ file, line: 1, column: 1 }, "", message("balance_heading", { fuels }));
  }
  const above = rows.slice(0, at);
  const common = above.flatMap((row) => unitOf(row, words, complain))[0];
  if (problems.length > before) return undefined;
  const head = rows[at];
  const below = rows[at + 1];
  const unitLine = below !== undefined && givesUnits(below, head, words) ? below : undefined;
  const columns = readColumns(head, unitLine, common, words, complain);
  const lines: YearbookLine[] = [];
  const read = lineReader(head, columns, words, complain);
  for (const row of untilTooMany(rows.slice(at + (unitLine === undefined ? 1 : 2)), problems)) lines.push(...read(row));
  return { years: namedYears(above), fuels: new Map(columns.map(({ fuel }) => [fuel.heading, fuel])), lines };
}

/** Whether a field is a year alone. */
function isYear(field: string): boolean {
  return /^(?:19|20)\d\d年?$/.test(field);
}

/** How many names a line or column of headings has at least. */
const LEAST_NAMES = 3;

/** The lines with fuels beside one another, as most yearbooks have them; of a table that has them below one another, its columns. */
function upright(rows: readonly PlainRow[], words: YearbookWords): readonly PlainRow[] {
  const isFuel = (field: string): boolean => words.fuels.has(headingOf(field).plain);
  if (rows.filter(({ fields }) => isFuel(fields[0])).length < LEAST_NAMES) return rows;
  const isHead = ({ fields }: PlainRow): boolean =>
    fields.filter((field) => words.rows.has(plainName(field))).length >= LEAST_NAMES;
  const head = rows.findIndex(isHead);
  if (head < 0 || rows.slice(0, head).some(({ fields }) => fields.some(isFuel))) return rows;
  const lines = rows.slice(head);
  const turned = lines[0].fields.map((_, column): PlainRow => {
    return {
      fields: lines.map(({ fields }) => fields[column] ?? ""),
      place: (index = 0) => lines[index].place(column),
    };
  });
  return [...rows.slice(0, head), ...turned];
}

/** Notes a mistake, and gives nothing. */
type Complain = (at: Place, path: string, wrong: Message) => undefined;

function headingsOf(named: Iterable<{ readonly heading: string }>): string[] {
  return [...new Set([...named].map(({ heading }) => heading))];
}

/** A line of a CSV that begins with # is a remark, but the yearbook marks a part of the row above so. */
function withMarkedParts(text: string, words: YearbookWords): string {
  return text.replace(/^#[^,;\t\r\n]*/gm, (field) =>
    words.rows.has(plainName(field)) ? `＃${field.slice(1)}` : field,
  );
}

function isUnitLine(fields: readonly string[]): boolean {
  return ["单位", "计量单位"].includes(plainName(fields[0]));
}

/** Whether a line below the headings gives their units, said or, where the first heading is one cell with it, not said. */
function givesUnits({ fields }: PlainRow, head: PlainRow, { units }: YearbookWords): boolean {
  if (isUnitLine(fields)) return true;
  const [first, ...others] = fields;
  const said = others.filter((field) => field !== "");
  return ["", head.fields[0]].includes(first) && said.length > 0 && said.every((field) => units.has(unitName(field)));
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
  const first = new Map<string, Place>();
  const read = (field: string, index: number): Column | undefined => {
    if (index === 0 || field.trim() === "") return undefined;
    const at = head.place(index);
    const { plain, written } = headingOf(field);
    const fuel = words.fuels.get(plain) ?? words.fuels.get(plainName(field));
    if (fuel === undefined) {
      const known = headingsOf(words.fuels.values());
      return complain(at, quote(field), message("balance_fuel_unknown", { known, near: nearest(plain, known) }));
    }
    const { heading } = fuel;
    const twin = first.get(heading);
    if (twin !== undefined) return complain(at, heading, message("balance_fuel_twice", { place: placeText(twin) }));
    first.set(heading, at);
    const below = unitLine?.fields[index]?.trim() || undefined;
    const unitAt = below === undefined || unitLine === undefined ? at : unitLine.place(index);
    const ofColumn = below ?? written ?? "";
    const unit = ofColumn === "" ? common?.[0] : unitName(ofColumn);
    if (unit === undefined) return complain(at, heading, message("balance_unit_missing", { unit: fuel.unit }));
    const { means, times } = words.units.get(unit) ?? {};
    if (means === undefined || times === undefined) return complain(unitAt, heading, unknownUnit(unit, words));
    const units = [...new Set(["万吨标准煤", fuel.unit])];
    if (!units.includes(means))
      return complain(unitAt, heading, message("balance_unit_wrong", { unit, fuel: heading, units }));
    const printedUnit = (means === "万吨标准煤" ? 1 : fuel.tce) * mtcePerUnit;
    return { index, fuel, unit, mtce: times * printedUnit, digit: printed * printedUnit };
  };
  return head.fields.flatMap((field, index) => read(field, index) ?? []);
}

/** Reads the lines below the headings, one after the other: none, or one with its numbers. */
function lineReader(head: PlainRow, columns: readonly Column[], words: YearbookWords, complain: Complain) {
  const first = new Map<YearbookRow, Place>();
  let section = "";
  const rowOf = ({ fields, place }: PlainRow): YearbookRow | undefined => {
    const name = fields[0].trim();
    const at = place();
    const called = words.rows.get(plainName(name));
    if (called === undefined) {
      // Remarks below the table fill no column.
      if (fields.slice(1).every((field) => field.trim() === "")) return undefined;
      const known = headingsOf([...words.rows.values()].flat());
      const near = nearest(plainName(name), known);
      return complain(at, quote(name), message("balance_row_unknown", { known, near }));
    }
    const row = called.find((candidate) => candidate.section === section) ?? called[0];
    section = row.section;
    const twin = first.get(row);
    if (twin !== undefined) return complain(at, row.heading, message("balance_row_twice", { line: twin.line }));
    first.set(row, at);
    const lengths = { fields: fields.length, headings: head.fields.length };
    if (lengths.fields > lengths.headings) return complain(at, row.heading, message("balance_row_length", lengths));
    return row;
  };
  return (line: PlainRow): YearbookLine[] => {
    const row = rowOf(line);
    if (row === undefined) return [];
    const cells = columns.flatMap(({ index, fuel: { heading }, unit, mtce, digit }) => {
      const text = (line.fields[index] ?? "").trim();
      if (nothing.has(text)) return [];
      const [number, at] = [plainNumber(text), line.place(index)];
      if (number !== undefined) return [[heading, { value: number * mtce, text, unit, mtce, digit, at }] as const];
      return complain(at, `${row.heading}, ${heading}`, message("balance_number", { text })) ?? [];
    });
    return [{ row, at: line.place(), cells: new Map(cells) }];
  };
}

/** A year that a line above a balance names. */
export interface NamedYear {
  readonly year: number;
  /** Whether it can be the year of the data: no edition of a yearbook, date, number of a table or part of a span. */
  readonly plain: boolean;
  readonly line: number;
}

/** Lines that speak of a book or a day instead of the data. */
const otherwise =
  /年鉴|yearbook|下载|打印|印刷|制表|填报|导出|生成|日期|时间|发布|公布|更新|出版|版权|©|download|print|export|publi|retriev|access|updat|issue|edition|copyright|date/i;

const chineseDigits = "〇一二三四五六七八九";

/** The years that the lines above a balance name, in Arabic or Chinese numerals. */
function namedYears(above: readonly PlainRow[]): NamedYear[] {
  return above.flatMap(({ fields, place }) => {
    const text = fields
      .join(" ")
      .normalize("NFKC")
      .replace(/[〇○零一二三四五六七八九]{4}(?=年)/g, inDigits);
    return [...text.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map((found) => {
      const front = text.slice(0, found.index);
      const behind = text.slice(found.index + 4);
      const tableNumber = /\d\s*[-–—‑.]\s*$/.test(front);
      const span = /\d\s*年?\s*[-–—‑~～至到/、,]+\s*$/.test(front);
      const dateOrSpan = /^\s*(?:年\s*)?[-–—‑~～至到/.、]+\s*\d/.test(behind) || /^\s*年\s*\d{1,2}\s*月/.test(behind);
      const plain = !otherwise.test(text) && !tableNumber && !span && !dateOrSpan;
      return { year: Number(found[0]), plain, line: place(0).line };
    });
  });
}

function inDigits(numerals: string): string {
  return [...numerals.replace(/[○零]/g, "〇")].map((numeral) => chineseDigits.indexOf(numeral)).join("");
}

/**
 * The year of a balance: the one asked for, or the one that the lines above the table name and nothing else. An edition,
 * a date, a table's number or one of two years is never taken unasked; undefined beside a problem.
 */
export function balanceYear(
  named: readonly NamedYear[],
  asked: number | undefined,
  start: Place,
  problems: Problem[],
): number | undefined {
  const complain = (wrong: Message, line = start.line): undefined => {
    problems.push({ at: { ...start, line }, path: "", ...wrong });
  };
  const years = [...new Set(named.map(({ year }) => year))];
  const plain = new Set(named.filter((found) => found.plain).map(({ year }) => year));
  if (asked !== undefined) {
    // A single year that can be nothing else is held against the one asked for; among several, the user chooses.
    if (plain.size === 0 || years.includes(asked)) return asked;
    return complain(message("balance_year_other", { years: [...plain], year: asked }));
  }
  if (years.length === 0) return complain(message("balance_year_missing", {}));
  const first = named[0];
  if (years.length > 1) {
    const lines = years.map((year) => ({ year, line: named.find((found) => found.year === year)?.line }));
    return complain(message("balance_year_open", { years: lines }), first.line);
  }
  if (plain.size === 0) return complain(message("balance_year_doubtful", { year: first.year }), first.line);
  return first.year;
}
