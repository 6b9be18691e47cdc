/**
 * A message without the names and passwords that stand in addresses among the words of a command line, such as
 * `redis://name:password@host`: whatever repeats a word must not repeat them.
 */
export function hidePasswords(message: string, words: readonly string[]): string {
  let shown = message;
  for (const [i, word] of words.entries()) {
    const value = word.replace(/^--[\w-]+=/, "");
    const queue = word.startsWith("--queue=") || words[i - 1] === "--queue";
    const secret = (queue ? /^(?:[a-z][a-z0-9+.-]*:\/\/)?(.+)@/is : /:\/\/(.+)@/s).exec(value)?.[1];
    if (secret !== undefined) shown = shown.replaceAll(`${secret}@`, "…@");
  }
  return shown;
}
