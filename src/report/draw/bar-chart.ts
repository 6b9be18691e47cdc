import {
  EDGE,
  GAP,
  type Headings,
  headingMarks,
  LEVEL_AXIS_HEIGHT,
  LINE_HEIGHT,
  levelAxis,
  lineMark,
  NOTE_SIZE,
  noteMarks,
  quietNote,
  TEXT_SIZE,
  textBlock,
  textMark,
  tickText,
  WIDTH,
  widest,
} from "./frame.ts";
import { gridColour, ink, quietInk } from "./palette.ts";
import { type Box, type Mark, type Picture, type Point, rectangle } from "./picture.ts";
import { linearScale, type Scale } from "./scale.ts";
import { textExtent, wrapText } from "./text-extent.ts";

/** What one row shows in one panel. */
export interface RowBar {
  /** Stretches beside each other, such as the low and the high side of a tornado. */
  readonly parts: readonly { readonly from: number; readonly to: number; readonly colour: string }[];
  readonly dot?: number;
  /** From and to of a thin line with ends, such as twice the standard error to either side. */
  readonly whisker?: readonly [number, number];
  /** Written after the row's last mark. */
  readonly text?: string;
}

export interface BarPanel {
  /** What the numbers are, with their unit. */
  readonly label: string;
  readonly years?: boolean;
  /** Years that the axis shows at least. */
  readonly from?: number;
  readonly to?: number;
  /** The last observed year, as a broken line through the rows. */
  readonly observed?: number;
  /** A line through the rows, such as zero or the unchanged result. */
  readonly reference?: number;
  /** One for every row; a row without bar is undefined. */
  readonly bars: readonly (RowBar | undefined)[];
}

/** Rows with names on the left, and for each one bar in every panel. */
export interface BarChart extends Headings {
  readonly rows: readonly string[];
  readonly panels: readonly BarPanel[];
  /** What the colours mean, in a line above the rows. */
  readonly legend?: readonly { readonly label: string; readonly colour: string }[];
  /** Height of the picture at least; the rows move apart. */
  readonly height?: number;
}

const NAME_WIDTH = 250;
const ROW_GAP = 10;
const BAR = 14;
const PANEL_GAP = 34;
const SWATCH = 12;
const DOT = 5.5;
/** Free at either end of a panel, as a part of its numbers' span. */
const EDGE_PART = 0.03;
/** A span below this is none. */
const FLAT = 1e-9;
const TICK_ROOM = 60;

/**
 * The chart as a picture, as high as its rows ask for.
 *
 * @throws RangeError for a number that is not finite, and for a panel with another number of bars than there are rows.
 */
export function barChart(chart: BarChart): Picture {
  const { rows } = chart;
  const telling = chart.panels.filter(tells);
  const panels = telling.length === 0 ? chart.panels.slice(0, 1) : telling;
  for (const { bars } of chart.panels) {
    if (bars.length !== rows.length) throw new RangeError(`${rows.length} rows, but a panel of ${bars.length} bars`);
  }
  const head = headingMarks(chart);
  const legend = legendMarks(chart.legend ?? [], head.bottom + GAP);
  const names = rows.map((name) => wrapText(name, TEXT_SIZE, NAME_WIDTH));
  const least = names.map((lines) => Math.max(lines.length * TEXT_SIZE * LINE_HEIGHT, BAR) + ROW_GAP);
  const around = legend.bottom + GAP + LEVEL_AXIS_HEIGHT + noteMarks(chart, 0).bottom;
  const free = (chart.height ?? 0) - around - least.reduce((sum, height) => sum + height, 0);
  const heights = least.map((height) => height + Math.max(0, free) / least.length);
  const nameWidth = widest(names.flat());
  const top = legend.bottom + GAP;
  const bottom = top + heights.reduce((sum, height) => sum + height, 0);
  const first = EDGE + nameWidth + GAP;
  const each = (WIDTH - EDGE - first - (panels.length - 1) * PANEL_GAP) / Math.max(1, panels.length);

  const middles: number[] = [];
  let y = top;
  const marks: Mark[] = [...head.marks, ...legend.marks];
  for (const [i, lines] of names.entries()) {
    middles.push(y + heights[i] / 2);
    const block = lines.length * TEXT_SIZE * LINE_HEIGHT;
    marks.push(...textBlock(lines, EDGE + nameWidth, y + (heights[i] - block) / 2, { anchor: "end" }).marks);
    y += heights[i];
  }
  for (const [k, panel] of panels.entries()) {
    const left = first + k * (each + PANEL_GAP);
    marks.push(...panelMarks(panel, { left, top, right: left + each, bottom }, middles));
  }
  const notes = noteMarks(chart, bottom + LEVEL_AXIS_HEIGHT);
  return {
    title: chart.title,
    width: WIDTH,
    height: Math.ceil(notes.bottom),
    marks: [...marks, ...notes.marks],
    atHeight: (height) => barChart({ ...chart, height }),
  };
}

/** Whether a panel has a number off its reference: one in which nothing changes says nothing. */
function tells({ bars, reference }: BarPanel): boolean {
  const numbers = bars.flatMap((bar) => (bar === undefined ? [] : numbersOf(bar)));
  return reference === undefined ? numbers.length > 0 : numbers.some((value) => Math.abs(value - reference) > FLAT);
}

