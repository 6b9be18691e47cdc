import { mannKendall } from "../../statistics/mann-kendall.ts";
import { checkSeries, type Series, valueIn } from "../../statistics/series.ts";
import { medianSlope } from "../../statistics/theil-sen.ts";
import { type LocalPeak, localPeaks } from "./local-peaks.ts";
import { parabolaTop } from "./parabola.ts";
import { type PeakStatus, peakStatus } from "./peak-status.ts";
import { type Band, plateauBand } from "./plateau-band.ts";
import { largestRise } from "./rebound.ts";

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
