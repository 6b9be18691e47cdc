import { batchSentences } from "./batch.ts";
import { commandSentences } from "./commands.ts";
import { fileSentences } from "./files.ts";
import { formulaSentences } from "./formulas.ts";
import { modelSentences } from "./models.ts";
import { pathSentences } from "./paths.ts";
import { queueSentences } from "./queue.ts";
import { readingSentences } from "./reading.ts";
import { regionSentences } from "./regions.ts";
import { runSentences } from "./runs.ts";
import type { SaidAs, Say } from "./said.ts";
import { scenarioSentences } from "./scenario.ts";
import { targetSentences } from "./targets.ts";
import { unitSentences } from "./units.ts";
import { writingSentences } from "./writing.ts";

/**
 * Every refusal in English, by its code: a function of what the sentence needs, and of what words a message within it.
 * English stands here, below all rooms, since an error carries its English message wherever it is thrown; other languages
 * stand in `report/words`.
 */
export const english = {
  ...readingSentences,
  ...fileSentences,
  ...unitSentences,
  ...formulaSentences,
  ...modelSentences,
  ...pathSentences,
  ...scenarioSentences,
  ...targetSentences,
  ...batchSentences,
  ...queueSentences,
  ...writingSentences,
  ...regionSentences,
  ...runSentences,
  ...commandSentences,
};

export type Sentences = typeof english;
export type Code = keyof Sentences;
/** What the sentence of a code needs. */
export type ValuesOf<C extends Code> = Parameters<Sentences[C]>[0];
/** The same sentences in another language: the compiler misses none. */
export type Translated<S> = { readonly [C in keyof S]: S[C] };

/** A code with what its sentence needs. */
export type Said = SaidAs<Code>;

/** The sentence of a code in the language of `sentences`. */
export function sentence(sentences: Sentences, { code, values }: SaidAs<string>): string {
  const say: Say = (within) => sentence(sentences, within);
  return (sentences[code as Code] as (values: unknown, say: Say) => string)(values, say);
}
