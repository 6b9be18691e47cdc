import { quote } from "../quote.ts";
import { sentencesOf } from "./templates.ts";

/** Why a file cannot be read. */
const readReasons = {
  no_right: "cannot be read: permission denied",
  disk_fault: "cannot be read: the disk fails",
  link_circle: "cannot be read: its links run in a circle",
  irregular: "cannot be read: it is no regular file",
  long_name: "has a name that is too long",
  name_signs: "has a name with characters that no file has",
};

export type ReadReason = keyof typeof readReasons;

/** What stands where a regular file is needed. */
export type FileKind = "folder" | "pipe" | "socket" | "device";

/** A sign as Chinese input methods write it, and what is needed in its place, with a blank behind it or without. */
interface FullWidth {
  readonly sign: string;
  readonly write: string;
  readonly blank: boolean;
}

/** Refusals of a file's own form: its bytes, its YAML, its table, its numbers. */
export const fileSentences = sentencesOf({
  file_outside:
    'the file "{file:quote}" lies outside the working folder and the package; --files-from with its folder allows it',
  file_unreadable: ({ file, reason }: { file: string; reason: ReadReason }) =>
    `the file "${quote(file)}" ${readReasons[reason]}`,
  file_irregular: ({ file, kind }: { file: string; kind: FileKind }) =>
    `the file "${quote(file)}" is a ${kind}; a regular file is needed`,
  file_long: 'the file "{file:quote}" is longer than the {most} MB that are read of one',

  workbook_old:
    "{file:quote} is a workbook of the old form (.xls, .et) or locked by a password; open it in Excel or WPS and save it as .xlsx without a password",
  workbook_other:
    "{file:quote} is no workbook of the form .xlsx; open it in the program that made it, and save it as .xlsx or .csv",
  workbook_page:
    "{file:quote} is a web page or XML that is only called a workbook; open it in Excel or WPS and save it as .xlsx",
  workbook_text: "{file:quote} is a text and has no sheets; name it .csv",
  workbook_broken: "the workbook {file:quote} is damaged; open it in Excel or WPS and save it again",
  workbook_locked: "the workbook {file:quote} is locked by a password; save it without one",
  workbook_long: "the workbook {file:quote} holds more than the {most} MB that are read of one",
  workbook_cells: "a sheet of {file:quote} holds more than the {most} million cells that are read of one",
  workbook_empty: "no sheet of {file:quote} shows anything; it has {sheets:list}",
  workbook_sheets: ({ file, sheets }: { file: string; sheets: readonly string[] }) =>
    `"${quote(file)}" has ${sheets.length} sheets: ${sheets.map(quote).join(", ")}; say which, such as "${quote(file)}#${quote(sheets[0])}"`,
  sheet_unknown: '{file:quote} has no sheet "{sheet:quote}"; it has {sheets:list}{near:guess}',
  cell_error: ({ text }: { text: string }) => `this cell shows the error ${quote(text)}; mend its formula, or empty it`,
  cell_formula: "this formula has no result yet; open the workbook in Excel or WPS and save it",
  cell_scaled:
    "this cell shows {text} in thousands or more by its format; write the number that is meant, with its unit",
  cell_merged: "{text} is one number for the cells {range}; write to each row its own",

  bytes_zero: "the file holds bytes of 0, as no text does; save it as UTF-8",
  bytes_unknown: "the file is neither UTF-8 nor UTF-16 nor GB 18030; save it as UTF-8",

  yaml_tab: "a tab is used to indent; YAML takes spaces only",
  yaml_indent: "this line is not indented like its neighbours",
  yaml_missing_sign: "{parser}; check quotes, brackets and colons on this line",
  yaml_two_documents: "a second document begins here; a file holds one",
  yaml_second_colon: ({ write }: { write?: string }) =>
    `a second colon stands on this line; put the text that holds it in quotes${write === undefined ? "" : `: ${write}`}`,
  yaml_condition_quotes: "a condition that begins with > needs quotes; write {write}",
  yaml_years_braces: "years and their values stand in braces; write {write}",
  yaml_colon_blank: "a blank is missing behind the colon; write {write}",
  yaml_comma_missing: "a comma is missing before {key}",
  yaml_brace_missing: "the brace at the end is not opened; write {write}",
  yaml_bracket_open: ({ sign, write }: { sign: string; write: string }) =>
    `the ${sign} here is never closed; write ${write} at the end of its line`,
  yaml_quote_open: "the quotation mark {sign} here is never closed",
  yaml_quote_curly: "the text is opened by {open} and closed by {close}; close it by {open}",
  yaml_line_in_brackets: "a line of its own within brackets; a comma or a closing bracket is missing before it",
  yaml_backslash: "in double quotes a \\ begins a code; use single quotes",
  full_width: ({ sign, write, blank }: FullWidth) =>
    sign === "\u3000" || sign === "\u00a0"
      ? "a full-width blank stands here; write a plain blank"
      : `“${sign}” is a full-width sign; write ${write}${blank ? " and a blank behind it" : ""}`,
  with_full_width: '{fault:say}; write it half-width, "{write}"',
  yaml_text_start: "a text cannot begin with this character; put the text in quotes",
  yaml_no_key: "no key stands here; a key has a colon and a blank behind it",
  yaml_unexpected: "this does not belong here; check quotes, brackets, colons and indentation",
  yaml_other: "{parser}",
  yaml_more: "and more mistakes of syntax from here on, which may all follow from those above",
  yaml_too_deep: "this stands more than {most} levels deep; write it flatter",
  yaml_too_full: "the file holds too many values; at most {most} words and signs are read",
  yaml_too_many: "{count} {what} stand here; at most {most} are read",
  yaml_too_long: "{count} characters stand here in one piece; at most {most} are read",
  yaml_key_not_plain: "a key must be plain text",
  yaml_key_twice: "this key stands twice in the same map; keep one",
  yaml_alias: '"*{name:quote}": aliases are not read; write the value out',
  comma_inside: '"{text}" has a comma inside; write the digits alone for thousands, a point for decimals',
  comma_for_point: 'a comma stands where a decimal point is needed in "{text}"; write {write}',

  table_empty: "the table is empty; its first line names the columns {columns:commas}",
  column_missing: 'the column "{name}" is missing; a table has {columns:commas}',
  column_twice: ({ other }: { other?: string }) =>
    `this column stands twice${other === undefined ? "" : `, as "${other}" too`}`,
  column_without_heading: "this column has no heading; allowed are {allowed:list}",
  column_unknown: "unknown column; allowed are {allowed:list}{near:guess}",
  row_length: "this row has {fields} fields, the header {header}",
  rows_left: "{most} mistakes and more so far; this row and all below ({left}) are not looked at",
  columns_left: "{most} mistakes and more so far; this column and all behind it ({left}) are not looked at",
  one_field: '"{text:quote}" is one field; part the fields by commas, semicolons or tabs',
  quote_not_closed: "a quotation mark is opened here and never closed",
  separator_needed: "a {separator} is needed behind a closing quotation mark",
  two_decimal_marks: '"{point}" has a point, and "{comma}" a decimal comma; write the numbers of a table in one way',

  not_a_number: '"{text:quote}" is not a number',
  number_in_quotes: "{text} stands in quotation marks of its own; write the number without them",
  number_thousands: '"{text}" has marks between its thousands; write the digits alone',
  number_comma: '"{text}" has a comma in place of the decimal point; write {write}',
  number_blanks: '"{text}" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
  number_too_small: "{text} is too small a number to be told from 0",
  number_not_finite: "{text} is not a finite number",
});

