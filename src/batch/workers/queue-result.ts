import { type Batch, keptBetween } from "../batch.ts";
import { type Failure, formOf, type PartContent, type PartCounts, type PartForm } from "../batch-part.ts";
import { batchTally } from "../statistics/batch-tally.ts";
import { type PartRange, partOf } from "../store/part-file.ts";

const NUMBER = 8;
/** What the reason of a failed run may take at most. */
const MOST_REASON = 4096;
const HEAD = 4096;

/** The most that the bytes of a part take, of its outcomes or its counts; what is longer is not fetched. */
export function mostBytes(batch: Batch, range: PartRange): number {
  const { boundaries, columns, fans, years, blockRuns } = batch;
  // Of each year a few numbers of every boundary and series; of each block of a design the sums by input.
  const fixed = (5 * boundaries.length + fans.length) * years.length + 10 * columns.length + HEAD;
  const sums = blockRuns === 1 ? 0 : 3 * valuesIn(batch, range);
  const numbers = 2 * (valuesIn(batch, range) + seriesIn(batch, range)) + sums + fixed;
  return numbers * NUMBER + (range.end - range.start) * MOST_REASON + HEAD;
}

/** The part in bytes that came through a queue, or undefined where they are not that part of this batch, whole. */
export function partFromQueue(
  id: string,
  batch: Batch,
  range: PartRange,
  form: PartForm,
  bytes: Buffer,
): PartContent | undefined {
  let part: PartContent | undefined;
  try {
    part = partOf(id, range, bytes);
  } catch {
    return undefined;
  }
  if (part === undefined || formOf(part) !== form || !areFailures(part.failures, range)) return undefined;
  if ("numbers" in part) return areCounts(batch, part) ? part : undefined;
  const { values, series } = part;
  return values.length === valuesIn(batch, range) && series.length === seriesIn(batch, range) ? part : undefined;
}

/** Whether a part's numbers are counts of this batch, of as many runs as it has. */
function areCounts(batch: Batch, part: PartCounts): boolean {
  const tally = batchTally(batch, () => undefined, part);
  try {
    tally.merge(part);
  } catch {
    return false;
  }
  const runs = part.end - part.start - part.failed;
  return (
    Number.isSafeInteger(part.failed) &&
    part.failed >= part.failures.length &&
    tally.peaks.every(({ counter }) => counter.runs() === runs)
  );
}

function valuesIn({ columns }: Batch, { start, end }: PartRange): number {
  return (end - start) * columns.length;
}

function seriesIn(batch: Batch, { start, end }: PartRange): number {
  return keptBetween(batch, start, end) * batch.fans.length * batch.years.length;
}

function areFailures(failures: unknown, { start, end }: PartRange): failures is readonly Failure[] {
  if (!Array.isArray(failures)) return false;
  let least = start;
  return failures.every((failure) => {
    const { run, reason } = (failure ?? {}) as Partial<Failure>;
    if (run === undefined || !Number.isInteger(run) || run < least || run >= end) return false;
    least = run + 1;
    return typeof reason === "string";
  });
}
