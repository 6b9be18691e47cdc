import { orderReversals } from "../../questions/compare/comparison.ts";
import type { ReportedRun } from "../../report/tables/run-files.ts";
import { leverName } from "../../report/text/names.ts";
import { peakYearText, spanText } from "../../report/text/number-text.ts";
import { sizedLevels } from "../../report/text/sized.ts";
import { type Cell, sectionLines, type TableSection } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { samePeakLines } from "./same-peak.ts";

/** Several runs side by side, and where another boundary turns their order round. */
export function summaryLines(reported: readonly ReportedRun[], words: Words): string[] {
  return sectionLines(summarySection(reported, words));
}

/** The same as a table for a page. */
export function summarySection(reported: readonly ReportedRun[], words: Words): TableSection {
  const m = words.common;
  const [{ run: first }] = reported;
  const found = reported.flatMap(({ run }) => run.boundaries.map(({ peak }) => peak?.level));
  const levels = sizedLevels(first, words, found);
  const rows = first.boundaries.map(({ name, label }) => [
    [m.boundary, words.say(label)] as const,
    ...reported.map(({ run }): Cell => {
      const peak = run.boundaries.find((boundary) => boundary.name === name)?.peak;
      const text = peak && `${peakYearText(peak)} (${spanText(peak.band)}) ${levels.text(peak.level)}`;
      return [run.scenario.id, text ?? m.notComputed];
    }),
  ]);
  const reversals = orderReversals(reported).map(({ boundary, higher, lower, levers }) =>
    words.run.reversed({
      boundary: words.say(boundary.label),
      higher: higher.scenario.id,
      lower: lower.scenario.id,
      levers: levers.map((id) => leverName(higher, id, words)).join(", ") || "-",
    }),
  );
  const same = samePeakLines(
    reported.map(({ run }) => run),
    words,
  );
  return { title: words.run.summary(levels.name), rows, notes: [...same, ...reversals] };
}
