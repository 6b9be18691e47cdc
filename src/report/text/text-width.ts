import { isCombining, isWide } from "./wide-characters.ts";

/** How many columns of a terminal a text takes: Chinese and other wide characters take two, combining marks none. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (isCombining(code)) continue;
    width += isWide(code) ? 2 : 1;
  }
  return width;
}

/** The text filled with spaces to a width: to the right of it, or with `end` to the left. */
export function padText(text: string, width: number, align: "start" | "end" = "start"): string {
  const space = " ".repeat(Math.max(0, width - textWidth(text)));
  return align === "start" ? text + space : space + text;
}

/** The text cut to a width, with an ellipsis where something was cut. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (textWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
