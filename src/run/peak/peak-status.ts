import type { Scenario } from "../../scenario/scenario.ts";

/** What can be said of a maximum; see `peakStatus` for the rules, and `statusDecider` for what a region adds. */
export type PeakStatus =
  | "rising"
  | "not_reached"
  | "plateau"
  | "peaked"
  | "pseudo_peak"
  | "before_base"
  | "undetermined"
  /** At the end of the observed years, of which the last rests on numbers that were shared out; by `statusDecider`. */
  | "undecided";

const PSEUDO_PEAK_REBOUND = 0.05;
export const PEAKED_LEAST_YEARS = 5;
const PEAKED_LEAST_FALL = 0.03;
const PEAKED_TREND_P = 0.05;

/** Around a maximum: the first and last place of the values that cannot be told from it. */
export interface BandPlaces {
  readonly from: number;
  readonly to: number;
}

/**
 * The status of the maximum at `top` with its band, where the series ends with an observation (`observed`) or at the
 * horizon of a projection; `trend_p` is the one-sided probability that the values after it fall so much by chance,
 * undefined for fewer than three. The first rule that fits decides.
 *
 * 1. `undetermined`: fewer than three values.
 * 2. `plateau`: no value lies below the band (2 % of the level), wherever the maximum is.
 * 3. `rising` or `not_reached`: the maximum is the last value; `rising` where the series ends with an observation,
 *    `not_reached` where it ends at the horizon of a projection.
 * 4. `pseudo_peak`: after the maximum the values rise again by more than 5 % of its level.
 * 5. `before_base`: the maximum is the first value, so that the peak lies there or earlier.
 * 6. `plateau`: the band reaches to the last value, with at least five values after the maximum.
 * 7. `peaked`: at least five values after the maximum, the last more than 3 % below it, and a falling trend
 *    (Mann-Kendall, one-sided p below 0.05).
 * 8. `plateau`: at least five values after the maximum, and the last no more than 3 % below it.
 * 9. `undetermined`: everything else, such as a maximum a few years before the end.
 *
 * The 5-year, 3 % and p thresholds follow the peak tests of the World Resources Institute (Levin and Rich 2017)
 * and of Jiang et al. (2021).
 */
export function peakStatus(
  values: ArrayLike<number>,
  top: number,
  { from, to }: BandPlaces,
  observed: boolean,
  trend_p: number | undefined,
): PeakStatus {
  const last = values.length - 1;
  const size = Math.abs(values[top]);
  // Any amount is beyond the thresholds where the level is 0.
  const share = (amount: number) => (amount === 0 ? 0 : amount / size);
  if (values.length < 3) return "undetermined";
  if (from === 0 && to === last) return "plateau";
  if (top === last) return observed ? "rising" : "not_reached";
  if (share(largestRise(values, top)) > PSEUDO_PEAK_REBOUND) return "pseudo_peak";
  if (top === 0) return "before_base";
  if (last - top < PEAKED_LEAST_YEARS) return "undetermined";
  if (to === last) return "plateau";
  const fall = share(values[top] - values[last]);
  if (fall > PEAKED_LEAST_FALL && trend_p !== undefined && trend_p < PEAKED_TREND_P) return "peaked";
  return fall <= PEAKED_LEAST_FALL ? "plateau" : "undetermined";
}

/** Whether emissions come down from it: what a peak that is asked for must be, beside in time. */
export function isPeakStatus(status: PeakStatus): boolean {
  return status === "peaked" || status === "plateau" || status === "before_base";
}

/**
 * Says the status of a scenario's peaks, the one that runs, batches and questions give: `undecided` where a peak lies at
 * the end of the observed years and these were in part shared out, so that it cannot be told from the year before.
 */
export function statusDecider({
  lastObserved,
  region,
}: Pick<Scenario, "lastObserved" | "region">): (found: {
  readonly year: number;
  readonly status: PeakStatus;
}) => PeakStatus {
  const sharedOut = region.observations.some(({ year, given }) => year === lastObserved && given.sharedOut);
  return ({ year, status }) => {
    const told = status === "peaked" || status === "plateau" || status === "undetermined";
    return sharedOut && told && (year === lastObserved || year === lastObserved - 1) ? "undecided" : status;
  };
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
