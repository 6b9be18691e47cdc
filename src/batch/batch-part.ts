/** A run that came to no result, and why. */
export interface Failure {
  readonly run: number;
  readonly reason: string;
}

/** The outcomes of the runs from `start` to before `end`. */
export interface BatchPart {
  readonly start: number;
  readonly end: number;
  /** A row for each run, a number for each of the batch's columns; NaN throughout where the run failed. */
  readonly values: Float64Array;
  /** A row for each kept run of the part, the years of one fan after the other; NaN where the run failed. */
  readonly series: Float64Array;
  /** In the order of the runs. */
  readonly failures: readonly Failure[];
}

/** What statistics need of the outcomes of the runs from `start` to before `end`: counts, however many runs there are. */
export interface PartCounts {
  readonly start: number;
  readonly end: number;
  /** As `batchTally` says them. */
  readonly numbers: Float64Array;
  readonly failed: number;
  /** The first of them. */
  readonly failures: readonly Failure[];
}

/** A part as it is handed over: every run of it where tables of them are asked for, or what is counted of them. */
export type PartContent = BatchPart | PartCounts;

/** What is handed over of a part. */
export const partForms = ["counts", "outcomes"] as const;
export type PartForm = (typeof partForms)[number];

/** What is handed over in a content. */
export function formOf(content: PartContent): PartForm {
  return "numbers" in content ? "counts" : "outcomes";
}
