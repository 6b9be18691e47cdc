import type { Expression } from "../../engine/language/expression.ts";
import type { Inputs } from "../../engine/language/model.ts";
import { evaluate, type Sources } from "../../engine/program/evaluate.ts";
import { parameterAt } from "../../engine/program/interpret.ts";
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
  return statements.map((statement) => ({
    ...judgeStatement(scenario, statement, statement.target as PlanTarget, evaluator),
    sizedBy: sizedBy(scenario, statement),
  }));
}

/** A lever's source begins with the id of the statement that it is sized by. */
function sizedBy({ levers }: Scenario, { id }: PlanStatement): Lever[] {
  return [...levers.values()]
    .filter(({ source, strength }) => strength > 0 && source?.startsWith(`${id}:`) === true)
    .map(({ lever }) => lever);
}

/** The series of a quantity over history and projection, or why there is none; `estimated` holds reconstructed years. */
interface Evaluator {
  series(formula: string, unit?: string): { series: Series; estimated: ReadonlySet<number> } | NotComputable;
  /** Whether the region has data for the quantity in the year. */
  known(quantity: PlanQuantity, year: number): boolean;
}

function judgeStatement(
  scenario: Scenario,
  statement: PlanStatement,
  target: PlanTarget,
  evaluator: Evaluator,
): Omit<JudgedPlanTarget, "sizedBy"> {
  const { baseYear } = scenario;
  const { quantity } = target;
  const counts = statement.role === "target" && target.version === "in_force";
  const own = evaluator.series(quantity.formula, quantity.unit);
  const unknown = (reason: NotComputable): Omit<JudgedPlanTarget, "sizedBy"> => ({
    statement,
    target,
    result: {
      status: "not_computable",
      reason,
      terms: termsOf(specOf(target, target.from)),
      required: target.asked ?? target.year,
    },
    counts,
    baseEstimated: false,
    measuredFrom: undefined,
  });
  if (typeof own === "string") return unknown(own);
  if (!evaluator.known(quantity, Math.max(target.year, baseYear))) return unknown("no_data");

  // A year shortly before the base year that nothing is known of is read as the base year itself, and says so.
  const isStock = target.kind === "increment";
  const missing = target.from !== undefined && !own.series.years.includes(target.from);
  const nextToBase = target.from !== undefined && target.from === baseYear - 1;
  const measuredFrom = missing && nextToBase && !isStock ? baseYear : undefined;
  const from = measuredFrom ?? target.from;
  const than = quantity.than === undefined ? undefined : evaluator.series(quantity.than);
  const series = isPeak(target) ? since(own.series, baseYear) : own.series;
  const result = judgeTarget(specOf(target, from), series, typeof than === "object" ? than.series : undefined);
  return {
    statement,
    target,
    result,
    counts,
    baseEstimated:
      measuredFrom !== undefined ||
      quantity.formula.includes("reference_") ||
      (from !== undefined && own.estimated.has(from)),
    measuredFrom,
  };
}

function isPeak(target: PlanTarget): boolean {
  return target.kind === "peak" || target.kind === "plateau";
}

function since({ years, values }: Series, first: number): Series {
  const kept = years.flatMap((year, i) => (year >= first ? [{ year, value: values[i] }] : []));
  return { years: kept.map(({ year }) => year), values: kept.map(({ value }) => value) };
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

function evaluatorOf(scenario: Scenario, inputs: Inputs, values: PlanValues): Evaluator {
  const { model, baseYear, years } = scenario;
  const history = historyIndex(scenario);
  const computed = new Map<string, ArrayLike<number> | undefined>();
  let estimated = new Set<number>();
  const sources: Sources = {
    model,
    baseYear,
    parameter: (name, cell, year) => parameterAt(model, inputs, name, cell, year),
    variable: (name, cell, year) => {
      const key = `${name} ${cell}`;
      if (year < 0) {
        const past = history.get(key)?.get(baseYear + year);
        if (past?.estimated === true) estimated.add(baseYear + year);
        return past?.value ?? Number.NaN;
      }
      if (!computed.has(key)) computed.set(key, values(name, cell));
      return computed.get(key)?.[year] ?? Number.NaN;
    },
  };
  const at = (expression: Expression, year: number): number =>
    evaluate(expression, sources, new Map(), year - baseYear);
  const found = new Map<string, ReturnType<Evaluator["series"]>>();
  return {
    series(formula, unit) {
      const key = `${formula} | ${unit ?? ""}`;
      const before = found.get(key);
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
      found.set(key, result);
      return result;
    },
    known({ known }, year) {
      if (known === undefined) return true;
      const expression = planFormula(model, known);
      return typeof expression !== "string" && at(expression, Math.min(year, baseYear + years - 1)) > 0;
    },
  };
}

interface PastValue {
  readonly value: number;
  readonly estimated: boolean;
}

function historyIndex(scenario: Scenario): ReadonlyMap<string, ReadonlyMap<number, PastValue>> {
  const index = new Map<string, Map<number, PastValue>>();
  for (const { variable, cell, year, given } of scenario.region.history) {
    if (year >= scenario.baseYear) continue;
    const key = `${variable} ${cell}`;
    const cells = index.get(key) ?? new Map<number, PastValue>();
    cells.set(year, { value: given.value, estimated: given.estimated !== undefined });
    index.set(key, cells);
  }
  return index;
}
