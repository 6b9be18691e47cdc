import { quote } from "../quote.ts";

/** What stands at a place of a file. */
export type Standing = "map" | "list" | "nothing" | { readonly number: string } | { readonly text: string };

/** What stands there, in words. */
export function standing(what: Standing): string {
  if (what === "map") return "a map";
  if (what === "list") return "a list";
  if (what === "nothing") return "nothing";
  return "number" in what ? `the number ${quote(what.number)}` : `"${quote(what.text)}"`;
}

/** Refusals of what any file may have wrong: a key, a kind of value, a label. */
export const readingSentences = {
  more_mistakes: ({ count }: { count: number }) => `and ${count} more mistakes`,
  map_needed: ({ example, found }: { example: string; found: Standing }) =>
    `a map is needed here, such as ${example}; found ${standing(found)}`,
  text_needed: ({ found }: { found: Standing }) => `text is needed here; found ${standing(found)}`,
  number_needed: ({ found }: { found: Standing }) => `a plain number is needed here; found ${standing(found)}`,
  nothing_stands: (_: Record<never, never>) => "nothing stands here; write a value, or leave the key out",
};
