/** What can be said of a maximum; see `peakStatus` for the rules. */
export type PeakStatus =
  | "rising"
  | "not_reached"
  | "plateau"
  | "peaked"
  | "pseudo_peak"
  | "before_base"
  | "undetermined";

/** What the status is judged by. */
export interface PeakEvidence {
  /** Number of values in the series and of those after its maximum. */
  readonly count: number;
  readonly after: number;
  readonly at_start: boolean;
  readonly at_horizon: boolean;
  /** The series ends with an observation, not with the horizon of a projection. */
  readonly observed: boolean;
  /** The band of the peak covers all values, or all from the maximum to the end. */
  readonly all_in_band: boolean;
  readonly end_in_band: boolean;
  /** Largest rise after the maximum, and the fall from it to the last value, as shares of the level. */
  readonly rebound: number;
  readonly fall: number;
  /** One-sided probability that the values after the maximum fall so much by chance; undefined for fewer than three. */
  readonly trend_p: number | undefined;
}

export const PSEUDO_PEAK_REBOUND = 0.05;
export const PEAKED_LEAST_YEARS = 5;
export const PEAKED_LEAST_FALL = 0.03;
export const PEAKED_TREND_P = 0.05;

/**
 * The status of a maximum; the first rule that fits decides.
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
export function peakStatus(evidence: PeakEvidence): PeakStatus {
  const { after, fall, trend_p } = evidence;
  if (evidence.count < 3) return "undetermined";
  if (evidence.all_in_band) return "plateau";
  if (evidence.at_horizon) return evidence.observed ? "rising" : "not_reached";
  if (evidence.rebound > PSEUDO_PEAK_REBOUND) return "pseudo_peak";
  if (evidence.at_start) return "before_base";
  if (after < PEAKED_LEAST_YEARS) return "undetermined";
  if (evidence.end_in_band) return "plateau";
  if (fall > PEAKED_LEAST_FALL && trend_p !== undefined && trend_p < PEAKED_TREND_P) return "peaked";
  if (fall <= PEAKED_LEAST_FALL) return "plateau";
  return "undetermined";
}
