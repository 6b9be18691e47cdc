import { singleLane } from "../engine/lanes/lane-program.ts";
import { cellNames } from "../engine/language/cells.ts";
import { loadedMemory, placeOfValue } from "../engine/program/compile.ts";
import { sourcesOn } from "../engine/program/interpret.ts";
import { labelOfCell, memberLabels } from "../run/cell-label.ts";
import type { ScenarioRun } from "../run/run.ts";
import { computedValues } from "../run/scenario-run.ts";
import { openProgram } from "../run/shared-programs.ts";
import {
  type JudgedPlanTarget,
  judgePlanTarget,
  judgePlanTargets,
  originOf,
  type PlanEvaluator,
  planEvaluator,
  type ValueOrigin,
} from "../run/targets/plan-targets.ts";
import { observedValues, type TargetStatus, targetStatus } from "../run/targets/target-status.ts";
import type { TargetResult } from "../run/targets/targets.ts";
import type { Lever } from "../scenario/levers/lever.ts";
import { applySteps, inStepOrder, leverStep } from "../scenario/levers/lever-steps.ts";
import { delayed, pulledProject, type ScenarioLever } from "../scenario/levers/scenario-levers.ts";
import { packageStrengths } from "../scenario/paths/inputs.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { givesChange, type PlanStatement, type PlanTarget } from "../scenario/targets/plan-targets.ts";
import type { NamedQuantity, ReportedValue } from "../scenario/targets/promise-tables.ts";
import type { Target } from "../scenario/targets/targets.ts";
import { valueIn } from "../statistics/series.ts";
import { need } from "../text/need.ts";
import type { Label } from "../text/problems.ts";

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

/** A year and what stands in it, in the promise's terms: its unit, or a share. */
export interface PathPoint {
  readonly year: number;
  readonly value: number;
}

/** What moving one lever does to a promise in its year, in its terms; above 0 on its right side. */
export interface LeverEffect {
  readonly lever: Lever;
  readonly effect: number;
  /** As the scenario pulls it; 0 where it does not. */
  readonly strength: number;
  readonly responsible: Label | undefined;
}

/** A promise in force as it stands in the year of the assessment. */
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
  /** The change in the assessment's year, as a share of the year before. */
  readonly trend: number | undefined;
}

/** The most levers that stand beside a promise. */
const MOST_LEVERS = 3;

/** A share is set against this one at least: a fall of nothing is not late without end. */
const LEAST_SHARE = 0.1;

/** What is less than a thousandth of what is asked does not count as an effect. */
const LEAST_EFFECT = 1e-3;

/**
 * How far each promise in force has come by the end of a year: the path that leads to it, where the value stands, a light,
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
  const due = judged.filter(({ counts, target }) => counts && target.year >= year);
  const peaks = due.filter(({ target }) => target.kind === "peak" || target.kind === "plateau");
  const others = due.filter((one) => !peaks.includes(one));
  const found = others.map((one) => standing(one, { ...reader, year, promises: judged }));
  const { effects, runs } = leverEffects(run, found, year);
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
  const urgency = ({ light, judged: { target, result }, margin = 0, required = 0 }: AssessedPromise) => {
    const least = result.terms === "share" || target.quantity.unit === "1" ? LEAST_SHARE : Number.MIN_VALUE;
    return [lights.indexOf(light), target.year, margin / Math.max(Math.abs(required), least)] as const;
  };
  return {
    year,
    promises: assessed
      .map((one) => ({ one, rank: urgency(one) }))
      .sort(({ rank: a }, { rank: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
      .map(({ one }) => one),
    peaks: peaks.map((one) => ({
      judged: one,
      light: peakLight(one),
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

interface Reader {
  readonly scenario: Scenario;
  readonly evaluator: PlanEvaluator;
  readonly origin: (target: PlanTarget, baseEstimated: boolean) => ValueOrigin;
  readonly year: number;
  /** What plans state of a quantity without promising it. */
  readonly facts: readonly JudgedPlanTarget[];
  readonly promises: readonly JudgedPlanTarget[];
}

