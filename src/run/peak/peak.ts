import { mannKendall } from "../../statistics/mann-kendall.ts";
import { checkSeries, type Series, valueIn } from "../../statistics/series.ts";
import { medianSlope } from "../../statistics/theil-sen.ts";
import { type BandPlaces, largestRise, PEAKED_LEAST_YEARS, type PeakStatus, peakStatus } from "./peak-status.ts";

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

interface PeakOptions {
  /** Share of the level by which a year may lie below it and still belong to the band. */
  readonly tolerance?: number;
  /** The series ends with an observation, not with the horizon of a projection. */
  readonly observed?: boolean;
}

/** The years around a peak that cannot be told from it. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** Share of the peak's level that a year may lie below it. */
  readonly tolerance: number;
}

const DEFAULT_TOLERANCE = 0.02;
const LEAST_PROMINENCE = 0.005;

/**
 * The peak of a series of annual values, history and projection alike; the rules of the status stand at `peakStatus`.
 *
 * @throws RangeError for a series without years, with years that do not ascend, or with a value that is not finite.
 */
export function findPeak(series: Series, options: PeakOptions = {}): Peak {
  const { tolerance = DEFAULT_TOLERANCE, observed = false } = options;
  const { year, level, year_continuous, at_start, at_horizon } = findTop(series);
  const { years, values } = series;
  const top = years.indexOf(year);
  const places = bandAround(values, top, tolerance);
  const yearsAfter = years.slice(top + 1);
  const after = Array.from(yearsAfter, (_, i) => values[top + 1 + i]);
  const tenYearsOn = valueIn(series, year + 10);
  const trend_p = mannKendall(after)?.p_falling;
  return {
    year,
    level,
    year_continuous,
    status: peakStatus(values, top, places, observed, trend_p),
    band: { from: years[places.from], to: years[places.to], tolerance },
    local_peaks: localPeaks(series, LEAST_PROMINENCE * Math.abs(level)),
    rebound: level > 0 ? largestRise(values, top) / level : undefined,
    decline_10yr: tenYearsOn === undefined || !(level > 0) ? undefined : (level - tenYearsOn) / level,
    at_start,
    at_horizon,
    trend_p,
    trend_slope: after.length < 2 ? undefined : medianSlope(yearsAfter, after),
  };
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
    year_continuous: parabolaTop(values, top, years[top], years[top] - years[top - 1], years[top + 1] - years[top]),
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
 * Where the parabola through the value at `top`, in `year`, and its two neighbours, `left` and `right` years away, has its
 * top: a year with a fraction, never further than half the way to a neighbour, as long as the value is no lower than both.
 * At an end of the series there is no second neighbour and the year itself comes back, as where the values are equal.
 */
function parabolaTop(values: ArrayLike<number>, top: number, year: number, left: number, right: number): number {
  if (top === 0 || top === values.length - 1) return year;
  const rise = (values[top] - values[top - 1]) / left;
  const fall = (values[top] - values[top + 1]) / right;
  if (rise + fall <= 0) return year;
  // The slope runs linearly from `rise` in the middle of the left interval to `-fall` in the middle of the right one.
  return year - left / 2 + ((left + right) / 2) * (rise / (rise + fall));
}

/** The unbroken run of values around `top` that lie no more than `tolerance` of its level below it. */
function bandAround(values: ArrayLike<number>, top: number, tolerance: number): BandPlaces {
  const floor = values[top] - tolerance * Math.abs(values[top]);
  let from = top;
  let to = top;
  while (from > 0 && values[from - 1] >= floor) from--;
  while (to < values.length - 1 && values[to + 1] >= floor) to++;
  return { from, to };
}

/** What thousands of runs need of a peak; the same numbers to the bit as `findPeak` gives. */
export interface QuickPeak {
  year: number;
  level: number;
  year_continuous: number;
  status: PeakStatus;
  readonly band: { from: number; to: number; readonly tolerance: number };
}

/** A peak to be filled in by `quickPeak`. */
export function newQuickPeak(): QuickPeak {
  const band = { from: 0, to: 0, tolerance: DEFAULT_TOLERANCE };
  return { year: 0, level: 0, year_continuous: 0.5, status: "undetermined", band };
}

/**
 * The peak of a projection's annual values, without what `findPeak` says of local peaks and slopes; filled into `found`
 * where thousands are sought.
 */
export function quickPeak(values: Float64Array, baseYear: number, found: QuickPeak = newQuickPeak()): QuickPeak {
  const top = firstMaximum(values);
  const year = baseYear + top;
  const places = bandAround(values, top, DEFAULT_TOLERANCE);
  found.status = peakStatus(values, top, places, false, trend(values, top));
  found.year = year;
  found.level = values[top];
  found.year_continuous = parabolaTop(values, top, year, 1, 1);
  found.band.from = baseYear + places.from;
  found.band.to = baseYear + places.to;
  return found;
}

/** The normal score that leaves 4.5 % above it: with that the trend test is below its threshold for certain. */
const SURE_SCORE = 1.7;
/** As many values have a normal approximation in the trend test. */
const APPROXIMATED_FROM = 11;

/**
 * The trend test's probability after the maximum, or 0 where it is beyond the threshold for certain: where the values fall
 * every year (five of them in one order of 120 are), and where so many pairs fall that values of which none are equal would
 * pass, as equal ones only lessen the variance.
 */
function trend(values: Float64Array, top: number): number | undefined {
  const after = values.length - 1 - top;
  if (after < PEAKED_LEAST_YEARS) return undefined;
  let i = top + 2;
  while (i < values.length && values[i] < values[i - 1]) i++;
  if (i === values.length) return 0;
  const most = Math.sqrt((after * (after - 1) * (2 * after + 5)) / 18);
  if (after >= APPROXIMATED_FROM && -pairsRising(values, top + 1) - 1 > SURE_SCORE * most) return 0;
  return mannKendall(values.subarray(top + 1))?.p_falling;
}

/** Pairs from a place on of which the later is higher, less those of which it is lower. */
function pairsRising(values: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < values.length; i++) {
    const value = values[i];
    for (let j = i + 1; j < values.length; j++) {
      if (values[j] > value) sum++;
      else if (values[j] < value) sum--;
    }
  }
  return sum;
}

interface LocalPeak {
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
function localPeaks(series: Series, least: number): LocalPeak[] {
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
