/** The most of a user's text that a message repeats: enough to find it, too little to print a file by. */
const MOST_QUOTED = 60;

/** The text with blanks in place of line breaks, marks of the writing direction and other control characters. */
export function onLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, " ");
}

/** A user's text as a message may show it: on its line, silent to the terminal, and cut after 60 characters. */
export function quote(text: string): string {
  const line = onLine(text);
  const characters = [...line.slice(0, 2 * MOST_QUOTED + 2)];
  return characters.length > MOST_QUOTED ? `${characters.slice(0, MOST_QUOTED).join("")}…` : line;
}
