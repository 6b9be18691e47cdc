import { mannKendall } from "../../statistics/mann-kendall.ts";
import { checkSeries, type Series, valueIn } from "../../statistics/series.ts";
import { medianSlope } from "../../statistics/theil-sen.ts";
import { PEAKED_LEAST_YEARS, type PeakStatus, peakStatus } from "./peak-status.ts";

/** When and at what level a series peaks, and how sure that is. Keys are named as in the output files. */
export interface Peak {
  /** Year of the first maximum of the unsmoothed values, and the value there. */
  readonly year: number;
  readonly level: number;
  /** Top of the parabola through the maximum and its neighbours; the year itself at an end of the series. */
  readonly year_continuous: number;
  readonly status: PeakStatus;
  readonly band: Band;
  /** Summits inside the series that stand out by at least half a per cent of the level, in time order. */
  readonly local_peaks: readonly LocalPeak[];
  /** Largest rise after the maximum, as a share of its level; undefined where the level is not above 0. */
  readonly rebound: number | undefined;
  /** Share of the level lost ten years after the maximum; undefined where the series ends before or the level is not above 0. */
  readonly decline_10yr: number | undefined;
  readonly at_start: boolean;
  readonly at_horizon: boolean;
  /** Mann-Kendall over the values after the maximum: one-sided probability that they fall so much by chance. */
  readonly trend_p: number | undefined;
  /** Theil-Sen slope of the values after the maximum, in the series' unit per year. */
  readonly trend_slope: number | undefined;
  /**
   * Active where efficiency, mix and grid bring at least half of the fall in the five years after it, otherwise passive;
   * set where the drivers of the series are known, with the part that they bring.
   */
  readonly kind?: "active" | "passive";
  readonly active_share?: number;
}

export interface PeakOptions {
  /** Share of the level by which a year may lie below it and still belong to the band. */
  readonly tolerance?: number;
  /** The series ends with an observation, not with the horizon of a projection. */
  readonly observed?: boolean;
}

const DEFAULT_TOLERANCE = 0.02;
const LEAST_PROMINENCE = 0.005;

/**
 * The peak of a series of annual values, history and projection alike; the rules of the status stand at `peakStatus`.
 *
 * @throws RangeError for a series without years, with years that do not ascend, or with a value that is not finite.
 */
export function findPeak(series: Series, options: PeakOptions = {}): Peak {
  checkSeries(series);
  const { years, values } = series;
  const count = years.length;
  const top = firstMaximum(values);
  const level = values[top];
  const year = years[top];
  const size = Math.abs(level);
  const rise = largestRise(values, top);
  const band = plateauBand(series, top, options.tolerance ?? DEFAULT_TOLERANCE);
  const yearsAfter = years.slice(top + 1);
  const after = Array.from(yearsAfter, (_, i) => values[top + 1 + i]);
  const tenYearsOn = valueIn(series, year + 10);
  const trend_p = mannKendall(after)?.p_falling;
  const at_start = top === 0;
  const at_horizon = top === count - 1;
  const status = peakStatus({
    count,
    after: after.length,
    at_start,
    at_horizon,
    observed: options.observed ?? false,
    all_in_band: band.from === years[0] && band.to === years[count - 1],
    end_in_band: band.to === years[count - 1],
    rebound: sizeOf(rise, size),
    fall: sizeOf(level - values[count - 1], size),
    trend_p,
  });
  return {
    year,
    level,
    year_continuous: parabolaTop(series, top),
    status,
    band,
    local_peaks: localPeaks(series, LEAST_PROMINENCE * size),
    rebound: level > 0 ? rise / level : undefined,
    decline_10yr: tenYearsOn === undefined || !(level > 0) ? undefined : (level - tenYearsOn) / level,
    at_start,
    at_horizon,
    trend_p,
    trend_slope: after.length < 2 ? undefined : medianSlope(yearsAfter, after),
  };
}

/** An amount beside the size of a level, for thresholds: any is beyond them where the level is 0. */
export function sizeOf(amount: number, size: number): number {
  return amount === 0 ? 0 : amount / size;
}

/** Only where and how high a series peaks: what thousands of runs need. */
export type PeakTop = Pick<Peak, "year" | "level" | "year_continuous" | "at_start" | "at_horizon">;

/**
 * The first part of `findPeak`, without what is said about the years around it.
 *
 * @throws RangeError as `findPeak`.
 */
export function findTop(series: Series): PeakTop {
  checkSeries(series);
  const { years, values } = series;
  const top = firstMaximum(values);
  return {
    year: years[top],
    level: values[top],
    year_continuous: parabolaTop(series, top),
    at_start: top === 0,
    at_horizon: top === years.length - 1,
  };
}

function firstMaximum(values: ArrayLike<number>): number {
  let top = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[top]) top = i;
  return top;
}

/**
 * Where the parabola through the value at `position` and its two neighbours has its top: a year with a fraction,
 * never further than half the way to a neighbour, as long as the value is no lower than both.
 *
 * At an end of the series there is no second neighbour and the year itself comes back, as it does where the three
 * values are equal. Neighbours at unequal distances are used as they stand.
 */