const anotherFolder = "choose another folder";

/** Why a file or folder cannot be written, and what to do; `target` is where a symbolic link leads. */
const writeReasons = {
  disk_full: () => `the disk is full; make room, or ${anotherFolder}`,
  quota: () => `the quota of the disk is used up; make room, or ${anotherFolder}`,
  too_large: () => `files may not grow as large here; raise the limit (ulimit -f), or ${anotherFolder}`,
  no_right: () => `there is no right to write here; ${anotherFolder}`,
  read_only: () => `this file system can only be read; ${anotherFolder}`,
  file_in_place: () => `a file stands where a folder is needed; ${anotherFolder}`,
  folder_in_place: () => `a folder stands in its place; remove it, or ${anotherFolder}`,
  no_folder: () => `no folder can be made here; ${anotherFolder}`,
  too_many_files: () => "too many files are open; allow more (ulimit -n 256)",
  too_many_on_machine: () => "too many files are open on this machine; close some",
  long_name: () => "the name is too long; choose a shorter one",
  link_circle: () => `its symbolic links run in a circle; ${anotherFolder}`,
  disk_fault: () => `the disk reports a fault; ${anotherFolder}`,
  link_to_none: (target: string) => `it is a symbolic link to ${target}, which is no folder; ${anotherFolder}`,
  link_leads_out: (target: string) =>
    `it is a symbolic link that leads out of ${target}; name the folder that is meant`,
} satisfies Readonly<Record<string, (target: string) => string>>;

export type WriteReason = keyof typeof writeReasons;

/** What stands in the way of files that are to be written. */
export const writingSentences = sentencesOf({
  cannot_write: ({ place, reason, target = "" }: { place: string; reason: WriteReason; target?: string }) =>
    `${place} cannot be written: ${writeReasons[reason](target)}`,
  cannot_write_here: "{place} cannot be written: {system}",
  batch_damaged:
    "{place} is damaged: {what}; remove it and give the batch's own command again, which keeps the parts that are whole",
});

/** Refusals of what any file may have wrong: a key, a kind of value, a label. */
export const readingSentences = sentencesOf({
  more_mistakes: "and {count} more mistakes",
  map_needed: "a map is needed here, such as {example}; found {found:standing}",
  text_needed: "text is needed here; found {found:standing}",
  number_needed: "a plain number is needed here; found {found:standing}",
  year_needed: "a year such as 2030 is needed here; found {found:standing}",
  flag_needed: "true or false is needed here; found {found:standing}",
  nothing_stands: "nothing stands here; write a value, or leave the key out",
  unknown_key: "unknown key; allowed are {allowed:list}{near:guess}",
  none_of: '"{text:quote}" is none of {allowed:list}{near:guess}',
  label_missing: "a label needs en and zh; both are missing",
  label_missing_in: 'a label in "{language}" is missing',
});
