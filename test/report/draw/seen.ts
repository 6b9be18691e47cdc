import { expect } from "vitest";
import { type Box, type Picture, type Point, textBox } from "../../../src/report/draw/picture.ts";

/** Half a unit: lines are drawn on their middle. */
const TOUCH = 0.5;

/** What every picture must keep: no text over another or beyond the paper, and all numbers inside their plot. */
export function expectReadable(picture: Picture): void {
  const texts = picture.marks.flatMap((mark) =>
    mark.kind === "text" ? [{ text: mark.text, box: textBox(mark) }] : [],
  );
  const paper: Box = { left: 0, top: 0, right: picture.width, bottom: picture.height };
  const wrong: string[] = [];
  for (const [i, { text, box }] of texts.entries()) {
    if (!isInside(box, paper)) wrong.push(`"${text}" leaves the paper`);
    for (const other of texts.slice(i + 1)) if (overlap(box, other.box)) wrong.push(`"${text}" over "${other.text}"`);
  }
  for (const mark of picture.marks) {
    if (mark.kind === "text" || mark.within === undefined) continue;
    const { within } = mark;
    const points: readonly Point[] = mark.kind === "dot" ? [mark.at] : mark.points;
    if (points.some(([x, y]) => !isInside({ left: x, right: x, top: y, bottom: y }, within)))
      wrong.push(`a ${mark.kind} leaves its plot`);
  }
  expect(wrong).toEqual([]);
}

function isInside(box: Box, outer: Box): boolean {
  return (
    box.left >= outer.left - TOUCH &&
    box.top >= outer.top - TOUCH &&
    box.right <= outer.right + TOUCH &&
    box.bottom <= outer.bottom + TOUCH
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The elements of an XML text in order, or an error where tags do not close, or a text holds a bare `<` or `&`. */
export function xmlElements(text: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  let rest = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  while (rest !== "") {
    const tag = /^<(\/?)([a-z]+)((?: [A-Za-z:-]+="[^"<&]*")*)(\/?)>/.exec(rest);
    const plain = tag === null ? /^(?:[^<&]|&(?:amp|lt|gt);)+/.exec(rest) : null;
    if (tag === null && plain === null) throw new Error(`not XML: ${rest.slice(0, 60)}`);
    if (tag !== null) {
      const [, end, name, , alone] = tag;
      if (end === "/") {
        if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      } else {
        names.push(name);
        if (alone === "") open.push(name);
      }
    }
    rest = rest.slice((tag ?? (plain as RegExpExecArray))[0].length);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> stays open`);
  return names;
}
