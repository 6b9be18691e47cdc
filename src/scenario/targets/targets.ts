import type { Variable } from "../../engine/language/model.ts";
import type { Label, Place } from "../../text/problems.ts";

export type Operator = ">=" | "<=" | ">" | "<" | "=";

interface TargetHead {
  /** The key in the file, such as `nonfossil_share`. */
  readonly name: string;
  readonly variable: Variable;
  readonly cell: number;
  /** The condition as written, such as `>= 24 %`. */
  readonly text: string;
  readonly at: Place;
  readonly label?: Label;
  readonly source?: string;
}

/** The series peaks no later than `by`, and where asked no higher than `below` (in the variable's unit). */
export interface PeakTarget extends TargetHead {
  readonly kind: "peak";
  readonly by: number;
  readonly below?: number;
}

/** The variable has a value in a year, in its own unit. */
export interface LevelTarget extends TargetHead {
  readonly kind: "level";
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** The variable has fallen by a share of what it was in the year `from`. */
export interface ReductionTarget extends TargetHead {
  readonly kind: "reduction";
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** The variable lies between two values in a year, in its own unit. */
export interface RangeTarget extends TargetHead {
  readonly kind: "range";
  readonly year: number;
  readonly low: number;
  readonly high: number;
}

/** The variable has risen since the year `from` by an amount (its own unit) or at a mean yearly rate (a share). */
export interface RiseTarget extends TargetHead {
  readonly kind: "increment" | "growth";
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** The variable is lower than in the year `from`, and in no year between above it. */
export interface DeclineTarget extends TargetHead {
  readonly kind: "decline";
  readonly from: number;
  readonly year: number;
}

/** The variable does not pass its value of the year `from`, upwards (`<=`) or downwards (`>=`). */
export interface HoldTarget extends TargetHead {
  readonly kind: "hold";
  readonly from: number;
  readonly year: number;
  readonly operator: "<=" | ">=";
}

/** The variable has come to its plateau and does not rise any more. */
export interface PlateauTarget extends TargetHead {
  readonly kind: "plateau";
  readonly by: number;
  readonly year: number;
}

/** Another variable, a cell of it. */
export interface Other {
  readonly variable: Variable;
  readonly cell: number;
}

/** The variable falls by a larger share than another does, by at least `value`. */
export interface RelativeTarget extends TargetHead {
  readonly kind: "relative";
  readonly than: Other;
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** The variable over another one, both in the unit of the first, has a value in a year: 1 where they cross. */
export interface CrossingTarget extends TargetHead {
  readonly kind: "crossing";
  readonly over: Other;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

export type Target =
  | PeakTarget
  | LevelTarget
  | ReductionTarget
  | RangeTarget
  | RiseTarget
  | DeclineTarget
  | HoldTarget
  | PlateauTarget
  | RelativeTarget
  | CrossingTarget;
