import { RefusedFile } from "../../text/library.ts";
import { type Message, message, nearest } from "../../text/problems.ts";
import { sheetText } from "../../text/table-records.ts";
import { textOf } from "../../text/text-bytes.ts";
import { styleReader } from "./number-formats.ts";
import { type Shared, sheetRows, unescaped } from "./sheet-rows.ts";
import { readXml, type XmlListener } from "./xml-tags.ts";
import { zipParts } from "./zip-parts.ts";

/** A file of a table, and the sheet of it that is named behind `#`. */
export interface NamedTable {
  readonly file: string;
  readonly sheet?: string;
}

/** What a word names as a table: `anji.xlsx#Sheet1` is a sheet of a workbook, all else a file. */
export function namedTable(word: string): NamedTable {
  const [, file, sheet] = /^(.+\.(?:xls[xmb]?|et|ods))#(.+)$/is.exec(word) ?? [];
  return file === undefined ? { file: word } : { file, sheet };
}

/** Whether a word looks like the name of a table rather than that of a region: by how it ends. */
export function looksLikeTable(word: string): boolean {
  return /\.(?:csv|tsv|txt|xls[xmb]?|et|ods)$/i.test(namedTable(word).file);
}

const zipMark = [0x50, 0x4b, 0x03, 0x04];
const oleMark = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * The text of a table: that of a text file as it is, of a workbook the sheet that is named, or the only one that shows
 * anything. Told by the bytes and not by the name, so that a workbook called .csv is read as well.
 *
 * @throws InputError for a workbook or sheet that cannot be read, and for cells that no table can hold.
 */
export function tableText(bytes: Uint8Array, { file, sheet }: NamedTable): string {
  const begins = (mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
  if (begins(zipMark)) return workbookText(bytes, file, sheet);
  const refuse = (wrong: Message): never => {
    throw new RefusedFile(file, wrong);
  };
  if (begins(oleMark)) return refuse(message("workbook_old", { file }));
  const text = textOf(bytes, file);
  if (looksLikeTable(file) && !/\.(?:csv|tsv|txt)$/i.test(file)) {
    if (text.trimStart().startsWith("<")) return refuse(message("workbook_page", { file }));
    if (sheet !== undefined) return refuse(message("workbook_text", { file }));
  }
  return text;
}

/** Reads a part of the workbook, where it has it. */
type Hear = (part: string, listener: Partial<XmlListener>) => void;

const nothing: XmlListener = { open() {}, close() {}, text() {} };

function workbookText(bytes: Uint8Array, file: string, asked: string | undefined): string {
  const parts = zipParts(bytes, file);
  const refuse = (wrong: Message): RefusedFile => new RefusedFile(file, wrong);
  const broken = (): RefusedFile => refuse(message("workbook_broken", { file }));
  const hear: Hear = (part, listener) => {
    const xml = parts(part);
    if (xml !== undefined && !readXml(xml, { ...nothing, ...listener })) throw broken();
  };
  const start = [...relations("", hear).values()].find(({ type }) => type.endsWith("/officeDocument"))?.target;
  if (start === undefined || !start.endsWith(".xml") || parts(start) === undefined)
    throw refuse(message("workbook_other", { file }));
  const related = relations(start, hear);
  const sheets: { name: string; part: string; hidden: boolean }[] = [];
  let is1904 = false;
  hear(start, {
    open(tag, attributes) {
      if (tag === "workbookPr") is1904 = /^(?:1|true)$/.test(attributes("date1904") ?? "");
      if (tag !== "sheet") return;
      const { type, target } = related.get(attributes("id") ?? "") ?? {};
      if (target === undefined || type?.endsWith("/worksheet") !== true) return;
      sheets.push({
        name: attributes("name") ?? "",
        part: target,
        hidden: (attributes("state") ?? "visible") !== "visible",
      });
    },
  });
  const partOf = (kind: string): string =>
    [...related.values()].find(({ type }) => type.endsWith(`/${kind}`))?.target ?? "";
  const styles = styleReader();
  hear(partOf("styles"), styles);
  const shared: Shared = { file, is1904, kinds: styles.kinds(), strings: stringsOf(partOf("sharedStrings"), hear) };
  const rowsOf = ({ name, part }: (typeof sheets)[number]): string[][] => {
    const xml = parts(part);
    if (xml === undefined) throw broken();
    return sheetRows(xml, name, shared);
  };
  if (asked !== undefined) {
    const found = sheets.find(({ name }) => name === asked) ?? sheets.find(({ name }) => alike(name) === alike(asked));
    if (found !== undefined) return sheetText(found.name, rowsOf(found));
    const names = sheets.map(({ name }) => name);
    throw refuse(message("sheet_unknown", { file, sheet: asked, sheets: names, near: nearest(asked, names) }));
  }
  // A sheet that nobody sees is read where it is asked for by name; Excel of old adds two empty ones.
  const shown = sheets.filter(({ hidden, part }) => !hidden && /<(?:\w+:)?(?:v|is)[\s>]/.test(parts(part) ?? ""));
  if (shown.length === 1) return sheetText(shown[0].name, rowsOf(shown[0]));
  if (shown.length === 0) throw refuse(message("workbook_empty", { file, sheets: sheets.map(({ name }) => name) }));
  throw refuse(message("workbook_sheets", { file, sheets: shown.map(({ name }) => name) }));
}

/** A name as people type it from memory. */
function alike(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

/** The parts that a part refers to by their ids; what lies outside the file is left alone. */
function relations(part: string, hear: Hear) {
  const found = new Map<string, { readonly type: string; readonly target: string }>();
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash + 1);
  hear(`${folder}_rels/${part.slice(slash + 1)}.rels`, {
    open(tag, attributes) {
      if (tag !== "Relationship" || attributes("TargetMode") === "External") return;
      const target = attributes("Target") ?? "";
      found.set(attributes("Id") ?? "", {
        type: attributes("Type") ?? "",
        target: target.startsWith("/") ? target.slice(1) : withoutDots(`${folder}${target}`),
      });
    },
  });
  return found;
}

function withoutDots(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== ".") names.push(name);
  }
  return names.join("/");
}

/** The texts that cells share; readings above Chinese characters are no part of them. */
function stringsOf(part: string, hear: Hear): string[] {
  const strings: string[] = [];
  let [whole, heard, phonetic] = ["", "", false];
  hear(part, {
    open(tag) {
      heard = "";
      if (tag === "si") whole = "";
      else if (tag === "rPh") phonetic = true;
    },
    text(text) {
      heard += text;
    },
    close(tag) {
      if (tag === "t" && !phonetic) whole += heard;
      else if (tag === "rPh") phonetic = false;
      else if (tag === "si") strings.push(unescaped(whole));
      heard = "";
    },
  });
  return strings;
}
