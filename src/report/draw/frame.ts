import { gridColour, ink, quietInk } from "./palette.ts";
import type { Box, LineMark, Mark, TextMark } from "./picture.ts";
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
export const TITLE_SIZE = 21;
export const TEXT_SIZE = 14;
export const NOTE_SIZE = 13;
export const LINE_HEIGHT = 1.3;
export const GAP = 8;

export function textMark(
  text: string,
  x: number,
  y: number,
  more: Partial<Omit<TextMark, "kind" | "at" | "text">> = {},
): TextMark {
  return { kind: "text", at: [x, y], anchor: "start", text, size: TEXT_SIZE, colour: ink, ...more };
}

export function lineMark(x1: number, y1: number, x2: number, y2: number, colour: string, width = 1): LineMark {
  return {
    kind: "line",
    points: [
      [x1, y1],
      [x2, y2],
    ],
    colour,
    width,
  };
}

/** Title and subtitle from the top of the picture, and where they end. */
export function headingMarks({ title, subtitle }: Headings): { marks: Mark[]; bottom: number } {
  const marks: Mark[] = [];
  let y = EDGE;
  const put = (text: string, size: number, more: Partial<TextMark>) => {
    for (const line of wrapText(text, size * (more.bold ? 1.06 : 1), WIDTH - 2 * EDGE)) {
      y += size;
      marks.push(textMark(line, EDGE, y, { size, ...more }));
      y += size * (LINE_HEIGHT - 1);
    }
  };
  put(title, TITLE_SIZE, { bold: true });
  if (subtitle !== undefined) put(subtitle, TEXT_SIZE, { colour: quietInk });
  return { marks, bottom: y };
}

/** Notes from `top` downwards, and where they end: the height of the picture. */
export function noteMarks({ notes = [] }: Headings, top: number): { marks: Mark[]; bottom: number } {
  const marks: Mark[] = [];
  let y = top;
  for (const note of notes) {
    for (const line of wrapText(note, NOTE_SIZE, WIDTH - 2 * EDGE)) {
      y += NOTE_SIZE;
      marks.push(textMark(line, EDGE, y, { size: NOTE_SIZE, colour: quietInk }));
      y += NOTE_SIZE * (LINE_HEIGHT - 1);
    }
  }
  return { marks, bottom: y + EDGE };
}

/** Lines across the plot at the ticks of its upright axis, each with its number on the left; zero is drawn stronger. */
export function uprightAxis(scale: Scale, plot: Box): Mark[] {
  return scale.ticks.flatMap((tick) => {
    const y = scale.at(tick);
    const text = tickText(tick, scale.decimals);
    return [
      lineMark(plot.left, y, plot.right, y, tick === 0 ? ink : gridColour),
      textMark(text, plot.left - GAP, y + 0.31 * TEXT_SIZE, { anchor: "end", colour: quietInk }),
    ];
  });
}

/** Ticks with numbers below the plot, and the axis' name beneath them on the right. */
export function levelAxis(scale: Scale, plot: Box, label: string, format = tickText): Mark[] {
  const marks: Mark[] = [lineMark(plot.left, plot.bottom, plot.right, plot.bottom, ink)];
  const y = plot.bottom + GAP + TEXT_SIZE;
  for (const tick of scale.ticks) {
    const x = scale.at(tick);
    marks.push(lineMark(x, plot.bottom, x, plot.bottom + 5, ink));
    marks.push(textMark(format(tick, scale.decimals), x, y, { anchor: "middle", colour: quietInk }));
  }
  marks.push(textMark(label, plot.right, y + TEXT_SIZE * LINE_HEIGHT, { anchor: "end", colour: quietInk }));
  return marks;
}

/** Room that `levelAxis` takes below the plot. */
export const LEVEL_AXIS_HEIGHT = GAP + TEXT_SIZE * (1 + LINE_HEIGHT) + GAP;

/** Thousands apart from 10,000 on, a real minus. */
export function tickText(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole, fraction] = text.split(".");
  const apart = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  const sign = value < 0 && Number(text) !== 0 ? "−" : "";
  return sign + (fraction === undefined ? apart : `${apart}.${fraction}`);
}

/** A year as it stands. */
export function yearText(value: number): string {
  return String(value);
}

/** The widest of some texts. */
export function widest(texts: readonly string[], size = TEXT_SIZE): number {
  return Math.max(0, ...texts.map((text) => textExtent(text, size).width));
}
