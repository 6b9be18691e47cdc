import { readingSentences } from "./reading.ts";

/**
 * Every refusal in English, by its code: a function of what the sentence needs. English stands here, below all rooms,
 * since an error carries its English message wherever it is thrown; other languages stand in `report/words`.
 */
export const english = { ...readingSentences };

export type Sentences = typeof english;
export type Code = keyof Sentences;
/** What the sentence of a code needs. */
export type ValuesOf<C extends Code> = Parameters<Sentences[C]>[0];
/** The same sentences in another language: the compiler misses none. */
export type Translated<S> = { readonly [C in keyof S]: S[C] };

/** A code with what its sentence needs. */
export interface Said {
  readonly code: Code;
  readonly values: unknown;
}

/** The sentence of a code in the language of `sentences`. */
export function sentence(sentences: Sentences, { code, values }: Said): string {
  return (sentences[code] as (values: unknown) => string)(values);
}
