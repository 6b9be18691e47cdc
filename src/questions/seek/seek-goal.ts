import { findTop } from "../../run/peak/peak.ts";
import { judgeTarget } from "../../run/targets/targets.ts";
import type { Target } from "../../scenario/targets/targets.ts";
import type { Series } from "../../statistics/series.ts";

/** What is asked of a boundary: to peak no later than a year and, where given, no higher than a level. */
export interface PeakGoal {
  readonly boundary: string;
  readonly by: number;
  /** In the unit of the emissions. */
  readonly below?: number;
}

/** Whether a series meets the goal, as a scenario's peak target is judged. */
export function meetsGoal(series: Series, { by, below }: PeakGoal): boolean {
  return judgeTarget({ kind: "peak", by, below }, series).status === "met";
}

/**
 * How far a series is from the goal in the unit of the emissions: by how much its highest value after the year exceeds
 * that up to it, or its highest value the level, whichever is more. At most 0 where year and level are met.
 */
export function goalExcess(series: Series, { by, below }: PeakGoal): number {
  let until = Number.NEGATIVE_INFINITY;
  let after = Number.NEGATIVE_INFINITY;
  series.years.forEach((year, i) => {
    if (year <= by) until = Math.max(until, series.values[i]);
    else after = Math.max(after, series.values[i]);
  });
  const late = after - until;
  return below === undefined ? late : Math.max(late, findTop(series).level - below);
}

/** What is asked of a quantity: a target that is no peak. */
export interface TargetGoal {
  readonly target: Exclude<Target, { kind: "peak" }>;
}
