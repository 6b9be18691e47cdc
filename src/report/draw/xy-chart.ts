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
  PLOT_HEIGHT,
  quietNote,
  TEXT_SIZE,
  textBlock,
  textMark,
  tickText,
  uprightAxis,
  uprightGrid,
  WIDTH,
  widest,
} from "./frame.ts";
import { paper, quietInk, spanColour } from "./palette.ts";
import { type Box, type Mark, type Picture, type Point, rectangle } from "./picture.ts";
import { linearScale, roundedEnds, type Scale } from "./scale.ts";
import { spreadLabels, type Wanting } from "./spread.ts";
import { textExtent, wrapText } from "./text-extent.ts";

/** What is drawn over x, with a name beside the plot and a line of numbers below that where there is something to say. */
interface Labelled {
  readonly x: readonly number[];
  readonly label?: string;
  readonly detail?: string;
  readonly colour: string;
}

/** A year behind which nothing was observed, with its name. */
interface ObservedEnd {
  readonly x: number;
  readonly label: string;
}

/** Between a lower and an upper edge: a part of a stack, a fan, a wedge. */
export interface ChartArea extends Labelled {
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  /** 1 without it; less for fans that lie on each other. */
  readonly opacity?: number;
}

/** Upright bars, such as parts of a stack or the bins of a histogram, each so wide in units of x. */
export interface ChartColumns extends ChartArea {
  readonly width: number;
}

export interface ChartLine extends Labelled {
  readonly y: ArrayLike<number>;
  readonly width?: number;
  /** As SVG writes it, such as `6 4`. */
  readonly dash?: string;
  /** Without the bright edge that lines over areas have. */
  readonly plain?: boolean;
  /** A dot at the top, and the years that cannot be told from it drawn broad. */
  readonly peak?: {
    readonly x: number;
    readonly y: number;
    readonly band?: { readonly from: number; readonly to: number };
  };
}

