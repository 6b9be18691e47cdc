import type { CellObject, Sheet as WrittenSheet } from "write-excel-file/universal";
import { textWidth } from "../text/text-width.ts";
import type { Sheet, SheetCell } from "./sheet.ts";

/** Widths in digits; longer texts go on in a line below. */
const [LEAST_WIDTH, MOST_WIDTH, TEXT_WIDTH, MARGIN] = [8, 46, 110, 2];
const LINE_POINTS = 15;
const TITLE = { fontWeight: "bold", fontSize: 14 } as const;
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
  const blob = await writeExcelFile(sheets.map(written), { fontFamily: "Microsoft YaHei", fontSize: 10 }).toBlob();
  return withoutTimes(new Uint8Array(await blob.arrayBuffer()));
}

function written({ name, title, headings, rows, fixed, notes }: Sheet): WrittenSheet<Blob> {
  const columns = Math.max(1, headings.length, ...rows.map((row) => row.length));
  const isText = headings.length === 0;
  const widths = Array.from({ length: columns }, (_, i) => {
    if (isText) return TEXT_WIDTH;
    const texts = [String(headings[i] ?? ""), ...rows.map((row) => shownText(row[i]))];
    const widest = texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
    return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, widest + MARGIN));
  });
  const line = (row: readonly SheetCell[]): (CellObject | null)[] => {
    const lines = Math.max(1, ...row.map((cell, i) => Math.ceil(textWidth(shownText(cell)) / widths[i])));
    return row.map((cell) => writtenCell(cell, lines > 1 ? lines * LINE_POINTS : undefined));
  };
  const data = [
    [{ value: title, ...TITLE }],
    ...(isText ? [] : [headings.map((text): CellObject => ({ value: text, ...HEADING, ...sideOf(text) }))]),
    ...rows.map(line),
    ...(notes.length === 0 ? [] : [[]]),
    ...notes.map((text) => [{ value: text, ...NOTE }]),
  ];
  return {
    data,
    sheet: name.replace(/[[\]:*?/\\]/g, " ").slice(0, MOST_NAME),
    columns: widths.map((width) => ({ width })),
    orientation: "landscape",
    ...(isText ? {} : { stickyRowsCount: 2, stickyColumnsCount: fixed }),
  } as WrittenSheet<Blob>;
}

function writtenCell(cell: SheetCell, height: number | undefined): CellObject | null {
  if (cell === undefined || cell === "") return null;
  if (typeof cell === "number") return { value: cell, alignVertical: "top" };
  if (typeof cell === "string") {
    return { value: cell, alignVertical: "top", ...(height === undefined ? {} : { wrap: true, height }) };
  }
  return { value: cell.value, format: cell.format, alignVertical: "top" };
}

/** Headings stand above what they head: those of years above numbers. */
function sideOf(heading: string | number): { align?: "right" } {
  return typeof heading === "number" ? { align: "right" } : {};
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
