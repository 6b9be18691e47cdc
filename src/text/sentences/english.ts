import { batchSentences, queueSentences } from "./batch.ts";
import { commandSentences, runSentences } from "./commands.ts";
import { fileSentences, readingSentences, writingSentences } from "./files.ts";
import { formulaSentences, modelSentences, unitSentences } from "./models.ts";
import { pathSentences } from "./paths.ts";
import { regionSentences } from "./regions.ts";
import { scenarioSentences, targetSentences } from "./scenario.ts";
import type { SaidAs, Say } from "./templates.ts";

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

/** A code with what its sentence needs. */
export type Said = SaidAs<Code>;

/** The sentence of a code in the language of `sentences`. */
export function sentence(sentences: Sentences, { code, values }: SaidAs<string>): string {
  const say: Say = (within) => sentence(sentences, within);
  return (sentences[code as Code] as (values: unknown, say: Say) => string)(values, say);
}
