import type { Series } from "../statistics/series.ts";
import { findPeak, type Peak } from "./peak/peak.ts";

/** A peak that somebody else found in the same history, by the definition that goes with it. */
export interface PublishedPeak {
  readonly peaked: boolean;
  /** Year of the highest value, and of the highest mean of five years around it. */
  readonly year: number;
  readonly year5: number;
}

/** What this package says of a history, and of the same history cut at `from` and carried on by a projection. */
export interface HistoryPeak {
  readonly id: string;
  readonly name: string;
  readonly peak: Peak;
  readonly projected?: Peak;
  readonly published?: PublishedPeak;
  /** Whether both say that it peaked, or both that it did not. */
  readonly agrees: boolean | undefined;
}

/** Sets the peak of a history beside a published one and beside that of a projection over its last years. */
export function historyPeak(
  id: string,
  name: string,
  history: Series,
  projected: Series | undefined,
  published: PublishedPeak | undefined,
): HistoryPeak {
  const peak = findPeak(history, { observed: true });
  return {
    id,
    name,
    peak,
    projected: projected === undefined ? undefined : findPeak(projected, { observed: true }),
    published,
    agrees: published === undefined ? undefined : published.peaked === (peak.status === "peaked"),
  };
}
