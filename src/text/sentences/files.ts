import { quote } from "../quote.ts";
import { guess } from "./reading.ts";

type None = Record<never, never>;

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

/** Refusals of a file's own form: its bytes, its YAML, its table, its numbers. */
export const fileSentences = {
  file_outside: ({ file }: { file: string }) =>
    `the file "${quote(file)}" lies outside the working folder and the package; --files-from with its folder allows it`,
  file_unreadable: ({ file, reason }: { file: string; reason: ReadReason }) =>
    `the file "${quote(file)}" ${readReasons[reason]}`,
  file_irregular: ({ file, kind }: { file: string; kind: FileKind }) =>
    `the file "${quote(file)}" is a ${kind}; a regular file is needed`,
  file_long: ({ file, most }: { file: string; most: number }) =>
    `the file "${quote(file)}" is longer than the ${most} MB that are read of one`,

  bytes_zero: (_: None) => "the file holds bytes of 0, as no text does; save it as UTF-8",
  bytes_unknown: (_: None) => "the file is neither UTF-8 nor UTF-16 nor GB 18030; save it as UTF-8",

  yaml_tab: (_: None) => "a tab is used to indent; YAML takes spaces only",
  yaml_indent: (_: None) => "this line is not indented like its neighbours",
  yaml_missing_sign: ({ parser }: { parser: string }) => `${parser}; check quotes, brackets and colons on this line`,
  yaml_two_documents: (_: None) => "a second document begins here; a file holds one",
  yaml_second_colon: (_: None) => "a second colon stands on this line; put the text that holds it in quotes",
  yaml_text_start: (_: None) => "a text cannot begin with this character; put the text in quotes",
  yaml_no_key: (_: None) => "no key stands here; a key has a colon and a blank behind it",
  yaml_unexpected: (_: None) => "this does not belong here; check quotes, brackets, colons and indentation",
  yaml_other: ({ parser }: { parser: string }) => parser,
  yaml_more: (_: None) => "and more mistakes of syntax from here on, which may all follow from those above",
  yaml_too_deep: ({ most }: { most: number }) => `this stands more than ${most} levels deep; write it flatter`,
  yaml_too_full: ({ most }: { most: number }) =>
    `the file holds too many values; at most ${most} words and signs are read`,
  yaml_too_many: ({ count, what, most }: { count: number; what: "keys" | "items"; most: number }) =>
    `${count} ${what} stand here; at most ${most} are read`,
  yaml_too_long: ({ count, most }: { count: number; most: number }) =>
    `${count} characters stand here in one piece; at most ${most} are read`,
  yaml_key_not_plain: (_: None) => "a key must be plain text",
  yaml_key_twice: (_: None) => "this key stands twice in the same map; keep one",
  yaml_alias: ({ name }: { name: string }) => `"*${quote(name)}": aliases are not read; write the value out`,
  comma_inside: ({ text }: { text: string }) =>
    `"${text}" has a comma inside; write the digits alone for thousands, a point for decimals`,
  comma_for_point: ({ text, write }: { text: string; write: string }) =>
    `a comma stands where a decimal point is needed in "${text}"; write ${write}`,

  table_empty: ({ columns }: { columns: readonly string[] }) =>
    `the table is empty; its first line names the columns ${columns.join(",")}`,
  column_missing: ({ name, columns }: { name: string; columns: readonly string[] }) =>
    `the column "${name}" is missing; a table has ${columns.join(",")}`,
  column_twice: ({ other }: { other?: string }) =>
    `this column stands twice${other === undefined ? "" : `, as "${other}" too`}`,
  column_without_heading: ({ allowed }: { allowed: readonly string[] }) =>
    `this column has no heading; allowed are ${allowed.join(", ")}`,
  column_unknown: ({ allowed, near }: { allowed: readonly string[]; near?: string }) =>
    `unknown column; allowed are ${allowed.join(", ")}${guess(near)}`,
  row_length: ({ fields, header }: { fields: number; header: number }) =>
    `this row has ${fields} fields, the header ${header}`,
  rows_left: ({ most, left }: { most: number; left: number }) =>
    `${most} mistakes and more so far; this row and all below (${left}) are not looked at`,
  columns_left: ({ most, left }: { most: number; left: number }) =>
    `${most} mistakes and more so far; this column and all behind it (${left}) are not looked at`,
  one_field: ({ text }: { text: string }) =>
    `"${quote(text)}" is one field; part the fields by commas, semicolons or tabs`,
  quote_not_closed: (_: None) => "a quotation mark is opened here and never closed",
  separator_needed: ({ separator }: { separator: "comma" | "semicolon" | "tab" }) =>
    `a ${separator} is needed behind a closing quotation mark`,
  two_decimal_marks: ({ point, comma }: { point: string; comma: string }) =>
    `"${point}" has a point, and "${comma}" a decimal comma; write the numbers of a table in one way`,

  not_a_number: ({ text }: { text: string }) => `"${quote(text)}" is not a number`,
  number_in_quotes: ({ text }: { text: string }) =>
    `${text} stands in quotation marks of its own; write the number without them`,
  number_thousands: ({ text }: { text: string }) => `"${text}" has marks between its thousands; write the digits alone`,
  number_comma: ({ text, write }: { text: string; write: string }) =>
    `"${text}" has a comma in place of the decimal point; write ${write}`,
  number_blanks: ({ text }: { text: string }) =>
    `"${text}" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4`,
  number_too_small: ({ text }: { text: string }) => `${text} is too small a number to be told from 0`,
  number_not_finite: ({ text }: { text: string }) => `${text} is not a finite number`,
};
