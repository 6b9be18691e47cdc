import { textWidth } from "./text-width.ts";

/** A cell at the end of a row that has less room than this stays in one piece. */
const LEAST_ROOM = 30;
/** How much further to the right a line goes on. */
const HANG = 2;

/** Words, and Chinese characters one by one, each with the marks that may not begin a line. */
const pieces =
  /\s+|(?:[（“‘《]*(?:\p{Script=Han}|[^\s\p{Script=Han}，。；：、（）“”‘’《》]+)|.)[，。；：、）”’》!,.;:)]*/gsu;

/**
 * The text with lines no wider than `width`: prose goes on below itself, the long last cell of a row below its own beginning.
 * Rows of tables that are wide by their columns stay as they are.
 */
export function wrapped(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => wrappedLine(line, width))
    .join("\n");
}

function wrappedLine(line: string, width: number): string {
  if (textWidth(line) <= width) return line;
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  const gap = line.slice(indent).search(/ {2}(?! )(?=(?:(?! {2}).)*$)/);
  const start = gap < 0 ? indent : indent + gap + 2;
  const hang = gap < 0 ? indent + HANG : textWidth(line.slice(0, start));
  if (width - hang < LEAST_ROOM || line.includes("│")) return line;
  const rows: string[] = [];
  let row = line.slice(0, start);
  for (const [piece] of line.slice(start).matchAll(pieces)) {
    if (textWidth(row + piece.trimEnd()) > width && row.trim() !== "") {
      rows.push(row.trimEnd());
      row = `${" ".repeat(hang)}${piece.trimStart()}`;
    } else row += piece;
  }
  return [...rows, row].join("\n");
}
