import type { Expression } from "../../engine/language/expression.ts";
import type { Inputs } from "../../engine/language/model.ts";
import { evaluate, type Sources } from "../../engine/program/evaluate.ts";
import { sourcesOn } from "../../engine/program/interpret.ts";
import type { Lever } from "../../scenario/levers/lever.ts";
import { type Given, isRanged, originAt } from "../../scenario/paths/cell-path.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { planFormula } from "../../scenario/targets/plan-formulas.ts";
import {
  givesChange,
  type PlanQuantity,
  type PlanStatement,
  type PlanTarget,
  type Published,
} from "../../scenario/targets/plan-targets.ts";
import type { TargetSpec } from "../../scenario/targets/targets.ts";
import { type Series, valueIn } from "../../statistics/series.ts";
import type { Label } from "../../text/problems.ts";
import {
  countStatuses,
  errorOf,
  inventoryError,
  isMet,
  type Observed,
  plannedTo,
  type TargetStatus,
  targetStatus,
} from "./target-status.ts";
import { judgeTarget, type NotComputable, type TargetResult, termsOf } from "./targets.ts";

/** A mapped statement of a plan held against a run. */
export interface JudgedPlanTarget {
  readonly statement: PlanStatement;
  readonly target: PlanTarget;
  readonly result: TargetResult;
  readonly status: TargetStatus;
  /** How far the uncertainty of the change may move the margin towards the other verdict, in the margin's terms. */
  readonly error: number;
  /** A promise whose document holds: what counts as met or missed. Stated facts, older versions and drafts do not. */
  readonly counts: boolean;
  /** A promise that would count if its document were issued, and not only a draft for comment. */
  readonly isDraft: boolean;
  /** The year that it is measured from was reconstructed by a rule, or the base year stands in for it. */
  readonly baseEstimated: boolean;
  /** The year that the change was measured from, where it is not the printed one. */
  readonly measuredFrom: number | undefined;
  /** What was published of the quantity, and what the run has in that year: the run is judged by its change from there. */
  readonly published: (Published & { readonly run: number }) | undefined;
  /** What the same asks of the sector's other account, with or without purchased electricity and heat. */
  readonly beside: { readonly label: Label; readonly result: TargetResult } | undefined;
  /** Levers that the scenario pulls as far as this very statement asks: that it is met is then no finding. */
  readonly sizedBy: readonly Lever[];
  /** Where the value of its year comes from. */
  readonly origin: ValueOrigin;
}

/** The values of a variable's cell, one a year from the base year; undefined where they are not computed. */
export type PlanValues = (variable: string, cell: number) => ArrayLike<number> | undefined;

/** The last year that formulas are tried from; a region whose history goes further back is tried from there. */
const FIRST_YEAR = 2000;

/** Every mapped statement about the scenario's region, in the order of the file. */
export function judgePlanTargets(
  scenario: Scenario,
  inputs: Inputs,
  values: PlanValues,
  observed: Observed,
): JudgedPlanTarget[] {
  const statements = scenario.planStatements.filter(({ target }) => target !== undefined);
  if (statements.length === 0) return [];
  const evaluator = planEvaluator(scenario, inputs, values);
  const levers = new Map(statements.map((statement) => [statement, sizedBy(scenario, statement)]));
  const sized = statements.filter((statement) => levers.get(statement)?.length !== 0);
  const reach = plannedTo(
    scenario,
    sized.map(({ year }) => year ?? 0),
  );
  return statements.map((statement) => {
    const target = statement.target as PlanTarget;
    const judged = judgePlanTarget(target, scenario, evaluator);
    const { result, baseEstimated } = judged;
    const past = target.year <= scenario.lastObserved;
    const origin = originOf(target, scenario, observed, baseEstimated);
    const status = targetStatus(result, {
      ...judged,
      unobserved: past && origin === "projected",
      unplanned: target.year > reach && levers.get(statement)?.length === 0,
    });
    const holds = statement.role === "target" && target.version === "in_force" && target.kind !== "early";
    return {
      statement,
      target,
      ...judged,
      status,
      counts: holds && !statement.isDraft,
      isDraft: holds && statement.isDraft,
      sizedBy: levers.get(statement) ?? [],
      origin,
    };
  });
}

/**
 * How many promises in force came to what; `met_sized` are those met that a lever of the scenario is sized by, and `draft` are
 * those of documents that are not issued yet, whatever they come to.
 */
