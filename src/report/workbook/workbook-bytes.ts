import type { CellObject, Feature, Sheet as WrittenSheet } from "write-excel-file/universal";
import { textWidth } from "../text/text-width.ts";
import type { Sheet, SheetCell } from "./sheet.ts";

/** Widths in digits; longer texts go on in a line below. */
const [LEAST_WIDTH, MOST_WIDTH, HEADING_WIDTH, TEXT_WIDTH, MARGIN] = [8, 46, 13, 110, 2];
const LINE_POINTS = 15;
/** Title and headings, which stay in sight. */
const HEAD_ROWS = 2;
const TITLE = { fontWeight: "bold", fontSize: 14, height: 24 } as const;
const HEADING = {
  fontWeight: "bold",
  backgroundColor: "#dbe5f1",
  bottomBorderStyle: "thin",
  wrap: true,
  alignVertical: "center",
} as const;
const NOTE = { textColor: "#595959" } as const;
/** The longest name of a tab. */
const MOST_NAME = 31;

/**
 * The bytes of a workbook of these sheets. The writer is read only here, since most commands need none. The same sheets
 * give the same bytes: the times that the writer puts into the archive are all set to its first day, 1980-01-01.
 */
export async function workbookBytes(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import("write-excel-file/universal");
  const options = { fontFamily: "Microsoft YaHei", fontSize: 10, features: [printed(sheets)] };
  const blob = await writeExcelFile(sheets.map(written), options).toBlob();
  return withoutTimes(new Uint8Array(await blob.arrayBuffer()));
}

function written({ name, title, headings, rows, fixed, notes }: Sheet): WrittenSheet<Blob> {
  const count = Math.max(1, headings.length, ...rows.map((row) => row.length));
  const isText = headings.length === 0;
  const columns = Array.from({ length: count }, (_, i) =>
    columnOf(
      headings[i],
      rows.map((row) => row[i]),
    ),
  );
  const line = (row: readonly SheetCell[]): (CellObject | null)[] => {
    const lines = linesOf(row.map(shownText), columns);
    return row.map((cell, i) => writtenCell(cell, columns[i], lines, columns[i - 1]?.isNumbers === true));
  };
  const headLines = linesOf(headings.map(String), columns);
  const head = headings.map((text, i): CellObject => {
    const align = columns[i].isNumbers ? ({ align: "right" } as const) : columns[i - 1]?.isNumbers ? { indent: 1 } : {};
    return {
      value: typeof text === "string" ? literal(text) : text,
      ...HEADING,
      ...align,
      height: headLines * LINE_POINTS,
    };
  });
  return {
    data: [
      [{ value: literal(title), ...TITLE }],
      ...(isText ? [] : [head]),
      ...rows.map(line),
      ...(notes.length === 0 ? [] : [[]]),
      ...notes.map((text) => [{ value: literal(text), ...NOTE }]),
    ],
    sheet: tabName(name),
    columns: columns.map(({ width }) => ({ width })),
    orientation: "landscape",
    ...(isText ? {} : { stickyRowsCount: HEAD_ROWS, stickyColumnsCount: fixed }),
  } as WrittenSheet<Blob>;
}

/** What a tab can say. */
function tabName(name: string): string {
  return name.replace(/[[\]:*?/\\']/g, " ").slice(0, MOST_NAME);
}

/** How a column is laid out. */
interface Column {
  readonly width: number;
  readonly isNumbers: boolean;
}

function columnOf(heading: string | number | undefined, cells: readonly SheetCell[]): Column {
  if (heading === undefined) return { width: TEXT_WIDTH, isNumbers: false };
  const filled = cells.filter((cell) => cell !== undefined && cell !== "");
  const isNumbers = filled.filter((cell) => typeof cell !== "string").length > filled.length / 2;
  const texts = filled.map((cell) => textWidth(shownText(cell)));
  const ofHeading = Math.min(textWidth(String(heading)), HEADING_WIDTH);
  const widest = texts.reduce((most, width) => Math.max(most, width), ofHeading);
  return { width: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, widest + MARGIN)), isNumbers };
}

