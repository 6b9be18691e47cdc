import type { Series } from "../../statistics/series.ts";

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
