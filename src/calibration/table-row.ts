import { writeCsv } from "./csv.ts";

/** One line of a region's table: a value of a parameter or variable with where it comes from. */
export interface TableRow {
  readonly id: string;
  readonly members: string;
  readonly year: number | undefined;
  readonly value: number;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  /** Keys of `references.csv`, joined with "; ". */
  readonly source: string;
  /** The rule in words; empty for what was observed. */
  readonly estimated: string;
}

const columns = ["id", "members", "year", "value", "unit", "low", "high", "source", "estimated"];

/** CSV text of a region's table; its source keys are resolved by the shared `citations.csv` of the regions. */
export function tableCsv(rows: readonly TableRow[]): string {
  return writeCsv(
    columns,
    rows.map((row) => [
      row.id,
      row.members,
      row.year === undefined ? "" : String(row.year),
      String(row.value),
      row.unit,
      row.low === undefined ? "" : String(row.low),
      row.high === undefined ? "" : String(row.high),
      row.source,
      row.estimated,
    ]),
  );
}
