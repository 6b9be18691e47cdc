import { findPeak } from "./peak.ts";
import type { PeakStatus } from "./peak-status.ts";
import { type Series, valueIn } from "./series.ts";

export type Operator = ">=" | "<=" | ">" | "<" | "=";

/** A series peaks no later than a year, and where asked no higher than a level (in the series' unit). */
export interface PeakTarget {
  readonly kind: "peak";
  readonly by: number;
  readonly below?: number;
}

/** A value holds in a year, in the series' unit. */
export interface LevelTarget {
  readonly kind: "level";
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** A series has fallen by a share of what it was in an earlier year. */
export interface ReductionTarget {
  readonly kind: "reduction";
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

export type TargetSpec = PeakTarget | LevelTarget | ReductionTarget;

/** Why a target cannot be judged. */
export type NotComputable = "no_series" | "year_not_covered" | "base_year_not_covered" | "base_zero" | "undetermined";

export interface TargetResult {
  readonly status: "met" | "missed" | "not_computable";
  /** Set where the target is not computable. */
  readonly reason?: NotComputable;
  /** What the run has: the year of the peak, the value, or the share lost since the first year. */
  readonly actual?: number;
  /** What the target asks for, in the same terms. */
  readonly required: number;
  /** How far the run is on the right side: years, the series' unit, or a share; negative where the target is missed. */
  readonly margin?: number;
  /** First year in which the condition holds; for a peak target the peak's year, if that meets it. */
  readonly first_year_met?: number;
  /** For a peak target: what kind of peak it is, the last year of its band, and its level. */
  readonly peak_status?: PeakStatus;
  readonly band_to?: number;
  readonly level?: number;
}

/**
 * A target judged against the series it is about; `series` undefined means that the run does not compute it.
 *
 * A peak target is met by a peak (or plateau, or peak before the first year) in time; a maximum at the horizon and one
 * that emissions return to within 5 % miss it, and an undetermined one leaves it open unless it comes too late.
 */
export function judgeTarget(target: TargetSpec, series: Series | undefined): TargetResult {
  const required = target.kind === "peak" ? target.by : target.value;
  if (series === undefined) return { status: "not_computable", reason: "no_series", required };
  if (target.kind === "peak") return judgePeak(target, series);
  if (target.kind === "level") return judgeValue(target, series, required);

  const base = valueIn(series, target.from);
  if (base === undefined) return { status: "not_computable", reason: "base_year_not_covered", required };
  if (base === 0) return { status: "not_computable", reason: "base_zero", required };
  const later = series.years.map((year, i) => ({ year, lost: 1 - series.values[i] / base }));
  const since = later.filter(({ year }) => year > target.from);
  const lost = { years: since.map(({ year }) => year), values: since.map((entry) => entry.lost) };
  return judgeValue(target, lost, required);
}

function judgePeak(target: PeakTarget, series: Series): TargetResult {
  const peak = findPeak(series);
  const inTime = peak.year <= target.by;
  const lowEnough = target.below === undefined || peak.level <= target.below;
  const found = {
    actual: peak.year,
    required: target.by,
    margin: target.by - peak.year,
    peak_status: peak.status,
    band_to: peak.band.to,
    level: peak.level,
  };
  if (!inTime || !lowEnough) return { status: "missed", ...found };
  if (peak.status === "undetermined") return { status: "not_computable", reason: "undetermined", ...found };
  const isPeak = peak.status === "peaked" || peak.status === "plateau" || peak.status === "before_base";
  return isPeak ? { status: "met", ...found, first_year_met: peak.year } : { status: "missed", ...found };
}

function judgeValue(target: LevelTarget | ReductionTarget, series: Series, required: number): TargetResult {
  const actual = valueIn(series, target.year);
  if (actual === undefined) return { status: "not_computable", reason: "year_not_covered", required };
  const first = series.years.find((_, i) => holds(target.operator, series.values[i], required));
  return {
    status: holds(target.operator, actual, required) ? "met" : "missed",
    actual,
    required,
    margin: margin(target.operator, actual, required),
    first_year_met: first,
  };
}

/** Equal means equal to a millionth: the numbers of a plan are rounded. */
const EQUAL_WITHIN = 1e-6;

function holds(operator: Operator, actual: number, required: number): boolean {
  switch (operator) {
    case ">=":
      return actual >= required;
    case "<=":
      return actual <= required;
    case ">":
      return actual > required;
    case "<":
      return actual < required;
    case "=":
      return Math.abs(actual - required) <= EQUAL_WITHIN * Math.max(Math.abs(actual), Math.abs(required));
  }
}

function margin(operator: Operator, actual: number, required: number): number {
  if (operator === "=") return -Math.abs(actual - required);
  return operator === ">=" || operator === ">" ? actual - required : required - actual;
}
