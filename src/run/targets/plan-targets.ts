import type { Expression } from "../../engine/language/expression.ts";
import type { Inputs } from "../../engine/language/model.ts";
import { evaluate } from "../../engine/program/evaluate.ts";
import { sourcesOn } from "../../engine/program/interpret.ts";
import type { Lever } from "../../scenario/levers/lever.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { planFormula } from "../../scenario/targets/plan-formulas.ts";
import type { PlanQuantity, PlanStatement, PlanTarget } from "../../scenario/targets/plan-targets.ts";
import type { TargetSpec } from "../../scenario/targets/targets.ts";
import type { Series } from "../../statistics/series.ts";
import { judgeTarget, type NotComputable, type TargetResult, termsOf } from "./targets.ts";

/** A mapped statement of a plan held against a run. */
export interface JudgedPlanTarget {
  readonly statement: PlanStatement;
  readonly target: PlanTarget;
  readonly result: TargetResult;
  /** A promise whose document holds: what counts as met or missed. Stated facts and older versions do not. */
  readonly counts: boolean;
  /** The year that it is measured from was reconstructed by a rule, or the base year stands in for it. */
  readonly baseEstimated: boolean;
  /** The year that the change was measured from, where it is not the printed one. */
  readonly measuredFrom: number | undefined;
  /** Levers that the scenario pulls as far as this very statement asks: that it is met is then no finding. */
  readonly sizedBy: readonly Lever[];
}

/** The values of a variable's cell, one a year from the base year; undefined where they are not computed. */
export type PlanValues = (variable: string, cell: number) => ArrayLike<number> | undefined;

/** First year that formulas are tried in; no region has history before it. */
const FIRST_YEAR = 2000;

/** Every mapped statement about the scenario's region, in the order of the file. */
export function judgePlanTargets(scenario: Scenario, inputs: Inputs, values: PlanValues): JudgedPlanTarget[] {
  const statements = scenario.planStatements.filter(({ target }) => target !== undefined);
  if (statements.length === 0) return [];
  const evaluator = evaluatorOf(scenario, inputs, values);
  return statements.map((statement) => {
    const target = statement.target as PlanTarget;
    return {
      statement,
      target,
      ...judgeStatement(target, scenario.baseYear, evaluator),
      counts: statement.role === "target" && target.version === "in_force",
      sizedBy: sizedBy(scenario, statement),
    };
  });
}

/** A lever's source begins with the id of the statement that it is sized by. */
function sizedBy({ levers }: Scenario, { id }: PlanStatement): Lever[] {
  return [...levers.values()]
    .filter(({ source, strength }) => strength > 0 && source?.startsWith(`${id}:`) === true)
    .map(({ lever }) => lever);
}

function judgeStatement(
  target: PlanTarget,
  baseYear: number,
  evaluator: ReturnType<typeof evaluatorOf>,
): Pick<JudgedPlanTarget, "result" | "baseEstimated" | "measuredFrom"> {
  const { quantity } = target;
  const known = evaluator.series(quantity.formula, quantity.unit);
  const isKnown = typeof known !== "string" && evaluator.known(quantity, Math.max(target.year, baseYear));
  if (!isKnown) {
    const terms = termsOf(specOf(target, target.from));
    const reason = typeof known === "string" ? known : "no_data";
    const result = { status: "not_computable", reason, terms, required: target.asked ?? target.year } as const;
    return { result, baseEstimated: false, measuredFrom: undefined };
  }

  // A year shortly before the base year that nothing is known of is read as the base year itself, and says so.
  const isStock = target.kind === "increment";
  const missing = target.from !== undefined && !known.series.years.includes(target.from);
  const nextToBase = target.from === baseYear - 1;
  const measuredFrom = missing && nextToBase && !isStock ? baseYear : undefined;
  const from = measuredFrom ?? target.from;
  const than = quantity.than === undefined ? undefined : evaluator.series(quantity.than);
  const series = isPeak(target) ? since(known.series, baseYear) : known.series;
  return {
    result: judgeTarget(specOf(target, from), series, typeof than === "object" ? than.series : undefined),
    baseEstimated:
      measuredFrom !== undefined ||
      quantity.formula.includes("reference_") ||
      (from !== undefined && known.estimated.has(from)),
    measuredFrom,
  };
}

function isPeak(target: PlanTarget): boolean {
  return target.kind === "peak" || target.kind === "plateau";
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
      return { kind: "decline", from: from ?? year - 1, year };
    case "hold":
      return { kind: "hold", from: from ?? year - 1, year, operator };
    default:
      return { kind, from: from ?? year - 1, year, operator, value };
  }
}

/** Says what a plan's formulas give in a run. */
function evaluatorOf(scenario: Scenario, inputs: Inputs, values: PlanValues) {
  const { model, baseYear, years, region } = scenario;
  const past = region.history.filter(({ year }) => year < baseYear);
  const history = new Map(past.map(({ variable, cell, year, given }) => [`${variable} ${cell} ${year}`, given]));
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
  const at = (expression: Expression, year: number): number =>
    evaluate(expression, sources, new Map(), year - baseYear);
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
        for (let year = FIRST_YEAR; year < baseYear + years; year++) {
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
    /** Whether the region has data for the quantity in the year. */
    known: ({ known }: PlanQuantity, year: number): boolean => {
      if (known === undefined) return true;
      const expression = planFormula(model, known);
      return typeof expression !== "string" && at(expression, Math.min(year, baseYear + years - 1)) > 0;
    },
  };
}
