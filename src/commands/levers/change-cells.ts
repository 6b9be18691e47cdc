import type { MeasureChange } from "../../questions/levers/lever-attribution.ts";
import { type Sized, sizedChanges, sizedSums } from "../../report/text/sized.ts";
import { type Cell, right } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import type { ScenarioRun } from "../../run/run.ts";

/** One number of a change; undefined in a year that it does not have. */
export type Pick = (change: MeasureChange) => number | undefined;

/** Writes a number of a change in a size; years have one of their own. */
export type Show = (pick: Pick, size: Size) => string;

/** What a number is multiplied by, and its decimals. */
type Size = { readonly factor: number; readonly decimals: number };

/** How the changes of one table are written: its levels and its sums each in the digits of their largest. */
export interface ChangeSizes {
  readonly levels: Sized;
  readonly sums: Sized;
}

/** The sizes of a table of changes, by all that stand in it. */
export function changeSizes(run: ScenarioRun, changes: readonly MeasureChange[], words: Words): ChangeSizes {
  const levels = changes.flatMap(({ peak_level, emissions }) => [peak_level, ...emissions.values()]);
  const sums = changes.map(({ cumulative }) => cumulative);
  return { levels: sizedChanges(run, words, levels), sums: sizedSums(run, words, sums) };
}

const YEARS: Size = { factor: 1, decimals: 2 };

/** The numbers of a change in a table: the peak's year and level, the emissions of some years, and their sum. */
export function changeCells(
  { levels, sums }: ChangeSizes,
  years: readonly number[],
  words: Words,
  show: Show,
): readonly [Cell, ...Cell[]] {
  const cell = (title: string, size: Size, pick: Pick) => right(title, show(pick, size));
  return [
    cell(words.common.peakYear, YEARS, ({ peak_year }) => peak_year),
    cell(words.common.peakLevelIn(levels.name), levels, ({ peak_level }) => peak_level),
    ...years.map((year) => cell(`${year}, ${levels.name}`, levels, ({ emissions }) => emissions.get(year))),
    cell(words.levers.cumulative(sums.name), sums, ({ cumulative }) => cumulative),
  ];
}
