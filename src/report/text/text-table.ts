import { padText, textWidth } from "./text-width.ts";

export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: "start" | "end";
}

/**
 * Rows in columns as wide as their widest entry, two spaces apart, under their titles, indented by `indent`. Titles and
 * columns may be Chinese. A table without rows is no lines.
 */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[], indent = 2): string[] {
  if (rows.length === 0) return [];
  const titles = columns.map((column) => column.title);
  const widths = titles.map((title, i) => Math.max(textWidth(title), ...rows.map((row) => textWidth(row[i]))));
  const line = (cells: readonly string[]) =>
    (" ".repeat(indent) + cells.map((cell, i) => padText(cell, widths[i], columns[i].align)).join("  ")).trimEnd();
  const body = rows.map(line);
  return titles.every((title) => title === "") ? body : [line(titles), ...body];
}
