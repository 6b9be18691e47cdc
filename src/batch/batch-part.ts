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
