import { blockShares } from "../../statistics/block-shares.ts";
import { type Put, type Take, taking, toldNumbers } from "../../statistics/merging.ts";
import { EXACT_VALUES, type QuantileBins, quantileBins } from "../../statistics/quantile-bins.ts";
import { sumBy } from "../../statistics/sum.ts";

/** When and how high a boundary peaks over all runs of a batch. */
export type PeakDistribution = ReturnType<ReturnType<typeof peakCounter>["distribution"]>;

/** Level classes of the joint distribution, about. */
const CLASSES = 12;

/** Counts the peaks of runs that come in order. */
export function peakCounter(years: readonly number[], blockRuns: number, mostExact = EXACT_VALUES) {
  const [first] = years;
  const shares = blockShares(years.length - 1, blockRuns);
  const byYear = years.map(() => quantileBins(mostExact));
  return {
    add: (run: number, year: number, level: number): void => {
      const position = year - first;
      shares.add(run, position);
      byYear[position].add(level);
    },
    /** Runs so far. */
    runs: (): number => sumBy(byYear, (bins) => bins.count()),
    tell: (put: Put): void => {
      shares.tell(put);
      for (const bins of byYear) bins.tell(put);
    },
    merge: (take: Take): void => {
      shares.merge(take);
      for (const bins of byYear) bins.merge(take);
    },
    distribution: (probabilities: readonly number[]) => {
      const all = quantileBins(mostExact);
      for (const bins of byYear) all.merge(taking(toldNumbers(bins.tell)).take);
      const runs = all.count();
      const quantiles = (bins: QuantileBins) => probabilities.map((p) => bins.quantile(p) as number);
      const last = byYear[years.length - 1].count();
      return {
        /** Runs with a result. */
        runs,
        /** For each year but the last: the share of runs with their maximum in it or before. */
        by: shares.shares().map((share, i) => ({ year: first + i, share })),
        /** Share of runs whose maximum is the last year: they have no peak within the horizon. */
        notReached: runs === 0 ? undefined : last / runs,
        /** Joint with the level: in every year that occurs, its runs and their levels. */
        years: byYear.flatMap((bins, i) =>
          bins.count() === 0 ? [] : [{ year: first + i, runs: bins.count(), levels: quantiles(bins) }],
        ),
        /** Quantiles of the level over all runs, at the probabilities asked for. */
        levels: runs === 0 ? [] : quantiles(all),
        /** Runs that peak in a year at a level from `low` to below `high`. */
        joint: runs === 0 ? [] : jointCells(byYear, first, classWidth(all)),
      };
    },
  };
}

/** A round width (1, 2 or 5 times a power of ten) that cuts the levels into about twelve classes. */
function classWidth(all: QuantileBins): number {
  const low = all.quantile(0) as number;
  const high = all.quantile(1) as number;
  const about = (high - low) / CLASSES;
  if (about === 0) return 1;
  const power = Number(`1e${about.toExponential().split("e")[1]}`);
  const round = [1, 2, 5, 10].find((factor) => factor * power >= about) ?? 10;
  return round * power;
}

/** A bin of levels belongs to the class that its middle lies in. */
function jointCells(byYear: readonly QuantileBins[], first: number, width: number) {
  return byYear.flatMap((bins, i) => {
    const classes = new Map<number, number>();
    for (const { low, high, count } of bins.bins()) {
      const place = Math.floor((low + high) / 2 / width);
      classes.set(place, (classes.get(place) ?? 0) + count);
    }
    return [...classes].map(([place, runs]) => ({
      year: first + i,
      low: Number((place * width).toPrecision(12)),
      high: Number(((place + 1) * width).toPrecision(12)),
      runs,
    }));
  });
}
