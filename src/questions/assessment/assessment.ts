import type { ScenarioRun } from "../../run/run.ts";
import {
  type JudgedPlanTarget,
  judgePlanTarget,
  type PlanEvaluator,
  type ValueOrigin,
} from "../../run/targets/plan-targets.ts";
import type { TargetStatus } from "../../run/targets/target-status.ts";
import type { PlanTarget } from "../../scenario/targets/plan-targets.ts";
import type { ReportedValue } from "../../scenario/targets/promise-tables.ts";
import { valueIn } from "../../statistics/series.ts";
import type { Label } from "../../text/problems.ts";
import { type LeverEffect, leverEffects } from "./lever-effects.ts";
import { type Light, type LightReason, lightOf, lights, outlookOf, peakLight } from "./lights.ts";
import { flat, onPath, type PathPoint, pathTo, type Reader } from "./paths.ts";
import { readerOf } from "./promises.ts";

/** A promise in force, or of a draft, as it stands in the year of the assessment. */
export interface AssessedPromise {
  readonly judged: JudgedPlanTarget;
  readonly light: Light;
  readonly reason: LightReason;
  /** The years that its path goes through, its own last; one point alone where nothing is known before. */
  readonly path: readonly PathPoint[];
  /** What the path asks of the year. */
  readonly required: number | undefined;
  readonly actual: number | undefined;
  readonly origin: ValueOrigin | undefined;
  /** How far the year's value is on the right side of what is required, and how uncertain that is. */
  readonly margin: number | undefined;
  readonly error: number;
  /** What becomes of the promise in its own year on the present course, whether its year was observed or not. */
  readonly outlook: TargetStatus;
  /** The change a year that its number still needs, and what it was until now since the path's first year. */
  readonly needed: number | undefined;
  readonly untilNow: number | undefined;
  /** Levers of the scenario that do most for it in its year. */
  readonly carriers: readonly LeverEffect[];
  /** Levers with room that would do most for it, at all that is possible from the next year on. */
  readonly closers: readonly LeverEffect[];
  readonly responsible: readonly Label[];
}

/** The yearly assessment of what a region has promised. */
export interface Assessment {
  readonly year: number;
  readonly promises: readonly AssessedPromise[];
  /** Promises of peaks and plateaus, judged by the run's trend. */
  readonly peaks: readonly AssessedPeak[];
  readonly runs: number;
}

export interface AssessedPeak {
  readonly judged: JudgedPlanTarget;
  readonly light: Light;
  /** What becomes of it on the present course, whether its year was observed or not. */
  readonly outlook: TargetStatus;
  /** Levers with room that bring it forward the most, in years, at all that is possible from the next year on. */
  readonly closers: readonly LeverEffect[];
  /** The change in the assessment's year, as a share of the year before. */
  readonly trend: number | undefined;
}

/** A share is set against this one at least: a fall of nothing is not late without end. */
const LEAST_SHARE = 0.1;

/**
 * How far each promise in force, or of a draft, has come by the end of a year: the path that leads to it, where the value stands, a light,
 * and what is needed from here. Promises for years before are left out. Values that are reported count before what is
 * published, that before what the run has; those of later years are left out.
 *
 * The path is straight from the year that the promise is measured from, or, for a level, from the last value that the
 * plans state, or from the end of the five-year plan before; it goes through earlier promises of the same quantity.
 *
 * @throws RunError where the run itself fails.
 */
