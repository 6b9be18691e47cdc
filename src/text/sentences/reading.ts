import { quote } from "../quote.ts";

/** What stands at a place of a file. */
export type Standing =
  | "map"
  | "list"
  | "empty list"
  | "nothing"
  | "none"
  | { readonly number: string }
  | { readonly text: string };

/** What stands there, in words. */
export function standing(what: Standing): string {
  if (what === "map" || what === "list") return `a ${what}`;
  if (what === "empty list") return "an empty list";
  if (typeof what === "string") return what;
  return "number" in what ? `the number ${quote(what.number)}` : `"${quote(what.text)}"`;
}

/** What was probably meant, at the end of a sentence. */
export function guess(near: string | undefined): string {
  return near === undefined ? "" : `; did you mean "${quote(near)}"?`;
}

/** Names that a message lists, those beyond the first only counted. */
export function listing({ names, rest }: Listing): string {
  const shown = names.map(quote).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** The names that a message shows, and how many it does not. */
export interface Listing {
  readonly names: readonly string[];
  readonly rest: number;
}

/** Refusals of what any file may have wrong: a key, a kind of value, a label. */
export const readingSentences = {
  more_mistakes: ({ count }: { count: number }) => `and ${count} more mistakes`,
  map_needed: ({ example, found }: { example: string; found: Standing }) =>
    `a map is needed here, such as ${example}; found ${standing(found)}`,
  text_needed: ({ found }: { found: Standing }) => `text is needed here; found ${standing(found)}`,
  number_needed: ({ found }: { found: Standing }) => `a plain number is needed here; found ${standing(found)}`,
  year_needed: ({ found }: { found: Standing }) => `a year such as 2030 is needed here; found ${standing(found)}`,
  flag_needed: ({ found }: { found: Standing }) => `true or false is needed here; found ${standing(found)}`,
  nothing_stands: (_: Record<never, never>) => "nothing stands here; write a value, or leave the key out",
  unknown_key: ({ allowed, near }: { allowed: readonly string[]; near?: string }) =>
    `unknown key; allowed are ${allowed.join(", ")}${guess(near)}`,
  none_of: ({ text, allowed, near }: { text: string; allowed: readonly string[]; near?: string }) =>
    `"${quote(text)}" is none of ${allowed.join(", ")}${guess(near)}`,
  label_missing: (_: Record<never, never>) => "a label needs en and zh; both are missing",
  label_missing_in: ({ language }: { language: string }) => `a label in "${language}" is missing`,
};
