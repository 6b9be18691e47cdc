import { CLEAR_LINE } from "./progress.ts";

/**
 * Control characters (C0 but tabs and line breaks, DEL, C1) and those that turn the direction of the text behind them:
 * a terminal obeys them instead of showing them.
 */
const obeyed = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * Text as a terminal may be given it: whatever stands in a title, a key or a file's name moves no cursor, changes no
 * colour and turns no line round. What would be obeyed stands as its own picture (␛) or as �.
 */
export function shownText(text: string): string {
  const own = text.startsWith(CLEAR_LINE) ? CLEAR_LINE : "";
  const shown = text.slice(own.length).replace(obeyed, (character) => {
    const code = character.charCodeAt(0);
    if (character === "\n" || character === "\t") return character;
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
  return own + shown;
}
