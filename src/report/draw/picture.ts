import { textExtent } from "./text-extent.ts";

/** A rectangle in a picture; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Point = readonly [x: number, y: number];

/** What carries numbers names the plot that it must stay within. */
interface Data {
  readonly within?: Box;
}

export interface LineMark extends Data {
  readonly kind: "line";
  readonly points: readonly Point[];
  readonly colour: string;
  readonly width: number;
  readonly dash?: string;
  readonly opacity?: number;
}

export interface AreaMark extends Data {
  readonly kind: "area";
  readonly points: readonly Point[];
  readonly fill: string;
  readonly opacity?: number;
  /** Thin edge that parts neighbours. */
  readonly edge?: string;
}

export interface DotMark extends Data {
  readonly kind: "dot";
  readonly at: Point;
  readonly radius: number;
  readonly fill: string;
}

export interface TextMark {
  readonly kind: "text";
  /** Where the baseline begins, has its middle, or ends. */
  readonly at: Point;
  readonly anchor: "start" | "middle" | "end";
  readonly text: string;
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
}

export type Mark = LineMark | AreaMark | DotMark | TextMark;

/** Everything that is drawn, in order, before it becomes SVG: a test can look at it without a browser. */
export interface Picture {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  /** The same with more room for its numbers, as high as asked; what needs more is no lower than it is. */
  readonly atHeight?: (height: number) => Picture;
}

/** The box of a text by the estimate of its width. */
export function textBox({ at: [x, y], anchor, text, size, bold }: TextMark): Box {
  const { width, above, below } = textExtent(text, size, bold);
  const left = anchor === "start" ? x : anchor === "middle" ? x - width / 2 : x - width;
  return { left, top: y - above, right: left + width, bottom: y + below };
}

/** A filled rectangle as an area. */
export function rectangle(box: Box, fill: string, more: Omit<AreaMark, "kind" | "points" | "fill"> = {}): AreaMark {
  const { left, top, right, bottom } = box;
  return {
    kind: "area",
    points: [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ],
    fill,
    ...more,
  };
}