/** How many lines a row takes, its longest text going on below itself. */
function linesOf(texts: readonly string[], columns: readonly Column[]): number {
  return Math.max(1, ...texts.map((text, i) => Math.ceil((textWidth(text) - 1) / columns[i].width)));
}

function writtenCell(cell: SheetCell, column: Column, lines: number, apart: boolean): CellObject | null {
  if (cell === undefined || cell === "") return null;
  if (typeof cell === "number") return { value: cell, alignVertical: "top" };
  if (typeof cell === "object") return { value: cell.value, format: cell.format, alignVertical: "top" };
  return {
    value: literal(cell),
    alignVertical: "top",
    ...(lines > 1 ? { wrap: true, height: lines * LINE_POINTS } : {}),
    ...(column.isNumbers ? { align: "right" as const } : apart ? { indent: 1 } : {}),
  };
}

/** A sheet of more columns is read on a screen. */
const MOST_PRINTED = 20;

/** How sheets come out of a printer: as wide as the page, title and headings on each. */
function printed(sheets: readonly Sheet[]): Feature<Blob> {
  const page = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  const titles = sheets.flatMap(({ name, headings }, i) =>
    headings.length === 0
      ? []
      : [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${tabName(name)}'!$1:$${HEAD_ROWS}</definedName>`,
        ],
  );
  return {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform: (xml, _, { sheetIndex }) =>
            sheets[sheetIndex].headings.length > MOST_PRINTED
              ? xml
              : xml
                  .replace(/<worksheet[^>]*>/, (opening) => `${opening}${page}`)
                  .replace(/<pageSetup /, '<pageSetup fitToHeight="0" '),
        },
        "xl/workbook.xml": {
          transform: (xml) =>
            titles.length === 0
              ? xml
              : xml.replace("<definedNames/>", `<definedNames>${titles.join("")}</definedNames>`),
        },
      },
    },
  };
}

/** The most characters of a cell. */
const MOST_TEXT = 32_767;

/** A text so that a spreadsheet shows it as it stands: `_x0041_` would be the letter that it numbers. */
function literal(text: string): string {
  return text.slice(0, MOST_TEXT).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

/** About what a cell shows, for the width of its column. */
function shownText(cell: SheetCell): string {
  if (cell === undefined) return "";
  if (typeof cell !== "object") return String(cell);
  const [, fraction = ""] = /\.(0+)/.exec(cell.format) ?? [];
  const [, behind = ""] = /"([^"]*)"/.exec(cell.format) ?? [];
  const whole = Math.abs(cell.value * (cell.format.includes("%") ? 100 : 1)).toFixed(fraction.length);
  return `+${whole}${cell.format.includes("#,##0") ? ",," : ""}${behind}${cell.format.includes("%") ? "%" : ""}`;
}

const [entryMark, endMark] = [0x02014b50, 0x06054b50];
const [END_LENGTH, ENTRY_LENGTH] = [22, 46];
/** 1980-01-01 in the archive's own form, its first day. */
const FIRST_DAY = 0x0021;

/** The archive with all its times at its first day. */
function withoutTimes(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END_LENGTH;
  if (view.getUint32(end, true) !== endMark) throw new Error("the written archive has no end");
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(entry, true) !== entryMark) throw new Error("the written archive has a hole");
    const local = view.getUint32(entry + 42, true);
    for (const at of [entry + 12, local + 10]) {
      view.setUint16(at, 0, true);
      view.setUint16(at + 2, FIRST_DAY, true);
    }
    entry += ENTRY_LENGTH + [28, 30, 32].reduce((sum, at) => sum + view.getUint16(entry + at, true), 0);
  }
  return bytes;
}
