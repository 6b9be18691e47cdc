import type { Positions } from "../../engine/language/cells.ts";
import type { Expression } from "../../engine/language/expression.ts";
import type { Model } from "../../engine/language/model.ts";
import { parseUnit } from "../../engine/language/parse-unit.ts";
import { convert } from "../../engine/language/units.ts";
import { evaluate, type Sources } from "../../engine/program/evaluate.ts";
import { blockFinder } from "../../engine/program/interpret.ts";
import type { Region } from "../../scenario/region/region.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { need } from "../../text/need.ts";
import { isFault } from "../../text/problems.ts";
import type { TargetResult } from "./targets.ts";

/** What may be said of a target, in the order in which reports count it. */
export const targetStatuses = [
  "met",
  "met_within_error",
  "missed_within_error",
  "missed",
  "undecided",
  "not_planned",
  "not_computable",
] as const;

export type TargetStatus = (typeof targetStatuses)[number];

/** What must be known of a target beside the run's number before a verdict may be said. */
interface Doubts {
  /** Its year is past, and nothing was observed of the quantity. */
  readonly unobserved: boolean;
  /** A promise for a year that no measure of the scenario is sized for. */
  readonly unplanned: boolean;
  /** How far what is uncertain may move the margin towards the other verdict, in the margin's terms. */
  readonly error: number;
}

/**
 * The status of a target, the one that every report says. A past year of which nothing was observed decides nothing; a
 * margin that the uncertainty of the change can turn is met or missed within error; and a promise that nothing is sized
 * for is not missed by the plan, since there is none.
 */
export function targetStatus(result: TargetResult, { unobserved, unplanned, error }: Doubts): TargetStatus {
  const { status, terms, margin } = result;
  if (status === "not_computable") return status;
  if (unobserved) return "undecided";
  // A peak in time that is no peak, or too high, misses by what no year can tell.
  const byMargin = margin !== undefined && (status === "met" || terms !== "years" || margin < 0);
  if (byMargin && error > 0 && (status === "met" ? margin < error : -margin <= error)) return `${status}_within_error`;
  return status === "missed" && unplanned ? "not_planned" : status;
}

/** Whether this counts as met: `--strict` and shares of met targets go by it. */
export function isMet(status: TargetStatus): boolean {
  return status === "met" || status === "met_within_error";
}

/** Whether `--strict` fails on a scenario's own target: it is missed, or cannot be told to be met. */
export function failsStrictly({ status }: { readonly status: TargetStatus }): boolean {
  return !isMet(status);
}

/** Where the region or its model has nothing to judge by, which says nothing about the pathway. */
const withoutNumbers: ReadonlySet<string | undefined> = new Set(["no_series", "no_data"]);

/**
 * The same for a promise of a plan, of which many are about what a region has no numbers of, what nobody has observed,
 * or what no plan has sized anything for: these do not count.
 */
export function promiseFailsStrictly({ status, result }: { status: TargetStatus; result: TargetResult }): boolean {
  if (status === "not_computable") return !withoutNumbers.has(result.reason);
  return status === "missed" || status === "missed_within_error";
}

/** How many there are of each status. */
export function countStatuses(judged: readonly { readonly status: TargetStatus }[]): Record<TargetStatus, number> {
  const counts = Object.fromEntries(targetStatuses.map((status) => [status, 0])) as Record<TargetStatus, number>;
  for (const { status } of judged) counts[status]++;
  return counts;
}

/**
 * How far the margin of a result can move towards the other verdict: of each uncertain input the further of the results
 * at its low and its high, added as independent errors. Of a peak it is the band of years that cannot be told from it.
 */
export function errorOf(result: TargetResult, moved: readonly (readonly TargetResult[])[]): number {
  const { status, margin, actual = 0, band_from = actual, band_to = actual } = result;
  const towards = status === "met" ? -1 : 1;
  if (result.terms === "years") return status === "met" ? band_to - actual : actual - band_from;
  const moves = moved.map((ends) =>
    ends.reduce((most, end) => Math.max(most, towards * ((end.margin ?? Number.NaN) - (margin ?? Number.NaN)) || 0), 0),
  );
  return Math.hypot(...moves);
}

