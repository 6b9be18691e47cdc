import type { Peak } from "../../run/peak/peak.ts";
import { type Series, valueIn } from "../../statistics/series.ts";
import { readable, spanText } from "./number-text.ts";
import { padText, textWidth } from "./text-width.ts";

export interface ChartOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Rows of the plot itself. */
  readonly height?: number;
  /** Printed over the axis, such as `Mt CO2/yr`. */
  readonly unit: string;
  /** Words under the plot for the marks of the peak and its band. */
  readonly words: { readonly peak: string; readonly band: string; readonly history: string };
  /** Years before it are history and drawn with another mark. */
  readonly projectionFrom?: number;
}

/** Four heights within a row of text, from the bottom, as dashes of braille dots; history has every other dot. */
const dashes = ["⣀", "⠤", "⠒", "⠉"];
const dots = ["⡀", "⠄", "⠂", "⠁"];

/**
 * A series as lines of text: one column for one or more years, `▲` over the peak, `━` under the years of its band,
 * dots for history. The vertical axis starts at zero unless values are negative, so that heights compare.
 */
export function chart(series: Series, peak: Peak, options: ChartOptions): string[] {
  const { unit, words, projectionFrom = Number.NEGATIVE_INFINITY } = options;
  const height = options.height ?? 10;
  const [first] = series.years;
  const all = Array.from(series.values);
  const plot = plotOver([first, series.years[series.years.length - 1]], all, options.width);
  const { low, top, columns, step, repeat } = plot;
  const grid = Array.from({ length: height }, () => new Array<string>(columns).fill(" ".repeat(repeat)));
  const quarterOf = (value: number) => Math.round(((value - low) / (top - low)) * (4 * height - 1));
  const rowOf = (value: number) => height - 1 - Math.floor(quarterOf(value) / 4);
  for (let column = 0; column < columns; column++) {
    const years = Array.from({ length: step }, (_, i) => first + column * step + i);
    const values = years.map((year) => valueIn(series, year)).filter((value) => value !== undefined);
    if (values.length === 0) continue;
    const highest = Math.max(...values);
    const isHistory = years[0] < projectionFrom;
    const mark = (isHistory ? dots : dashes)[quarterOf(highest) % 4];
    grid[rowOf(highest)][column] = mark + (isHistory ? " " : mark).repeat(repeat - 1);
  }
  const columnOf = (year: number) => Math.floor((year - first) / step);
  const band = Array.from({ length: columns * repeat }, (_, i) => {
    const column = Math.floor(i / repeat);
    return column >= columnOf(peak.band.from) && column <= columnOf(peak.band.to) ? "━" : "─";
  });
  const marks = [`▲ ${words.peak}`, `━ ${words.band} ${spanText(peak.band)}`];
  if (first < projectionFrom) marks.push(`⠂ ${words.history}`);
  const indent = " ".repeat(plot.margin + 2);
  return [
    `${" ".repeat(plot.margin)}${unit}`,
    `${indent}${" ".repeat(columnOf(peak.year) * repeat)}▲ ${peak.year}`,
    ...plot.lines(
      grid.map((cells) => cells.join("")),
      rowOf,
      band.join(""),
    ),
    `${indent}${marks.join("   ")}`,
  ];
}

/** A row of five numbers a year, ascending: outer low, inner low, middle, inner high, outer high. */
export type FanRow = readonly [number, number, number, number, number];

/**
 * A fan as lines of text: one column a year, `█` at the middle, `▒` in the inner band, `░` in the outer one. The vertical
 * axis starts at zero unless values are negative.
 */
export function fanChart(years: readonly number[], rows: readonly FanRow[], width: number, height = 12): string[] {
  const plot = plotOver([years[0], years[years.length - 1]], rows.flat(), width);
  const { low, top, columns, step, repeat } = plot;
  const rowOf = (value: number) => Math.round(((top - value) / (top - low)) * (height - 1));
  const grid = Array.from({ length: height }, () => new Array<string>(columns).fill(" "));
  for (let column = 0; column < columns; column++) {
    const [outerLow, innerLow, middle, innerHigh, outerHigh] = rows[column * step].map(rowOf);
    for (let row = outerHigh; row <= outerLow; row++) grid[row][column] = "░";
    for (let row = innerHigh; row <= innerLow; row++) grid[row][column] = "▒";
    grid[middle][column] = "█";
  }
  return plot.lines(
    grid.map((cells) => cells.map((cell) => cell.repeat(repeat)).join("")),
    rowOf,
    "─".repeat(columns * repeat),
  );
}

/**
 * The room for a plot of values over years: a column stands for `step` years and is `repeat` characters wide. `lines` puts
 * the rows of a plot between its axes, with three numbers on the left and years at multiples of ten beneath.
 */
function plotOver([first, last]: readonly [number, number], values: readonly number[], width: number) {
  const low = Math.min(0, ...values);
  const top = Math.max(low + Number.EPSILON, ...values);
  const ticks = [top, (top + low) / 2, low].map((value) => ({ value, text: readable(value, 3) }));
  const margin = Math.max(...ticks.map(({ text }) => textWidth(text))) + 1;
  const room = Math.max(10, width - margin - 3);
  const step = Math.max(1, Math.ceil((last - first + 1) / room));
  const columns = Math.ceil((last - first + 1) / step);
  const repeat = step === 1 ? Math.max(1, Math.min(2, Math.floor(room / columns))) : 1;
  const yearAxis = (): string => {
    const cells = new Array<string>(columns * repeat + 4).fill(" ");
    let free = 0;
    for (let year = Math.ceil(first / 10) * 10; year <= last; year += 10) {
      const at = Math.floor((year - first) / step) * repeat;
      if (at < free) continue;
      for (const [i, digit] of [...String(year)].entries()) cells[at + i] = digit;
      free = at + 5;
    }
    return cells.join("").trimEnd();
  };
  const lines = (rows: readonly string[], rowOf: (value: number) => number, base: string): string[] => {
    const marked = new Map(ticks.map(({ value, text }) => [rowOf(value), text]));
    return [
      ...rows.map((row, i) => {
        const tick = marked.get(i);
        return `${padText(tick ?? "", margin - 1, "end")} ${tick === undefined ? "│" : "┤"} ${row}`.trimEnd();
      }),
      `${" ".repeat(margin)}└─${base}`,
      `${" ".repeat(margin + 2)}${yearAxis()}`,
    ];
  };
  return { low, top, margin, columns, step, repeat, lines };
}
