/** The most of a user's text that a message repeats: enough to find it, too little to print a file by. */
const MOST_QUOTED = 60;

/**
 * A user's text as a message may show it: cut after 60 characters, with line breaks and other control characters as
 * blanks, so that it stays on its line and never speaks to the terminal.
 */
export function quote(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  const characters = [...line.slice(0, 2 * MOST_QUOTED + 2)];
  return characters.length > MOST_QUOTED ? `${characters.slice(0, MOST_QUOTED).join("")}…` : line;
}
