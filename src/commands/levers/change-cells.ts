import type { MeasureChange } from "../../questions/levers/lever-attribution.ts";
import { type Cell, right } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { summedUnit } from "../../report/words/units.ts";
import type { ScenarioRun } from "../../run/run.ts";

/** One number of a change; undefined in a year that it does not have. */
export type Pick = (change: MeasureChange) => number | undefined;

/** The numbers of a change in a table: the peak's year and level, the emissions of some years, and their sum. */
export function changeCells(
  { layout }: ScenarioRun,
  years: readonly number[],
  words: Words,
  show: (pick: Pick, decimals: number) => string,
): readonly [Cell, ...Cell[]] {
  const unit = words.unit(layout.peak.unit.text);
  const cell = (title: string, decimals: number, pick: Pick) => right(title, show(pick, decimals));
  return [
    cell(words.common.peakYear, 2, ({ peak_year }) => peak_year),
    cell(words.common.peakLevelIn(unit), 1, ({ peak_level }) => peak_level),
    ...years.map((year) => cell(`${year}, ${unit}`, 1, ({ emissions }) => emissions.get(year))),
    cell(words.levers.cumulative(words.unit(summedUnit(layout.peak.unit.text))), 0, ({ cumulative }) => cumulative),
  ];
}
