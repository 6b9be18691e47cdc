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

/** Names as a message lists them: where there are more than `most`, the first of them and how many follow. */
export function listed(names: Iterable<string>, most = 30): string {
  const all = [...names];
  const rest = all.length - most;
  const shown = all.slice(0, most).map(quote).join(", ");
  return rest <= 0 ? shown : `${shown} and ${rest} more`;
}
