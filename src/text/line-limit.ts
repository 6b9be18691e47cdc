/** Whether a text has more lines than `most`; blank ones count. */
export function hasMoreLines(text: string, most: number): boolean {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < text.length - 1; at = text.indexOf("\n", at + 1))
    if (++lines > most) return true;
  return false;
}
