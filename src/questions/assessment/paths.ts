import type { JudgedPlanTarget, PlanEvaluator, ValueOrigin } from "../../run/targets/plan-targets.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { givesChange, type PlanTarget } from "../../scenario/targets/plan-targets.ts";
import { valueIn } from "../../statistics/series.ts";

/** A year and what stands in it, in the promise's terms: its unit, or a share. */
export interface PathPoint {
  readonly year: number;
  readonly value: number;
}

export interface Reader {
  readonly scenario: Scenario;
  readonly evaluator: PlanEvaluator;
  readonly origin: (target: PlanTarget, baseEstimated: boolean) => ValueOrigin;
  readonly year: number;
  /** What plans state of a quantity without promising it. */
  readonly facts: readonly JudgedPlanTarget[];
  readonly promises: readonly JudgedPlanTarget[];
}

/** Kinds that ask the same of each year between. */
export const flat: ReadonlySet<string> = new Set(["growth", "hold", "decline", "falling"]);

/** Kinds that are measured from a year in which they are 0. */
const changes: ReadonlySet<string> = new Set(["reduction", "increment", "relative"]);

/** The years that lead to a promise, with what is asked of each, in the promise's terms. */
export function pathTo(
  { target, statement, measuredFrom, result, isDraft }: JudgedPlanTarget,
  reader: Reader,
): PathPoint[] {
  const { promises, facts, scenario } = reader;
  const isSame = ({ target: other, statement: { part } }: JudgedPlanTarget): boolean =>
    other.quantity.name === target.quantity.name &&
    part === statement.part &&
    (other.kind === target.kind || (isLevel(other) && isLevel(target))) &&
    other.base === target.base &&
    other.year < target.year &&
    other.asked !== undefined;
  const pointOf = (other: JudgedPlanTarget): PathPoint => ({
    year: other.target.year,
    value: other.target.asked as number,
  });
  // A draft goes through its own milestones; what is in force goes through none of a draft.
  const holds = (other: JudgedPlanTarget): boolean => other.counts || (isDraft && other.isDraft);
  const earlier = promises.filter((other) => holds(other) && isSame(other)).map(pointOf);
  const last = { year: target.year, value: result.required ?? Number.NaN };
  const milestones = [
    ...earlier.filter((one, i) => earlier.findIndex(({ year }) => year === one.year) === i),
    last,
  ].sort((a, b) => a.year - b.year);
  const stated = facts.filter(isSame).map(pointOf);
  const before = stated.filter(({ year }) => year < milestones[0].year).sort((a, b) => b.year - a.year);
  const from = measuredFrom ?? target.base;
  const isChange = from !== undefined && (changes.has(target.kind) || givesChange(target.quantity));
  const start =
    before[0] ?? (isChange ? { year: from, value: 0 } : levelBefore(target, milestones[0].year, scenario, reader));
  return start === undefined ? milestones : [start, ...milestones];
}

function isLevel({ kind }: PlanTarget): boolean {
  return kind === "level" || kind === "share" || kind === "range" || kind === "crossing";
}

/** Plans run for five years, and count from the end of the one before. */
const PLAN = 5;

export function planBefore(baseYear: number): number {
  return Math.floor((baseYear - 1) / PLAN) * PLAN;
}

/**
 * Where a level stood at the end of the five-year plan before the base year, or in the first year since of which something
 * is known and that lies before the first milestone.
 */
function levelBefore(
  target: PlanTarget,
  first: number,
  scenario: Scenario,
  { evaluator }: Reader,
): PathPoint | undefined {
  if (!isLevel(target)) return undefined;
  const begin = planBefore(scenario.baseYear);
  const { formula, unit } = target.quantity;
  const known = evaluator.series(formula, unit);
  for (let year = begin; year < first; year++) {
    const reported = target.reported?.find((one) => one.year === year)?.value;
    const value = reported ?? (typeof known === "string" ? undefined : valueIn(known.series, year));
    if (value !== undefined) return { year, value };
  }
  return undefined;
}

/** What a path asks of a year, straight between its points; undefined before the first of several and of a lone later one. */
export function onPath(path: readonly PathPoint[], year: number): number | undefined {
  const next = path.findIndex((point) => point.year >= year);
  const to = path[next];
  if (to === undefined) return undefined;
  if (to.year === year) return to.value;
  const from = path[next - 1];
  if (from === undefined) return undefined;
  return from.value + ((to.value - from.value) * (year - from.year)) / (to.year - from.year);
}