export function countPromises(judged: readonly JudgedPlanTarget[]) {
  const promises = judged.filter(({ counts }) => counts);
  const sized = promises.filter(({ status, sizedBy }) => isMet(status) && sizedBy.length > 0);
  const draft = judged.filter(({ isDraft }) => isDraft).length;
  return { ...countStatuses(promises), met_sized: sized.length, draft };
}

/** Where the value of a target's year comes from: reported by the user, published or observed, or projected by the run. */
export type ValueOrigin = "reported" | "published" | "projected";

/** Where the value of a target's quantity in its year comes from. */
export function originOf(
  target: PlanTarget,
  scenario: Scenario,
  observed: Observed,
  baseEstimated: boolean,
): ValueOrigin {
  const { year, reported, published } = target;
  if (reported?.some((known) => known.year === year) === true) return "reported";
  const { baseYear, lastObserved } = scenario;
  if (year > lastObserved) return "projected";
  const isPublished = published?.year === year && year >= baseYear;
  return isPublished || wasObserved(target, scenario, observed, baseEstimated) ? "published" : "projected";
}

/** Whether what a statement speaks of was observed in its year; of years before the base year a reconstruction was not. */
function wasObserved(
  { quantity, year }: PlanTarget,
  { model, baseYear, region }: Scenario,
  observed: Observed,
  baseEstimated: boolean,
): boolean {
  if (year < baseYear) return !baseEstimated && region.downscaled === undefined;
  const expression = planFormula(model, quantity.formula, quantity.unit);
  return typeof expression !== "string" && observed(expression, year);
}

/** A lever's source begins with the id of the statement that it is sized by. */
function sizedBy({ levers }: Scenario, { id }: PlanStatement): Lever[] {
  return [...levers.values()]
    .filter(({ source, strength }) => strength > 0 && source?.startsWith(`${id}:`) === true)
    .map(({ lever }) => lever);
}

/** A target held against the series of a run, see `planEvaluator`. */
export function judgePlanTarget(
  target: PlanTarget,
  { baseYear, lastObserved, model, region }: Scenario,
  evaluator: PlanEvaluator,
): Pick<JudgedPlanTarget, "result" | "error" | "baseEstimated" | "measuredFrom" | "published" | "beside"> {
  const { quantity } = target;
  const computed = evaluator.series(quantity.formula, quantity.unit);
  const isKnown = typeof computed !== "string" && evaluator.known(quantity, Math.max(target.year, baseYear));
  const isReported = target.reported !== undefined && target.reported.length > 0;
  if (!isKnown && !isReported) {
    const terms = termsOf(specOf(target, target.from));
    const reason = typeof computed === "string" ? computed : "no_data";
    const result = { status: "not_computable", reason, terms, required: target.asked ?? target.year } as const;
    const none = { measuredFrom: undefined, published: undefined, beside: undefined };
    return { result, error: 0, baseEstimated: false, ...none };
  }
  // What is reported of a quantity that the run lacks stands alone.
  const known = isKnown
    ? { ...computed, series: withBase(computed.series, target) }
    : { series: { years: [], values: [] }, estimated: new Set<number>() };

  // A year shortly before the base year that nothing is known of is read as the base year itself, and says so.
  const isStock = target.kind === "increment";
  const isThere = (year: number): boolean =>
    known.series.years.includes(year) || target.reported?.some((value) => value.year === year) === true;
  const missing = target.from !== undefined && !isThere(target.from);
  const nextToBase = target.from === baseYear - 1;
  const measuredFrom = missing && nextToBase && !isStock ? baseYear : undefined;
  const from = measuredFrom ?? target.from;
  const than = quantity.than === undefined ? undefined : evaluator.series(quantity.than);
  const published = publishedBeside(target, known.series, baseYear, lastObserved);
  const counted = (whole: Series): Series =>
    withReported(published === undefined ? whole : fromPublished(whole, published, baseYear), target, baseYear);
  const judge = (whole: Series): TargetResult => judgeSeries(isPeak(target) ? whole : counted(whole));
  const judgeSeries = (whole: Series): TargetResult => {
    const judged = judgeTarget(
      specOf(target, from),
      isPeak(target) ? since(whole, baseYear) : whole,
      typeof than === "object" ? than.series : undefined,
    );
    // Where no year is printed there is a peak to tell and nothing to hold it against.
    return target.kind === "early" ? { ...judged, ...withoutYear } : judged;
  };
  const result = judge(known.series);
  // What is published or reported of the very year is no result of what the run is unsure of.
  const reported = target.reported?.some(({ year }) => year === target.year) === true;
  const isKnownThen = reported || published?.year === target.year;
  const decidedBy = known.series.years.filter((year) => year >= (from ?? target.year) && year <= target.year);
  const moved = isPeak(target) || isKnownThen ? [] : evaluator.moved(quantity, decidedBy);
  // An inventory that is wrong as a whole moves levels, and no change.
  const level = specOf(target, from).kind === "level" && target.kind !== "reduction" && !reported;
  const uncertainty = level ? inventoryError(region, model, quantity.unit) : 0;
  const inventory = [1 - uncertainty, 1 + uncertainty].map((factor) => times(known.series, factor));
  return {
    result,
    error:
      target.kind === "early"
        ? 0
        : errorOf(
            result,
            [...moved, inventory].map((ends) => ends.map(judge)),
          ),
    baseEstimated:
      measuredFrom !== undefined ||
      givesChange(quantity) ||
      (from !== undefined && target.printedBase === undefined && known.estimated.has(from)),
    measuredFrom,
    published,
    beside: judgedBeside(quantity, evaluator, judgeSeries),
  };
}

