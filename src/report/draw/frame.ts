import { fixed } from "../text/number-text.ts";
import { gridColour, ink, quietInk } from "./palette.ts";
import type { Box, LineMark, Mark, Point, TextMark } from "./picture.ts";
import type { Scale } from "./scale.ts";
import { textExtent, wrapText } from "./text-extent.ts";

/** What stands above and below every chart. */
export interface Headings {
  readonly title: string;
  readonly subtitle?: string;
  /** Lines below the chart: what the marks mean, where the numbers come from. */
  readonly notes?: readonly string[];
}

/** Sixteen to nine on a slide; 18 cm wide on paper its smallest text is 2.4 mm high. */
export const WIDTH = 960;
export const PLOT_HEIGHT = 380;
export const EDGE = 24;
const TITLE_SIZE = 21;
export const TEXT_SIZE = 14;
export const NOTE_SIZE = 13;
export const LINE_HEIGHT = 1.3;
export const GAP = 8;
const ROOM = WIDTH - 2 * EDGE;

type TextStyle = Partial<Omit<TextMark, "kind" | "at" | "text">>;

/** Small letters for what is said beside the numbers. */
export const quietNote: TextStyle = { size: NOTE_SIZE, colour: quietInk };

export function textMark(text: string, x: number, y: number, style: TextStyle = {}): TextMark {
  return { kind: "text", at: [x, y], anchor: "start", text, size: TEXT_SIZE, colour: ink, ...style };
}

/** Lines of text from `top` downwards, and where they end. */
export function textBlock(lines: readonly string[], x: number, top: number, style: TextStyle = {}) {
  const { size = TEXT_SIZE } = style;
  let bottom = top;
  const marks: Mark[] = lines.map((line) => {
    const mark = textMark(line, x, bottom + size, style);
    bottom = bottom + size + size * (LINE_HEIGHT - 1);
    return mark;
  });
  return { marks, bottom };
}

export function lineMark(from: Point, to: Point, colour: string, width = 1): LineMark {
  return { kind: "line", points: [from, to], colour, width };
}

/** Title and subtitle from the top of the picture, and where they end. */
export function headingMarks({ title, subtitle }: Headings): { marks: Mark[]; bottom: number } {
  const first = textBlock(wrapText(title, TITLE_SIZE * 1.06, ROOM), EDGE, EDGE, { size: TITLE_SIZE, bold: true });
  const below = subtitle === undefined ? [] : wrapText(subtitle, TEXT_SIZE, ROOM);
  const second = textBlock(below, EDGE, first.bottom, { colour: quietInk });
  return { marks: [...first.marks, ...second.marks], bottom: second.bottom };
}

/** Notes from `top` downwards, and where they end: the height of the picture. */
export function noteMarks({ notes = [] }: Headings, top: number): { marks: Mark[]; bottom: number } {
  const lines = notes.flatMap((note) => wrapText(note, NOTE_SIZE, ROOM));
  const { marks, bottom } = textBlock(lines, EDGE, top, quietNote);
  return { marks, bottom: bottom + EDGE };
}

/** Lines across the plot at the ticks of its upright axis; they lie behind whatever is drawn. */
export function uprightGrid(scale: Scale, plot: Box): Mark[] {
  return scale.ticks.map((tick) => lineMark([plot.left, scale.at(tick)], [plot.right, scale.at(tick)], gridColour));
}

/** The numbers of the upright axis on the left, and the line of zero. */
export function uprightAxis(scale: Scale, plot: Box): Mark[] {
  return scale.ticks.flatMap((tick) => {
    const y = scale.at(tick);
    const text = tickText(tick, scale.decimals);
    return [
      ...(tick === 0 ? [lineMark([plot.left, y], [plot.right, y], ink)] : []),
      textMark(text, plot.left - GAP, y + 0.31 * TEXT_SIZE, { anchor: "end", colour: quietInk }),
    ];
  });
}

/** Ticks with numbers below the plot, and the axis' name beneath them on the right. */
export function levelAxis(
  scale: Scale,
  plot: Box,
  label: string,
  format: (value: number, decimals: number) => string,
): Mark[] {
  const marks: Mark[] = [lineMark([scale.at(scale.from), plot.bottom], [scale.at(scale.to), plot.bottom], ink)];
  const y = plot.bottom + GAP + TEXT_SIZE;
  for (const tick of scale.ticks) {
    const x = scale.at(tick);
    marks.push(lineMark([x, plot.bottom], [x, plot.bottom + 5], ink));
    marks.push(textMark(format(tick, scale.decimals), x, y, { anchor: "middle", colour: quietInk }));
  }
  const end = Math.max(scale.at(scale.to), plot.left + textExtent(label, TEXT_SIZE).width);
  marks.push(
    textMark(label, Math.min(end, plot.right), y + TEXT_SIZE * LINE_HEIGHT, { anchor: "end", colour: quietInk }),
  );
  return marks;
}

/** Room that `levelAxis` takes below the plot. */
export const LEVEL_AXIS_HEIGHT = GAP + TEXT_SIZE * (1 + LINE_HEIGHT) + GAP;

/** Thousands apart from 10,000 on, a real minus. */
export function tickText(value: number, decimals: number): string {
  return fixed(value, decimals).replace("-", "−");
}

/** The widest of some texts. */
export function widest(texts: readonly string[], size = TEXT_SIZE): number {
  return Math.max(0, ...texts.map((text) => textExtent(text, size).width));
}
