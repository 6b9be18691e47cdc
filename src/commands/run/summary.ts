import { orderReversals } from "../../questions/compare/comparison.ts";
import type { ReportedRun } from "../../report/tables/run-files.ts";
import { readable } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import type { PeakResult } from "../../run/run.ts";
import { samePeakLines } from "./same-peak.ts";

/** Several runs side by side, and where another boundary turns their order round. */
export function summaryLines(reported: readonly ReportedRun[], words: Words): string[] {
  const m = words.common;
  const [{ run: first }] = reported;
  const columns = [{ title: m.boundary }, ...reported.map(({ run }) => ({ title: run.scenario.id }))];
  const rows = first.boundaries.map((boundary) => [
    words.say(boundary.label),
    ...reported.map(({ run }) =>
      cellText(
        run.boundaries.find(({ name }) => name === boundary.name),
        m.notComputed,
      ),
    ),
  ]);
  const reversals = orderReversals(reported).map(({ boundary, higher, lower, levers }) =>
    words.run.reversed({
      boundary: words.say(boundary.label),
      higher: higher.scenario.id,
      lower: lower.scenario.id,
      levers:
        levers.map((id) => words.say(higher.scenario.levers.get(id)?.lever.label ?? { en: id, zh: id })).join(", ") ||
        "-",
    }),
  );
  const same = samePeakLines(
    reported.map(({ run }) => run),
    words,
  );
  return [
    words.run.summary(words.unit(first.layout.peak.unit.text)),
    ...textTable(columns, rows),
    ...[...same, ...reversals].map((line) => `  ${line}`),
  ];
}

function cellText(result: PeakResult | undefined, missing: string): string {
  if (result?.peak === undefined) return missing;
  const { year, band, level, at_horizon } = result.peak;
  return `${at_horizon ? ">" : ""}${year} (${band.from}-${band.to}) ${readable(level)}`;
}
