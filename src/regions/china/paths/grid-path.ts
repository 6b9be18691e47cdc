import type { Sources } from "../sources.ts";

/** The nation's grid factor by year in its own reference run, tCO2/MWh. */
export type GridPath = ReadonlyMap<number, number>;

/** By how much the sending grids' factors fall after the last published year: 1 in that year. */
export type GridDecline = (year: number) => number;

/** The last year whose factors of the sending grids are published. */
export function lastFactor({ years }: Pick<Sources, "years">): number {
  return years.gridFactors[years.gridFactors.length - 1];
}

/**
 * The nation's grid factor relative to the last published year: what the grids that send electricity are taken to follow.
 * Linear between the years, held outside.
 */
export function gridDecline(path: GridPath, last: number): GridDecline {
  const at = (year: number): number => valueAt(path, year);
  return (year) => (year <= last ? 1 : at(year) / at(last));
}

/** Years at which the path is taken: every year that is observed, then every fifth to the horizon. */
export function gridPathYears({ base, lastObserved, horizon }: Sources["years"]): number[] {
  const years: number[] = [];
  for (let year = base; year <= horizon; year++) if (year <= lastObserved || year % 5 === 0) years.push(year);
  return years;
}

/** Value of a path in a year, linear between its years and held outside; 0 where there is none. */
export function valueAt(path: ReadonlyMap<number, number>, year: number): number {
  const years = [...path.keys()].sort((a, b) => a - b);
  if (years.length === 0) return 0;
  const from = years.filter((y) => y <= year).at(-1) ?? years[0];
  const to = years.find((y) => y >= year) ?? from;
  const [begin, end] = [path.get(from) ?? 0, path.get(to) ?? 0];
  return to === from ? begin : begin + ((end - begin) * (year - from)) / (to - from);
}
