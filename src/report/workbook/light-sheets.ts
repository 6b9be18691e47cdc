import { assess } from "../../questions/assessment/assessment.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { peakCells, promiseCells, type View } from "../text/promise-cells.ts";
import type { Cell } from "../text/text-table.ts";
import type { Words } from "../words/languages.ts";
import { printedTable, type Sheet } from "./sheet.ts";

export function lightTitle({ run, found }: View, words: Words): string {
  return words.assess.title({ region: words.say(run.scenario.region.label), year: found.year });
}

/** The lights of promises and of peaks, a sheet for each where there are any. */
export function tableSheets(view: View, words: Words): Sheet[] {
  const { assess: m, workbook: w } = words;
  const { promises, peaks } = view.found;
  const table = (name: string, rows: readonly (readonly Cell[])[]): Sheet[] => {
    if (rows.length === 0) return [];
    const { headings, rows: cells } = printedTable(rows);
    const named = headings.map((heading, i) => (heading !== "" ? heading : i === 0 ? w.light : w.remarks));
    const title = `${lightTitle(view, words)} (${view.run.scenario.id})`;
    return [{ name, title, headings: named, rows: cells, fixed: 2, notes: [m.note] }];
  };
  return [
    ...table(
      w.sheets.assessment,
      promises.map((one) => promiseCells(one, view, words)),
    ),
    ...table(
      `${w.sheets.assessment} ${w.sheets.peaks}`,
      peaks.map((one) => peakCells(one, view, words)),
    ),
  ];
}

/** The lights of a run in its last observed year, which nobody has reported anything of; nothing where no plan promises anything. */
export function lightSheets(run: ScenarioRun, words: Words): Sheet[] {
  const found = assess(run, run.scenario.lastObserved, []);
  return tableSheets({ run, reported: [], found }, words);
}
