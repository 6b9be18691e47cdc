import { exp } from "../../engine/program/elementary.ts";
import { monotoneCubic } from "../../statistics/cubic-curves.ts";
import { custom } from "../../text/fields.ts";
import { numberProblem, plainNumber, plainShare } from "../../text/plain-number.ts";
import { isFault, message } from "../../text/problems.ts";
import {
  type Cursor,
  entriesAt,
  field,
  isMap,
  type MapCursor,
  refuse,
  refuseFound,
  report,
  scalarAt,
  standingAt,
  under,
} from "../../text/reader.ts";
import { isYearKey, parseYears, standAlone, type YearKeys } from "../paths/years.ts";

/** A number from 0 to 1, also written `80 %`. */
export const shareSchema = { anyOf: [{ type: "number", minimum: 0, maximum: 1 }, { type: "string" }] };

export const knotsField = custom(
  { type: "object", patternProperties: { "^[0-9]": shareSchema }, additionalProperties: false },
  readKnots,
  "Shares of full strength by year, for the shape knots",
  "逐年的力度份额，用于 shape: knots",
);

/** Reports a ramp that is full before it starts, and knots beside another shape. */
export function checkRamp(
  map: MapCursor,
  { shape, start, full }: { shape: Shape; start?: number; full?: number },
): void {
  if (start !== undefined && full !== undefined && full < start) {
    const { node } = field(map, "full") ?? field(map, "start") ?? map;
    refuse(under(map, "full"), "full_before_start", { full, start }, node.at);
  }
  const knots = field(map, "knots");
  if (knots !== undefined && shape !== "knots") refuse(knots, "knots_elsewhere", { shape });
  for (const key of ["start", "full"]) {
    const at = field(map, key);
    if (at !== undefined && shape === "knots") refuse(at, "knots_years", {});
  }
}

/** Shares of full strength by year, such as `{2026: 0, 2030: 0.4, 2040: 1}`. */
function readKnots(at: Cursor): ReadonlyMap<number, number> | undefined {
  if (!isMap(at)) return refuseFound(at, "knots_needed");
  const knots = new Map<number, number>();
  const stands: YearKeys = [];
  for (const [key, keyed] of entriesAt(at)) {
    const years = isYearKey(key) ? parseYears(key) : message("knots_year", { text: key });
    if (isFault(years)) {
      report(keyed, years, keyed.keyAt);
      continue;
    }
    const share = shareAt(keyed, "knot_share_needed");
    if (share === undefined || !standAlone(years, stands, keyed)) continue;
    for (let year = years.from; year <= years.to; year++) knots.set(year, share);
  }
  if (at.node.entries.size === 0) refuse(at, "knots_none", {});
  return new Map([...knots].sort(([a], [b]) => a - b));
}

/** The number from 0 to 1 at the place; `60` is likely to have been meant as 60 %. */
export function shareAt(at: Cursor, needed: "strength_needed" | "knot_share_needed"): number | undefined {
  const value = scalarAt(at);
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  const share = plainShare(text);
  if (share !== undefined && share >= 0 && share <= 1) return share;
  const problem = numberProblem(text);
  if (problem !== undefined) return report(at, problem);
  const number = plainNumber(text);
  const near = number !== undefined && number >= 2 && number <= 100 ? `${text.trim()} %` : undefined;
  return refuse(at, needed, { found: standingAt(at.node), near });
}

export const shapes = ["linear", "s_curve", "step", "exponential", "knots"] as const;
export type Shape = (typeof shapes)[number];

/** How steeply the exponential ramp bends: its last year grows e^3, some 20, times as fast as its first. */
const bend = 3;

/**
 * How far a ramp has come in `year`, from 0 to 1: it first acts in `start` and is full in `full`.
 * `s_curve` is 3u^2 - 2u^3, `exponential` starts slowly, `step` is full from the start.
 */
export function ramp(shape: Exclude<Shape, "knots">, year: number, start: number, full: number): number {
  if (year < start) return 0;
  if (shape === "step" || year >= full) return 1;
  const u = (year - start + 1) / (full - start + 1);
  if (shape === "s_curve") return u * u * (3 - 2 * u);
  if (shape === "exponential") return (exp(bend * u) - 1) / (exp(bend) - 1);
  return u;
}

/**
 * The share at `year` on a monotone curve without edges through the knots (year, ascending, and share): 0 before the first,
 * the last one after it.
 */
export function knotShare(knots: ReadonlyMap<number, number>, year: number): number {
  const points = [...knots];
  const [last, share] = points[points.length - 1];
  if (year < points[0][0]) return 0;
  if (year >= last) return share;
  return knots.get(year) ?? monotoneCubic([...points, [last + 1, share]])(year);
}
