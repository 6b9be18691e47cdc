import { toNumber } from "../../csv.ts";

/** The last year whose factors of the sending grids are published. */
export const lastFactor = 2022;

/**
 * The nation's grid factor in its own reference run (rows of `grid_path.csv`), relative to the last published year:
 * what the grids that send electricity are taken to follow. Linear between the years, held outside.
 */
export function gridDecline(rows: readonly Record<string, string>[]): (year: number) => number {
  const path = rows
    .map((row) => [Number(row.year), toNumber(row.value, `grid_path.csv ${row.year}`)] as const)
    .sort(([a], [b]) => a - b);
  const at = (year: number): number => {
    const from = path.filter(([y]) => y <= year).at(-1) ?? path[0];
    const to = path.find(([y]) => y >= year) ?? from;
    return to[0] === from[0] ? from[1] : from[1] + ((to[1] - from[1]) * (year - from[0])) / (to[0] - from[0]);
  };
  return (year) => (year <= lastFactor ? 1 : at(year) / at(lastFactor));
}

/** Years at which the path is written: every year that is observed, then every fifth to the horizon. */
export function gridPathYears(baseYear: number, lastObserved: number, horizon: number): number[] {
  const years: number[] = [];
  for (let year = baseYear; year <= horizon; year++) if (year <= lastObserved || year % 5 === 0) years.push(year);
  return years;
}
