import type { Variable } from "../../engine/language/model.ts";
import type { Label, Place } from "../../text/problems.ts";

export type Operator = ">=" | "<=" | ">" | "<" | "=";

/** A series peaks no later than a year, and where asked no higher than a level (in the series' unit). */
export interface PeakTarget {
  readonly kind: "peak";
  readonly by: number;
  readonly below?: number;
}

/** What a number of a year is held against. */
export interface Condition {
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/**
 * How a series has moved since an earlier year: fallen by a share of what it was then, changed by one (below 0: fallen),
 * risen by an amount in its own unit (below 0: fallen), or grown at a mean yearly rate (0.05 for 5 % a year). All but the
 * increment are told of what was above 0.
 */
export type MoveKind = "reduction" | "change" | "increment" | "growth";

/** How far a value has moved from what it was, `base`, so many years before. */
export function movedBy(kind: MoveKind, base: number, value: number, years: number): number {
  switch (kind) {
    case "reduction":
      return 1 - value / base;
    case "change":
      return value / base - 1;
    case "increment":
      return value - base;
    case "growth":
      return (value / base) ** (1 / years) - 1;
  }
}

/** A bound is kept, and not passed, where only the last digits of the arithmetic say otherwise. */
export const BOUND_WITHIN = 1e-12;

/** A value lies between two bounds in a year, in the series' unit. */
export interface RangeTarget {
  readonly kind: "range";
  readonly year: number;
  readonly low: number;
  readonly high: number;
}

/** A series falls by a larger share than another does, by at least `value`. */
interface RelativeTarget extends Condition {
  readonly kind: "relative";
  readonly from: number;
}

/** A series has reached its plateau by a year: from then on it never rises by more than the plateau's tolerance. */
export interface PlateauTarget {
  readonly kind: "plateau";
  readonly by: number;
}

/** A series is lower in a year than in an earlier one, and in no year between above it. */
export interface DeclineTarget {
  readonly kind: "decline";
  readonly from: number;
  readonly year: number;
}

/** A series is lower in every year than in the one before, from an earlier year on. */
interface FallingTarget {
  readonly kind: "falling";
  readonly from: number;
  readonly year: number;
}

/** A series does not pass its value of an earlier year, upwards (`<=`) or downwards (`>=`), but for the tolerance. */
export interface HoldTarget {
  readonly kind: "hold";
  readonly from: number;
  readonly year: number;
  readonly operator: "<=" | ">=";
}

/** What is asked of a series, whatever it is about. */
export type TargetSpec =
  | PeakTarget
  /** A value holds in a year, in the series' unit. */
  | (Condition & { readonly kind: "level" })
  | RangeTarget
  /** How far a series has moved since an earlier year. */
  | (Condition & { readonly kind: MoveKind; readonly from: number })
  | RelativeTarget
  | PlateauTarget
  | DeclineTarget
  | FallingTarget
  | HoldTarget;

/** A cell of a variable. */
export interface Other {
  readonly variable: Variable;
  readonly cell: number;
}

interface TargetHead extends Other {
  /** The key in the file, such as `nonfossil_share`. */
  readonly name: string;
  /** The condition as written, such as `>= 24 %`. */
  readonly text: string;
  readonly at: Place;
  readonly label?: Label;
  readonly source?: string;
}

/** A target of a scenario: what is asked of a variable, in its own unit. */
export type Target = TargetHead &
  (
    | Exclude<TargetSpec, PlateauTarget | RelativeTarget | FallingTarget>
    | (PlateauTarget & { readonly year: number })
    | (RelativeTarget & { readonly than: Other })
    /** The variable over another one, both in the unit of the first: 1 where they cross. */
    | ({ readonly kind: "crossing"; readonly over: Other } & Condition)
  );
