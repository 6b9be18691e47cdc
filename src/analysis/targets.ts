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

/** A value lies between two bounds in a year, in the series' unit. */
export interface RangeTarget {
  readonly kind: "range";
  readonly year: number;
  readonly low: number;
  readonly high: number;
}

/** A series has risen since an earlier year by an amount in its own unit (below 0: fallen). */
export interface IncrementTarget {
  readonly kind: "increment";
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** A series has grown since an earlier year at a mean yearly rate (0.05 for 5 % a year). */
export interface GrowthTarget {
  readonly kind: "growth";
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** A series has reached its plateau by a year: from then on it never rises by more than the plateau's tolerance. */
export interface PlateauTarget {
  readonly kind: "plateau";
  readonly by: number;
}

/** A series is lower in a year than in an earlier one, and in no year between above it. */
export interface DeclineTarget {
  readonly kind: "decline";
  readonly from: number;
  readonly year: number;
}

/** A series does not pass its value of an earlier year, upwards (`<=`) or downwards (`>=`), but for the tolerance. */
export interface HoldTarget {
  readonly kind: "hold";
  readonly from: number;
  readonly year: number;
  readonly operator: "<=" | ">=";
}

/** A series falls by a larger share than another does, by at least `value`. */
export interface RelativeTarget {
  readonly kind: "relative";
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

export type TargetSpec =
  | PeakTarget
  | LevelTarget
  | ReductionTarget
  | RangeTarget
  | IncrementTarget
  | GrowthTarget
  | PlateauTarget
  | DeclineTarget
  | HoldTarget
  | RelativeTarget;

/** Why a target cannot be judged. */
export type NotComputable =
  | "no_series"
  | "no_data"
  | "year_not_covered"
  | "base_year_not_covered"
  | "base_zero"
  | "undetermined";

/** What the numbers of a model cannot tell from the highest value; a plateau and a level that is held are judged by it. */
const TOLERANCE = 0.02;

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
 * A target judged against the series it is about; `series` undefined means that the run does not compute it. A
 * relative target needs the series that it is compared with.
 *
 * A peak target is met by a peak (or plateau, or peak before the first year) in time; a maximum at the horizon and one
 * that emissions return to within 5 % miss it, and an undetermined one leaves it open unless it comes too late.
 */
export function judgeTarget(target: TargetSpec, series: Series | undefined, than?: Series): TargetResult {
  const required = requiredBy(target);
  if (series === undefined) return { status: "not_computable", reason: "no_series", required };
  switch (target.kind) {
    case "peak":
      return judgePeak(target, series);
    case "plateau":
      return judgePlateau(target, series);
    case "level":
      return judgeValue(target, series, required);
    case "range":
      return judgeRange(target, series);
    case "relative": {
      const other = than === undefined ? undefined : fall(than, target.from);
      const own = fall(series, target.from);
      if (typeof own === "string") return { status: "not_computable", reason: own, required };
      if (other === undefined) return { status: "not_computable", reason: "no_series", required };
      if (typeof other === "string") return { status: "not_computable", reason: other, required };
      return judgeValue(target, difference(own, other), required);
    }
    default: {
      const changed = changeSince(target, series);
      if (typeof changed === "string") return { status: "not_computable", reason: changed, required };
      return judgeValue({ ...conditionOf(target), year: target.year }, changed, required);
    }
  }
}

function requiredBy(target: TargetSpec): number {
  switch (target.kind) {
    case "peak":
    case "plateau":
      return target.by;
    case "range":
      return target.low;
    case "decline":
      return 0;
    case "hold":
      return target.operator === "<=" ? TOLERANCE : -TOLERANCE;
    default:
      return target.value;
  }
}

type ChangeTarget = ReductionTarget | IncrementTarget | GrowthTarget | DeclineTarget | HoldTarget;

function conditionOf(target: ChangeTarget): { readonly operator: Operator } {
  return { operator: target.kind === "decline" ? "<" : target.operator };
}

/** What the series did since the target's first year, as a series of the years after it, or why that is not known. */
function changeSince(target: ChangeTarget, series: Series): Series | NotComputable {
  if (target.kind === "reduction") return fall(series, target.from);
  const base = valueIn(series, target.from);
  if (base === undefined) return "base_year_not_covered";
  if (target.kind === "increment") return after(series, target.from, (value) => value - base);
  if (base === 0) return "base_zero";
  switch (target.kind) {
    case "growth":
      return after(series, target.from, (value, year) => (value / base) ** (1 / (year - target.from)) - 1);
    case "decline": {
      // Above the first year's value anywhere on the way counts as the change of that year.
      let highest = Number.NEGATIVE_INFINITY;
      return after(series, target.from, (value) => {
        highest = Math.max(highest, value / base - 1);
        return highest > 0 ? highest : value / base - 1;
      });
    }
    case "hold": {
      let worst = 0;
      const pick = target.operator === "<=" ? Math.max : Math.min;
      return after(series, target.from, (value) => {
        worst = pick(worst, value / base - 1);
        return worst;
      });
    }
  }
}

/** The share lost since a year. */
function fall(series: Series, from: number): Series | NotComputable {
  const base = valueIn(series, from);
  if (base === undefined) return "base_year_not_covered";
  if (base === 0) return "base_zero";
  return after(series, from, (value) => 1 - value / base);
}

function after(series: Series, from: number, change: (value: number, year: number) => number): Series {
  const later = series.years.flatMap((year, i) =>
    year > from ? [{ year, value: change(series.values[i], year) }] : [],
  );
  return { years: later.map(({ year }) => year), values: later.map(({ value }) => value) };
}

function difference(a: Series, b: Series): Series {
  const both = a.years.flatMap((year, i) => {
    const other = valueIn(b, year);
    return other === undefined ? [] : [{ year, value: a.values[i] - other }];
  });
  return { years: both.map(({ year }) => year), values: both.map(({ value }) => value) };
}

function judgePlateau(target: PlateauTarget, series: Series): TargetResult {
  const highest = Array.from(series.values).reduce((a, b) => Math.max(a, b));
  const first = series.years[Array.from(series.values).findIndex((value) => value >= highest / (1 + TOLERANCE))];
  const met = first <= target.by;
  return {
    status: met ? "met" : "missed",
    actual: first,
    required: target.by,
    margin: target.by - first,
    level: highest,
    first_year_met: met ? first : undefined,
  };
}

function judgeRange(target: RangeTarget, series: Series): TargetResult {
  const actual = valueIn(series, target.year);
  if (actual === undefined) return { status: "not_computable", reason: "year_not_covered", required: target.low };
  const within = (value: number): number => Math.min(value - target.low, target.high - value);
  const margin = within(actual);
  return {
    status: margin >= 0 ? "met" : "missed",
    actual,
    required: target.low,
    margin,
    first_year_met: series.years.find((_, i) => within(series.values[i]) >= 0),
  };
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

function judgeValue(
  target: { readonly year: number; readonly operator: Operator },
  series: Series,
  required: number,
): TargetResult {
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
/** A bound is kept where only the last digits of the arithmetic pass it. */
const BOUND_WITHIN = 1e-12;

function holds(operator: Operator, actual: number, required: number): boolean {
  switch (operator) {
    case ">=":
      return actual >= required - BOUND_WITHIN * Math.abs(required);
    case "<=":
      return actual <= required + BOUND_WITHIN * Math.abs(required);
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
