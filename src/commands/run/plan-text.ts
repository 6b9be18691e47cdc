import { type IndicatorValue, planValues } from "../../report/tables/plan.ts";
import { readable } from "../../report/text/number-text.ts";
import { type Cell, right, textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { unitOrNone } from "../../report/words/units.ts";
import type { ScenarioRun } from "../../run/run.ts";

/** The annex as a table, reconstructed years marked. */
export function planLines(run: ScenarioRun, words: Words): string[] {
  const m = words.common;
  const rows = planValues(run);
  if (rows.length === 0) return [];
  const lines = rows.map(({ label, unit, values }) => [
    [m.indicator, words.say(label)] as const,
    [m.unit, unitOrNone(unit, words)] as const,
    ...values.map(indicatorCell),
  ]);
  const marked = rows.some(({ values }) => values.some(({ estimated }) => estimated));
  return [m.keyIndicators, ...textTable(lines), ...(marked ? [`  ${m.reconstructed}`] : [])];
}

/** An indicator's value below its year, reconstructed ones marked. */
export function indicatorCell({ year, value, estimated }: IndicatorValue): Cell {
  return right(year, value === undefined ? "-" : `${readable(value)}${estimated ? "*" : ""}`);
}

/** The same for machines. */
export function planJson(runs: readonly ScenarioRun[]): unknown {
  return runs.map((run) => ({ scenario: run.scenario.id, region: run.scenario.region.id, plan: planValues(run) }));
}
