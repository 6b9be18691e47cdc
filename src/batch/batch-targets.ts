import { type QuickPeak, quickPeak } from "../run/peak/peak.ts";
import { isPeakStatus } from "../run/peak/peak-status.ts";
import { targetResult } from "../run/scenario-run.ts";
import { historyOf } from "../run/spliced.ts";
import { isMetIn, type TargetResult } from "../run/targets/targets.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Target } from "../scenario/targets/targets.ts";
import { need } from "../text/need.ts";
import type { LaneValue, RunReader } from "./run-reader.ts";

/** 1 where the target is met in a lane's run, 0 where it is missed, NaN where it cannot be judged. */
export type TargetJudge = (lane: number, peak: QuickPeak | undefined) => number;

/**
 * Judges a target run after run as a scenario's report does; `peak` spares a peak target the search where it is known.
 * Where years scatter as observed ones do (`byRecord`), the highest year is the peak and nothing is asked of the years
 * around it: rebounds and slopes of scatter tell nothing.
 */
export function targetJudge(scenario: Scenario, target: Target, reader: RunReader, byRecord = false): TargetJudge {
  const { baseYear, horizon } = scenario;
  const { variable, cell, kind } = target;
  if (target.kind === "peak") {
    const series = reader.series(variable.name, cell);
    const { by, below = Number.POSITIVE_INFINITY } = target;
    return (lane, peak = quickPeak(series(lane), baseYear)) => {
      if (!byRecord) return judgePeak(target, peak);
      return peak.year <= by && peak.year < horizon && peak.level <= below ? 1 : 0;
    };
  }
  if (kind !== "level" && kind !== "reduction" && kind !== "change") {
    const known = new Map(
      cellsOf(target).map((own) => [`${own.variable.name} ${own.cell}`, reader.series(own.variable.name, own.cell)]),
    );
    return (lane) => {
      const values = (name: string, own: number) => need(known, `${name} ${own}`)(lane);
      return compliance(targetResult(scenario, target, values, true).status);
    };
  }
  const history = historyOf(scenario, variable.name, cell)?.series;
  /** The number of a year, computed or observed; undefined where neither is known. */
  const valueIn = (year: number): LaneValue | undefined => {
    if (year >= baseYear && year <= horizon) return reader.value(variable.name, cell, year - baseYear);
    const at = history?.years.indexOf(year) ?? -1;
    if (history === undefined || at < 0) return undefined;
    const value = history.values[at];
    return () => value;
  };
  const value = valueIn(target.year);
  const from = "from" in target ? target.from : target.year;
  const base = valueIn(from);
  if (value === undefined || base === undefined) return () => Number.NaN;
  return (lane) => {
    const met = isMetIn(kind, target, value(lane), base(lane), from);
    return met === undefined ? Number.NaN : met ? 1 : 0;
  };
}

/** The cells that a target speaks of. */
function cellsOf(target: Target): readonly Pick<Target, "variable" | "cell">[] {
  const other = target.kind === "relative" ? target.than : target.kind === "crossing" ? target.over : undefined;
  return other === undefined ? [target] : [target, other];
}

/** The variables that a target speaks of. */
export function variablesOf(target: Target): string[] {
  return cellsOf(target).map(({ variable }) => variable.name);
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
