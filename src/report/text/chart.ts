import type { Peak } from "../../run/peak/peak.ts";
import { type Series, valueIn } from "../../statistics/series.ts";
import { readable } from "./number-text.ts";
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
  const { width, unit, words } = options;
  const height = options.height ?? 10;
  const first = series.years[0];
  const last = series.years[series.years.length - 1];
  const low = Math.min(0, ...Array.from(series.values));
  const top = Math.max(...Array.from(series.values), low + Number.EPSILON);
  const ticks = [top, (top + low) / 2, low].map((value) => readable(value, 3));
  const margin = Math.max(...ticks.map(textWidth)) + 1;
  const room = Math.max(10, width - margin - 3);
  const span = last - first + 1;
  const step = Math.max(1, Math.ceil(span / room));
  const columns = Math.ceil(span / step);
  const repeat = step === 1 ? Math.max(1, Math.min(2, Math.floor(room / columns))) : 1;
  const columnOf = (year: number) => Math.floor((year - first) / step);

  const grid = Array.from({ length: height }, () => new Array<string>(columns).fill(" ".repeat(repeat)));
  const stepOf = (value: number) => Math.round(((value - low) / (top - low)) * (4 * height - 1));
  const rowOf = (step4: number) => height - 1 - Math.floor(step4 / 4);
  for (let column = 0; column < columns; column++) {
    const years = Array.from({ length: step }, (_, i) => first + column * step + i);
    const values = years.map((year) => valueIn(series, year)).filter((value) => value !== undefined);
    if (values.length === 0) continue;
    const highest = Math.max(...values);
    const isHistory = options.projectionFrom !== undefined && years[0] < options.projectionFrom;
    const step4 = stepOf(highest);
    const mark = (isHistory ? dots : dashes)[step4 % 4];
    grid[rowOf(step4)][column] = mark + (isHistory ? " " : mark).repeat(repeat - 1);
  }
  const peakColumn = columnOf(peak.year);
  const tickRows = new Map([top, (top + low) / 2, low].map((value, i) => [rowOf(stepOf(value)), ticks[i]]));
  const lines = [`${" ".repeat(margin)}${unit}`];
  lines.push(`${" ".repeat(margin + 2 + peakColumn * repeat)}▲ ${peak.year}`);
  grid.forEach((cells, row) => {
    const tick = tickRows.get(row) ?? "";
    lines.push(`${padText(tick, margin - 1, "end")} ${tick === "" ? "│" : "┤"} ${cells.join("")}`.trimEnd());
  });
  const band = Array.from({ length: columns * repeat }, (_, i) => {
    const column = Math.floor(i / repeat);
    return column >= columnOf(peak.band.from) && column <= columnOf(peak.band.to) ? "━" : "─";
  });
  lines.push(`${" ".repeat(margin)}└─${band.join("")}`);
  lines.push(`${" ".repeat(margin + 2)}${yearAxis(first, last, step, repeat, columns)}`);
  const historic = options.projectionFrom !== undefined && first < options.projectionFrom;
  const marks = [`▲ ${words.peak}`, `━ ${words.band} ${peak.band.from}-${peak.band.to}`];
  if (historic) marks.push(`⠂ ${words.history}`);
  lines.push(`${" ".repeat(margin + 2)}${marks.join("   ")}`);
  return lines;
}

/** Years at multiples of ten under their columns, as many as have room. */
function yearAxis(first: number, last: number, step: number, repeat: number, columns: number): string {
  const cells = new Array<string>(columns * repeat + 4).fill(" ");
  let free = 0;
  for (let year = Math.ceil(first / 10) * 10; year <= last; year += 10) {
    const at = Math.floor((year - first) / step) * repeat;
    if (at < free) continue;
    [...String(year)].forEach((digit, i) => {
      cells[at + i] = digit;
    });
    free = at + 5;
  }
  return cells.join("").trimEnd();
}
