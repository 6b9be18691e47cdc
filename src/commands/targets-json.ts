import type { ScenarioRun } from "../run/scenario-run.ts";
import type { Label } from "../text/problems.ts";
import { headJson } from "./run/json.ts";
import { planCounts, planTargetLabel } from "./run/plan-targets.ts";
import { targetResultJson } from "./run/target-result-json.ts";

/** The statements about the regions of the runs for machines: each with document, section, number and verdict. */
export function targetsJson(runs: readonly ScenarioRun[], all: boolean, reasons: ReadonlyMap<string, Label>): unknown {
  return runs.map((run) => ({
    ...headJson(run),
    counts: planCounts(run),
    targets: run.planTargets.map((judged) => {
      const { statement, target, result, counts, baseEstimated, measuredFrom, sizedBy } = judged;
      return {
        ...printed(statement),
        label: { en: planTargetLabel(judged, "en"), zh: planTargetLabel(judged, "zh") },
        kind: target.kind,
        quantity: target.quantity.name,
        formula: target.quantity.formula,
        counted: target.quantity.words,
        asked: target.asked,
        asked_high: target.askedHigh,
        asked_unit: target.quantity.unit,
        operator: target.operator,
        from_year: measuredFrom ?? target.base,
        inherited_from: target.inheritedFrom,
        version: target.version,
        superseded_by: target.supersededBy,
        counts,
        base_year_estimated: baseEstimated,
        sized_by: sizedBy.length === 0 ? undefined : sizedBy.map(({ id }) => id),
        ...targetResultJson(result),
      };
    }),
    not_mapped: all
      ? run.scenario.planStatements
          .filter(({ target }) => target === undefined)
          .map((statement) => ({
            ...printed(statement),
            reason: statement.reason,
            reason_text: reasons.get(statement.reason ?? ""),
          }))
      : undefined,
  }));
}

function printed(statement: ScenarioRun["scenario"]["planStatements"][number]): Record<string, unknown> {
  const { id, part, jurisdiction, document, section, indicator, qualifier, year, value, valueHigh, unit } = statement;
  return {
    id,
    jurisdiction,
    part,
    document,
    section,
    indicator,
    qualifier,
    year,
    value,
    value_high: valueHigh,
    unit,
    base_year: statement.baseYear,
    role: statement.role,
  };
}
