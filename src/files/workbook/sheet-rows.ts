import { cellName } from "../../text/cell-name.ts";
import { RefusedFile } from "../../text/library.ts";
import { InputError, type Message, message, type Place, type Problem, problem } from "../../text/problems.ts";
import { dateText, type NumberKind } from "./number-formats.ts";
import { readXml } from "./xml-tags.ts";

/** What cells of all sheets of a workbook refer to. */
export interface Shared {
  readonly file: string;
  readonly strings: readonly string[];
  readonly kinds: readonly NumberKind[];
  readonly is1904: boolean;
}

/** More than any table that is read as CSV has. */
const MOST_CELLS = 5_000_000;
const MOST_PROBLEMS = 50;
const LETTERS = 26;

interface Cell {
  readonly text: string;
  /** Whether it is a number that is no year. */
  readonly amount: boolean;
}

/**
 * The texts of a sheet, row by row and all of one length, as a person sees them: numbers with all their digits, five hundredths
 * under a format of per cent as `5%`, dates as years where they mean one, formulas as what they gave when the workbook was
 * saved. A text or year in cells of one column that are merged stands in each of them.
 *
 * @throws InputError naming the cells that no table can hold: errors, formulas without a result, one amount for several
 * rows, amounts that their format shows in thousands.
 */
export function sheetRows(xml: string, sheet: string, shared: Shared): string[][] {
  const { file, strings, kinds, is1904 } = shared;
  const broken = (): RefusedFile => new RefusedFile(file, message("workbook_broken", { file }));
  const rows: Cell[][] = [];
  const merged: string[] = [];
  const problems: Problem[] = [];
  let [row, column, width, cells] = [-1, -1, 0, 0];
  let [type, style, heard, value, inline] = ["", 0, "", "", ""];
  let [hasFormula, phonetic] = [false, false];
  const place = (line: number, at: number): Place => ({ file, sheet, line: line + 1, column: at + 1 });
  const complain = (wrong: Message): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ at: place(row, column), path: "", ...wrong });
  };
  const cellOf = (): Cell | undefined => {
    if (type === "s") return { text: strings[Number(value)] ?? "", amount: false };
    if (type === "inlineStr") return { text: unescaped(inline), amount: false };
    if (value === "") {
      if (hasFormula && type !== "str") complain(message("cell_formula", {}));
      return undefined;
    }
    if (type === "e") {
      complain(message("cell_error", { text: value }));
      return undefined;
    }
    if (type === "str") return { text: unescaped(value), amount: false };
    if (type === "b") return { text: value === "1" ? "TRUE" : "FALSE", amount: false };
    if (type === "d") return { text: dateText(daysOf(value, is1904), "date", is1904), amount: false };
    const number = Number(value);
    if (!Number.isFinite(number)) throw broken();
    const kind = kinds[style] ?? "plain";
    if (kind === "year" || kind === "date") return { text: dateText(number, kind, is1904), amount: false };
    if (kind === "scaled") complain(message("cell_scaled", { text: String(number) }));
    if (kind === "percent") return { text: `${Number((number * 100).toPrecision(15))}%`, amount: true };
    return { text: String(number), amount: !(Number.isInteger(number) && number >= 1900 && number <= 2100) };
  };
  const whole = readXml(xml, {
    open(name, attributes) {
      heard = "";
      if (name === "row") {
        const said = attributes("r");
        row = said === undefined ? row + 1 : Number(said) - 1;
        column = -1;
        if (!(Number.isInteger(row) && row >= 0)) throw broken();
      } else if (name === "c") {
        const said = /^([A-Z]{1,3})\d+$/.exec(attributes("r") ?? "")?.[1];
        column = said === undefined ? column + 1 : columnOf(said);
        type = attributes("t") ?? "n";
        style = Number(attributes("s") ?? 0);
        [value, inline, hasFormula] = ["", "", false];
      } else if (name === "mergeCell") merged.push(attributes("ref") ?? "");
      else if (name === "f") hasFormula = true;
      else if (name === "rPh") phonetic = true;
    },
    text(text) {
      heard += text;
    },
    close(name) {
      if (name === "v") value = heard;
      else if (name === "t" && !phonetic) inline += heard;
      else if (name === "rPh") phonetic = false;
      else if (name === "c") {
        const cell = cellOf();
        if (cell === undefined || cell.text.trim() === "") return;
        if (row < 0 || rows.length > MOST_CELLS || ++cells > MOST_CELLS) throw tooLarge(file);
        while (rows.length <= row) rows.push([]);
        rows[row][column] = cell;
        width = Math.max(width, column + 1);
      }
      heard = "";
    },
  });
  if (!whole) throw broken();
  for (const span of merged) {
    const [, first, from, last, to] = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(span) ?? [];
    if (first === undefined || first !== last) continue;
    const at = columnOf(first);
    const top = Number(from) - 1;
    const cell = rows[top]?.[at];
    if (cell === undefined) continue;
    if (cell.amount) {
      const range = `${cellName(top + 1, at + 1)}:${cellName(Number(to), at + 1)}`;
      problems.push(problem(place(top, at), "", "cell_merged", { text: cell.text, range }));
    }
    // Rows without anything of their own stay empty.
    for (let below = top + 1; below < Math.min(Number(to), rows.length); below++)
      if (rows[below].some((own) => own !== undefined)) rows[below][at] ??= cell;
  }
  if (problems.length > 0) throw new InputError(problems);
  const filled = rows.filter((own) => own.length > 0).length;
  if (filled * width > MOST_CELLS) throw tooLarge(file);
  return rows.map((own) => (own.length === 0 ? [] : Array.from({ length: width }, (_, i) => own[i]?.text ?? "")));
}

function tooLarge(file: string): RefusedFile {
  return new RefusedFile(file, message("workbook_cells", { file, most: MOST_CELLS / 1e6 }));
}

/** The column that letters name, from 0. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Text without the signs by which a workbook writes characters that XML does not have. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

const DAY = 86_400_000;

/** A date in words of ISO 8601 as the number that a cell would hold. */
function daysOf(iso: string, is1904: boolean): number {
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return (Date.parse(iso.slice(0, 10)) - start) / DAY;
}
