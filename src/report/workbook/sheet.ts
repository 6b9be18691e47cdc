import type { Cell, Row } from "../text/text-table.ts";

/** A number in a cell, with the format by which a spreadsheet shows it. */
export interface Amount {
  readonly value: number;
  readonly format: string;
}

/** A whole number such as a year stands as it is. */
export type SheetCell = string | number | Amount | undefined;

/** A sheet of a workbook: a title, then a table under headings that stay in sight, then notes; or a title and lines of text. */
export interface Sheet {
  /** What its tab says. */
  readonly name: string;
  readonly title: string;
  readonly headings: readonly (string | number)[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** How many columns stay in sight. */
  readonly fixed: number;
  readonly notes: readonly string[];
}

const DIGITS = 4;
const MOST_DECIMALS = 6;
/** What is smaller is left of differences of large numbers. */
const NOISE = 1e-12;

/** The decimals by which the largest of these numbers has four digits. */
export function decimalsOf(values: readonly (number | undefined)[], digits = DIGITS): number {
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  if (largest < NOISE) return 0;
  return Math.min(MOST_DECIMALS, Math.max(0, digits - 1 - Math.floor(Math.log10(largest))));
}

/** A number in so many decimals; its thousands are parted from 10,000 on, as in reports. */
export function amount(value: number | undefined, decimals: number): Amount | undefined {
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const known = Math.abs(value) < NOISE ? 0 : value;
  const places = decimals === 0 ? "" : `.${"0".repeat(decimals)}`;
  return { value: known, format: `${Math.abs(known) >= 10_000 ? "#,##0" : "0"}${places}` };
}

/** Numbers of one row in the decimals that its largest needs. */
export function amounts(values: readonly (number | undefined)[]): (Amount | undefined)[] {
  const decimals = decimalsOf(values);
  return values.map((value) => amount(value, decimals));
}

/** A part of 1 in per cent. */
export function share(value: number | undefined, decimals = 1): Amount | undefined {
  if (value === undefined || !Number.isFinite(value)) return undefined;
  return { value, format: `0${decimals === 0 ? "" : `.${"0".repeat(decimals)}`}%` };
}

/** A change with its sign. */
export function signedShare(value: number | undefined): Amount | undefined {
  const part = share(value);
  return part && { ...part, format: `+${part.format};-${part.format};${part.format}` };
}

const printedNumber = /^([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?)(?: ?(%)| ([^\s\d(%]\S{0,30}))?$/u;

/** A cell of a printed table as one of a sheet: a number with what it is printed with, or text; nothing for a dash. */
export function printedCell(text: string): SheetCell {
  if (text === "" || text === "-") return undefined;
  const [whole, sign, digits, fraction = "", percent, unit] = printedNumber.exec(text) ?? [];
  if (whole === undefined) return text;
  const value = Number(`${sign}${digits.replaceAll(",", "")}`);
  if (unit === undefined && percent === undefined && sign === "" && fraction === "" && !digits.includes(","))
    return value;
  const plain = `${digits.includes(",") ? "#,##0" : "0"}${fraction === "" ? "" : `.${"0".repeat(fraction.length)}`}`;
  const behind = percent ?? (unit === undefined ? "" : `" ${unit.replaceAll('"', "'")}"`);
  const format = `${plain}${behind}`;
  return {
    value: percent === undefined ? value : Number((value / 100).toPrecision(15)),
    format: sign === "+" ? `+${format};-${format}` : format,
  };
}

/** The headings and rows of a printed table, whose first row names the columns. */
export function printedTable(rows: readonly Row[]): Pick<Sheet, "headings" | "rows"> {
  const [head = []] = rows;
  return {
    headings: (head as readonly Cell[]).map(([title]) => title),
    rows: rows.map((row) => row.map((cell) => printedCell(typeof cell === "string" ? cell : cell[1]))),
  };
}

/** A sheet of a title and lines of text. */
export function textSheet(name: string, [title = "", ...lines]: readonly string[]): Sheet {
  return { name, title, headings: [], rows: lines.map((line) => [line]), fixed: 0, notes: [] };
}
