import {
  BOUND_WITHIN,
  type Condition,
  type DeclineTarget,
  type HoldTarget,
  movedBy,
  type Operator,
  type PeakTarget,
  type PlateauTarget,
  type RangeTarget,
  type TargetSpec,
} from "../../scenario/targets/targets.ts";
import { type Series, valueIn } from "../../statistics/series.ts";
import { findPeak } from "../peak/peak.ts";
import { isPeakStatus, type PeakStatus } from "../peak/peak-status.ts";

/** Why a target cannot be judged; `over_zero` may also say why a target that is judged has no ratio to show. */
export type NotComputable =
  | "no_series"
  | "no_data"
  | "no_year"
  | "year_not_covered"
  | "base_year_not_covered"
  | "base_zero"
  | "base_negative"
  | "other_base_not_positive"
  | "crosses_zero"
  | "over_zero"
  | "over_negative"
  | "not_finite"
  | "undetermined";

/** What the numbers of a result are: calendar years, amounts in the series' unit, or shares (0.05 for 5 %). */
export type Terms = "years" | "unit" | "share";

/** What the numbers of a model cannot tell from the highest value; a plateau and a level that is held are judged by it. */
const TOLERANCE = 0.02;

export interface TargetResult {
  readonly status: "met" | "missed" | "not_computable";
  /** Set where the target is not computable, and where `actual` is not. */
  readonly reason?: NotComputable;
  /** What `actual`, `required` and `margin` are; a margin in terms of years counts them. */
  readonly terms: Terms;
  /** What the run has: the year of the peak, the value, or the share lost since the first year. */
  readonly actual?: number;
  /** What the target asks for, in the same terms; undefined where it says no number and no year. */
  readonly required?: number;
  /** How far the run is on the right side: years, the series' unit, or a share; negative where the target is missed. */
  readonly margin?: number;
  /** First year in which the condition holds (none of a number that no year moves); for a peak target the peak's year, if that meets it. */
  readonly first_year_met?: number;
  /** For a peak target: what kind of peak it is, the first and last year of its band, and its level. */
  readonly peak_status?: PeakStatus;
  readonly band_from?: number;
  readonly band_to?: number;
  readonly level?: number;
}

/**
 * A target judged against the series it is about; `series` undefined means that the run does not compute it. A
 * relative target needs the series that it is compared with.
 *
 * A peak target is met by a peak (or plateau, or peak before the first year) in time; a maximum at the horizon and one
 * that emissions return to within 5 % miss it, and an undetermined one leaves it open unless it comes too late.
 *
 * Whether a series is lower, not above or not below an earlier year is judged by its values, so that it can be said of
 * net exports too; only how far is then told in the series' unit. A share of a value that is 0 or negative is not
 * computable, nor is a yearly rate from above 0 to below.
 */
export function judgeTarget(target: TargetSpec, series: Series | undefined, than?: Series): TargetResult {
  const required = requiredBy(target);
  const terms = termsOf(target);
  const open = (reason: NotComputable) => notComputable(reason, terms, required);
  if (series === undefined) return open("no_series");
  if (terms === "years" && !Array.from(series.values).every(Number.isFinite)) return open("not_finite");
  switch (target.kind) {
    case "peak":
      return judgePeak(target, series);
    case "plateau":
      return judgePlateau(target, series);
    case "level":
      return judgeValue(target, amounts(series), { terms, required, scale: largest(series) });
    case "range":
      return judgeRange(target, series);
    case "decline":
    case "hold":
      return judgeCourse(target, series);
    case "falling": {
      if (valueIn(series, target.from) === undefined) return open("base_year_not_covered");
      const since = eachYear(series, target.from);
      return judgeValue({ year: target.year, operator: "<" }, since, { terms, required, scale: 0 });
    }
    case "increment": {
      const base = valueIn(series, target.from);
      if (base === undefined) return open("base_year_not_covered");
      const since = after(series, target.from, (value, year) => movedBy(target.kind, base, value, year - target.from));
      return judgeValue(target, since, { terms, required, scale: largest(series) });
    }
    case "growth":
    case "change":
    case "reduction": {
      const base = positiveBase(series, target.from);
      if (typeof base === "string") return open(base);
      const { kind, from } = target;
      const since = after(series, from, (value, year) =>
        kind === "growth" && value < 0 ? "crosses_zero" : movedBy(kind, base, value, year - from),
      );
      return judgeValue(target, since, { terms, required, scale: SHARE_SCALE });
    }
    case "relative": {
      const base = positiveBase(series, target.from);
      if (typeof base === "string") return open(base);
      if (than === undefined) return open("no_series");
      const other = positiveBase(than, target.from);
      if (typeof other === "string") return open(other === "base_year_not_covered" ? other : "other_base_not_positive");
      const since = after(series, target.from, (value, year) => {
        const beside = valueIn(than, year);
        return beside === undefined ? "year_not_covered" : 1 - value / base - (1 - beside / other);
      });
      return judgeValue(target, since, { terms, required, scale: SHARE_SCALE });
    }
  }
}

