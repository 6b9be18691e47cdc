import { type Content, element, type Html } from "./page.ts";
import { type Row, RULE, type TableSection } from "./text/text-table.ts";
import { textWidth } from "./text/text-width.ts";

/** A table of a report as part of a page: its title as caption, rules as blocks of columns, notes beneath. */
export function tablePart({ title, rows, notes, blocks }: TableSection): Html[] {
  return [
    ...(rows.length === 0 ? [] : [element("div", { class: "table" }, tableOf(title, rows, blocks ?? []))]),
    ...notesPart(notes),
  ];
}

/** Remarks in small type. */
export function notesPart(notes: readonly string[]): Html[] {
  if (notes.length === 0) return [];
  return [element("div", { class: "notes" }, ...notes.map((note) => element("p", {}, note)))];
}

/** Texts as wide as this stay in one line. */
const SHORT = 20;

function textIn(row: Row, at: number): string {
  const cell = row[at];
  return cell === undefined ? "" : typeof cell === "string" ? cell : cell[1];
}

interface Column {
  readonly title: string;
  readonly at: number;
  readonly class: string | undefined;
}

function tableOf(caption: string, rows: readonly Row[], blocks: readonly string[]): Html {
  const titles = rows[0].map((cell) => (typeof cell === "string" ? [cell, ""] : cell));
  const isRule = titles.map(([title]) => title === RULE);
  const columns = titles.flatMap(([title, , align], at): Column[] => {
    const classes = [
      ...(align === "end" ? ["n"] : []),
      ...(rows.every((row) => textWidth(textIn(row, at)) <= SHORT) ? ["s"] : []),
      ...(at > 0 && isRule[at - 1] ? ["block"] : []),
    ];
    return isRule[at] ? [] : [{ title, at, class: classes.join(" ") || undefined }];
  });
  const body = rows.map((row) =>
    element("tr", {}, ...columns.map((column) => element("td", { class: column.class }, textIn(row, column.at)))),
  );
  const heads = columns.map((column) => element("th", { scope: "col", class: column.class }, column.title));
  return element(
    "table",
    {},
    element("caption", {}, caption),
    element("thead", {}, blockHeads(isRule, blocks), element("tr", {}, ...heads)),
    element("tbody", {}, ...body),
  );
}

/** The row above the titles, over the columns behind each rule. */
function blockHeads(isRule: readonly boolean[], blocks: readonly string[]): Content {
  if (blocks.length === 0) return [];
  const ends = [...isRule.flatMap((rule, at) => (rule ? [at] : [])), isRule.length];
  const widths = ends.map((end, i) => (i === 0 ? end : end - ends[i - 1] - 1));
  const [first, ...rest] = widths;
  const cells = [
    element("td", { colspan: first }),
    ...rest.map((colspan, i) => element("th", { colspan, class: "block" }, blocks[i])),
  ];
  return element("tr", {}, ...cells);
}
