import { type FormRegion, regionOfForm } from "../../regions/abroad/region-of-form.ts";
import { signedPercent } from "../../report/text/number-text.ts";
import type { Words } from "../../report/words/languages.ts";
import { type ModelLibrary, modelOf } from "../../scenario/model-files.ts";
import { formText, regionalForm } from "../../scenario/region/region-form.ts";
import { csvText } from "../../text/csv.ts";
import { starterHints } from "./part.ts";

/** What an empty form is for. */
export const templateKinds = ["part", "regional"] as const;

/** What `peakpath new --template` is asked for. */
interface TemplateAsked {
  readonly id: string;
  readonly kind: (typeof templateKinds)[number];
  readonly words: Words;
}

/** An empty form with what is missing in it. */
export type Template = ReturnType<typeof askedTemplate>;

/** The form of a region: a table of every number that can be given, with its unit and where it is found. */
export function askedTemplate(library: ModelLibrary, { id, kind, words }: TemplateAsked) {
  const file = `${id}.csv`;
  if (kind === "regional") {
    const groups = regionalForm(library);
    const missing = groups.flatMap(({ cells }) =>
      cells.map(({ id: name, members }) => [name, members].filter((part) => part !== "").join(".")),
    );
    return { kind, files: new Map([[file, formText(groups, words.say)]]), missing };
  }
  const hints = [...starterHints(library)];
  const rows = hints.map(([name, { unit, where }]) => [name, "", unit, words.say(where)]);
  const text = csvText(["variable", "value", "unit", "source"], rows, { plain: true });
  return { kind, files: new Map([[file, text]]), missing: hints.map(([name]) => name) };
}

/** What to do with the form. */
export function templateLines({ kind, missing }: Template, id: string, words: Words): string[] {
  const m = words.new;
  if (kind === "part") return [m.form(missing.length), m.formNext(id)];
  return [m.regionalForm(missing.length), m.regionalFormNext(id)];
}

/** The region of a form that was filled in. */
export function askedForm(
  library: ModelLibrary,
  {
    id,
    label,
    table,
  }: { readonly id: string; readonly label: string; readonly table: { readonly text: string; readonly file: string } },
): FormRegion {
  return regionOfForm(library, modelOf(library, "regional"), { id, label: { en: label, zh: label }, table });
}

/** What the numbers come to in the base year, beside what was published. */
export function formRegionLines(
  { baseYear, co2, published, losses, derived }: FormRegion,
  id: string,
  words: Words,
): string[] {
  const m = words.new;
  const short = (value: number): string => String(Number(value.toPrecision(4)));
  return [
    m.formCo2({
      year: baseYear,
      energy: short(co2.energy),
      territorial: short(co2.territorial),
      assessed: short(co2.assessed),
    }),
    ...(published === undefined
      ? [m.noPublished]
      : [
          m.published(
            short(published),
            signedPercent(co2.energy / published - 1),
            Math.abs(co2.energy / published - 1) > 0.05,
          ),
        ]),
    m.losses(short(losses.closing), short(losses.stated)),
    m.derived(derived),
    m.next(`${id}/reference`),
  ];
}
