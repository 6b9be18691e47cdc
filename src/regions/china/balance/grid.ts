/** Values by two names, such as sector and carrier; what was never set is 0. */
export type Grid = Map<string, Map<string, number>>;

/** Adds `value` to the cell. */
export function addTo(grid: Grid, row: string, column: string, value: number): void {
  const cells = grid.get(row) ?? new Map<string, number>();
  cells.set(column, (cells.get(column) ?? 0) + value);
  grid.set(row, cells);
}

/** The cell's value, 0 where it was never set. */
export function cellOf(grid: Grid, row: string, column: string): number {
  return grid.get(row)?.get(column) ?? 0;
}

/** Sum over all cells, or over those whose column passes. */
export function sumOf(grid: Grid, keep: (row: string, column: string) => boolean = () => true): number {
  let total = 0;
  for (const [row, cells] of grid) for (const [column, value] of cells) if (keep(row, column)) total += value;
  return total;
}
