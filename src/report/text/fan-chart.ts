import { readable } from "./number-text.ts";
import { padText, textWidth } from "./text-width.ts";

/** A row of five numbers a year, ascending: outer low, inner low, middle, inner high, outer high. */
export type FanRow = readonly [number, number, number, number, number];

/**
 * A fan as lines of text: one column a year, `█` at the middle, `▒` in the inner band, `░` in the outer one. The vertical
 * axis starts at zero unless values are negative.
 */
export function fanChart(years: readonly number[], rows: readonly FanRow[], width: number, height = 12): string[] {
  const low = Math.min(0, ...rows.map((row) => row[0]));
  const top = Math.max(low + Number.EPSILON, ...rows.map((row) => row[4]));
  const ticks = [top, (top + low) / 2, low];
  const texts = ticks.map((value) => readable(value, 3));
  const margin = Math.max(...texts.map(textWidth)) + 1;
  const room = Math.max(10, width - margin - 3);
  const repeat = years.length <= room / 2 ? 2 : 1;
  const step = Math.max(1, Math.ceil(years.length / room));
  const columns = Math.ceil(years.length / step);
  const rowOf = (value: number) => Math.round(((top - value) / (top - low)) * (height - 1));
  const grid = Array.from({ length: height }, () => new Array<string>(columns).fill(" "));
  for (let column = 0; column < columns; column++) {
    const [outerLow, innerLow, middle, innerHigh, outerHigh] = rows[column * step].map(rowOf);
    for (let row = outerHigh; row <= outerLow; row++) grid[row][column] = "░";
    for (let row = innerHigh; row <= innerLow; row++) grid[row][column] = "▒";
    grid[middle][column] = "█";
  }
  const tickRows = new Map(ticks.map((value, i) => [rowOf(value), texts[i]]));
  const lines = grid.map((cells, row) => {
    const tick = tickRows.get(row);
    const plot = cells.map((cell) => cell.repeat(repeat)).join("");
    return `${padText(tick ?? "", margin - 1, "end")} ${tick === undefined ? "│" : "┤"} ${plot}`.trimEnd();
  });
  lines.push(`${" ".repeat(margin)}└─${"─".repeat(columns * repeat)}`);
  lines.push(`${" ".repeat(margin + 2)}${yearTicks(years, step, repeat, columns)}`);
  return lines;
}

function yearTicks(years: readonly number[], step: number, repeat: number, columns: number): string {
  const cells = new Array<string>(columns * repeat + 4).fill(" ");
  let free = 0;
  for (const [i, year] of years.entries()) {
    const at = Math.floor(i / step) * repeat;
    if (year % 10 !== 0 || at < free) continue;
    for (const [k, digit] of [...String(year)].entries()) cells[at + k] = digit;
    free = at + 5;
  }
  return cells.join("").trimEnd();
}
