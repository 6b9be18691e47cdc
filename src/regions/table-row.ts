import { csvText } from "../text/csv.ts";
import type { TableRow } from "./stated.ts";

const columns = ["id", "members", "year", "value", "unit", "low", "high", "source", "estimated"];

/** A rule shorter than this stands in every year's row. */
const shortRule = 15;

/** Gives the text of a row as it is, or `as in 2021` where it goes on over the years of a cell from the first of them. */
export function goingOn(shortest: number): (row: Pick<TableRow, "id" | "members" | "year">, text: string) => string {
  const first = new Map<string, { readonly year?: number; readonly text: string }>();
  return ({ id, members, year }, text) => {
    const before = first.get(`${id} ${members}`);
    const goesOn = before?.year !== undefined && before.text === text && year !== undefined;
    if (goesOn && text.length >= shortest) return `as in ${before.year}`;
    first.set(`${id} ${members}`, { year, text });
    return text;
  };
}

/** CSV text of a region's table; its source keys are resolved by the shared `citations.csv` of the regions. */
export function tableCsv(rows: readonly TableRow[]): string {
  const rule = goingOn(shortRule);
  const marked = rows.some(({ sharedOut }) => sharedOut);
  const cells = rows.map((row) => {
    const { id, members, year, value, unit, low, high, source, estimated, sharedOut } = row;
    const mark = marked ? [sharedOut ? "yes" : ""] : [];
    return [id, members, year, value, unit, low, high, source, rule(row, estimated), ...mark];
  });
  return csvText(marked ? [...columns, "shared_out"] : columns, cells, { plain: true });
}