function legendMarks(entries: NonNullable<BarChart["legend"]>, top: number): { marks: Mark[]; bottom: number } {
  if (entries.length === 0) return { marks: [], bottom: top };
  const marks: Mark[] = [];
  let [x, y] = [EDGE, top];
  for (const { label, colour } of entries) {
    const width = SWATCH + 6 + textExtent(label, NOTE_SIZE).width + 20;
    if (x > EDGE && x + width > WIDTH - EDGE) [x, y] = [EDGE, y + NOTE_SIZE * LINE_HEIGHT];
    marks.push(rectangle({ left: x, top: y + 2, right: x + SWATCH, bottom: y + 2 + SWATCH }, colour));
    marks.push(textMark(label, x + SWATCH + 6, y + NOTE_SIZE, { size: NOTE_SIZE }));
    x += width;
  }
  return { marks, bottom: y + NOTE_SIZE * LINE_HEIGHT };
}

function numbersOf({ parts, dot, whisker }: RowBar): number[] {
  return [...parts.flatMap(({ from, to }) => [from, to]), ...(dot === undefined ? [] : [dot]), ...(whisker ?? [])];
}

function panelMarks(panel: BarPanel, plot: Box, middles: readonly number[]): Mark[] {
  const { bars, label, years = false, reference, from, to, observed } = panel;
  const numbers = bars.flatMap((bar) => (bar === undefined ? [] : numbersOf(bar)));
  numbers.push(...[reference, from, to].filter((value) => value !== undefined));
  const bad = numbers.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`${bad} cannot be drawn`);
  const width = plot.right - plot.left;
  const format = years ? String : tickText;
  const [low, high] = numbers.length === 0 ? [0, 1] : [Math.min(...numbers), Math.max(...numbers)];
  const edge = high - low > FLAT ? EDGE_PART * (high - low) : Math.max(1, Math.abs(high)) / 2;
  // Texts after bars need room inside the panel: to the right, or to the left for what points there.
  const room = (side: "left" | "right") =>
    Math.max(
      0,
      ...bars.map((bar) => (bar?.text !== undefined && sideOf(bar, reference) === side ? textRoom(bar.text) : 0)),
    );
  const [before, after] = [room("left"), room("right")];
  const inside = width - before - after;
  const scaleOf = (steps: number): Scale =>
    linearScale(low - edge, high + edge, plot.left + before, plot.right - after, steps);
  let steps = Math.max(2, Math.floor(inside / TICK_ROOM));
  // One number alone says nothing of the scale.
  while (scaleOf(steps).ticks.length < 2) steps++;
  const scale = scaleOf(steps);
  const upright = (value: number, colour: string, thick?: number) =>
    lineMark([scale.at(value), plot.top], [scale.at(value), plot.bottom], colour, thick);
  const seen = observed !== undefined && observed > scale.from && observed < scale.to;
  return [
    ...scale.ticks.map((tick) => upright(tick, gridColour)),
    ...levelAxis(scale, plot, label, format),
    ...(seen ? [{ ...upright(observed, quietInk), dash: "3 3" }] : []),
    ...bars.flatMap((bar, i) => (bar === undefined ? [] : barMarks(bar, scale, middles[i], plot, reference))),
    ...(reference === undefined ? [] : [upright(reference, ink, 1.5)]),
  ];
}

function textRoom(text: string): number {
  return textExtent(text, NOTE_SIZE).width + DOT + GAP;
}

/** A bar that reaches further below the reference than above it has its text on the left. */
function sideOf(bar: RowBar, reference: number | undefined): "left" | "right" {
  if (reference === undefined) return "right";
  const numbers = numbersOf(bar);
  return reference - Math.min(...numbers) > Math.max(...numbers) - reference ? "left" : "right";
}

function barMarks(bar: RowBar, scale: Scale, middle: number, plot: Box, reference: number | undefined): Mark[] {
  const marks: Mark[] = bar.parts.map(({ from, to, colour }) => {
    const [left, right] = [scale.at(Math.min(from, to)), scale.at(Math.max(from, to))];
    return rectangle({ left, top: middle - BAR / 2, right, bottom: middle + BAR / 2 }, colour, { within: plot });
  });
  if (bar.whisker !== undefined) {
    const [left, right] = bar.whisker.map(scale.at);
    const thin = (from: Point, to: Point) => ({ ...lineMark(from, to, ink, 1.5), within: plot });
    marks.push(thin([left, middle], [right, middle]));
    for (const x of [left, right]) marks.push(thin([x, middle - 4], [x, middle + 4]));
  }
  if (bar.dot !== undefined) {
    marks.push({ kind: "dot", at: [scale.at(bar.dot), middle], radius: DOT, fill: ink, within: plot });
  }
  if (bar.text !== undefined) {
    const numbers = numbersOf(bar);
    const side = sideOf(bar, reference);
    const reach = (bar.dot === undefined ? 0 : DOT) + GAP / 2;
    const x = side === "left" ? scale.at(Math.min(...numbers)) - reach : scale.at(Math.max(...numbers)) + reach;
    const anchor = side === "left" ? "end" : "start";
    marks.push(textMark(bar.text, x, middle + 0.33 * NOTE_SIZE, { ...quietNote, anchor }));
  }
  return marks;
}