export function parabolaTop(series: Series, position: number): number {
  const { years, values } = series;
  const year = years[position];
  if (position === 0 || position === years.length - 1) return year;
  const left = year - years[position - 1];
  const right = years[position + 1] - year;
  const rise = (values[position] - values[position - 1]) / left;
  const fall = (values[position] - values[position + 1]) / right;
  if (rise + fall <= 0) return year;
  // The slope runs linearly from `rise` in the middle of the left interval to `-fall` in the middle of the right one.
  return year - left / 2 + ((left + right) / 2) * (rise / (rise + fall));
}

/** The largest rise after `position` from any value to any later one, in the values' unit; 0 where none rises. */
export function largestRise(values: ArrayLike<number>, position: number): number {
  let low = Number.POSITIVE_INFINITY;
  let rise = 0;
  for (let i = position + 1; i < values.length; i++) {
    low = Math.min(low, values[i]);
    rise = Math.max(rise, values[i] - low);
  }
  return rise;
}

/** The years around a peak that cannot be told from it. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** Share of the peak's level that a year may lie below it. */
  readonly tolerance: number;
}

/** The unbroken run of years around `position` whose values lie no more than `tolerance` of the level below it. */
export function plateauBand(series: Series, position: number, tolerance: number): Band {
  const { years, values } = series;
  const level = values[position];
  const floor = level - tolerance * Math.abs(level);
  let from = position;
  let to = position;
  while (from > 0 && values[from - 1] >= floor) from--;
  while (to < years.length - 1 && values[to + 1] >= floor) to++;
  return { from: years[from], to: years[to], tolerance };
}

/** What thousands of runs need of a peak; the same numbers to the bit as `findPeak` gives. */
export interface QuickPeak {
  year: number;
  level: number;
  year_continuous: number;
  status: PeakStatus;
}

/** Share of the level that the band of `findPeak` reaches down. */
const BAND = 0.02;

/** The peak of a projection's annual values, without what `findPeak` says of local peaks and slopes. */
export function quickPeak(values: Float64Array, baseYear: number): QuickPeak {
  const count = values.length;
  let top = 0;
  for (let i = 1; i < count; i++) if (values[i] > values[top]) top = i;
  const level = values[top];
  const size = Math.abs(level);
  const floor = level - BAND * size;
  let to = top;
  while (to < count - 1 && values[to + 1] >= floor) to++;
  let from = top;
  while (from > 0 && values[from - 1] >= floor) from--;
  const status = peakStatus({
    count,
    after: count - 1 - top,
    at_start: top === 0,
    at_horizon: top === count - 1,
    observed: false,
    all_in_band: from === 0 && to === count - 1,
    end_in_band: to === count - 1,
    rebound: sizeOf(largestRise(values, top), size),
    fall: sizeOf(level - values[count - 1], size),
    trend_p: trend(values, top),
  });
  return { year: baseYear + top, level, year_continuous: topOfParabola(values, top, baseYear + top), status };
}

/**
 * The trend test's probability after the maximum. Where the values fall every year it need not be worked out: five of
 * them in one order of 120 are beyond the threshold already, and more are further.
 */
function trend(values: Float64Array, top: number): number | undefined {
  const after = values.length - 1 - top;
  if (after < PEAKED_LEAST_YEARS) return undefined;
  let i = top + 2;
  while (i < values.length && values[i] < values[i - 1]) i++;
  if (i === values.length) return 0;
  return mannKendall(values.subarray(top + 1))?.p_falling;
}

/** As `parabolaTop`, for years that follow each other. */
function topOfParabola(values: Float64Array, top: number, year: number): number {
  if (top === 0 || top === values.length - 1) return year;
  const rise = values[top] - values[top - 1];
  const fall = values[top] - values[top + 1];
  if (rise + fall <= 0) return year;
  return year - 1 / 2 + rise / (rise + fall);
}

export interface LocalPeak {
  readonly year: number;
  readonly level: number;
  /** How far one must come down from it, on the easier side, before higher ground or the end of the series. */
  readonly prominence: number;
}

/**
 * The summits of a series, in time order, that stand out by at least `least` (in the series' unit).
 *
 * A summit is a value, or a run of equal values, with a lower one on either side; the run counts once, in its first
 * year. The first and the last year are no summits: what lies beyond them is not known. Prominence is topographic.
 */
export function localPeaks(series: Series, least: number): LocalPeak[] {
  const { years, values } = series;
  const peaks: LocalPeak[] = [];
  for (let i = 1; i < values.length - 1; i++) {
    if (values[i - 1] >= values[i]) continue;
    let end = i;
    while (end < values.length - 1 && values[end + 1] === values[i]) end++;
    if (end === values.length - 1 || values[end + 1] > values[i]) continue;
    const prominence = values[i] - Math.max(lowest(values, i, -1), lowest(values, i, 1));
    if (prominence >= least) peaks.push({ year: years[i], level: values[i], prominence });
    i = end;
  }
  return peaks;
}

/** The lowest value from `position` in a direction until higher ground or the end. */
function lowest(values: ArrayLike<number>, position: number, step: 1 | -1): number {
  let low = values[position];
  for (let i = position + step; i >= 0 && i < values.length && values[i] <= values[position]; i += step) {
    low = Math.min(low, values[i]);
  }
  return low;
}
