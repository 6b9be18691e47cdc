import type { Variable } from "../engine/language/model.ts";
import type { UnitSystem } from "../engine/language/units.ts";
import { LAST_SURE } from "../run/certainty.ts";
import type { PeakStatus } from "../run/peak/peak-status.ts";
import type { Target } from "../scenario/targets/targets.ts";
import { keyedPermutation } from "../statistics/points/draws.ts";
import type { MorrisStep } from "../statistics/points/morris-points.ts";
import type { Points } from "../statistics/points/points.ts";
import type { Label } from "../text/problems.ts";
import type { BatchInput } from "./design/batch-input.ts";
import { inputValuesWriter } from "./design/input-values.ts";
import type { Layers } from "./layers.ts";

export const designKinds = [
  "grid",
  "list",
  "monte_carlo",
  "latin_hypercube",
  "quasi_monte_carlo",
  "sobol",
  "morris",
] as const;

/** `quasi_monte_carlo` are scrambled Sobol' points; `sobol` is Saltelli's design over them, for Sobol' indices. */
export type DesignKind = (typeof designKinds)[number];

/** The states of a peak in the order of their numbers in a column `peak_status`. */
export const peakStatuses = [
  "rising",
  "not_reached",
  "plateau",
  "peaked",
  "pseudo_peak",
  "before_base",
  "undetermined",
  "undecided",
] as const satisfies readonly PeakStatus[];

/** What a column of outcomes holds. */
export interface OutcomeColumn {
  /** Such as `peak_year.assessed`, `target.1` or `emissions.assessed@2030`. */
  readonly name: string;
  readonly kind: "peak_year" | "peak_year_continuous" | "peak_level" | "peak_status" | "target" | "level";
  readonly label: Label;
  readonly unit: string;
  /** The boundary of a peak. */
  readonly boundary?: string;
  /** The target that is 1 where it is met, 0 where it is missed and NaN where it cannot be judged. */
  readonly target?: Target;
  /** Of a level: the series and the year of it. */
  readonly of?: YearOfFan;
}

/** The value of a series in a year; `shown` where it is asked for by name or the first of its series. */
export interface YearOfFan {
  readonly fan: Fan;
  readonly year: number;
  readonly shown: boolean;
}

/** A variable's cell with values over years. */
export interface Fan {
  /** As a path, such as `capacity.coal`; a boundary's own name. */
  readonly name: string;
  readonly variable: Variable;
  readonly cell: number;
  readonly label: Label;
}

/** How the measures of a plan come: as those of earlier plans did, as the scenario has them, or as the design says. */
export type DeliveryKind = "as_before" | "as_planned" | "own";

/** An input that carries a low and a high and is not varied, and why. */
export interface LeftOut {
  readonly input: BatchInput;
  /** It feeds none of the outcomes, or contradicts what was observed as soon as it moves. */
  readonly why: "feeds_no_outcome" | "contradicts_observation";
  /** What then does not hold. */
  readonly reason?: string;
}

/** Runs of one scenario with other inputs: every run is a pure function of its number. */
export interface Batch {
  readonly kind: DesignKind;
  /** Of the model the units that outcomes and inputs are in. */
  readonly model: { readonly units: UnitSystem };
  readonly runs: number;
  readonly seed: number;
  readonly inputs: readonly BatchInput[];
  /** Of all that carries a low and a high, where that is what the design varies. */
  readonly leftOut: readonly LeftOut[];
  /** One dimension an input, correlations in them; what layers draw comes behind them and has none. */
  readonly points: Points;
  /** Whether the design correlates any of its inputs. */
  readonly correlated: boolean;
  /** Its inputs are what the data give a low and a high for, a spread of assumptions that nobody has called likely. */
  readonly uncertain?: boolean;
  /** What past errors say, drawn year by year, where the design is calibrated. */
  readonly layers?: Layers;
  /**
   * Of a calibrated design the boundaries whose peak in the scenario itself lies in observed years that cannot be told
   * apart, each with the last of these years: of no year to it a probability is said.
   */
  readonly undecidedTo?: ReadonlyMap<string, number>;
  /** How plans are delivered in a calibrated design. */
  readonly delivery?: DeliveryKind;
  /** In a Morris design the step that led to a run. */
  readonly stepTo?: (run: number) => MorrisStep | undefined;
  /** The boundaries whose peaks are found, the default one first; those that are not computed are left out. */
  readonly boundaries: readonly Fan[];
  /** Four for each boundary (year, year with its fraction, level, status), one for each target, then levels of years. */
  readonly columns: readonly OutcomeColumn[];
  /** The series that are kept of the kept runs; the default boundary's emissions come first. */
  readonly fans: readonly Fan[];
  readonly years: readonly number[];
  /** Runs that belong together: d + 2 of Saltelli's design, d + 1 of a Morris trajectory, otherwise 1. */
  readonly blockRuns: number;
  /** Runs of a part; the last may have fewer. It follows from the number of runs alone. */
  readonly partRuns: number;
  /** Whether the series of a run are kept, and its outcomes count where not all can be held. */
  readonly keptRun: (run: number) => boolean;
}

