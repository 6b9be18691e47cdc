import { csvText } from "../text/csv.ts";
import type { TableRow } from "./stated.ts";

const columns = ["id", "members", "year", "value", "unit", "low", "high", "source", "estimated"];

/** A rule shorter than this stands in every year's row. */
const shortRule = 15;

/**
 * CSV text of a region's table; its source keys are resolved by the shared `citations.csv` of the regions. A rule that
 * goes on over the years of a cell stands in the first of them, the others say `as in 2021`.
 */
export function tableCsv(rows: readonly TableRow[]): string {
  const first = new Map<string, TableRow>();
  const ruleOf = (row: TableRow): string => {
    const cell = `${row.id} ${row.members}`;
    const before = first.get(cell);
    const goesOn = before?.year !== undefined && before.estimated === row.estimated && row.year !== undefined;
    if (goesOn && row.estimated.length >= shortRule) return `as in ${before.year}`;
    first.set(cell, row);
    return row.estimated;
  };
  return csvText(
    columns,
    rows.map((row) => [row.id, row.members, row.year, row.value, row.unit, row.low, row.high, row.source, ruleOf(row)]),
    { plain: true },
  );
}
