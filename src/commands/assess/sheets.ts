import type { View } from "../../report/text/promise-cells.ts";

import type { Words } from "../../report/words/languages.ts";
import { lightTitle, tableSheets } from "../../report/workbook/light-sheets.ts";
import { type Sheet, textSheet } from "../../report/workbook/sheet.ts";
import { sourcesSheet } from "../../report/workbook/sources-sheet.ts";

import { summaryLines } from "./summary.ts";

/** The workbook: the head in sentences, the lights of promises and of peaks as they are printed, and what they rest on. */
export function assessmentSheets(view: View, command: string, words: Words): Sheet[] {
  const title = lightTitle(view, words);
  return [
    textSheet(words.workbook.sheets.verdict, [title, ...summaryLines(view, words)]),
    ...tableSheets(view, words),
    sourcesSheet([view.run], command, words),
  ];
}
