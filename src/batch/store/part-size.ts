import { type Batch, MOST_KEPT, studiedColumns } from "../batch.ts";
import type { PartForm } from "../batch-part.ts";
import { tableRuns } from "../statistics/kept-table.ts";

const NUMBER = 8;
/** Bins between a level and its double: what is told of the peaks of a year, if these do not differ by more. */
const BINS = 1024;
/** What stands around the numbers of a part: mark, head and the counts in front of each list, a year and statistic. */
const HEAD = 512;
const COUNTS = 4;

/**
 * Bytes that so many parts of a batch take in a store at most: of runs that are kept their numbers, of what is counted a bin
 * for each year and level that occurs on a boundary, beside the runs that ranks are told from.
 */
export function partsBytes(
  batch: Batch,
  form: PartForm,
  { runs, parts }: { readonly runs: number; readonly parts: number },
): number {
  const { columns, fans, years, boundaries, partRuns } = batch;
  const keptSeries = Math.min(batch.runs, MOST_KEPT) * (runs / batch.runs) * fans.length * years.length;
  if (form === "outcomes") return NUMBER * (runs * columns.length + keptSeries) + HEAD * parts;
  const studied = studiedColumns(columns).length;
  const counts = COUNTS * years.length * (boundaries.length + fans.length) + COUNTS * columns.length;
  const told = boundaries.length * Math.min(partRuns, BINS * years.length) + counts;
  const table = tableRuns(batch, studied).room * (runs / batch.runs) * (1 + studied);
  return NUMBER * (parts * told + table + keptSeries) + HEAD * parts;
}
