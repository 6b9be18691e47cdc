import { type QuickPeak, quickPeak } from "../run/peak/peak.ts";
import { isPeakStatus } from "../run/peak/peak-status.ts";
import { targetResult } from "../run/scenario-run.ts";
import { historyOf } from "../run/spliced.ts";
import { judgeTarget, type TargetResult } from "../run/targets/targets.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Target } from "../scenario/targets/targets.ts";

/** The run that is judged: the values of a variable's cell, and the one of a year, counted from the base year. */
export interface JudgedRun {
  readonly series: (variable: string, cell: number) => Float64Array;
  readonly value: (variable: string, cell: number, year: number) => number;
}

/** 1 where the target is met in a run, 0 where it is missed, NaN where it cannot be judged. */
export type TargetJudge = (run: JudgedRun, peak: QuickPeak | undefined) => number;

/**
 * Judges a target run after run as a scenario's report does; `peak` spares a peak target the search where it is known.
 * Where years scatter as observed ones do (`byRecord`), the highest year is the peak and nothing is asked of the years
 * around it: rebounds and slopes of scatter tell nothing.
 */
export function targetJudge(scenario: Scenario, target: Target, byRecord = false): TargetJudge {
  const { baseYear, horizon } = scenario;
  const { variable, cell } = target;
  if (target.kind === "peak" && byRecord) {
    const { by, below = Number.POSITIVE_INFINITY } = target;
    return ({ series }, peak) => {
      const { year, level } = peak ?? quickPeak(series(variable.name, cell), baseYear);
      return year <= by && year < horizon && level <= below ? 1 : 0;
    };
  }
  if (target.kind === "peak")
    return ({ series }, peak) => judgePeak(target, peak ?? quickPeak(series(variable.name, cell), baseYear));
  if (target.kind !== "level" && target.kind !== "reduction" && target.kind !== "change")
    return ({ series }) => compliance(targetResult(scenario, target, series, true).status);
  const history = historyOf(scenario, variable.name, cell)?.series;
  const asked = target.kind === "level" ? [target.year] : [target.from, target.year];
  const known = asked.every((year) => (year >= baseYear && year <= horizon) || history?.years.includes(year) === true);
  if (!known) return () => Number.NaN;
  // Only the years that the target speaks of are handed over: a thousand runs need no more.
  const before = asked.map((year) =>
    history === undefined ? Number.NaN : history.values[history.years.indexOf(year)],
  );
  const judged = { years: asked, values: new Float64Array(asked.length) };
  return ({ value }) => {
    for (const [i, year] of asked.entries())
      judged.values[i] = year < baseYear ? before[i] : value(variable.name, cell, year - baseYear);
    return compliance(judgeTarget(target, judged).status);
  };
}

/** The variables that a target speaks of. */
export function variablesOf(target: Target): string[] {
  const other = target.kind === "relative" ? target.than : target.kind === "crossing" ? target.over : undefined;
  return [target.variable.name, ...(other === undefined ? [] : [other.variable.name])];
}

function compliance(status: TargetResult["status"]): number {
  return status === "met" ? 1 : status === "missed" ? 0 : Number.NaN;
}

/** As `judgeTarget` judges a peak. */
function judgePeak({ by, below }: { by: number; below?: number }, { year, level, status }: QuickPeak): number {
  if (year > by || (below !== undefined && level > below)) return 0;
  if (status === "undetermined") return Number.NaN;
  return isPeakStatus(status) ? 1 : 0;
}
