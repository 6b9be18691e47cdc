import { assess } from "../../questions/assessment/assessment.ts";
import type { Cell } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { printedTable, type Sheet, textSheet } from "../../report/workbook/sheet.ts";
import { sourcesSheet } from "../../report/workbook/sources-sheet.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { peakCells, promiseCells } from "./cells.ts";
import { titleOf } from "./page.ts";
import type { View } from "./promise.ts";
import { summaryLines } from "./summary.ts";

/** The workbook: the head in sentences, the lights of promises and of peaks as they are printed, and what they rest on. */
export function assessmentSheets(view: View, command: string, words: Words): Sheet[] {
  const title = titleOf(view, words);
  return [
    textSheet(words.workbook.sheets.verdict, [title, ...summaryLines(view, words)]),
    ...tableSheets(view, words),
    sourcesSheet([view.run], command, words),
  ];
}

/** The lights of promises and of peaks, a sheet for each where there are any. */
function tableSheets(view: View, words: Words): Sheet[] {
  const { assess: m, workbook: w } = words;
  const { promises, peaks } = view.found;
  const table = (name: string, rows: readonly (readonly Cell[])[]): Sheet[] => {
    if (rows.length === 0) return [];
    const { headings, rows: cells } = printedTable(rows);
    const named = headings.map((heading, i) => (heading !== "" ? heading : i === 0 ? w.light : w.remarks));
    const title = `${titleOf(view, words)} (${view.run.scenario.id})`;
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
