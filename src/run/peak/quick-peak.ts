import { mannKendall } from "../../statistics/mann-kendall.ts";
import { sizeOf } from "./peak.ts";
import { PEAKED_LEAST_YEARS, type PeakStatus, peakStatus } from "./peak-status.ts";
import { largestRise } from "./rebound.ts";

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
