import { orderReversals } from "../analysis/order-reversals.ts";
import type { PeakResult } from "../analysis/scenario-run.ts";
import { type Language, messages, say } from "./messages.ts";
import { readable } from "./number-text.ts";
import type { ReportedRun } from "./output-files.ts";
import { samePeakLines } from "./same-peak.ts";
import { textTable } from "./text-table.ts";
import { unitText } from "./unit-text.ts";

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
