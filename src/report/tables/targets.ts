import { cellNames } from "../../engine/language/cells.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";
import type { TargetStatus } from "../../run/targets/target-status.ts";
import type { TargetResult } from "../../run/targets/targets.ts";
import { asksShare, type PlanQuantity, type PlanStatement } from "../../scenario/targets/plan-targets.ts";
import type { Columns, CsvCell } from "../../text/csv.ts";
import { headingName } from "../../text/table.ts";
import type { Words } from "../words/languages.ts";
import { shownUnit } from "../words/units.ts";
import type { RegionNames } from "./region-names.ts";
import { runColumns } from "./run-columns.ts";

/** A row of targets.csv: the scenario file's own targets and the plans' stand in one form; `sized_by` names levers. */
export interface TargetRow extends Readonly<Partial<Record<(typeof titles)[number], CsvCell>>> {
  readonly run: ScenarioRun;
}

const titles = [
  ...(["target", "kind", "variable", "members", "year", "from_year", "operator", "required", "actual"] as const),
  ...(["margin", "error", "unit", "status", "reason", "first_year_met", "base_year_estimated", "peak_status"] as const),
  ...(["band_to", "source", "role", "version", "superseded_by", "printed_value", "printed_value_high"] as const),
  ...(["printed_unit", "sized_by", "published", "published_year", "published_source", "at_odds"] as const),
  ...(["beside", "beside_actual", "beside_status"] as const),
];

export function targetColumns(names: RegionNames): Columns<TargetRow> {
  const cells = titles.map((title) => [title, (row: TargetRow) => row[title]] as const);
  return { ...runColumns(names), ...Object.fromEntries(cells) };
}

/** A row for each target of the scenario and each mapped statement of the plans. */
export function targetRows(run: ScenarioRun): TargetRow[] {
  return [...scenarioRows(run), ...planRows(run)];
}

const operators: ReadonlySet<string> = new Set(["=", ">=", "<=", ">", "<", "~"]);

/** A sign of comparison is our own word; what else a table of statements may hold there is its author's. */
function operatorCell(text: string): CsvCell {
  return operators.has(text) ? { word: text } : text;
}

function scenarioRows(run: ScenarioRun): TargetRow[] {
  return run.targets.map(({ target, result, status, error, baseEstimated }) => ({
    run,
    target: target.name,
    kind: target.kind,
    variable: target.variable.name,
    members: cellNames(run.model, target.variable.over)[target.cell].join("."),
    year: "by" in target ? target.by : target.year,
    from_year: "from" in target ? target.from : undefined,
    operator: byYear.has(target.kind) ? "by" : "operator" in target ? operatorCell(target.operator) : undefined,
    ...verdict(result, status, error),
    unit: unitOf(result, target.variable.unit.text),
    base_year_estimated: baseEstimated,
    source: target.source,
  }));
}

/** What the judgement of a target says, the same for all targets. */
function verdict(result: TargetResult, status: TargetStatus, uncertain: number) {
  const { required, actual, margin, reason, first_year_met, peak_status, band_to } = result;
  const error = uncertain > 0 ? uncertain : undefined;
  return { required, actual, margin, error, status, reason, first_year_met, peak_status, band_to };
}

const byYear = new Set(["peak", "plateau"]);

/** What the numbers required, found and left over are in. */
function unitOf({ terms }: TargetResult, unit: string): string {
  return terms === "years" ? "yr" : terms === "share" ? "1" : unit;
}

/** The same for a statement of a plan, whose falls are shares also where the formula itself gives the fall. */
export function planUnit({ target, result }: Pick<JudgedPlanTarget, "target" | "result">): string {
  return target.kind === "reduction" ? "1" : unitOf(result, target.quantity.unit);
}

function planRows(run: ScenarioRun): TargetRow[] {
  return run.planTargets.map(({ statement, target, result, status, error, ...judged }) => ({
    run,
    target: statement.id,
    kind: target.kind,
    variable: target.quantity.name,
    members: statement.part,
    year: statement.year,
    from_year: judged.measuredFrom ?? target.base,
    operator: target.kind === "early" ? undefined : byYear.has(target.kind) ? "by" : operatorCell(target.operator),
    ...verdict(result, status, error),
    unit: planUnit({ target, result }),
    base_year_estimated: judged.baseEstimated,
    published: judged.published?.value,
    published_year: judged.published?.year,
    published_source: judged.published?.source,
    beside: target.quantity.beside?.name,
    beside_actual: judged.beside?.result.actual,
    beside_status: judged.beside?.result.status,
    ...printed(statement),
    version: statement.isDraft && target.version === "in_force" ? "draft" : target.version,
    superseded_by: target.supersededBy,
    sized_by: judged.sizedBy.map(({ id }) => id).join(" "),
  }));
}

/** What the document prints and where. */
function printed({ document, section, role, value, valueHigh, unit, atOdds }: PlanStatement) {
  const source = `${document}, ${section}`;
  const at_odds = atOdds.map(({ id }) => id).join(" ");
  return { source, role, printed_value: value, printed_value_high: valueHigh, printed_unit: unit, at_odds };
}

/** A row in the same columns for each statement that nothing is computed for, with the reason. */
export function unmappedRows(run: ScenarioRun): TargetRow[] {
  const unmapped = run.scenario.planStatements.filter(({ target }) => target === undefined);
  return unmapped.map((statement) => ({
    run,
    target: statement.id,
    variable: statement.indicator,
    members: statement.part,
    year: statement.year,
    operator: operatorCell(statement.qualifier),
    status: "not_mapped",
    reason: statement.reason,
    ...printed(statement),
  }));
}

/**
 * The promises of plans and scenario, in the form that a table of promises is read back in: names, headings
 * and units in a language, numbers in the units that people count in.
 */
export function promiseColumns(words: Words): Columns<PromiseRow> {
  const { headings } = words.promiseTable;
  const cells = Object.keys(headings) as (keyof typeof headings)[];
  return Object.fromEntries(cells.map((name) => [headings[name], (row: PromiseRow) => row[name]]));
}

type PromiseRow = Readonly<Partial<Record<keyof Words["promiseTable"]["headings"], CsvCell>>>;

/** Rows of `promises`; a label that the names of quantities read as another one gives way to the quantity's id. */
export function promiseRows(
  { model }: ScenarioRun,
  promises: readonly Pick<JudgedPlanTarget, "statement" | "target">[],
  names: ReadonlyMap<string, Pick<PlanQuantity, "name">>,
  words: Words,
): PromiseRow[] {
  const { kinds, operators, stages } = words.promiseTable;
  return promises.map(({ statement, target }) => {
    const { kind, quantity, year, asked, askedHigh, base, operator } = target;
    const isShare = quantity.unit === "1" || asksShare(kind);
    const label = words.say(quantity.label);
    const { unit, factor } = isShare ? { unit: "%", factor: 100 } : shownUnit(model.units, quantity.unit, words);
    const amount = (value: number | undefined) => value && Number((value * factor).toPrecision(12));
    return {
      indicator: names.get(headingName(label))?.name === quantity.name ? label : quantity.name,
      kind: kinds[kind],
      year,
      operator: asked === undefined && kind !== "hold" ? undefined : { word: operators[operator] },
      value: amount(asked),
      value_high: amount(askedHigh),
      unit: asked === undefined ? undefined : unit,
      base_year: base,
      stage: statement.isDraft ? stages.draft : undefined,
      document: statement.document,
      section: statement.section,
      responsible: statement.responsible,
    };
  });
}
