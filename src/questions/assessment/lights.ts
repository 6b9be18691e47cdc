import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";
import { type TargetStatus, targetStatus } from "../../run/targets/target-status.ts";
import type { TargetResult } from "../../run/targets/targets.ts";

/** From what asks for action to what cannot be told. */
export const lights = ["red", "yellow", "green", "grey"] as const;

export type Light = (typeof lights)[number];

/** Whether a light asks for action. */
export function isLate(light: Light): boolean {
  return light === "red" || light === "yellow";
}

/** Why a light is what it is. */
export type LightReason =
  | "on_the_way"
  | "course_misses"
  | "within_error"
  | "recoverable"
  | "course_within_error"
  | "behind_and_missed"
  | "missed_in_year"
  | "missed_as_projected"
  | "not_planned"
  | "not_begun"
  | "no_value"
  | "no_baseline"
  | "no_projection";

interface Situation {
  /** Of the year against what its path asks; undefined where no value is known. */
  readonly status: TargetResult["status"] | undefined;
  readonly margin: number | undefined;
  readonly error: number;
  /** Whether anything can be asked of the year. */
  readonly isTold: boolean;
  /** Whether the year lies behind the one that the promise is measured from. */
  readonly isBegun: boolean;
  /** Whether nobody has observed the year's value. */
  readonly isProjected: boolean;
  readonly outlook: TargetStatus;
  /** The year is the promise's own. */
  readonly last: boolean;
}

/**
 * Green on the way; yellow where the margin is within its error, where what is late is still met in its year on the present
 * course or within error there, and where what is on the way is missed in the end; red where it is late and missed in its
 * year; grey where no value, no path, no measure or no projection says anything.
 */
export function lightOf({ status, margin = 0, error, isTold, isBegun, isProjected, outlook, last }: Situation): {
  readonly light: Light;
  readonly reason: LightReason;
} {
  if (!isBegun) return { light: "grey", reason: "not_begun" };
  if (status === undefined) return { light: "grey", reason: "no_value" };
  if (!isTold || status === "not_computable") return { light: "grey", reason: "no_baseline" };
  const isBehind = status === "missed";
  const isClear = margin >= error && !isBehind;
  if ((!last || isProjected) && outlook === "not_planned" && !isClear) return { light: "grey", reason: "not_planned" };
  if (error > 0 && Math.abs(margin) < error) return { light: "yellow", reason: "within_error" };
  if (!isBehind) {
    if (!last && outlook === "missed") return { light: "yellow", reason: "course_misses" };
    return { light: "green", reason: "on_the_way" };
  }
  if (last) return { light: "red", reason: isProjected ? "missed_as_projected" : "missed_in_year" };
  switch (outlook) {
    case "met":
    case "met_within_error":
      return { light: "yellow", reason: "recoverable" };
    case "missed_within_error":
      return { light: "yellow", reason: "course_within_error" };
    case "missed":
      return { light: "red", reason: "behind_and_missed" };
    default:
      return { light: "grey", reason: "no_projection" };
  }
}

export function peakLight(judged: JudgedPlanTarget): Light {
  switch (outlookOf(judged)) {
    case "met":
      return "green";
    case "missed":
      return "red";
    case "met_within_error":
    case "missed_within_error":
      return "yellow";
    default:
      return "grey";
  }
}

/** What becomes of a promise in its year, also where that is past and nothing of it was observed. */
export function outlookOf({ result, status, error }: JudgedPlanTarget): TargetStatus {
  return status === "undecided" ? targetStatus(result, { error, unobserved: false, unplanned: false }) : status;
}
