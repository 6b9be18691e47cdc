import { cellNames } from "../../engine/language/cells.ts";
import { sourcesOn } from "../../engine/program/interpret.ts";
import { labelOfCell, memberLabels } from "../../run/cell-label.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { computedValues } from "../../run/scenario-run.ts";
import { type JudgedPlanTarget, judgePlanTargets, originOf, planEvaluator } from "../../run/targets/plan-targets.ts";
import { observedValues } from "../../run/targets/target-status.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { namesAsWritten, type PlanStatement, type PlanTarget } from "../../scenario/targets/plan-targets.ts";
import { knownOf, type OwnQuantity, type ReportedValue } from "../../scenario/targets/promise-tables.ts";
import type { Target } from "../../scenario/targets/targets.ts";
import { planBefore } from "./paths.ts";

/** The promises of plans and scenario held against the run, and what reads values for them. */
export function readerOf(run: ScenarioRun, reported: readonly ReportedValue[], year: number) {
  const { inputs } = run;
  const values = computedValues(run);
  const own = run.scenario.targets.flatMap((target) => ownPromise(run.scenario, target) ?? []);
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

/**
 * The quantities of the targets of the scenario's own file, which tables of reports and promises may name too; without the
 * values of a run any of them may be below 0.
 */
export function ownQuantities(scenario: Scenario, values?: ScenarioRun["values"]): OwnQuantity[] {
  return scenario.targets.flatMap((target): OwnQuantity[] => {
    const quantity = ownPromise(scenario, target)?.target?.quantity;
    if (quantity === undefined) return [];
    // It may be a growth, a fall or a balance, which may be below 0.
    const isBelow = values === undefined || values(target.variable.name, target.cell)?.some((value) => value < 0);
    return [{ ...quantity, range: quantity.unit === "1" || isBelow ? "signed" : "" }];
  });
}

/** The promises that a table of them holds: those of the plans, and those of the scenario's own file that repeat none. */
export function tablePromises(run: ScenarioRun): JudgedPlanTarget[] {
  const { judged } = readerOf(run, [], run.scenario.horizon);
  return judged.filter(({ counts, isDraft }) => counts || isDraft);
}

/** The first year that a table may tell of: of what is known of the region, of its promises, or of the plan before its base year. */
export function firstTold({ region, baseYear, planStatements }: Scenario): number {
  const bases = planStatements.flatMap(({ target }) => target?.base ?? []);
  return Math.min(planBefore(baseYear), ...region.history.map(({ year }) => year), ...bases);
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
  if (!(b.counts || b.isDraft) || target.year !== b.target.year || one.terms !== other.terms) return false;
  const isSeries = target.kind !== "peak" || target.quantity.formula === b.target.quantity.formula;
  return isSeries && isNear(one.required, other.required) && isNear(one.actual, other.actual);
}

/** A target of the scenario's own file in the form of a plan's; undefined where it is none of a kind that a path leads to. */
function ownPromise(scenario: Scenario, target: Target): PlanStatement | undefined {
  const { model } = scenario;
  const { variable, cell, name, source = "", at } = target;
  if (target.kind === "crossing" || target.kind === "relative" || target.kind === "plateau") return undefined;
  if (!model.variables.has(variable.name)) return undefined;
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
  // A change by -8 % at most is a reduction by 8 % at least.
  const turned = target.kind === "change";
  const askedHigh = target.kind === "range" ? target.high : undefined;
  const none = { inheritedFrom: undefined, supersededBy: undefined };
  const { id: jurisdiction, label: of } = scenario.region;
  return {
    ...{ id: `${scenario.id} ${name} ${year}`, region: jurisdiction, part: "", jurisdiction, document: source },
    ...{ section: "", indicator: name, qualifier: operator, year, value: asked, valueHigh: askedHigh },
    ...{ unit: quantity.unit, baseYear: from, role: "target", reason: undefined, note: { en: "", zh: "" }, at },
    named: namesAsWritten({ indicator: name, part: "", unit: quantity.unit, section: "" }),
    ...{ issued: "", isDraft: false, atOdds: [] },
    target: {
      ...{ kind: turned ? "reduction" : target.kind, quantity: { ...quantity, words: of }, year, askedHigh, from },
      ...{ asked: turned && asked !== undefined ? -asked : asked, base: from },
      ...{ operator: operator.startsWith("<") !== turned ? "<=" : ">=", version: "in_force", ...none },
      ...knownOf(quantity, year, from, scenario.planStatements),
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