export function assess(run: ScenarioRun, year: number, reported: readonly ReportedValue[] = []): Assessment {
  const reader = readerOf(run, reported, year);
  const { judged } = reader;
  const due = judged.filter(({ counts, isDraft, target }) => (counts || isDraft) && target.year >= year);
  const peaks = due
    .filter(({ target }) => target.kind === "peak" || target.kind === "plateau")
    .sort((a, b) => Number(a.isDraft) - Number(b.isDraft));
  const others = due.filter((one) => !peaks.includes(one));
  const found = others.map((one) => standing(one, { ...reader, year, promises: judged }));
  const late = peaks.map((one) => ({ judged: one, light: peakLight(one) }));
  const { effects, runs } = leverEffects(run, [...found, ...late], year);
  const assessed = found.map((one, i): AssessedPromise => {
    const { carriers, closers } = effects[i];
    const { statement, sizedBy } = one.judged;
    const own = statement.responsible;
    const levers = [...sizedBy, ...carriers.map(({ lever }) => lever)];
    const inCharge = levers.flatMap(({ id }) => run.scenario.levers.get(id)?.responsible ?? []);
    const named = own === undefined ? inCharge : [{ en: own, zh: own }];
    const each = named.flatMap(departments);
    const responsible = each.filter((label, k) => each.findIndex(({ zh }) => zh === label.zh) === k);
    return { ...one, carriers, closers, responsible };
  });
  const urgency = ({ light, judged: { target, result, isDraft }, margin = 0, required = 0 }: AssessedPromise) => {
    const least = result.terms === "share" || target.quantity.unit === "1" ? LEAST_SHARE : Number.MIN_VALUE;
    const share = margin / Math.max(Math.abs(required), least);
    return [isDraft ? 1 : 0, lights.indexOf(light), target.year, share] as const;
  };
  return {
    year,
    promises: assessed
      .map((one) => ({ one, rank: urgency(one) }))
      .sort(({ rank: a }, { rank: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3])
      .map(({ one }) => one),
    peaks: late.map(({ judged: one, light }, i) => ({
      judged: one,
      light,
      outlook: outlookOf(one),
      closers: effects[found.length + i].closers,
      trend: trendOf(one.target, reader.evaluator, year),
    })),
    runs,
  };
}

/** The departments that plans name together, each by itself. */
function departments({ en, zh }: Label): Label[] {
  return en === zh ? zh.split("、").map((name) => ({ en: name, zh: name })) : [{ en, zh }];
}

/** What is known of a promise before its levers are looked at. */
type Standing = Omit<AssessedPromise, "carriers" | "closers" | "responsible">;

function standing(judged: JudgedPlanTarget, reader: Reader): Standing {
  const { target } = judged;
  const { year, scenario } = reader;
  const path = pathTo(judged, reader);
  const required = flat.has(target.kind) ? target.asked : onPath(path, year);
  const outlook = outlookOf(judged);
  const begin = judged.measuredFrom ?? target.base;
  const isBegun = begin === undefined || year > begin;
  const then = { ...target, year, asked: required, askedHigh: undefined, published: publishedBy(target, year) };
  const interim: PlanTarget = { ...then, kind: target.kind === "range" ? "level" : target.kind };
  const found = judgePlanTarget(interim, scenario, reader.evaluator);
  const { actual, margin } = found.result;
  const origin = actual === undefined ? undefined : reader.origin(interim, found.baseEstimated);
  const isTold = required !== undefined || flat.has(target.kind);
  const error = origin === "reported" ? 0 : found.error;
  const light = lightOf({
    ...{ status: actual === undefined ? undefined : found.result.status, margin, error, isTold, outlook },
    isBegun,
    isProjected: origin === "projected",
    last: target.year === year,
  });
  const asked = judged.result.required ?? Number.NaN;
  const [first] = path;
  const rate = (from: PathPoint, to: PathPoint): number | undefined =>
    to.year > from.year && !flat.has(target.kind) ? (to.value - from.value) / (to.year - from.year) : undefined;
  return {
    judged,
    ...light,
    path,
    required: isTold && isBegun ? found.result.required : undefined,
    actual,
    origin,
    outlook,
    margin: isTold ? margin : undefined,
    error,
    needed: actual === undefined ? undefined : rate({ year, value: actual }, { year: target.year, value: asked }),
    untilNow: actual === undefined || path.length < 2 ? undefined : rate(first, { year, value: actual }),
  };
}

/** What is published of a promise's quantity in the year or last before it, as far as that is known. */
function publishedBy({ published }: PlanTarget, year: number) {
  return published !== undefined && published.year <= year ? published : undefined;
}

/** The change on the year before, as reported where both years are, as the run has it otherwise. */
function trendOf({ quantity, reported }: PlanTarget, evaluator: PlanEvaluator, year: number): number | undefined {
  const told = [year - 1, year].map((at) => reported?.find((one) => one.year === at)?.value);
  if (told[0] !== undefined && told[1] !== undefined) return told[0] > 0 ? told[1] / told[0] - 1 : undefined;
  const known = evaluator.series(quantity.formula, quantity.unit);
  const [before, now] = [year - 1, year].map((at) =>
    typeof known === "string" ? undefined : valueIn(known.series, at),
  );
  return before === undefined || now === undefined || !(before > 0) ? undefined : now / before - 1;
}