const unasked = { required: undefined, margin: undefined, first_year_met: undefined };
const withoutYear = { status: "not_computable", reason: "no_year", ...unasked } as const;

/** The series with what a document prints of the year that an increment is measured from, which is what it counts from. */
function withBase({ years, values }: Series, { printedBase, from }: PlanTarget): Series {
  if (printedBase === undefined || from === undefined) return { years, values };
  const earlier = years.filter((year) => year < from).length;
  const known = years.includes(from) ? 1 : 0;
  return {
    years: years.toSpliced(earlier, known, from),
    values: Array.from(values).toSpliced(earlier, known, printedBase.value),
  };
}

/** What the same asks of the other account of a sector; undefined where there is none, or it cannot be told. */
function judgedBeside(
  { beside }: PlanQuantity,
  evaluator: PlanEvaluator,
  judge: (whole: Series) => TargetResult,
): JudgedPlanTarget["beside"] {
  const known = beside && evaluator.series(beside.formula, beside.unit);
  if (beside === undefined || known === undefined || typeof known === "string") return undefined;
  return { label: beside.label, result: judge(known.series) };
}

/** What was published of the target's quantity in an observed year, with the run's own value. */
function publishedBeside({ published }: PlanTarget, known: Series, baseYear: number, lastObserved: number) {
  if (published === undefined || published.year < baseYear || published.year > lastObserved) return undefined;
  const run = valueIn(known, published.year);
  return run === undefined ? undefined : { ...published, run };
}

/**
 * The series in the published account: two accounts of one quantity differ by what they differ by in the year that both
 * have. What lies between the base year and that year is left out.
 */
function fromPublished(
  { years, values }: Series,
  { year, value, run }: Published & { run: number },
  base: number,
): Series {
  const kept = [...years.keys()].filter((i) => years[i] < base || years[i] >= year);
  return {
    years: kept.map((i) => years[i]),
    values: kept.map((i) => (years[i] < base ? values[i] : values[i] + value - run)),
  };
}

/**
 * The series with the values that were reported in their years; what the run has after the last of them is moved by as much
 * as that one differs, unless something later is published.
 */
function withReported(series: Series, { reported = [], published }: PlanTarget, base: number): Series {
  if (reported.length === 0) return series;
  const values = new Map(series.years.map((year, i) => [year, series.values[i]]));
  const last = reported.reduce((a, b) => (b.year > a.year ? b : a));
  const moved = last.year >= base && last.year >= (published?.year ?? base) ? values.get(last.year) : undefined;
  if (moved !== undefined)
    for (const [year, value] of values) if (year > last.year) values.set(year, value + last.value - moved);
  for (const { year, value } of reported) values.set(year, value);
  const years = [...values.keys()].sort((a, b) => a - b);
  return { years, values: years.map((year) => values.get(year) as number) };
}

function times({ years, values }: Series, factor: number): Series {
  return { years, values: Array.from(values, (value) => value * factor) };
}

function isPeak(target: PlanTarget): boolean {
  return target.kind === "peak" || target.kind === "early" || target.kind === "plateau";
}

function since({ years, values }: Series, first: number): Series {
  const start = years.findIndex((year) => year >= first);
  return start < 0 ? { years: [], values: [] } : { years: years.slice(start), values: Array.from(values).slice(start) };
}