/**
 * Whether the value of one year meets a level, or has moved enough since that of an earlier year (`base`, in `from`), as
 * `judgeTarget` judges it; undefined where that cannot be computed. Batches ask it of every run.
 */
export function isMetIn(
  kind: "level" | "reduction" | "change",
  { year, operator, value: required }: Condition,
  value: number,
  base: number,
  from = year,
): boolean | undefined {
  if (kind === "level") return Number.isFinite(value) ? holds(operator, value, required, Math.abs(value)) : undefined;
  if (!(base > 0) || !Number.isFinite(base) || year <= from) return undefined;
  const moved = movedBy(kind, base, value, year - from);
  return Number.isFinite(moved) ? holds(operator, moved, required, SHARE_SCALE) : undefined;
}

function notComputable(reason: NotComputable, terms: Terms, required: number): TargetResult {
  return { status: "not_computable", reason, terms, required };
}

/** What a target of this kind asks a series for is said in these terms. */
export function termsOf({ kind }: TargetSpec): Terms {
  switch (kind) {
    case "peak":
    case "plateau":
      return "years";
    case "level":
    case "range":
    case "increment":
      return "unit";
    default:
      return "share";
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
    case "falling":
      return 0;
    case "hold":
      return target.operator === "<=" ? TOLERANCE : -TOLERANCE;
    default:
      return target.value;
  }
}

/** Shares are told from one another beside the whole. */
const SHARE_SCALE = 1;

/** A number for each of some years, or why a year has none. */
interface Judged {
  readonly years: readonly number[];
  readonly values: readonly (number | NotComputable)[];
}

function amounts({ years, values }: Series): Judged {
  return { years, values: Array.from(values, finite) };
}

function finite(value: number | NotComputable): number | NotComputable {
  return typeof value === "number" && !Number.isFinite(value) ? "not_finite" : value;
}

function largest({ values }: Series): number {
  let size = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) size = Math.max(size, Math.abs(values[i]));
  return size;
}

/** The value that shares are taken of, or why none can be. */
function positiveBase(series: Series, from: number): number | NotComputable {
  const base = valueIn(series, from);
  if (base === undefined) return "base_year_not_covered";
  if (!Number.isFinite(base)) return "not_finite";
  if (base > 0) return base;
  return base === 0 ? "base_zero" : "base_negative";
}

function after(series: Series, from: number, change: (value: number, year: number) => number | NotComputable): Judged {
  const years = series.years.filter((year) => year > from);
  return { years, values: years.map((year) => finite(change(valueIn(series, year) as number, year))) };
}

/**
 * Lower than an earlier year, or not above or below it, anywhere on the way. The year that is furthest on the wrong
 * side stands for those after it: as a share of the earlier year where that is above 0, otherwise in the series' unit.
 */
function judgeCourse(target: DeclineTarget | HoldTarget, series: Series): TargetResult {
  const base = valueIn(series, target.from);
  const required = requiredBy(target);
  if (base === undefined) return notComputable("base_year_not_covered", "share", required);
  const inShares = base > 0;
  const change = (value: number) => (inShares ? value / base - 1 : value - base);
  let worst = target.kind === "hold" ? 0 : Number.NEGATIVE_INFINITY;
  const pick = target.kind === "hold" && target.operator === ">=" ? Math.min : Math.max;
  const since = after(series, target.from, (value) => {
    worst = pick(worst, change(value));
    // A decline counts what it was above the first year on the way, and otherwise where it is.
    return target.kind === "hold" || worst > 0 ? worst : change(value);
  });
  return judgeValue({ year: target.year, operator: target.kind === "hold" ? target.operator : "<" }, since, {
    terms: inShares ? "share" : "unit",
    required: inShares ? required : required * Math.abs(base),
    scale: inShares ? SHARE_SCALE : largest(series),
  });
}

/** The largest change of a year against the one before, anywhere on the way, as a share of it. */
function eachYear(series: Series, from: number): Judged {
  let worst = Number.NEGATIVE_INFINITY;
  return after(series, from, (value, year) => {
    const before = positiveBase(series, year - 1);
    if (typeof before === "string") return before;
    worst = Math.max(worst, value / before - 1);
    return worst;
  });
}

function judgePlateau({ by }: PlateauTarget, { years, values }: Series): TargetResult {
  const level = Array.from(values).reduce((a, b) => Math.max(a, b));
  const least = level > 0 ? level / (1 + TOLERANCE) : level * (1 + TOLERANCE);
  const first = years[Array.from(values).findIndex((value) => value >= least)];
  const measures = { terms: "years", actual: first, required: by, margin: by - first, level } as const;
  return first <= by ? { status: "met", ...measures, first_year_met: first } : { status: "missed", ...measures };
}

