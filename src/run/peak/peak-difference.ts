import type { Peak } from "./peak.ts";

/** What data can tell of two peaks. */
export interface PeakDifference {
  /** Each year lies in the other's band: within 2 % of the highest value, which the numbers cannot tell from it. */
  readonly same_years: boolean;
  /** The levels differ by no more than the inventory's uncertainty, which moves both alike; undefined where none is stated. */
  readonly same_level: boolean | undefined;
  /** How far the levels lie apart, as a share of the higher one. */
  readonly level_difference: number;
  readonly uncertainty: number | undefined;
}

/**
 * How far two peaks of one region lie apart, in time and in level, beside what the data can tell.
 *
 * Levels rest on an inventory whose `uncertainty` the region states (independent inventories of a Chinese province differ
 * by 10 to 40 %; Han et al. 2020). An error of the whole inventory moves both levels alike and neither year: the ratio of
 * two runs is known better than either level, but no measurement could ever show a difference within the uncertainty. So
 * years are held against the bands alone, and a small difference of levels makes two peaks the same only where their
 * years are.
 */
export function peakDifference(
  a: Pick<Peak, "year" | "level" | "band">,
  b: Pick<Peak, "year" | "level" | "band">,
  uncertainty: number | undefined,
): PeakDifference {
  const within = (year: number, { from, to }: Peak["band"]) => year >= from && year <= to;
  const larger = Math.max(Math.abs(a.level), Math.abs(b.level));
  const level_difference = larger === 0 ? 0 : Math.abs(a.level - b.level) / larger;
  return {
    same_years: within(a.year, b.band) && within(b.year, a.band),
    same_level: uncertainty === undefined ? undefined : level_difference <= uncertainty,
    level_difference,
    uncertainty,
  };
}
