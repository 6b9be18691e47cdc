import { readCsv } from "../../regions/csv.ts";
import { isDoubtful, pumpedOf, type StarterRegion, starterRegion } from "../../regions/downscale/starter.ts";
import type { Words } from "../../report/words/languages.ts";
import { type ModelLibrary, modelOf } from "../../scenario/model-files.ts";
import type { Label } from "../../text/problems.ts";

/** Where a number of a starter table is found, by its variable, with the unit in which it is usual. */
export function starterHints(
  library: ModelLibrary,
): ReadonlyMap<string, { readonly unit: string; readonly where: Label }> {
  const rows = readCsv(library.read("data/china/starter_hints.csv") ?? "");
  return new Map(rows.map(({ variable, unit, en, zh }) => [variable, { unit, where: { en, zh } }]));
}

/** What `peakpath new --parent` is asked for. */
interface PartAsked {
  readonly id: string;
  readonly parent: string;
  readonly label: string;
  readonly table: { readonly text: string; readonly file: string };
  readonly force: boolean;
}

/** A part of a region from its short table. */
export type Part = ReturnType<typeof askedPart>;

/**
 * The region of a part with its scenarios.
 *
 * @throws InputError with every mistake in the table.
 */
export function askedPart(library: ModelLibrary, { label, ...order }: PartAsked) {
  const made = starterRegion(library, modelOf(library, "regional"), { ...order, label: { en: label, zh: label } });
  const { part, silent } = made;
  const { electricity, co2, moved, missed } = part;
  const doubtful = [...moved].flatMap(([anchor, factor]) => (isDoubtful(factor) ? [anchor] : []));
  return {
    ...made,
    hints: starterHints(library),
    json: { co2, electricity, moved, doubtful, missed, guessed: silent },
  };
}

/** What was moved and guessed, where the numbers are found that were not given, and what to do next. */
export function partLines(
  {
    part,
    silent,
    withRun,
    plan,
    hints,
  }: Pick<StarterRegion, "part" | "silent" | "withRun" | "plan"> & Pick<Part, "hints">,
  { id, parent }: { readonly id: string; readonly parent: string },
  words: Words,
): string[] {
  const m = words.new;
  const { electricity, co2, moved, missed } = part;
  const short = (value: number): string => String(Number(value.toPrecision(4)));
  const scenarios = ["reference", ...(plan === undefined ? [] : [plan])].map((name) => `${id}/${name}`);
  return [
    m.co2(short(co2.energy), short(co2.process)),
    m.electricity(short(electricity.use), short(electricity.imports), short(electricity.exports)),
    ...(moved.size > 0 ? [m.moved] : []),
    ...[...moved].flatMap(([anchor, factor]) => {
      const line = m.anchor(anchor, short(factor), isDoubtful(factor));
      const pumped = anchor === "electricity" && isDoubtful(factor) ? pumpedOf(electricity) : undefined;
      return pumped === undefined ? [line] : [line, m.pumped(pumped)];
    }),
    ...missed.map(({ anchor, asked, reached }) => m.missed(anchor, short(asked), short(reached))),
    m.guessed,
    ...silent.flatMap((name) => {
      const hint = hints.get(name);
      const guess = `  ${m.guesses[name]}`;
      return hint === undefined ? [guess] : [guess, `    ${m.give({ name, ...hint, where: words.say(hint.where) })}`];
    }),
    ...(withRun ? [] : [`  ${m.noRun(parent)}`]),
    ...(plan === undefined ? [m.noPlan(parent)] : [m.plan(`${id}/${plan}`, `${parent}/${plan}`)]),
    m.next(scenarios.join(" ")),
  ];
}
