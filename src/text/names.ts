import { type Label, likely, nearest, type Problem } from "./problems.ts";

/** A thing that has an id and may have a name in both languages. */
export interface Named {
  readonly id: string;
  readonly label?: Label;
}

/** What parts the words of ids and of names. */
const parting = /[\s_.:,;/()（）、，；：·“”"'-]+/u;

/** The words of a text as they compare: without capitals and what full-width letters differ in. */
export function wordsOf(text: string): string[] {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .split(parting)
    .filter((word) => word !== "");
}

/**
 * How a word stands in a text of such words: 0 where it is all of it, 1 where it is one of its words, 2 where one begins with
 * it, 3 where it stands within one (Chinese has no blanks), and up to 1 more the less of the text it is; undefined where it
 * does not. The plural of a word fits as it does.
 */
export function fitIn(word: string, text: readonly string[]): number | undefined {
  const kind = text.includes(word)
    ? Math.min(1, text.length - 1)
    : text.some((other) => other.startsWith(word))
      ? 2
      : text.some((other) => other.includes(word))
        ? 3
        : undefined;
  if (kind !== undefined) return kind + 1 - word.length / text.join("").length;
  return /^[a-z]{3,}s$/.test(word) ? fitIn(word.slice(0, -1), text) : undefined;
}

/** How all of the words stand in some of the texts, lower where they fit better; undefined where one stands in none. */
export function fitOf(words: readonly string[], texts: readonly (readonly string[])[]): number | undefined {
  let sum = 0;
  for (const word of words) {
    const fits = texts.flatMap((text) => fitIn(word, text) ?? []);
    if (fits.length === 0) return undefined;
    sum += Math.min(...fits);
  }
  return sum;
}

/** The id and the name in each language as words. */
export function textsOf({ id, label }: Named): string[][] {
  return [id, ...(label === undefined ? [] : [label.en, label.zh])].map(wordsOf);
}

/** Shorter words stand in too many names to say which of them is meant. */
const LEAST = 2;

/** The id that somebody may mean: one spelt alike, or that in whose names the words fit best. */
export function likeNamed(
  name: string,
  things: Iterable<Named>,
  problems: readonly Problem[] = [],
): string | undefined {
  const all = [...things];
  const near = likely(
    name,
    all.map(({ id }) => id),
    problems,
  );
  const words = wordsOf(name);
  if (near !== undefined || words.join("").length < LEAST) return near;
  const found = all.flatMap((thing) => {
    const fit = fitOf(words, textsOf(thing));
    return fit === undefined ? [] : [{ id: thing.id, fit }];
  });
  found.sort((a, b) => a.fit - b.fit);
  return found[0]?.id ?? alikeLabel(name, all);
}

/** The id of the thing whose name in one of the languages is spelt alike. */
function alikeLabel(name: string, things: readonly Named[]): string | undefined {
  const ids = new Map(
    things.flatMap(({ id, label }) =>
      label === undefined
        ? []
        : [
            [label.en, id],
            [label.zh, id],
          ],
    ),
  );
  const near = nearest(name, ids.keys());
  return near === undefined ? undefined : ids.get(near);
}
