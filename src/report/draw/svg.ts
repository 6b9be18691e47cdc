import { escaped } from "../../text/markup.ts";
import { paper } from "./palette.ts";
import type { Mark, Picture, Point } from "./picture.ts";

/** Fonts that hold Chinese on Linux, Windows and macOS, then any. */
const FONTS = "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', Arial, 'Liberation Sans', sans-serif";

/** How large a picture is shown. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The picture laid out for the shape of a size: what is higher than that is shown smaller, with margins. */
function fitting(picture: Picture, { width, height }: PictureSize): Picture {
  return picture.atHeight?.((picture.width * height) / width) ?? picture;
}

/** The picture as SVG text, the same bytes for the same picture; it needs no style sheet, script or browser. */
export function svgText(picture: Picture, language: string, size?: PictureSize): string {
  const { width, height, title, marks } = size === undefined ? picture : fitting(picture, size);
  const shown = size ?? { width, height };
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(shown.width)}" height="${number(shown.height)}" viewBox="0 0 ${number(width)} ${number(height)}" font-family="${FONTS}" xml:lang="${language}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${number(width)}" height="${number(height)}" fill="${paper}"/>`,
    ...marks.map(element),
    "</svg>",
  ].join("\n")}\n`;
}

function element(mark: Mark): string {
  switch (mark.kind) {
    case "line": {
      const dash = mark.dash === undefined ? "" : ` stroke-dasharray="${mark.dash}"`;
      return `<polyline points="${points(mark.points)}" fill="none" stroke="${mark.colour}" stroke-width="${number(mark.width)}" stroke-linejoin="round"${dash}${opacity(mark.opacity)}/>`;
    }
    case "area": {
      const edge = mark.edge === undefined ? "" : ` stroke="${mark.edge}" stroke-width="0.6"`;
      return `<polygon points="${points(mark.points)}" fill="${mark.fill}"${edge}${opacity(mark.opacity)}/>`;
    }
    case "dot":
      return `<circle cx="${number(mark.at[0])}" cy="${number(mark.at[1])}" r="${number(mark.radius)}" fill="${mark.fill}" stroke="${paper}" stroke-width="1.5"/>`;
    case "text": {
      const anchor = mark.anchor === "start" ? "" : ` text-anchor="${mark.anchor}"`;
      const weight = mark.bold ? ' font-weight="bold"' : "";
      return `<text x="${number(mark.at[0])}" y="${number(mark.at[1])}" font-size="${number(mark.size)}" fill="${mark.colour}"${anchor}${weight}>${escaped(mark.text)}</text>`;
    }
  }
}

function points(all: readonly Point[]): string {
  return all.map(([x, y]) => `${number(x)},${number(y)}`).join(" ");
}

function opacity(value: number | undefined): string {
  return value === undefined || value === 1 ? "" : ` opacity="${number(value)}"`;
}

/** Hundredths of a unit are finer than any printer. */
function number(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot stand in a picture`);
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}