/** Years with a name at the top of the plot. */
export interface ChartSpan {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** Anything over one level axis, years as a rule; the upright one reaches zero. */
export interface XyChart extends Headings {
  readonly x: { readonly label: string; readonly years: boolean };
  readonly y: string;
  readonly areas?: readonly ChartArea[];
  readonly columns?: readonly ChartColumns[];
  readonly lines?: readonly ChartLine[];
  readonly spans?: readonly ChartSpan[];
  /** Where observation ends, as a broken line through the plot. */
  readonly observed?: ObservedEnd;
  /** Height of the picture at least; the plot takes what is left over. */
  readonly height?: number;
}

const LABEL_WIDTH = 210;
const SWATCH = 12;
const LEADER = 22;
const UPRIGHT_STEPS = 7;
const LEVEL_STEPS = 9;
/** Part of the height that stays free at the top where a span has its name there. */
const HEADROOM = 0.06;
/** The same where the end of observation has a line of its own above that. */
const MORE_HEADROOM = 0.12;
/** Numbers closer together than this, or than this part of their size, are drawn as one. */
const FLAT = 1e-9;
const BAND_WIDTH = 9;
const LINE_WIDTH = 2.5;
const LEAST_PLOT = 160;
const BAND_OPACITY = 0.28;

/**
 * The chart as a picture. Names stand beside the plot, next to where their line or area ends, moved apart where they
 * would touch; the plot grows where there are many.
 *
 * @throws RangeError for a number that is not finite.
 */
export function xyChart(chart: XyChart): Picture {
  const { areas = [], columns = [], lines = [], spans = [], observed } = chart;
  const [xFrom, xTo] = extent([
    ...areas.flatMap(({ x }) => x),
    ...lines.flatMap(({ x }) => x),
    ...columns.flatMap(({ x, width }) => x.flatMap((at) => [at - width / 2, at + width / 2])),
  ]);
  const values = [
    ...[...areas, ...columns].flatMap(({ lower, upper }) => [...Array.from(lower), ...Array.from(upper)]),
    ...lines.flatMap(({ y, peak }) => [...Array.from(y), ...(peak === undefined ? [] : [peak.y])]),
  ];
  const [least, most] = extent([0, ...values]);
  const named = spans.length + (observed === undefined ? 0 : 1);
  const headroom = named === 0 ? 0 : named === 1 ? HEADROOM : MORE_HEADROOM;
  const [low, high] = roundedEnds(least, most + headroom * (most - least), UPRIGHT_STEPS);

  const head = headingMarks(chart);
  const draft = linearScale(low, high, 1, 0, UPRIGHT_STEPS);
  const labelled = [...areas, ...columns, ...lines].filter(({ label }) => label !== undefined);
  const wrapped = labelled.map((item) => {
    const lines = wrapText(item.label ?? "", TEXT_SIZE, LABEL_WIDTH);
    const details = item.detail === undefined ? [] : wrapText(item.detail, NOTE_SIZE, LABEL_WIDTH);
    const height = (lines.length * TEXT_SIZE + details.length * NOTE_SIZE) * LINE_HEIGHT + 4;
    return { item, lines, details, height };
  });
  const widths = wrapped.map(({ lines, details }) => Math.max(widest(lines), widest(details, NOTE_SIZE)));
  const beside = Math.max(0, ...widths.map((width) => width + LEADER + SWATCH + GAP));
  const together = wrapped.reduce((sum, { height }) => sum + height, 0);
  const unitLine = head.bottom + GAP + TEXT_SIZE;
  const around = unitLine + GAP + 4 + LEVEL_AXIS_HEIGHT + noteMarks(chart, 0).bottom;
  const plotHeight = Math.max(chart.height === undefined ? PLOT_HEIGHT : chart.height - around, LEAST_PLOT, together);
  const left = EDGE + Math.max(20, widest(draft.ticks.map((tick) => tickText(tick, draft.decimals)))) + GAP;
  const top = unitLine + GAP + 4;
  const plot: Box = { left, top, right: WIDTH - EDGE - beside, bottom: top + plotHeight };
  const xScale = linearScale(xFrom, xTo, plot.left, plot.right, LEVEL_STEPS);
  const yScale = linearScale(low, high, plot.bottom, plot.top, UPRIGHT_STEPS);
  const point = (x: number, y: number): Point => [xScale.at(x), yScale.at(y)];

  const side = wrapped.map(({ item, ...block }) => {
    const end = endOf(item, point);
    return { ...block, ...swatchOf(item), wanted: end?.[1] ?? plot.top, end };
  });
  const marks: Mark[] = [
    ...head.marks,
    textMark(chart.y, EDGE, unitLine, { colour: quietInk }),
    ...spanMarks(spans, xScale, plot),
    ...uprightGrid(yScale, plot),
    ...areas.map(
      (area): Mark => ({
        kind: "area",
        points: [
          ...area.x.map((x, i) => point(x, area.upper[i])),
          ...area.x.map((x, i) => point(x, area.lower[i])).reverse(),
        ],
        fill: area.colour,
        opacity: area.opacity,
        edge: area.opacity === undefined ? paper : undefined,
        within: plot,
      }),
    ),
    ...columns.flatMap((own) => columnMarks(own, xScale, yScale, plot)),
    ...uprightAxis(yScale, plot),
    ...levelAxis(xScale, plot, chart.x.label, chart.x.years ? String : tickText),
    ...(observed === undefined ? [] : observedMarks(observed, xScale, plot, spans.length)),
    ...lines.flatMap((line) => lineMarks(line, point, plot, areas.length + columns.length > 0)),
    ...sideMarks(side, plot),
  ];
  const notes = noteMarks(chart, plot.bottom + LEVEL_AXIS_HEIGHT);
  return {
    title: chart.title,
    width: WIDTH,
    height: Math.ceil(notes.bottom),
    marks: [...marks, ...notes.marks],
    atHeight: (height) => xyChart({ ...chart, height }),
  };
}

/** How what has a name is shown beside it: a line as a stroke like its own, all else as a patch. */
function swatchOf(item: ChartArea | ChartColumns | ChartLine): Pick<SideLabel, "colour" | "stroke" | "opacity"> {
  const { colour } = item;
  if ("y" in item) return { colour, stroke: { width: Math.min(4, item.width ?? LINE_WIDTH), dash: item.dash } };
  return { colour, opacity: item.opacity };
}

/** The broken line at the end of observation, with its name to the left of it where there is room. */
function observedMarks({ x, label }: ObservedEnd, xScale: Scale, plot: Box, spans: number): Mark[] {
  const at = xScale.at(x);
  if (at <= plot.left || at >= plot.right) return [];
  const y = plot.top + (TEXT_SIZE + 4) * (spans > 0 ? 2 : 1);
  const { width } = textExtent(label, NOTE_SIZE);
  const isLeft = at - plot.left > width + 2 * GAP;
  return [
    { ...lineMark([at, y - NOTE_SIZE], [at, plot.bottom], quietInk), dash: "3 3" },
    textMark(label, isLeft ? at - 5 : at + 5, y, { ...quietNote, anchor: isLeft ? "end" : "start" }),
  ];
}

function extent(values: readonly number[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be drawn`);
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return [0, 1];
  const size = Math.max(1, Math.abs(least), Math.abs(most));
  return most - least > FLAT * size ? [least, most] : [least, least + size];
}

/** Where the name of an area or line points: its last point, the middle of an area; columns have a name only. */
function endOf(item: ChartArea | ChartColumns | ChartLine, point: (x: number, y: number) => Point): Point | undefined {
  const last = item.x.length - 1;
  if ("y" in item) return point(item.x[last], item.y[last]);
  return "width" in item ? undefined : point(item.x[last], (item.lower[last] + item.upper[last]) / 2);
}

function spanMarks(spans: readonly ChartSpan[], xScale: Scale, plot: Box): Mark[] {
  return spans.flatMap(({ from, to, label }) => {
    const [left, right] = [xScale.at(Math.max(from, xScale.from)), xScale.at(Math.min(to, xScale.to))];
    const half = textExtent(label, TEXT_SIZE).width / 2;
    const middle = Math.min(Math.max((left + right) / 2, plot.left + half + 4), plot.right - half - 4);
    // A single year is still to be seen.
    const [begin, end] = right - left < 6 ? [left - 3, right + 3] : [left, right];
    return [
      rectangle(
        { left: Math.max(begin, plot.left), top: plot.top, right: Math.min(end, plot.right), bottom: plot.bottom },
        spanColour,
        { within: plot },
      ),
      textMark(label, middle, plot.top + TEXT_SIZE + 4, { anchor: "middle" }),
    ];
  });
}

function columnMarks(
  { x, lower, upper, width, colour }: ChartColumns,
  xScale: Scale,
  yScale: Scale,
  plot: Box,
): Mark[] {
  return x.flatMap((at, i) => {
    if (lower[i] === upper[i]) return [];
    const [left, right] = [xScale.at(at - width / 2), xScale.at(at + width / 2)];
    const box = { left, top: yScale.at(upper[i]), right, bottom: yScale.at(lower[i]) };
    return [rectangle(box, colour, { within: plot })];
  });
}

/** A line over areas or columns gets a bright edge, so that it is seen on dark ones too. */
function lineMarks(line: ChartLine, point: (x: number, y: number) => Point, plot: Box, edged: boolean): Mark[] {
  const { x, y, colour, width = LINE_WIDTH, dash, peak } = line;
  const all = x.map((at, i) => point(at, y[i]));
  const marks: Mark[] = [];
  const stroke = { kind: "line", points: all, colour, within: plot } as const;
  if (peak?.band !== undefined) {
    const { from, to } = peak.band;
    const points = all.filter((_, i) => x[i] >= from && x[i] <= to);
    if (points.length > 1) marks.push({ ...stroke, points, width: BAND_WIDTH, opacity: BAND_OPACITY });
  }
  if (edged && !line.plain) marks.push({ ...stroke, colour: paper, width: width + 3 });
  marks.push({ ...stroke, width, dash });
  if (peak !== undefined) marks.push({ kind: "dot", at: point(peak.x, peak.y), radius: 5, fill: colour, within: plot });
  return marks;
}

interface SideLabel extends Wanting {
  readonly lines: readonly string[];
  readonly details: readonly string[];
  readonly colour: string;
  readonly stroke?: { readonly width: number; readonly dash?: string };
  readonly opacity?: number;
  /** Where its line or area ends, where there is something to point at. */
  readonly end: Point | undefined;
}

/** Names beside the plot with a patch of their colour, and thin lines to what they name. */
function sideMarks(labels: readonly SideLabel[], plot: Box): Mark[] {
  const middles = spreadLabels(labels, plot.top, plot.bottom);
  return labels.flatMap(({ lines, details, colour, stroke, opacity, height, end }, i) => {
    const left = plot.right + LEADER;
    const middle = middles[i];
    const name = textBlock(lines, left + SWATCH + GAP, middle - height / 2 + 2);
    return [
      ...(end === undefined ? [] : [lineMark([plot.right + 3, end[1]], [left - 3, middle], colour)]),
      stroke === undefined
        ? rectangle({ left, top: middle - SWATCH / 2, right: left + SWATCH, bottom: middle + SWATCH / 2 }, colour, {
            opacity,
          })
        : { ...lineMark([left - 2, middle], [left + SWATCH + 2, middle], colour), ...stroke },
      ...name.marks,
      ...textBlock(details, left + SWATCH + GAP, name.bottom, quietNote).marks,
    ];
  });
}
