import { cellNames } from "../../engine/language/cells.ts";
import type { ScenarioRun } from "../../run/scenario-run.ts";
import type { TargetResult } from "../../run/targets/targets.ts";
import type { CsvCell } from "../../text/csv.ts";
import type { RegionNames } from "./region-names.ts";

/** Columns of targets.csv: the scenario file's own targets, then the plans', in one form; `sized_by` names levers. */
export const targetColumns = [
  "model",
  "scenario",
  "region",
  "target",
  "kind",
  "variable",
  "members",
  "year",
  "from_year",
  "operator",
  "required",
  "actual",
  "margin",
  "unit",
  "status",
  "reason",
  "first_year_met",
  "base_year_estimated",
  "peak_status",
  "band_to",
  "source",
  "role",
  "version",
  "superseded_by",
  "printed_value",
  "printed_value_high",
  "printed_unit",
  "sized_by",
] as const;

/** A row for each target of the scenario and each mapped statement of the plans. */
export function targetRows(run: ScenarioRun, names: RegionNames): CsvCell[][] {
  return [...scenarioRows(run, names), ...planRows(run, names)];
}

function headOf(run: ScenarioRun, names: RegionNames): string[] {
  return [run.model.name, run.scenario.id, names(run)];
}

const operators: ReadonlySet<string> = new Set(["=", ">=", "<=", ">", "<", "~"]);

/** A sign of comparison is our own word; what else a table of statements may hold there is its author's. */
function operatorCell(text: string): CsvCell {
  return operators.has(text) ? { word: text } : text;
}

function scenarioRows(run: ScenarioRun, names: RegionNames): CsvCell[][] {
  return run.targets.map(({ target, result, baseEstimated }) => [
    ...headOf(run, names),
    target.name,
    target.kind,
    target.variable.name,
    cellNames(run.model, target.variable.over)[target.cell].join("."),
    "by" in target ? target.by : target.year,
    "from" in target ? target.from : undefined,
    byYear.has(target.kind) ? "by" : "operator" in target ? operatorCell(target.operator) : undefined,
    result.required,
    result.actual,
    result.margin,
    unitOf(result, target.variable.unit.text),
    result.status,
    result.reason,
    result.first_year_met,
    String(baseEstimated),
    result.peak_status,
    result.band_to,
    target.source,
    ...new Array<undefined>(7).fill(undefined),
  ]);
}

const byYear = new Set(["peak", "plateau"]);

/** What the numbers required, found and left over are in. */
function unitOf({ terms }: TargetResult, unit: string): string {
  return terms === "years" ? "yr" : terms === "share" ? "1" : unit;
}

function planRows(run: ScenarioRun, names: RegionNames): CsvCell[][] {
  return run.planTargets.map(({ statement, target, result, baseEstimated, measuredFrom, sizedBy }) => [
    ...headOf(run, names),
    statement.id,
    target.kind,
    target.quantity.name,
    statement.part,
    target.year,
    measuredFrom ?? target.base,
    byYear.has(target.kind) ? "by" : operatorCell(target.operator),
    result.required,
    result.actual,
    result.margin,
    target.kind === "reduction" ? "1" : unitOf(result, target.quantity.unit),
    result.status,
    result.reason,
    result.first_year_met,
    String(baseEstimated),
    result.peak_status,
    result.band_to,
    `${statement.document}, ${statement.section}`,
    statement.role,
    target.version,
    target.supersededBy,
    statement.value,
    statement.valueHigh,
    statement.unit,
    sizedBy.map(({ id }) => id).join(" "),
  ]);
}

/** A row in the same columns for each statement that nothing is computed for, with the reason. */
export function unmappedRows(run: ScenarioRun, names: RegionNames): CsvCell[][] {
  const unmapped = run.scenario.planStatements.filter(({ target }) => target === undefined);
  return unmapped.map((statement) => [
    ...headOf(run, names),
    statement.id,
    undefined,
    statement.indicator,
    statement.part,
    statement.year,
    undefined,
    operatorCell(statement.qualifier),
    undefined,
    undefined,
    undefined,
    undefined,
    "not_mapped",
    statement.reason,
    undefined,
    undefined,
    undefined,
    undefined,
    `${statement.document}, ${statement.section}`,
    statement.role,
    undefined,
    undefined,
    statement.value,
    statement.valueHigh,
    statement.unit,
    undefined,
  ]);
}