/** Whether a section tells what matters to an outcome: the default boundary's peak and the levels that are shown. */
export function isTold({ boundaries }: Pick<Batch, "boundaries">, { kind, boundary, of }: OutcomeColumn): boolean {
  return of?.shown ?? (kind !== "target" && boundary === boundaries[0]?.name);
}

/** Whether no more is said of a probability than that it is near 0 or 1. */
export function isNearCertain(share: number): boolean {
  return share > 0.95 || share < 0.05;
}

/** The last year by which nothing is said of a boundary's peak, as observed years cannot be told apart; none of most. */
export function undecidedTo({ undecidedTo: last }: Pick<Batch, "undecidedTo">, { name }: Fan): number {
  return last?.get(name) ?? Number.NEGATIVE_INFINITY;
}

/** Whether a target asks of a year of which past errors say nothing. */
export function isBeyond({ layers }: Pick<Batch, "layers">, { target }: OutcomeColumn): boolean {
  return layers !== undefined && target !== undefined && (target.kind === "peak" ? target.by : target.year) > LAST_SURE;
}

/**
 * The year by which all that moves an outcome has acted; none of a peak, which every later year may move, nor of what is
 * held against one.
 */
export function actedBy({ of, target }: OutcomeColumn): number | undefined {
  return of?.year ?? (target !== undefined && "year" in target ? target.year : undefined);
}

/** How many runs are kept at most. */
export const MOST_KEPT = 200_000;

const MOST_PARTS = 64;
const LARGEST_PART = 4096;
/** Parts of many runs are larger, so that a folder holds a few thousand files. */
const MOST_FILES = 4096;

/**
 * Runs of a part: some sixty parts, so that little is lost when one is, but no more than 4,096 runs in up to 4,096
 * parts; beyond, a power of two. Always whole groups of so many runs, whose sums are one part's own.
 */
export function partRunsOf(runs: number, groupRuns = 1): number {
  let most = LARGEST_PART;
  while (runs / most > MOST_FILES) most *= 2;
  return Math.ceil(Math.min(most, 2 * Math.ceil(runs / MOST_PARTS / 2)) / groupRuns) * groupRuns;
}

/**
 * Which runs are kept: the first ones, which are as evenly spread as all are; in a grid or a list, whose order means
 * something, as many by a keyed permutation.
 */
export function keptRuns(kind: DesignKind, runs: number, seed: number, most = MOST_KEPT): (run: number) => boolean {
  if (runs <= most) return () => true;
  if (kind !== "grid" && kind !== "list") return (run) => run < most;
  const place = keyedPermutation(seed, 0, runs);
  return (run) => place(run) < most;
}

/** Outcomes of which it is told what matters to them. */
const studiedKinds: ReadonlySet<OutcomeColumn["kind"]> = new Set(["peak_year", "peak_level", "target", "level"]);

/** Their positions. */
export function studiedColumns(columns: readonly OutcomeColumn[]): number[] {
  return columns.flatMap(({ kind }, at) => (studiedKinds.has(kind) ? [at] : []));
}

/** The number of kept runs from `start` to before `end`. */
export function keptBetween({ keptRun }: Pick<Batch, "keptRun">, start: number, end: number): number {
  let count = 0;
  for (let run = start; run < end; run++) if (keptRun(run)) count++;
  return count;
}

/** First run and end of every part, in order. */
export function partsOf({ runs, partRuns }: Pick<Batch, "runs" | "partRuns">): { start: number; end: number }[] {
  return Array.from({ length: Math.ceil(runs / partRuns) }, (_, part) => ({
    start: part * partRuns,
    end: Math.min(runs, (part + 1) * partRuns),
  }));
}

/** Writes the numbers of a batch's inputs in a run. */
export function valuesWriter({
  inputs,
  points,
  layers,
}: Pick<Batch, "inputs" | "points" | "layers">): (run: number, values: Float64Array) => void {
  const point = new Float64Array(points.dimensions);
  const write = inputValuesWriter(inputs.slice(0, points.dimensions));
  // What layers draw stands behind all that has a dimension.
  const measured = inputs.flatMap((input, i) =>
    input.as === "layer" ? [{ i, measure: input.measure, year: input.year }] : [],
  );
  return (run, values) => {
    points.fill(run, point);
    write(point, values);
    for (const { i, measure, year } of measured) values[i] = layers?.measure(measure, run, year) ?? 0;
  };
}
