import type { Parameter } from "../../engine/language/model.ts";
import type { UncertainInput } from "../../run/uncertain-inputs.ts";
import type { ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
import type { YearRange } from "../../scenario/paths/years.ts";
import { type Distribution, quantile } from "../../statistics/distributions/distributions.ts";
import type { Label } from "../../text/problems.ts";

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

/** Moves what a source gives a low and a high for; the number drawn is that of its widest place. */
export interface WithinInput extends InputHead {
  readonly as: "within";
  readonly parameter: Parameter;
  readonly uncertain: UncertainInput;
}

/** One dimension of a batch. */
export type BatchInput = ParameterInput | LeverInput | WithinInput;

/** The number that an input has at the coordinate `u` of the unit cube: whole years for a start or a delay. */
export function inputValue({ as, spread, slices }: BatchInput, u: number): number {
  const value =
    slices === true && spread.kind === "discrete"
      ? spread.values[Math.min(Math.floor(u * spread.values.length), spread.values.length - 1)]
      : quantile(spread, u);
  return as === "start" || as === "delay" ? Math.floor(value + 0.5) : value;
}
