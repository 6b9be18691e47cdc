import type { Words } from "../../report/words/languages.ts";
import type { ModelLibrary } from "../../scenario/model-files.ts";
import { csvText } from "../../text/csv.ts";
import { starterHints } from "./part.ts";

/** What an empty form is for. */
export const templateKinds = ["part"] as const;

/** What `peakpath new --template` is asked for. */
interface TemplateAsked {
  readonly id: string;
  readonly kind: (typeof templateKinds)[number];
  readonly words: Words;
}

/** An empty form with what is missing in it. */
export type Template = ReturnType<typeof askedTemplate>;

/** The form of a region: a table of every number that can be given, with its unit and where it is found. */
export function askedTemplate(library: ModelLibrary, { id, words }: TemplateAsked) {
  const hints = [...starterHints(library)];
  const rows = hints.map(([name, { unit, where }]) => [name, "", unit, words.say(where)]);
  const text = csvText(["variable", "value", "unit", "source"], rows, { plain: true });
  return { files: new Map([[`${id}.csv`, text]]), missing: hints.map(([name]) => name) };
}

/** What to do with the form. */
export function templateLines({ missing }: Template, id: string, words: Words): string[] {
  return [words.new.form(missing.length), words.new.formNext(id)];
}
