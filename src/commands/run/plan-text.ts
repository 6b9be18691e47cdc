import { convert } from "../../engine/language/units.ts";
import { fixed } from "../../report/text/number-text.ts";
import { decimalsFor, LEVEL_DIGITS } from "../../report/text/sized.ts";
import { type Cell, right, sectionLines, type TableSection } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { type PlanUnits, shownPlanUnit } from "../../report/words/units.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { fullSeries } from "../../run/scenario-run.ts";
import { historyOf } from "../../run/spliced.ts";
import { valueIn } from "../../statistics/series.ts";

const PLAN_YEARS = [2020, 2025, 2030, 2035, 2060] as const;

/** A key indicator in a year: undefined where nothing is known of it, marked where it was reconstructed. */
export interface IndicatorValue {
  readonly year: number;
  readonly value: number | undefined;
  readonly estimated: boolean;
}

/** The key indicators of a plan, in the units that plans use, as the model's report section lists them. */
export function planValues(run: ScenarioRun, years: readonly number[] = PLAN_YEARS) {
  return run.layout.plan.map(({ variable, cell, unit, label }) => {
    const series = fullSeries(run, variable.name, cell);
    const estimated = historyOf(run.scenario, variable.name, cell)?.estimated;
    const factor = convert(variable.unit, unit) ?? 1;
    return {
      label: label ?? labelOfCell(run.model, variable, cell),
      unit: unit.text,
      own: variable.unit.text,
      values: years.map((year): IndicatorValue => {
        const value = series === undefined ? undefined : valueIn(series, year);
        return {
          year,
          value: value === undefined ? undefined : value * factor,
          estimated: estimated?.has(year) ?? false,
        };
      }),
    };
  });
}

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
