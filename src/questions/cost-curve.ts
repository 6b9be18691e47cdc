import type { CostLayout } from "../engine/language/model.ts";
import type { ScenarioRun } from "../run/run.ts";
import type { Lever } from "../scenario/levers/lever.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { valueIn } from "../statistics/series.ts";
import { sumBy, sumOf } from "../statistics/sum.ts";
import { need } from "../text/need.ts";
import {
  type AttributionOptions,
  attributeLevers,
  type MeasureChange,
  type PlayerShare,
} from "./levers/lever-attribution.ts";
import { leverPlayers } from "./levers/lever-players.ts";

/** How much of a lever has a price: all its effects, some of them, or none. */
export type Priced = "all" | "some" | "none";

/** One step of the cost curve. */
export interface CostStep {
  readonly lever: string;
  readonly priced: Priced;
  /** Parameters that it changes and for which nothing says what that costs. */
  readonly unpriced: readonly string[];
  /** What the lever's share takes off the emissions of the window, in the unit of the sum; below 0 where it adds. */
  readonly reduction: number;
  /** What its share adds to the cost of the window, in the unit of the cost. */
  readonly cost: number;
  /**
   * Cost per emission in the layout's unit; undefined where nothing of the lever is priced, and where it does not reduce
   * emissions by more than twice the standard error. Below 0 it is no rank: the less is reduced, the lower it is.
   */
  readonly unit_cost?: number;
  /** It has a cost per emission, and that is below 0. */
  readonly saves: boolean;
  /** Standard errors of reduction and cost, where shares were sampled. */
  readonly error?: { readonly reduction: number; readonly cost: number };
}

export interface CostCurve {
  readonly boundary: string;
  readonly from: number;
  readonly to: number;
  /**
   * Levers that save money first, the largest total saving in front; then the cheapest tonne; then levers without a cost
   * per tonne, the largest reduction in front.
   */
  readonly steps: readonly CostStep[];
  /** All levers together. */
  readonly reduction: number;
  readonly cost: number;
  /** Of all of them; undefined where together they do not reduce emissions. */
  readonly unit_cost?: number;
  readonly runs: number;
  readonly sample?: { readonly pairs: number; readonly seed: number; readonly settled: boolean };
}

export interface CostCurveOptions
  extends Pick<AttributionOptions, "bound" | "mostPairs" | "seed" | "progress">,
    Pick<CostCurve, "boundary" | "from" | "to"> {}

/**
 * Marginal abatement cost by lever over a window of years: each lever's Shapley share of the system's yearly costs over
 * its share of the emissions, so that neither depends on the order in which levers are taken and both add up to the
 * package. Costs are annuities, running costs and fuel of each year as the model has them, summed without discounting.
 * Unlike the usual curve, interactions are in it; like every such curve, it is one of this package (Kesicki and Ekins
 * 2012, Climate Policy 12:219-236, on what such curves leave out).
 *
 * Levers that save money are not ranked by cost per emission, which would put the one first that reduces least for the
 * same saving (Taylor 2012, Energy Policy 48:430, recalled), but by what they save.
 */
export function costCurve(run: ScenarioRun, layout: CostLayout, options: CostCurveOptions): CostCurve {
  const { boundary, from, to } = options;
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const total = layout.total.name;
  const players = leverPlayers(run, "lever");
  const found = attributeLevers(run, {
    ...options,
    players,
    boundaries: [boundary, total],
    years,
    boundYears: [],
    more: [{ name: total, variable: total, cell: 0 }],
  });
  const [emissions, costs] = found.boundaries;
  const rounding = roundingOf(run, boundary, years);
  const steps = players.map(({ id }, i): CostStep => {
    const { lever } = need(run.scenario.levers, id);
    const reduction = -sumOver(emissions.shares[i].share);
    const cost = sumOver(costs.shares[i].share);
    const error = errorOf(emissions.shares[i], costs.shares[i]);
    const least = Math.max(rounding, 2 * (error?.reduction ?? 0));
    const { priced, unpriced } = pricedOf(run.scenario, lever, layout);
    const unit_cost = priced === "none" || !(reduction > least) ? undefined : (cost / reduction) * layout.factor;
    const saves = unit_cost !== undefined && unit_cost < 0;
    return { lever: id, priced, unpriced, reduction, cost, unit_cost, saves, error };
  });
  const [reduction, cost] = [-sumOver(emissions.total), sumOver(costs.total)];
  const unit_cost = reduction > rounding ? (cost / reduction) * layout.factor : undefined;
  const { runs, sample } = found;
  return { boundary, from, to, steps: steps.sort(inOrder), reduction, cost, unit_cost, runs, sample };
}

/** What is smaller beside the emissions of the window is left of differences of runs; a cost over it says nothing. */
const ROUNDING = 1e-9;

function roundingOf({ boundaries }: ScenarioRun, boundary: string, years: readonly number[]): number {
  const series = boundaries.find(({ name }) => name === boundary)?.series;
  const emitted = sumBy(years, (year) => Math.abs((series && valueIn(series, year)) ?? 0));
  return ROUNDING * Math.max(1, emitted);
}

function inOrder(a: CostStep, b: CostStep): number {
  if (a.saves !== b.saves) return a.saves ? -1 : 1;
  if (a.saves) return a.cost - b.cost;
  const [first, second] = [a, b].map(({ unit_cost }) => unit_cost ?? Number.POSITIVE_INFINITY);
  return first === second ? b.reduction - a.reduction : first - second;
}

function sumOver({ emissions }: MeasureChange): number {
  return sumOf(emissions.values());
}

/** Errors of neighbouring years go together, so those of the years are added: an upper bound of the sum's own. */
function errorOf(emissions: PlayerShare, costs: PlayerShare): CostStep["error"] {
  if (emissions.error === undefined || costs.error === undefined) return undefined;
  return { reduction: sumOver(emissions.error), cost: sumOver(costs.error) };
}

/** Whether what the lever changes has a price that the region gives. */
export function pricedOf(
  scenario: Pick<Scenario, "given">,
  lever: Pick<Lever, "effects">,
  { priced }: Pick<CostLayout, "priced">,
): { priced: Priced; unpriced: readonly string[] } {
  const changed = [...new Set(lever.effects.map(({ parameter }) => parameter.name))];
  const unpriced = changed.filter((name) => {
    const price = priced.get(name);
    return price === undefined || !scenario.given.has(price.name);
  });
  return { priced: unpriced.length === 0 ? "all" : unpriced.length < changed.length ? "some" : "none", unpriced };
}
