import type { TableRow } from "../stated.ts";

/** What a path may be off by between its written years, relative to its largest value. */
const tolerance = 0.002;

/**
 * The rows of a path (one cell, a row a year, ascending) that linear interpolation needs to give all of them back within
 * 0.2 % of the largest; the first, the last and the years in `kept` stay (Douglas and Peucker 1973).
 */
export function bendsOf(rows: readonly TableRow[], kept: ReadonlySet<number>): TableRow[] {
  if (rows.length <= 2) return [...rows];
  const most = Math.max(...rows.map(({ value }) => Math.abs(value)));
  const needed = new Set([0, rows.length - 1]);
  rows.forEach(({ year }, index) => {
    if (year !== undefined && kept.has(year)) needed.add(index);
  });
  const within = (from: number, to: number): void => {
    let widest = tolerance * most;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const along = (yearOf(rows[i]) - yearOf(rows[from])) / (yearOf(rows[to]) - yearOf(rows[from]));
      const off = Math.abs(rows[i].value - rows[from].value - along * (rows[to].value - rows[from].value));
      if (off <= widest) continue;
      widest = off;
      at = i;
    }
    if (at < 0) return;
    needed.add(at);
    within(from, at);
    within(at, to);
  };
  const fixed = [...needed].sort((a, b) => a - b);
  for (let i = 1; i < fixed.length; i++) within(fixed[i - 1], fixed[i]);
  return rows.filter((_, index) => needed.has(index));
}

function yearOf(row: TableRow): number {
  return row.year ?? 0;
}
