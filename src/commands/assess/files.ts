import type { AssessedPeak, AssessedPromise } from "../../questions/assessment/assessment.ts";
import type { LeverEffect } from "../../questions/assessment/lever-effects.ts";
import { type Light, lights } from "../../questions/assessment/lights.ts";
import { columnsOf } from "../../report/tables/run-columns.ts";
import { planUnit } from "../../report/tables/targets.ts";
import { headJson } from "../../report/text/head.ts";
import { planTargetLabel } from "../../report/text/plan-target-text.ts";
import { sourceOf, type View } from "../../report/text/promise-cells.ts";
import { labelOf } from "../../report/words/labels.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";
import type { Columns } from "../../text/csv.ts";
import type { Label } from "../../text/problems.ts";
import { isHeld, isPeak, rowsOf } from "./promise.ts";

/** The columns of assessment.csv: numbers in the model's units, shares as parts of 1. */
export function assessmentColumns(run: ScenarioRun): Columns<AssessedPromise | AssessedPeak> {
  type Row = AssessedPromise | AssessedPeak;
  const told =
    <T>(cell: (row: AssessedPromise) => T) =>
    (row: Row) =>
      isPeak(row) ? undefined : cell(row);
  const effects = (all: readonly LeverEffect[]) => all.map(({ lever, effect }) => `${lever.id} ${effect}`).join("; ");
  const label = ({ judged }: Row): Label => labelOf((words) => planTargetLabel(judged, words));
  return {
    ...columnsOf(run),
    target: ({ judged }) => judged.statement.id,
    kind: ({ judged }) => judged.target.kind,
    quantity: ({ judged }) => judged.target.quantity.name,
    label_en: (row) => label(row).en,
    label_zh: (row) => label(row).zh,
    year: ({ judged }) => judged.target.year,
    from_year: ({ judged }) => judged.measuredFrom ?? judged.target.base,
    operator: ({ judged }) => (judged.target.asked === undefined ? undefined : { word: judged.target.operator }),
    asked: ({ judged }) => judged.result.required,
    light: ({ light }) => light,
    reason: told(({ reason }) => reason),
    required_now: told(({ required }) => required),
    actual_now: told(({ actual }) => actual),
    origin: told(({ origin }) => origin),
    margin_now: told(({ margin }) => margin),
    error_now: told(({ error }) => error),
    projected: ({ judged }) => judged.result.actual,
    outlook: ({ outlook }) => outlook,
    needed_per_year: told(({ needed }) => needed),
    so_far_per_year: told(({ untilNow }) => untilNow),
    trend: (row) => (isPeak(row) ? row.trend : undefined),
    unit: ({ judged }) => planUnit(judged),
    carried_by: told(({ carriers }) => effects(carriers)),
    closed_by: ({ closers }) => effects(closers),
    draft: ({ judged }) => judged.isDraft,
    responsible: told(({ responsible }) => responsible.map(({ zh }) => zh).join("; ")),
    source: ({ judged }) => sourceOf(judged).join(", "),
  };
}

export function assessmentJson({ run, found }: View): object {
  const levers = (all: readonly LeverEffect[]) =>
    all.map(({ lever, effect, strength, responsible }) => ({
      lever: lever.id,
      label: lever.label,
      effect,
      strength,
      responsible,
    }));
  const head = ({ judged }: { readonly judged: JudgedPlanTarget }) => ({
    id: judged.statement.id,
    label: labelOf((words) => planTargetLabel(judged, words)),
    kind: judged.target.kind,
    quantity: judged.target.quantity.name,
    year: judged.target.year,
    from_year: judged.measuredFrom ?? judged.target.base,
    operator: judged.target.asked === undefined ? undefined : judged.target.operator,
    asked: judged.result.required,
    unit: planUnit(judged),
    document: judged.statement.document,
    section: judged.statement.section,
    draft: judged.isDraft,
  });
  const count = (all: readonly { readonly light: Light }[]) =>
    Object.fromEntries(lights.map((light) => [light, all.filter((one) => one.light === light).length]));
  return {
    ...headJson(run),
    year: found.year,
    runs: found.runs,
    counts: count(found.promises.filter(isHeld)),
    peak_counts: count(found.peaks.filter(isHeld)),
    draft_counts: count(rowsOf(found).filter((one) => !isHeld(one))),
    promises: found.promises.map((one) => ({
      ...head(one),
      light: one.light,
      reason: one.reason,
      path: one.path,
      required: one.required,
      actual: one.actual,
      origin: one.origin,
      margin: one.margin,
      error: one.error,
      projected: one.judged.result.actual,
      outlook: one.outlook,
      needed_per_year: one.needed,
      so_far_per_year: one.untilNow,
      carried_by: levers(one.carriers),
      closed_by: levers(one.closers),
      responsible: one.responsible,
    })),
    peaks: found.peaks.map((one) => ({
      ...head(one),
      light: one.light,
      peak_year: one.judged.result.actual,
      band_from: one.judged.result.band_from,
      band_to: one.judged.result.band_to,
      status: one.outlook,
      trend: one.trend,
      closed_by: levers(one.closers),
    })),
  };
}
