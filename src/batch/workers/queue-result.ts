import { type Batch, keptBetween } from "../batch.ts";
import type { BatchPart, Failure } from "../batch-part.ts";
import { type PartRange, partOf } from "../store/part-file.ts";

const NUMBER = 8;
/** What the reason of a failed run may take at most. */
const MOST_REASON = 4096;
const HEAD = 4096;

/** The most that the bytes of a part take; what is longer is not fetched. */
export function mostBytes(batch: Batch, range: PartRange): number {
  return (valuesIn(batch, range) + seriesIn(batch, range)) * NUMBER + (range.end - range.start) * MOST_REASON + HEAD;
}

/** The part in bytes that came through a queue, or undefined where they are not that part of this batch, whole. */
export function partFromQueue(id: string, batch: Batch, range: PartRange, bytes: Buffer): BatchPart | undefined {
  let part: BatchPart | undefined;
  try {
    part = partOf(id, range, bytes);
  } catch {
    return undefined;
  }
  if (part === undefined || part.values.length !== valuesIn(batch, range)) return undefined;
  if (part.series.length !== seriesIn(batch, range) || !areFailures(part.failures, range)) return undefined;
  return part;
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