/** The promises of plans and scenario held against the run, and what reads values for them. */
function readerOf(run: ScenarioRun, reported: readonly ReportedValue[], year: number) {
  const { inputs } = run;
  const values = computedValues(run);
  const own = run.scenario.targets.flatMap((target) => ownPromise(run, target) ?? []);
  const all = [...run.scenario.planStatements, ...own];
  const bare = { ...run.scenario, planStatements: all };
  const scenario = { ...bare, planStatements: all.map((one) => withReports(one, reported, year)) };
  const { model } = scenario;
  const sources = sourcesOn(model, inputs, (name, cell, at) => run.values(name, cell)?.[at] ?? Number.NaN);
  const observed = observedValues(scenario, run.model, sources).expression;
  const found = judgePlanTargets(scenario, inputs, values, observed);
  const ids = new Set(own.map(({ id }) => id));
  const isOwn = ({ statement }: JudgedPlanTarget) => ids.has(statement.id);
  const planned = found.filter((one) => !isOwn(one));
  // What is reported of the one moves it away from its double.
  const unmoved = reported.length === 0 ? found : judgePlanTargets(bare, inputs, values, observed);
  const stands = (one: JudgedPlanTarget): boolean => {
    const before = unmoved[found.indexOf(one)];
    const double = unmoved.findIndex((other) => !isOwn(other) && areSame(before, other));
    return double < 0 || (one.target.reported !== undefined && found[double].target.reported === undefined);
  };
  return {
    scenario,
    evaluator: planEvaluator(scenario, inputs, values),
    origin: (target: PlanTarget, baseEstimated: boolean) => originOf(target, scenario, observed, baseEstimated),
    judged: [...planned, ...found.filter((one) => isOwn(one) && stands(one))],
    facts: planned.filter(({ statement }) => statement.role !== "target"),
  };
}

/** The quantities of the targets of the scenario's own file, which a table of reports may name too. */
export function ownQuantities(run: ScenarioRun): NamedQuantity[] {
  return run.scenario.targets.flatMap((target): NamedQuantity[] => {
    const quantity = ownPromise(run, target)?.target?.quantity;
    if (quantity === undefined) return [];
    // It may be a growth, a fall or a balance, which may be below 0.
    const isSigned = quantity.unit === "1" || run.values(target.variable.name, target.cell)?.some((value) => value < 0);
    return [{ ...quantity, range: isSigned ? "signed" : "" }];
  });
}

/** The years that falls of each quantity are promised from. */
export function promisedBases({ scenario }: Pick<ScenarioRun, "scenario">): ReadonlyMap<string, readonly number[]> {
  const bases = new Map<string, number[]>();
  for (const { target, role } of scenario.planStatements) {
    if (target?.base === undefined || role !== "target" || target.version !== "in_force") continue;
    const known = bases.get(target.quantity.name) ?? [];
    if (!known.includes(target.base)) bases.set(target.quantity.name, [...known, target.base].sort());
  }
  return bases;
}

/** Whether two promises ask the same of the same number: the files of scenarios repeat what plans say. */
function areSame(a: JudgedPlanTarget, b: JudgedPlanTarget): boolean {
  const isNear = (x = 0, y = 0): boolean => Math.abs(x - y) <= 1e-6 * Math.max(Math.abs(x), Math.abs(y));
  const { result: one, target } = a;
  const { result: other } = b;
  if (!b.counts || target.year !== b.target.year || one.terms !== other.terms) return false;
  const isSeries = target.kind !== "peak" || target.quantity.formula === b.target.quantity.formula;
  return isSeries && isNear(one.required, other.required) && isNear(one.actual, other.actual);
}

/** A target of the scenario's own file in the form of a plan's; undefined where it is none of a kind that a path leads to. */
function ownPromise({ model, scenario }: ScenarioRun, target: Target): PlanStatement | undefined {
  const { variable, cell, name, source = "", at } = target;
  if (target.kind === "crossing" || target.kind === "relative" || target.kind === "plateau") return undefined;
  if (!scenario.model.variables.has(variable.name)) return undefined;
  const operator = "operator" in target ? target.operator : ">=";
  if (operator === "=") return undefined;
  const members = cellNames(model, variable.over)[cell];
  const formula = members.length === 0 ? variable.name : `${variable.name}[${members.join(", ")}]`;
  const year = target.kind === "peak" ? target.by : target.year;
  const from = "from" in target ? target.from : undefined;
  const [member] = target.kind === "peak" ? memberLabels(model, variable.over, cell).slice(-1) : [];
  const label = target.label ?? member ?? labelOfCell(model, variable, cell);
  const quantity = { name: formula, formula, than: undefined, known: undefined, unit: variable.unit.text, label };
  const asked = "value" in target ? target.value : target.kind === "range" ? target.low : undefined;
  const askedHigh = target.kind === "range" ? target.high : undefined;
  const none = { inheritedFrom: undefined, supersededBy: undefined, published: undefined };
  const { id: jurisdiction, label: of } = scenario.region;
  return {
    ...{ id: `${scenario.id} ${name} ${year}`, region: jurisdiction, part: "", jurisdiction, document: source },
    ...{ section: "", indicator: name, qualifier: operator, year, value: asked, valueHigh: askedHigh },
    ...{ unit: quantity.unit, baseYear: from, role: "target", reason: undefined, note: { en: "", zh: "" }, at },
    ...{ issued: "", isDraft: false, atOdds: [] },
    target: {
      ...{ kind: target.kind, quantity: { ...quantity, words: of }, year, asked, askedHigh, from, base: from },
      ...{ operator: operator.startsWith("<") ? "<=" : ">=", version: "in_force", ...none },
    },
  };
}

