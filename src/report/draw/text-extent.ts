import { isCombining, isWide } from "../text/text-width.ts";

/** Widths of characters as parts of the type size, about those of Helvetica; the fonts that are named differ little. */
const classes: readonly { readonly characters: string; readonly width: number }[] = [
  { characters: "ijl'|", width: 0.23 },
  { characters: " \u00a0!,./:;I[]ft·\\", width: 0.28 },
  { characters: '()-r`"{}*', width: 0.36 },
  { characters: "Jcksvxyz", width: 0.5 },
  { characters: "abdeghnopqu0123456789?$#L_–", width: 0.56 },
  { characters: "+<>=±~−^FTZ", width: 0.6 },
  { characters: "ABEKPSVXY&", width: 0.67 },
  { characters: "CDHNRUw", width: 0.72 },
  { characters: "GOQMm", width: 0.83 },
  { characters: "%W@—…", width: 1 },
];

const known = new Map(classes.flatMap(({ characters, width }) => [...characters].map((one) => [one, width] as const)));
const UNKNOWN = 0.6;
const WIDE = 1;
const SUBSCRIPT = 0.36;
/** Not every reader has the font that was measured. */
const MARGIN = 1.06;

/** How much room a line of text takes: its width, and how far it reaches above and below its baseline. */
export interface TextExtent {
  readonly width: number;
  readonly above: number;
  readonly below: number;
}

/** An estimate on the safe side, as no font is at hand: Chinese and other wide characters take a full square. */
export function textExtent(text: string, size: number, bold = false): TextExtent {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (isCombining(code)) continue;
    if (code >= 0x2080 && code <= 0x2089) width += SUBSCRIPT;
    else width += isWide(code) ? WIDE : (known.get(character) ?? UNKNOWN);
  }
  return { width: width * size * MARGIN * (bold ? 1.06 : 1), above: 0.86 * size, below: 0.24 * size };
}

/** The text in lines of at most a width, broken at plain spaces or between Chinese characters; a longer word stands alone. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of piecesOf(text)) {
    const longer = line + piece;
    if (line !== "" && textExtent(longer.trimEnd(), size).width > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line = longer;
  }
  if (line.trimEnd() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Closing marks that must not begin a line. */
const closing = "，。、；：）》」』？！,.;:)]%";

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let word = "";
  for (const character of text) {
    const wide = isWide(character.codePointAt(0) as number);
    if (closing.includes(character)) word += character;
    else if (wide) {
      if (word !== "") pieces.push(word);
      word = character;
    } else if (character === " ") {
      pieces.push(`${word} `);
      word = "";
    } else {
      const last = [...word].at(-1);
      if (last !== undefined && isWide(last.codePointAt(0) as number)) {
        pieces.push(word);
        word = "";
      }
      word += character;
    }
  }
  return word === "" ? pieces : [...pieces, word];
}
