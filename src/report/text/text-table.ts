import { padText, textWidth } from "./text-width.ts";

/** A cell below its title; numbers stand to the right. */
export type Cell = readonly [title: string, text: string, align?: "end"];

/** A row of cells; one that is text alone has the title and the side of the one above it. */
export type Row = readonly (Cell | string)[];

/** A number below its title. */
export function right(title: string | number, text: string): Cell {
  return [String(title), text, "end"];
}

/**
 * Rows in columns as wide as their widest entry, two spaces apart, under the titles of the first row, indented by `indent`.
 * Titles and columns may be Chinese. A table without rows is no lines.
 */
export function textTable(rows: readonly Row[], indent = 2): string[] {
  if (rows.length === 0) return [];
  const head = rows[0] as readonly Cell[];
  const titles = head.map(([title]) => title);
  const texts = rows.map((row) => row.map((cell) => (typeof cell === "string" ? cell : cell[1])));
  const widths = titles.map((title, i) => Math.max(textWidth(title), ...texts.map((row) => textWidth(row[i]))));
  const line = (row: readonly string[]) =>
    (" ".repeat(indent) + row.map((text, i) => padText(text, widths[i], head[i][2])).join("  ")).trimEnd();
  const body = texts.map(line);
  return titles.every((title) => title === "") ? body : [line(titles), ...body];
}

/** Sections one after the other with an empty line between them; empty ones are left out. */
export function paragraphs(sections: readonly (readonly string[])[]): string[] {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, i) => (i === 0 ? section : ["", ...section]));
}

/** Stands between the blocks of a table. */
export const RULE = "│";

/** A table under its title with what is to be said of it, before it becomes lines of text or part of a page. */
export interface TableSection {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  /** What the blocks of columns behind each rule are. */
  readonly blocks?: readonly string[];
}

/** A table with its title above and its notes beneath; one without rows is its title and notes. */
export function sectionLines({ title, rows, notes, blocks }: TableSection): string[] {
  const lines = textTable(rows);
  const heads = blocks === undefined || lines.length === 0 ? [] : [blockTitles(lines[0], blocks)];
  return [title, ...heads, ...lines, ...notes.map((note) => `  ${note}`)];
}

/** The line above the titles that says what the blocks behind the rules are. */
export function blockTitles(titles: string, blocks: readonly string[]): string {
  const parts = titles.split(RULE).slice(0, -1);
  return parts.reduce(
    (line, _, i) => `${padText(line, textWidth(parts.slice(0, i + 1).join(RULE)))}${RULE} ${blocks[i]}`,
    "",
  );
}
