const LETTERS = 26;

/** The name of a cell of a spreadsheet, such as B7; row and column count from 1. */
export function cellName(row: number, column: number): string {
  let letters = "";
  for (let left = column; left > 0; left = Math.floor((left - 1) / LETTERS))
    letters = String.fromCharCode(65 + ((left - 1) % LETTERS)) + letters;
  return `${letters}${row}`;
}
