import { type Series, valueIn } from "../../statistics/series.ts";
import { findTop, type Peak } from "./peak.ts";

/** What attribution, delay and tornado say of one boundary's emissions. */
export interface PeakMeasures {
  /** Top of the parabola; the year after the horizon where the maximum lies at the horizon. */
  readonly peak_year: number;
  readonly peak_level: number;
  /** Sum over all years of the series. */
  readonly cumulative: number;
  /** Emissions in each of the years asked for that the series has. */
  readonly emissions: ReadonlyMap<number, number>;
  /** The maximum lies at an end of the years, so that `peak_year` is a bound. */
  readonly censored: boolean;
}

/** The measures of a series. */
export function peakMeasures(series: Series, years: readonly number[]): PeakMeasures {
  const top = findTop(series);
  let cumulative = 0;
  for (let i = 0; i < series.values.length; i++) cumulative += series.values[i];
  const emissions = new Map<number, number>();
  for (const year of years) {
    const value = valueIn(series, year);
    if (value !== undefined) emissions.set(year, value);
  }
  return {
    peak_year: top.at_horizon ? top.year + 1 : top.year_continuous,
    peak_level: top.level,
    cumulative,
    emissions,
    censored: top.at_horizon || top.at_start,
  };
}

/** Where the emissions of the first of the years stand among these numbers. */
export const EMISSIONS_FROM = 3;

/** The measures as plain numbers in a fixed order, 1 for censored last, and back. */
export function toNumbers(measures: PeakMeasures): number[] {
  const { peak_year, peak_level, cumulative, emissions, censored } = measures;
  return [peak_year, peak_level, cumulative, ...emissions.values(), censored ? 1 : 0];
}

/** How many numbers `toNumbers` gives. */
export function measureCount(years: readonly number[]): number {
  return 4 + years.length;
}

/** The measures that start at `from` in a row of numbers; what differs from 0 in the last is censored. */
export function fromNumbers(numbers: ArrayLike<number>, from: number, years: readonly number[]): PeakMeasures {
  return {
    peak_year: numbers[from],
    peak_level: numbers[from + 1],
    cumulative: numbers[from + 2],
    emissions: new Map(years.map((year, i) => [year, numbers[from + EMISSIONS_FROM + i]])),
    censored: numbers[from + EMISSIONS_FROM + years.length] !== 0,
  };
}

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
