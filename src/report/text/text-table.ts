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