/** How far a level in this unit may be wrong with the inventory: emissions by its uncertainty, and all that was downscaled. */
export function inventoryError(region: Region, { units, report }: Model, text: string): number {
  const unit = parseUnit(units, text);
  if (isFault(unit)) return 0;
  const isEmission = report !== undefined && convert(unit, report.peak.unit) !== undefined;
  const isInventory = region.downscaled !== undefined || isEmission;
  return isInventory ? (region.inventoryUncertainty ?? 0) : 0;
}

/**
 * Years after the last observed one for which plans give numbers: plans run for five years and name the end of the next, and
 * contributions under the Paris Agreement name a year ten on (2030, 2035). It is a rule of planning and not of a region;
 * what a plan sizes beyond it counts by the lever that it sizes.
 */
const PLANNED_YEARS = 10;

/** The last year that something in the scenario is planned for: ten years on, or that of the last statement a lever is sized by. */
export function plannedTo({ lastObserved }: Scenario, sized: readonly number[]): number {
  return Math.max(lastObserved + PLANNED_YEARS, ...sized);
}

/** Whether what a formula gives in a calendar year was observed. */
export type Observed = (expression: Expression, year: number) => boolean;

/** Whether the value of a variable's cell in a calendar year was observed. */
export type CellObserved = (variable: string, cell: number, year: number) => boolean;

/** Whether what formulas, and cells of variables, give in a calendar year was observed. */
export interface ObservedValues {
  readonly expression: Observed;
  readonly cell: CellObserved;
}

const finders = new WeakMap<Model, ReturnType<typeof blockFinder>>();

/**
 * Tells whether a value was observed: it is imposed and the region's own, or all that its formula reads is, or is known of
 * the base year. What goes on from the year before, what a path of a parameter says, and what another region's total was
 * shared out into, was not. Nothing of a downscaled region was.
 */
export function observedValues(scenario: Scenario, model: Model, sources: Sources): ObservedValues {
  const { region, given, baseYear } = scenario;
  const imposed = new Map(
    region.observations.map((row) => [`${row.variable} ${row.cell} ${row.year - baseYear}`, row.given]),
  );
  const found = new Map<string, boolean>();
  const blockOf = finders.get(model) ?? blockFinder(model);
  finders.set(model, blockOf);
  // A path of a parameter is a rule, whatever years it names; switches that nobody sets are none.
  const parameter = (name: string, cell: number): boolean =>
    !need(model.parameters, name).yearly || given.get(name)?.get(cell) === undefined;
  const variable = (name: string, cell: number, year: number): boolean => {
    if (year <= 0) return true;
    const key = `${name} ${cell} ${year}`;
    let known = found.get(key);
    if (known !== undefined) return known;
    const fact = imposed.get(key);
    if (fact === undefined) {
      found.set(key, false);
      const { block, scope } = blockOf(name, cell, year);
      known = readsObserved(block.branch.expression, scope, year);
    } else known = fact.sharedOut !== true;
    found.set(key, known);
    return known;
  };
  const readsObserved = (expression: Expression, scope: Positions, year: number): boolean => {
    let all = true;
    const noting: Sources = {
      ...sources,
      parameter: (name, cell, at) => {
        all &&= parameter(name, cell);
        return sources.parameter(name, cell, at);
      },
      variable: (name, cell, at) => {
        all &&= (at === year || at <= 0) && variable(name, cell, at);
        return sources.variable(name, cell, at);
      },
    };
    evaluate(expression, noting, scope, year);
    return all;
  };
  const whole = region.downscaled === undefined;
  return {
    expression: (expression, year) => whole && readsObserved(expression, new Map(), year - baseYear),
    cell: (name, cell, year) => whole && variable(name, cell, year - baseYear),
  };
}
