import type { Label } from "../../text/problems.ts";
import { en, type Words } from "./en.ts";
import { zh } from "./zh.ts";

/** The languages that data name things in, and tables with them. */
export const bothLanguages = [en, zh];

/** A name made of words, in the languages that names of data have. */
export function labelOf(make: (words: Words) => string): Label {
  return { en: make(en), zh: make(zh) };
}
