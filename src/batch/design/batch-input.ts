import type { Parameter } from "../../engine/language/model.ts";
import type { UncertainInput } from "../../run/uncertain-inputs.ts";
import type { ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
import type { YearRange } from "../../scenario/paths/years.ts";
import { type Distribution, quantile } from "../../statistics/distributions/distributions.ts";
import type { Label } from "../../text/problems.ts";
import type { LayerMeasure } from "../layers.ts";

interface InputHead {
  /** As the design writes it, such as `full_load_hours.solar_*` or `levers.offshore_wind.strength`. */
  readonly name: string;
  readonly label: Label;
  /** Of the numbers drawn; "1" for factors, strengths and positions. */
  readonly unit: string;
  readonly spread: Distribution;
  /** The values of a grid or list stand for equal slices, one a slice. */
  readonly slices?: boolean;
  readonly source?: string;
}

/** Scales, shifts or replaces cells of a parameter, in these years where it is a path over years. */
export interface ParameterInput extends InputHead {
  readonly as: "scale" | "shift" | "value";
  readonly parameter: Parameter;
  readonly cells: readonly number[];
  readonly years: YearRange;
}

/** Pulls a lever of the scenario with another strength, or moves its years. */
export interface LeverInput extends InputHead {
  readonly as: "strength" | "start" | "delay";
  readonly lever: ScenarioLever;
}

/**
 * One draw for many levers: a factor of their strengths (`factor`), years by which they come late (`late`), where between
 * its low (-1) and high (1) the size of each lies that was counted (`counted`), or how good the times are for projects,
 * from 0 to 1, each of which is then built or not (`built`).
 */
export interface LeversInput extends InputHead {
  readonly as: "factor" | "late" | "counted" | "built";
  readonly levers: readonly ScenarioLever[];
  /** Of `built`: the part of projects that is built, by the lever's id. */
  readonly chances?: ReadonlyMap<string, number>;
  /** Of `built`: the correlation of one project with the others. */
  readonly correlation?: number;
  /** The spread's quantiles at even distances, where they are slow to work out. */
  readonly quantiles?: Float64Array;
}

/** Moves what a source gives a low and a high for; the number drawn is that of its widest place. */
export interface WithinInput extends InputHead {
  readonly as: "within";
  readonly parameter: Parameter;
  readonly uncertain: UncertainInput;
}

/** No dimension of its own: the number that stands, to a year or in it, for a layer that is drawn year by year. */
export interface LayerInput extends InputHead {
  readonly as: "layer";
  readonly measure: LayerMeasure;
  readonly year: number;
}

/** One number of a run of a batch. */
export type BatchInput = ParameterInput | LeverInput | LeversInput | WithinInput | LayerInput;

/**
 * The first year in which an input can act; undefined where it acts in all. What `inputs` draw of a lever's start may bring
 * it forward.
 */
function firstYear(input: BatchInput, inputs: readonly BatchInput[]): number | undefined {
  if ("years" in input) return input.parameter.yearly ? input.years.from : undefined;
  const levers = "lever" in input ? [input.lever] : "levers" in input ? input.levers : [];
  const isMoved = levers.some((one) => inputs.some((other) => other.as === "start" && other.lever === one));
  // A delay that is drawn stands in the place of the lever's own.
  return levers.length === 0 || isMoved ? undefined : Math.min(...levers.map(({ ramp }) => ramp.begins));
}

/**
 * Whether an input can have moved what has been by a year, or what no year ends. A layer is told by the number of that very
 * year, or of the last one before it that it is told for.
 */
export function actsBy(input: BatchInput, year: number | undefined, inputs: readonly BatchInput[]): boolean {
  if (input.as === "layer") {
    const told = inputs.flatMap((other) =>
      other.as === "layer" && other.measure === input.measure ? [other.year] : [],
    );
    return input.year === Math.max(...told.filter((own) => year === undefined || own <= year));
  }
  return year === undefined || (firstYear(input, inputs) ?? year) <= year;
}

/** The number that an input has at the coordinate `u` of the unit cube: whole years for a start or a delay. */
export function inputValue(input: BatchInput, u: number): number {
  const { as, spread, slices } = input;
  if ("quantiles" in input && input.quantiles !== undefined) return between(input.quantiles, u);
  const value =
    slices === true && spread.kind === "discrete"
      ? spread.values[Math.min(Math.floor(u * spread.values.length), spread.values.length - 1)]
      : quantile(spread, u);
  return as === "start" || as === "delay" || as === "late" ? Math.floor(value + 0.5) : value;
}

const PIECES = 1024;

/** The quantiles of a spread at even distances, for spreads whose quantile takes long. */
export function quantileTable(spread: Distribution): Float64Array {
  return Float64Array.from({ length: PIECES + 1 }, (_, i) => quantile(spread, i / PIECES));
}

function between(table: Float64Array, u: number): number {
  const at = u * (table.length - 1);
  const low = Math.min(Math.floor(at), table.length - 2);
  return table[low] + (at - low) * (table[low + 1] - table[low]);
}
