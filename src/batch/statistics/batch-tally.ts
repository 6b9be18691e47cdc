import { blockShares } from "../../statistics/block-shares.ts";
import { taking, toldNumbers } from "../../statistics/merging.ts";
import { EXACT_VALUES, type QuantileBins, quantileBins } from "../../statistics/quantile-bins.ts";
import { type Batch, MOST_KEPT, type OutcomeColumn, studiedColumns } from "../batch.ts";
import type { BatchPart, Failure, PartCounts } from "../batch-part.ts";
import type { PartRunner } from "../part-runner.ts";
import { designSums } from "./design-sums.ts";
import { tableRuns } from "./kept-table.ts";
import { peakCounter } from "./peak-distribution.ts";

const MOST_FAILURES = 100;
/** Runs of a part that are computed at a time where they are only counted. */
const SLICE = 4096;

/** A run's studied outcomes, by their position. */
type Outcome = (column: number) => number;

/** Runs from the first to before the end, whole blocks of the design. */
type RunRange = Pick<BatchPart, "start" | "end">;

/**
 * Counts of a batch, or of a part of it, that add up: whole numbers and values, which do not depend on their order, and
 * sums over blocks of a design, each of which is one part's own. `toTable` takes the outcomes of the runs that the
 * table of a batch has.
 */
export function batchTally(batch: Batch, toTable: (run: number, outcome: Outcome) => void, part?: RunRange) {
  const { columns, years, fans, blockRuns, kind, runs } = batch;
  // Of more runs values are never kept, so that what is told of a part stays small.
  const mostExact = runs > MOST_KEPT ? 0 : EXACT_VALUES;
  const position = (kindOf: OutcomeColumn["kind"], boundary: string | undefined) =>
    columns.findIndex((column) => column.kind === kindOf && column.boundary === boundary);
  const peaks = batch.boundaries.map((boundary) => ({
    boundary,
    year: position("peak_year", boundary.name),
    level: position("peak_level", boundary.name),
    counter: peakCounter(years, blockRuns, mostExact),
  }));
  const targets = columns.flatMap((column, at) =>
    column.kind === "target" ? [{ column, at, shares: blockShares(2, blockRuns) }] : [],
  );
  const studied = studiedColumns(columns);
  const series: QuantileBins[][] = fans.map(() => years.map(() => quantileBins(mostExact)));
  const { takes } = tableRuns(batch, studied.length);
  const blocks = part && { from: part.start / blockRuns, to: Math.ceil(part.end / blockRuns) };
  const design = designSums[kind]?.(batch, studied.length, blocks);
  const merging = [
    ...peaks.map(({ counter }) => counter),
    ...targets.map(({ shares }) => shares),
    ...series.flat(),
    ...(design === undefined ? [] : [design]),
  ];
  const failures: Failure[] = [];
  let failed = 0;

  const addRun = (run: number, values: Float64Array, row: number): void => {
    const isFailed = peaks.length > 0 && Number.isNaN(values[row + peaks[0].year]);
    const studiedValue: Outcome = (column) => {
      const value = values[row + studied[column]];
      // A target that cannot be judged is not met; in a failed run its peaks are not numbers either.
      return Number.isNaN(value) && columns[studied[column]].kind === "target" ? 0 : value;
    };
    design?.add(run, isFailed ? () => Number.NaN : studiedValue);
    if (isFailed) return;
    for (const { year, level, counter } of peaks) counter.add(run, values[row + year], values[row + level]);
    for (const target of targets) {
      const met = values[row + target.at];
      // Met; or met or not to be judged.
      target.shares.add(run, met === 1 ? 0 : Number.isNaN(met) ? 1 : 2);
    }
    if (takes(run)) toTable(run, studiedValue);
  };
  const addSeries = (rows: Float64Array): void => {
    const width = years.length;
    for (let row = 0; row < rows.length; row += fans.length * width) {
      if (Number.isNaN(rows[row])) continue;
      for (const [f, bins] of series.entries())
        for (let year = 0; year < width; year++) bins[year].add(rows[row + f * width + year]);
    }
  };
  const addFailures = (more: readonly Failure[], count: number): void => {
    failed += count;
    for (const failure of more) if (failures.length < MOST_FAILURES) failures.push(failure);
  };
  return {
    peaks,
    targets,
    series,
    design,
    failures,
    failed: () => failed,
    /** Runs come in order. */
    add: ({ start, end, values, series: rows, failures: more }: BatchPart): void => {
      for (let run = start; run < end; run++) addRun(run, values, (run - start) * columns.length);
      addSeries(rows);
      addFailures(more, more.length);
    },
    tell: (put: (value: number) => void): void => {
      for (const one of merging) one.tell(put);
    },
    /**
     * Adds what is counted of a part.
     *
     * @throws RangeError for numbers that are no counts of this batch.
     */
    merge: ({ start, end, numbers, failed: count, failures: more }: PartCounts): void => {
      const { take, left } = taking(numbers);
      for (const one of merging) one.merge(take);
      const row = new Float64Array(studied.length);
      while (left() > 0) {
        const run = take();
        if (!Number.isInteger(run) || run < start || run >= end) throw new RangeError(`run ${run} is none of the part`);
        for (let column = 0; column < row.length; column++) row[column] = take();
        toTable(run, (column) => row[column]);
      }
      addFailures(more, count);
    },
  };
}

/** Computes the runs of a part and counts them, as many at a time as memory does not notice. */
export function countedPart(batch: Batch, compute: PartRunner, { start, end }: RunRange): PartCounts {
  const studied = studiedColumns(batch.columns).length;
  const rows: number[] = [];
  const toTable = (run: number, outcome: Outcome): void => {
    rows.push(run);
    for (let column = 0; column < studied; column++) rows.push(outcome(column));
  };
  const tally = batchTally(batch, toTable, { start, end });
  for (let from = start; from < end; from += SLICE) tally.add(compute(from, Math.min(end, from + SLICE)));
  const numbers = toldNumbers((put) => {
    tally.tell(put);
    for (const value of rows) put(value);
  });
  return { start, end, numbers, failed: tally.failed(), failures: tally.failures };
}
