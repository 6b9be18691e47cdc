import { type Stated, sum } from "../../stated.ts";

/** Values by two names, such as sector and carrier; what was never set is 0. */
export type Grid = Map<string, Map<string, number>>;

/** The same with what each value rests on. */
export type StatedGrid = Map<string, Map<string, Stated>>;

/** Either of them. */
type Values = ReadonlyMap<string, ReadonlyMap<string, number | Stated>>;

function numberOf(value: number | Stated): number {
  return typeof value === "number" ? value : value.value;
}

/** Adds `value` to the cell. */
export function addTo(grid: Grid, row: string, column: string, value: number): void {
  const cells = grid.get(row) ?? new Map<string, number>();
  cells.set(column, (cells.get(column) ?? 0) + value);
  grid.set(row, cells);
}

/** Adds the value to the cell, with its sources and rule. */
export function addStated(grid: StatedGrid, row: string, column: string, value: Stated): void {
  const cells = grid.get(row) ?? new Map<string, Stated>();
  addToSum(cells, column, value);
  grid.set(row, cells);
}

/** Adds the value to the one under `name`. */
export function addToSum(values: Map<string, Stated>, name: string, value: Stated): void {
  const before = values.get(name);
  values.set(name, before === undefined ? value : sum([before, value]));
}

/** The cell's value, 0 where it was never set. */
export function cellOf(grid: Values, row: string, column: string): number {
  return numberOf(grid.get(row)?.get(column) ?? 0);
}

/** Sum over all cells, or over those that pass. */
export function sumOf(grid: Values, keep: (row: string, column: string) => boolean = () => true): number {
  let total = 0;
  for (const [row, cells] of grid) for (const [column, cell] of cells) if (keep(row, column)) total += numberOf(cell);
  return total;
}

/** Sum of plain or stated values, in their order. */
export function total(values: Iterable<number | Stated>): number {
  let sum = 0;
  for (const value of values) sum += numberOf(value);
  return sum;
}

/** The numbers of a grid alone. */
export function numbersOf(grid: StatedGrid): Grid {
  return new Map(
    [...grid].map(([row, cells]) => [row, new Map([...cells].map(([column, { value }]) => [column, value]))]),
  );
}