function judgeRange(target: RangeTarget, series: Series): TargetResult {
  const actual = valueIn(series, target.year);
  if (actual === undefined) return notComputable("year_not_covered", "unit", target.low);
  if (!Number.isFinite(actual)) return notComputable("not_finite", "unit", target.low);
  const slack = BOUND_WITHIN * Math.max(Math.abs(target.low), Math.abs(target.high));
  const within = (value: number): number => Math.min(value - target.low, target.high - value);
  return {
    status: within(actual) >= -slack ? "met" : "missed",
    terms: "unit",
    required: target.low,
    actual,
    margin: within(actual),
    first_year_met: firstYear(series, (value) => within(value) >= -slack),
  };
}

function judgePeak(target: PeakTarget, series: Series): TargetResult {
  const peak = findPeak(series);
  const inTime = peak.year <= target.by;
  const lowEnough = target.below === undefined || peak.level <= target.below;
  const measures = {
    terms: "years" as const,
    actual: peak.year,
    required: target.by,
    peak_status: peak.status,
    band_from: peak.band.from,
    band_to: peak.band.to,
    level: peak.level,
  };
  const margin = target.by - peak.year;
  if (!inTime) return { status: "missed", ...measures, margin };
  // What is missed for another reason than its year has no margin in years.
  if (!lowEnough) return { status: "missed", ...measures };
  if (peak.status === "undetermined") return { status: "not_computable", reason: "undetermined", ...measures };
  return isPeakStatus(peak.status)
    ? { status: "met", ...measures, margin, first_year_met: peak.year }
    : { status: "missed", ...measures };
}

/** The first year that meets it; none where the quantity is one number whatever the year. */
function firstYear<T>(
  { years, values }: { readonly years: readonly number[]; readonly values: ArrayLike<T> },
  isMet: (value: T) => boolean,
): number | undefined {
  const isOne = years.length > 1 && years.every((_, i) => values[i] === values[0]);
  return isOne ? undefined : years.find((_, i) => isMet(values[i]));
}

interface Bound {
  readonly terms: Terms;
  readonly required: number;
  /** Largest number that goes into the values: what is small beside it is rounding. */
  readonly scale: number;
}

function judgeValue(
  target: Pick<Condition, "year" | "operator">,
  { years, values }: Judged,
  { terms, required, scale }: Bound,
): TargetResult {
  const actual = values[years.indexOf(target.year)] ?? "year_not_covered";
  if (typeof actual === "string") return notComputable(actual, terms, required);
  if (Number.isNaN(actual)) return notComputable("not_finite", terms, required);
  const isMet = (value: number | NotComputable): boolean =>
    typeof value === "number" && holds(target.operator, value, required, scale);
  const status = isMet(actual) ? "met" : "missed";
  const first_year_met = firstYear({ years, values }, isMet);
  if (!Number.isFinite(actual)) return { status, reason: "over_zero", terms, required, first_year_met };
  return { status, terms, actual, required, margin: margin(target.operator, actual, required), first_year_met };
}

/**
 * A series set over another, `factor` of which make one unit of the first: met where the first is so many times the
 * other. Nothing is a multiple of a negative amount; what is set over 0 lies above every multiple of it, or below,
 * and has no ratio.
 */
export function judgeCrossing(
  target: Condition,
  series: Series | undefined,
  other: Series | undefined,
  factor: number,
): TargetResult {
  const bound = { terms: "share", required: target.value, scale: 0 } as const;
  if (series === undefined || other === undefined) return notComputable("no_series", bound.terms, bound.required);
  const values = series.years.map((year, i) => {
    const below = valueIn(other, year);
    if (below === undefined) return "year_not_covered";
    if (below < 0) return "over_negative";
    if (below > 0) return series.values[i] / (below * factor);
    return series.values[i] === 0 ? "over_zero" : Math.sign(series.values[i]) * Number.POSITIVE_INFINITY;
  });
  return judgeValue(target, { years: series.years, values }, bound);
}

/** Equal means equal to a millionth: the numbers of a plan are rounded. */
const EQUAL_WITHIN = 1e-6;

function holds(operator: Operator, actual: number, required: number, scale: number): boolean {
  const rounding = BOUND_WITHIN * Math.max(Math.abs(required), scale);
  switch (operator) {
    case ">=":
      return actual >= required - rounding;
    case "<=":
      return actual <= required + rounding;
    case ">":
      return actual > required + rounding;
    case "<":
      return actual < required - rounding;
    case "=":
      return (
        Number.isFinite(actual) &&
        Math.abs(actual - required) <= Math.max(rounding, EQUAL_WITHIN * Math.max(Math.abs(actual), Math.abs(required)))
      );
  }
}

function margin(operator: Operator, actual: number, required: number): number {
  if (operator === "=") return 0 - Math.abs(actual - required);
  return operator === ">=" || operator === ">" ? actual - required : required - actual;
}
