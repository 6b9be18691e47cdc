import { type Series, valueIn } from "../../statistics/series.ts";
import { findTop } from "./peak.ts";

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
