import type { ReportedRun } from "../../report/tables/run-files.ts";
import { planTargetCells } from "../../report/text/plan-target-text.ts";
import { targetRow } from "../../report/text/target-text.ts";
import type { Row } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import {
  leversSheet,
  peaksSheet,
  planSheet,
  titleOf,
  trajectoriesSheet,
  verdictLines,
} from "../../report/workbook/run-sheets.ts";
import { printedTable, type Sheet, textSheet } from "../../report/workbook/sheet.ts";
import { sourcesSheet } from "../../report/workbook/sources-sheet.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { lightSheets } from "../assess/sheets.ts";

/** The sheets of a run or several. */
export function runSheets(reported: readonly ReportedRun[], command: string, words: Words): Sheet[] {
  const runs = reported.map(({ run }) => run);
  // The lights of several scenarios stand on sheets of their own.
  const lights = reported.flatMap(({ run, rollUp }, i) =>
    rollUp !== undefined || run.planTargets.length === 0
      ? []
      : lightSheets(run, words).map((sheet) =>
          runs.length < 2 ? sheet : { ...sheet, name: `${sheet.name} ${i + 1}` },
        ),
  );
  const isPlanned = runs.some(({ layout }) => layout.plan.length > 0);
  return [
    textSheet(words.workbook.sheets.verdict, verdictLines(runs, words)),
    isPlanned && planSheet(runs, words),
    peaksSheet(runs, words),
    leversSheet(reported, words),
    targetsSheet(runs, words),
    ...lights,
    trajectoriesSheet(runs, words),
    sourcesSheet(runs, command, words),
  ].filter((sheet) => sheet !== undefined && sheet !== false);
}

/** The targets of scenarios and plans as they are printed, a document's one below the other; undefined where there are none. */
export function targetsSheet(runs: readonly ScenarioRun[], words: Words): Sheet | undefined {
  const { common: m, targets: t, workbook: w } = words;
  const rows = runs.flatMap((run) => {
    const own = run.targets.map((judged) => ["", "", "", ...textsOf(targetRow(run, judged, words))]);
    const planned = run.planTargets.map((judged) => [
      judged.statement.document,
      ...textsOf(planTargetCells(judged, run, words)),
    ]);
    return [...own, ...planned].map((row) => [...(runs.length < 2 ? [] : [run.scenario.id]), ...row]);
  });
  if (rows.length === 0) return undefined;
  const headings = [
    ...(runs.length < 2 ? [] : [m.scenario]),
    ...[w.document, t.id, t.section, m.target, m.year, m.asked, t.found, t.margin, w.verdict, t.firstMet, w.remarks],
  ];
  const { rows: cells } = printedTable([headings.map((title, i) => [title, rows[0][i]] as const), ...rows.slice(1)]);
  return {
    name: w.sheets.targets,
    title: titleOf(runs, w.sheets.targets, words),
    headings,
    rows: cells,
    fixed: 0,
    notes: [],
  };
}

function textsOf(row: Row): string[] {
  return row.map((cell) => (typeof cell === "string" ? cell : cell[1]));
}
