import { cellNames } from "../../engine/language/cells.ts";
import { nowcastOf } from "../../questions/nowcast.ts";
import { pollutantPaths } from "../../questions/pollutants.ts";
import type { ReportedRun } from "../../report/tables/run-files.ts";
import { headJson } from "../../report/text/head.ts";
import { resultJson, targetLabel } from "../../report/text/target-text.ts";
import { type RollUpRun, statisticalDifference, tradeYears, yearsWithoutSender } from "../../run/roll-up-run.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";
import { yearsWithoutValue } from "../../scenario/indicator-values.ts";
import type { Indicator } from "../../scenario/indicators.ts";
import { reachJson } from "../../scenario/levers/reach.ts";
import { pulledIn } from "../../scenario/paths/inputs.ts";
import type { Library } from "../../text/library.ts";

/** The results of runs for machines: one entry per scenario. */
export function runJson(library: Library, reported: readonly ReportedRun[]): unknown {
  return reported.map(({ run, peaksByLever, rollUp, certainty }) => ({
    ...headJson(run),
    boundaries: run.boundaries.map(peakJson),
    ...(certainty !== undefined && { certainty }),
    sectors: run.sectors.map(peakJson),
    pollutants: pollutantPaths(run),
    peaks_by_lever: peaksByLever,
    lever_settings: [...pulledIn(run.scenario).values()].map(
      ({ lever, strength, level, start, full, basis, responsible, source, reach }) => {
        return { lever: lever.id, strength, level, start, full, basis, responsible, source, ...reachJson(reach) };
      },
    ),
    targets: run.targets.map((judged) => ({
      name: judged.target.name,
      label: targetLabel(run, judged),
      kind: judged.target.kind,
      variable: judged.target.variable.name,
      members: cellNames(run.model, judged.target.variable.over)[judged.target.cell],
      text: judged.target.text,
      base_year_estimated: judged.baseEstimated,
      ...resultJson(judged),
    })),
    limits: run.limits.map(({ check, members, label, years }) => ({
      check: check.name,
      severity: check.severity,
      members,
      label,
      years,
    })),
    statistical_difference: rollUp && differenceJson(rollUp),
    ...(rollUp?.trade && { trade: tradeYears(rollUp), years_without_sender: yearsWithoutSender(rollUp) }),
    notes: run.scenario.notes,
    observation_gaps: run.gaps.map(({ variable, cell, year, observed, modelled }) => ({
      variable: variable.name,
      members: cellNames(run.model, variable.over)[cell],
      unit: variable.unit.text,
      year,
      observed,
      modelled,
    })),
    nowcast: nowcastOf(library, run),
    indicators: run.scenario.indicators.map((indicator) => indicatorJson(run, indicator)),
  }));
}

/** The sum beside the region that the members make up, by boundary and year; left out where there is no such region. */
function differenceJson(rollUp: RollUpRun): unknown {
  return statisticalDifference(rollUp)?.map(({ variable, cell, years }) => ({
    variable: variable.name,
    members: cellNames(rollUp.sum.model, variable.over)[cell],
    unit: variable.unit.text,
    years,
  }));
}

/** An indicator's values, null in years in which its formula divides by 0, and then which years and where it stands. */
function indicatorJson(run: ScenarioRun, { name, label, unit, formula: [{ at }] }: Indicator): unknown {
  const { baseYear } = run.scenario;
  const values = run.values(name, 0) ?? new Float64Array(0);
  const years = yearsWithoutValue(values, baseYear);
  return {
    name,
    label,
    unit: unit.text,
    first_year: baseYear,
    values: Array.from(values, (value) => (Number.isFinite(value) ? value : null)),
    not_computable: years.length === 0 ? undefined : { reason: "not_finite", years, at },
  };
}

export function peakJson(result: PeakResult): unknown {
  const { name, label, variable, series, peak, missing, historyPeak, splice, splicedPeak, beside } = result;
  return {
    name,
    label,
    unit: variable.unit.text,
    peak,
    not_computed: missing,
    history_peak: historyPeak,
    splice,
    spliced_peak: splicedPeak,
    beside: beside && { variable: beside.variable.name, peak: beside.peak, values: beside.series.values },
    first_year: series.years[0],
    values: series.values,
  };
}
