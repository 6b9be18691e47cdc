import { convert } from "../../engine/language/units.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { fullSeries } from "../../run/scenario-run.ts";
import { historyOf } from "../../run/spliced.ts";
import { valueIn } from "../../statistics/series.ts";
import type { CsvCell, Table } from "../../text/csv.ts";
import type { Words } from "../words/languages.ts";
import { shownPlanUnit } from "../words/units.ts";
import { regionNames } from "./region-names.ts";

const PLAN_YEARS = [2020, 2025, 2030, 2035, 2060] as const;

/** A key indicator in a year: undefined where nothing is known of it, marked where it was reconstructed. */
export interface IndicatorValue {
  readonly year: number;
  readonly value: number | undefined;
  readonly estimated: boolean;
}

/**
 * The years of a plan's table: those of plans, the base year and the last observed one. A year before the base year stands
 * there where at least half of the indicators are known of it.
 */
function planYears(run: ScenarioRun): number[] {
  const { baseYear, lastObserved, horizon } = run.scenario;
  const years = [...new Set([...PLAN_YEARS, baseYear, lastObserved])].sort((a, b) => a - b);
  const early = years.filter((year) => year < baseYear);
  const rows = early.length === 0 ? [] : planValues(run, early);
  const isKnown = (year: number): boolean => {
    if (year >= baseYear) return year <= horizon;
    const known = rows.filter(({ values }) => values.some((one) => one.year === year && one.value !== undefined));
    return 2 * known.length >= rows.length;
  };
  return years.filter(isKnown);
}

/** The key indicators of a plan, in the units that plans use, as the model's report section lists them. */
export function planValues(run: ScenarioRun, years: readonly number[] = planYears(run)) {
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

/** The key indicators of several runs: the years of all, and a row for each indicator with the reconstructed ones among them. */
export function planRows(runs: readonly ScenarioRun[], words: Words) {
  const years = [...new Set(runs.flatMap((run) => planYears(run)))].sort((a, b) => a - b);
  const rows = runs.flatMap((run) =>
    planValues(run, years).map(({ label, unit, own, values }) => {
      const { name, factor } = shownPlanUnit(run.model.units, { plan: unit, own }, words);
      return {
        run,
        indicator: words.say(label),
        unit: name,
        values: values.map(({ value }) => value && value * factor),
        estimated: values.filter(({ estimated }) => estimated).map(({ year }) => year),
      };
    }),
  );
  return { years, rows };
}

/** Digits of a number in a plan's table that is worked with: more than are printed, fewer than say nothing. */
const PLAN_DIGITS = 6;

/** plan.csv: the annex of a plan as an office lays it out, in the units of plans and under headings in its language. */
export function planTable(runs: readonly ScenarioRun[], words: Words): Table {
  const m = words.common;
  const { years, rows } = planRows(runs, words);
  const region = regionNames(runs, words);
  const rounded = (value: number | undefined) => value && Number(value.toPrecision(PLAN_DIGITS));
  return {
    columns: [m.scenario, m.region, m.indicator, m.unit, ...years.map(String), words.workbook.reconstructed],
    rows: rows.map(({ run, indicator, unit, values, estimated }): CsvCell[] => [
      run.scenario.id,
      region(run),
      indicator,
      unit,
      ...values.map(rounded),
      estimated.join(" "),
    ]),
  };
}