/** The statement with what is reported of its quantity up to the year. */
function withReports(statement: PlanStatement, reported: readonly ReportedValue[], year: number): PlanStatement {
  const { target } = statement;
  if (target === undefined) return statement;
  const { quantity, from, base } = target;
  const own = reported
    .filter((one) => one.quantity === quantity.name && one.year <= year && one.year <= target.year)
    .filter((one) => from !== undefined || one.base === undefined || one.base === base)
    .map((one) => ({ year: one.year, value: one.value }))
    .sort((a, b) => a.year - b.year);
  return own.length === 0 ? statement : { ...statement, target: { ...target, reported: own } };
}

/** Kinds that ask the same of each year between. */
const flat: ReadonlySet<string> = new Set(["growth", "hold", "decline", "falling"]);
/** Kinds that are measured from a year in which they are 0. */
const changes: ReadonlySet<string> = new Set(["reduction", "increment", "relative"]);

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

/** The years that lead to a promise, with what is asked of each, in the promise's terms. */
function pathTo({ target, statement, measuredFrom, result }: JudgedPlanTarget, reader: Reader): PathPoint[] {
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
  const earlier = promises.filter((other) => other.counts && isSame(other)).map(pointOf);
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
  const begin = Math.floor((scenario.baseYear - 1) / PLAN) * PLAN;
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

/** What becomes of a promise in its year, also where that is past and nothing of it was observed. */
function outlookOf({ result, status, error }: JudgedPlanTarget): TargetStatus {
  return status === "undecided" ? targetStatus(result, { error, unobserved: false, unplanned: false }) : status;
}

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

function peakLight(judged: JudgedPlanTarget): Light {
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

/** What each lever does to the promises that are late: one run a lever, which serves all of them. */
function leverEffects(run: ScenarioRun, found: readonly Standing[], year: number) {
  const { scenario } = run;
  const { baseYear, horizon, lastObserved } = scenario;
  const span = { from: baseYear, to: horizon, lastObserved };
  const after = Math.max(year, lastObserved);
  // Levers act from the year after the last observed one, and what more is done from the one after the assessment.
  const effects = found.map(() => ({ carriers: [] as LeverEffect[], closers: [] as LeverEffect[] }));
  const asked = found.flatMap(({ light, judged: { target, result } }, i) => {
    const { margin: now, required = 0 } = result;
    const isAsked = isLate(light) && target.year > lastObserved;
    return isAsked && now !== undefined ? [{ target, now, required, own: effects[i] }] : [];
  });
  const others = [...scenario.region.levers.values()].filter(({ id }) => !scenario.levers.has(id));
  const pulled = [...scenario.levers.values()];
  const moves: readonly Move[] =
    asked.length === 0
      ? []
      : [
          ...pulled.filter(({ strength }) => strength > 0).map(({ lever }): Move => ({ kind: "carriers", lever })),
          ...[...pulled.map(({ lever }) => lever), ...others].flatMap((lever): Move[] => {
            const further = pulledFurther(scenario, lever, after, span);
            return further === undefined ? [] : [{ kind: "closers", lever, further }];
          }),
        ];
  runMoves(run, moves, ({ kind, lever }, evaluator) => {
    for (const { target, now, required, own } of asked) {
      const { margin } = judgePlanTarget(target, scenario, evaluator).result;
      if (margin === undefined) continue;
      const effect = kind === "carriers" ? now - margin : margin - now;
      if (effect < LEAST_EFFECT * Math.max(Math.abs(required), LEAST_EFFECT)) continue;
      const { strength = 0, responsible } = scenario.levers.get(lever.id) ?? {};
      own[kind].push({ lever, effect, strength, responsible });
    }
  });
  const largest = (all: readonly LeverEffect[]) => [...all].sort((a, b) => b.effect - a.effect).slice(0, MOST_LEVERS);
  return {
    runs: moves.length,
    effects: effects.map(({ carriers, closers }) => ({ carriers: largest(carriers), closers: largest(closers) })),
  };
}

/**
 * The lever as it is when all that is possible of it is begun in the year after, on top of what the scenario pulls it by
 * then; undefined where it has no room, or sets what another lever of the scenario sets.
 */
function pulledFurther(
  { levers, steps }: Scenario,
  lever: Lever,
  after: number,
  span: { readonly from: number; readonly to: number; readonly lastObserved: number },
): ScenarioLever | undefined {
  const now = levers.get(lever.id);
  const most = Math.max(lever.levels[3], now?.strength ?? 0);
  if (most <= (now?.strength ?? 0)) return undefined;
  const isSet = lever.effects.some(
    ({ mode, parameter, cells }) =>
      mode === "set" &&
      (steps.get(parameter.name) ?? []).some(
        ({ id, effect }) =>
          id !== lever.id && effect.mode === "set" && effect.cells.some((cell) => cells.includes(cell)),
      ),
  );
  if (isSet) return undefined;
  const written =
    now ?? pulledProject({ ...lever, start: lever.start ?? [...(lever.knots ?? [])][0]?.[0] }, most, span);
  const full = delayed(written, Math.max(0, after + 1 - written.start), span);
  const share = (now?.strength ?? 0) / most;
  const weights = full.weights.map((weight, i) => share * (now?.weights[i] ?? 0) + (1 - share) * weight);
  return { ...full, strength: most, weights };
}

/** A lever left out of the scenario, or pulled further than it is there. */
type Move =
  | { readonly kind: "carriers"; readonly lever: Lever; readonly further?: undefined }
  | { readonly kind: "closers"; readonly lever: Lever; readonly further: ScenarioLever };

/** Runs each move by itself, and hands over what plans' formulas give then; moves that break the model are left out. */
function runMoves(
  run: ScenarioRun,
  moves: readonly Move[],
  found: (move: Move, evaluator: PlanEvaluator) => void,
): void {
  if (moves.length === 0) return;
  const { scenario, inputs } = run;
  // The run's own program may have folded what its levers leave alone.
  const program = run.lanes === undefined ? openProgram(scenario.model, inputs) : run.program;
  const lanes = run.lanes?.open() ?? singleLane(program);
  lanes.load(loadedMemory(program, inputs));
  const write = (lane: number, name: string, values: Float64Array): void => {
    const cells = lanes.parameterCells(name);
    if (cells === undefined) return;
    for (let i = 0; i < values.length; i++) lanes.memory[placeOfValue(cells, i) * lanes.count + lane] = values[i];
  };
  for (let from = 0; from < moves.length; from += lanes.count) {
    const together = moves.slice(from, from + lanes.count);
    const changed = together.map(({ lever, further }) => valuesWith(run, lever, further));
    for (const [lane, values] of changed.entries()) for (const [name, own] of values) write(lane, name, own);
    const errors = lanes.run();
    for (const [lane, move] of together.entries()) {
      if (errors[lane] !== undefined || lanes.broken(lane) !== undefined) continue;
      const moved = { ...inputs, values: new Map([...inputs.values, ...changed[lane]]) };
      found(
        move,
        planEvaluator(scenario, moved, (name, cell) => lanes.series(lane, name, cell)),
      );
    }
    for (const [lane, values] of changed.entries())
      for (const name of values.keys()) write(lane, name, need(inputs.values, name));
  }
}

/** The parameters that change where one lever is pulled otherwise, or left out. */
function valuesWith(
  { scenario }: ScenarioRun,
  { id, effects }: Lever,
  further: ScenarioLever | undefined,
): ReadonlyMap<string, Float64Array> {
  const strengths = packageStrengths(scenario);
  if (further === undefined) strengths.delete(id);
  else strengths.set(id, further.strength);
  const parameters = [...new Set(effects.map((effect) => effect.parameter))];
  return new Map(
    parameters.map((parameter) => {
      const others = (scenario.steps.get(parameter.name) ?? []).filter((step) => step.id !== id);
      const own = effects.filter((effect) => effect.parameter === parameter);
      const pulled = further === undefined ? [] : own.map((effect) => leverStep(id, effect, further.weights));
      const steps = [...others, ...pulled];
      const base = need(scenario.base.values, parameter.name);
      return [parameter.name, applySteps(parameter, base, steps.sort(inStepOrder), strengths)];
    }),
  );
}
