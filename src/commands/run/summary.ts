import { orderReversals } from "../../questions/compare/order-reversals.ts";
import type { ReportedRun } from "../../report/tables/run-files.ts";
import { readable } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import { type Language, messages, say } from "../../report/words/messages.ts";
import { unitText } from "../../report/words/units.ts";
import type { PeakResult } from "../../run/scenario-run.ts";
import { samePeakLines } from "./same-peak.ts";

/** Several runs side by side, and where another boundary turns their order round. */
export function summaryLines(reported: readonly ReportedRun[], language: Language): string[] {
  const m = messages[language];
  const [{ run: first }] = reported;
  const columns = [{ title: m.boundary }, ...reported.map(({ run }) => ({ title: run.scenario.id }))];
  const rows = first.boundaries.map((boundary) => [
    say(boundary.label, language),
    ...reported.map(({ run }) =>
      cellText(
        run.boundaries.find(({ name }) => name === boundary.name),
        m.notComputed,
      ),
    ),
  ]);
  const reversals = orderReversals(reported).map(({ boundary, higher, lower, levers }) =>
    m.reversed({
      boundary: say(boundary.label, language),
      higher: higher.scenario.id,
      lower: lower.scenario.id,
      levers:
        levers
          .map((id) => say(higher.scenario.levers.get(id)?.lever.label ?? { en: id, zh: id }, language))
          .join(", ") || "-",
    }),
  );
  const same = samePeakLines(
    reported.map(({ run }) => run),
    language,
  );
  return [
    m.summary(unitText(first.layout.peak.unit.text, language)),
    ...textTable(columns, rows),
    ...[...same, ...reversals].map((line) => `  ${line}`),
  ];
}

function cellText(result: PeakResult | undefined, missing: string): string {
  if (result?.peak === undefined) return missing;
  const { year, band, level, at_horizon } = result.peak;
  return `${at_horizon ? ">" : ""}${year} (${band.from}-${band.to}) ${readable(level)}`;
}