function specOf(target: PlanTarget, from: number | undefined): TargetSpec {
  const { kind, year, operator } = target;
  const value = target.asked ?? 0;
  switch (kind) {
    case "peak":
    case "early":
      return { kind: "peak", by: year };
    case "plateau":
      return { kind: "plateau", by: year };
    // Of a printed range the end on the worse side is what has to be reached; more than the better end is no miss.
    case "range":
      return { kind: "level", year, operator, value: operator === ">=" ? value : (target.askedHigh ?? value) };
    case "level":
    case "share":
    case "crossing":
      return { kind: "level", year, operator, value };
    case "reduction":
      return from === undefined
        ? { kind: "level", year, operator, value }
        : { kind: "reduction", from, year, operator, value };
    case "decline":
    case "falling":
      return { kind, from: from ?? year - 1, year };
    case "hold":
      return { kind: "hold", from: from ?? year - 1, year, operator };
    default:
      return { kind, from: from ?? year - 1, year, operator, value };
  }
}

/** What a plan's formulas give in a run. */
export type PlanEvaluator = ReturnType<typeof planEvaluator>;

/** Says what a plan's formulas give in a run. */
export function planEvaluator(scenario: Scenario, inputs: Inputs, values: PlanValues) {
  const { model, baseYear, years, region } = scenario;
  const past = region.history.filter(({ year }) => year < baseYear);
  const history = new Map(past.map(({ variable, cell, year, given }) => [`${variable} ${cell} ${year}`, given]));
  const first = past.reduce((least, { year }) => Math.min(least, year), FIRST_YEAR);
  const computed = new Map<string, ArrayLike<number> | undefined>();
  let estimated = new Set<number>();
  const sources = sourcesOn(model, inputs, (name, cell, year) => {
    const key = `${name} ${cell}`;
    if (year < 0) {
      const given = history.get(`${key} ${baseYear + year}`);
      if (given?.estimated !== undefined) estimated.add(baseYear + year);
      return given?.value ?? Number.NaN;
    }
    if (!computed.has(key)) computed.set(key, values(name, cell));
    return computed.get(key)?.[year] ?? Number.NaN;
  });
  const at = (expression: Expression, year: number, from: Sources = sources): number =>
    evaluate(expression, from, new Map(), year - baseYear);
  const made = new Map<string, { series: Series; estimated: ReadonlySet<number> } | NotComputable>();
  return {
    /** The series of a quantity over history and projection, or why there is none; `estimated` holds reconstructed years. */
    series: (formula: string, unit?: string) => {
      const key = `${formula} | ${unit ?? ""}`;
      const before = made.get(key);
      if (before !== undefined) return before;
      const expression = planFormula(model, formula, unit);
      estimated = new Set();
      const series: { years: number[]; values: number[] } = { years: [], values: [] };
      if (typeof expression !== "string") {
        for (let year = first; year < baseYear + years; year++) {
          const value = at(expression, year);
          if (!Number.isFinite(value)) continue;
          series.years.push(year);
          series.values.push(value);
        }
      }
      const result = series.years.length === 0 ? ("no_series" as const) : { series, estimated };
      made.set(key, result);
      return result;
    },
    /**
     * The quantity's series over these years at the low and at the high of each uncertain number that its formula reads in
     * them, of history too: a change is as unsure as either of its ends.
     */
    moved: ({ formula, unit }: PlanQuantity, over: readonly number[]): Series[][] => {
      const expression = planFormula(model, formula, unit);
      if (typeof expression === "string") return [];
      const ranged = new Set<Given>();
      /** The series where what is given is this much more. */
      const seriesWith = (shift: (given: Given) => number): Series => {
        const shifted: Sources = {
          ...sources,
          parameter: (name, cell, when) => {
            const path = scenario.given.get(name)?.get(cell);
            const [given, ...others] = path === undefined ? [] : originAt(path, baseYear + when).givens;
            const more = given === undefined || others.length > 0 ? 0 : shift(given);
            return sources.parameter(name, cell, when) + more;
          },
          variable: (name, cell, when) => {
            const given = when < 0 ? history.get(`${name} ${cell} ${baseYear + when}`) : undefined;
            return given === undefined ? sources.variable(name, cell, when) : given.value + shift(given);
          },
        };
        return { years: [...over], values: over.map((year) => at(expression, year, shifted)) };
      };
      seriesWith((given) => {
        if (isRanged(given)) ranged.add(given);
        return 0;
      });
      return [...ranged].map((uncertain) =>
        [uncertain.low, uncertain.high].map((end = uncertain.value) =>
          seriesWith((given) => (given === uncertain ? end - given.value : 0)),
        ),
      );
    },
    /** Whether the region has data for the quantity in the year. */
    known: ({ known }: PlanQuantity, year: number): boolean => {
      if (known === undefined) return true;
      const expression = planFormula(model, known);
      return typeof expression !== "string" && at(expression, Math.min(year, baseYear + years - 1)) > 0;
    },
  };
}
