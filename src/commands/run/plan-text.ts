import { type IndicatorValue, planValues } from "../../report/tables/plan.ts";
import { fixed } from "../../report/text/number-text.ts";
import { decimalsFor, LEVEL_DIGITS } from "../../report/text/sized.ts";
import { type Cell, right, sectionLines, type TableSection } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { type PlanUnits, shownPlanUnit } from "../../report/words/units.ts";
import type { ScenarioRun } from "../../run/run.ts";

/** The annex as a table, reconstructed years marked. */
export function planLines(run: ScenarioRun, words: Words): string[] {
  const section = planSection(run, words);
  return section === undefined ? [] : sectionLines(section);
}

/** The same as a table for a page; nothing where the model has no such annex. */
export function planSection(run: ScenarioRun, words: Words): TableSection | undefined {
  const m = words.common;
  const rows = planValues(run);
  if (rows.length === 0) return undefined;
  const lines = rows.map(({ label, unit, own, values }) => [
    [m.indicator, words.say(label)] as const,
    ...planCells(run, { plan: unit, own }, values, words),
  ]);
  const marked = rows.some(({ values }) => values.some(({ estimated }) => estimated));
  return { title: m.keyIndicators, rows: lines, notes: marked ? [m.reconstructed] : [] };
}

/** An indicator's unit and its values below their years, reconstructed ones marked, in the digits of all that stand `beside`. */
export function planCells(
  { model }: ScenarioRun,
  units: PlanUnits,
  values: readonly IndicatorValue[],
  words: Words,
  beside: readonly IndicatorValue[] = values,
): readonly [Cell, ...Cell[]] {
  const { name, factor } = shownPlanUnit(model.units, units, words);
  const decimals = decimalsFor(
    beside.map(({ value }) => value && value * factor),
    LEVEL_DIGITS,
  );
  return [
    [words.common.unit, name],
    ...values.map(({ year, value, estimated }) =>
      right(year, value === undefined ? "-" : `${fixed(value * factor, decimals)}${estimated ? "*" : ""}`),
    ),
  ];
}

/** The same for machines. */
export function planJson(runs: readonly ScenarioRun[]): unknown {
  return runs.map((run) => ({
    scenario: run.scenario.id,
    region: run.scenario.region.id,
    plan: planValues(run).map(({ own: _, ...row }) => row),
  }));
}
