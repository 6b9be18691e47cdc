import { children, type Expression } from "../engine/language/expression.ts";
import type { Model, Parameter, RollUpLayout, Variable } from "../engine/language/model.ts";
import { sameDimensions } from "../engine/language/units.ts";
import { evaluate, type Sources } from "../engine/program/evaluate.ts";
import { readsOf } from "../engine/program/influence.ts";
import { blockFinder, parameterAt } from "../engine/program/interpret.ts";
import { need } from "../text/need.ts";
import type { ScenarioRun, Values } from "./run.ts";

/**
 * How a variable of the sum comes about: `summed` over the members, `netted` where trade between them must cancel,
 * `recomputed` by its own formula from sums, or `left_out`.
 */
export type RollUpKind = "summed" | "netted" | "recomputed" | "left_out";

/** What members trade and what of it comes from outside, one number a year. */
export interface OutsideTrade {
  /** Gross flows summed over members, those between members included: nobody publishes who trades with whom. */
  readonly imports: Float64Array;
  readonly exports: Float64Array;
  /** Imports less exports; below zero where members say to export more than all of them import. */
  readonly net: Float64Array;
  /** What is counted: the net trade where it is above zero, at the mean content of the members' gross imports; the whole's own where there is one. */
  readonly outside: Float64Array;
  readonly carries: Float64Array;
}

export interface RollUpValues {
  readonly values: Values;
  readonly trade?: OutsideTrade;
}

/**
 * The values of the sum of runs of one model over the same years; `whole` is the run of the region that they make up,
 * whose trade is then what comes from outside.
 */
export function rollUpValues(
  model: Model,
  layout: RollUpLayout,
  members: readonly ScenarioRun[],
  whole?: ScenarioRun,
): RollUpValues {
  const [{ scenario }] = members;
  const { baseYear, years } = scenario;
  const kinds = classify(model, layout, members);
  const sum = (name: string, cell: number): Float64Array => {
    const total = new Float64Array(years);
    for (const member of members) {
      const values = member.values(name, cell) as Float64Array;
      for (let year = 0; year < years; year++) total[year] += values[year];
    }
    return total;
  };
  const trade = outsideTrade(layout, ({ name }) => sum(name, 0), whole);
  const valuesByCell = new Map<string, Float64Array | undefined>();
  const netted = (name: string, cell: number): Float64Array => {
    const { netCarries, countedIn } = layout.trade as NonNullable<RollUpLayout["trade"]>;
    const carries = (trade as OutsideTrade).carries;
    if (name === netCarries.name) return carries;
    const total = sum(name, cell);
    if (!countedIn.has(cell)) return total;
    const own = sum(netCarries.name, 0);
    return total.map((value, year) => value - own[year] + carries[year]);
  };
  const blockOf = blockFinder(model);
  const sources: Sources = {
    model,
    baseYear,
    parameter: (name, cell, year) => {
      const numbers = members.map(({ inputs }) => parameterAt(model, inputs, name, cell, year));
      return isAmount(need(model.parameters, name), layout) ? numbers.reduce((a, b) => a + b, 0) : numbers[0];
    },
    variable: (name, cell, year) =>
      kinds(name) === "recomputed" ? recomputedAt(name, cell, year) : (values(name, cell) as Float64Array)[year],
  };
  const memo = new Map<string, Float64Array>();
  const recomputedAt = (name: string, cell: number, year: number): number => {
    const key = `${name} ${cell}`;
    const own = memo.get(key) ?? new Float64Array(years).fill(Number.NaN);
    memo.set(key, own);
    if (Number.isNaN(own[year])) {
      const { block, scope } = blockOf(name, cell, year);
      own[year] = evaluate(block.branch.expression, sources, scope, year);
    }
    return own[year];
  };
  const byKind: Record<RollUpKind, Values> = {
    summed: sum,
    netted,
    recomputed: (name, cell) => Float64Array.from({ length: years }, (_, year) => recomputedAt(name, cell, year)),
    left_out: () => undefined,
  };
  const values: Values = (name, cell) => {
    const key = `${name} ${cell}`;
    if (valuesByCell.has(key)) return valuesByCell.get(key);
    const made = byKind[kinds(name)](name, cell);
    valuesByCell.set(key, made);
    return made;
  };
  return { values, trade };
}

/** Whether sums over regions mean something: amounts do, ratios do not. */
export function isAmount({ unit, name }: Variable | Parameter, { units, leftOut }: RollUpLayout): boolean {
  return !leftOut.has(name) && units.some((candidate) => sameDimensions(candidate, unit));
}

function classify(model: Model, layout: RollUpLayout, members: readonly ScenarioRun[]): (name: string) => RollUpKind {
  const kinds = new Map<string, RollUpKind>();
  const trading = layout.trade === undefined ? [] : [layout.trade.netCarries.name, layout.trade.counting.name];
  const reads = readsOf(model);
  const onTrade = new Map<string, boolean>();
  /** Whether the variable rests on traded content, in any year, so that its sum would count what members trade. */
  const restsOnTrade = (name: string): boolean => {
    const before = onTrade.get(name);
    if (before !== undefined) return before;
    onTrade.set(name, false);
    const rests = [...need(reads, name).variables].some((read) => trading.includes(read) || restsOnTrade(read));
    onTrade.set(name, rests);
    return rests;
  };
  const sameEverywhere = (name: string) => {
    const [first, ...others] = members.map(({ inputs }) => inputs.values.get(name));
    return others.every((numbers) => numbers?.every((number, i) => Object.is(number, first?.[i])));
  };
  const fromSums = (e: Expression): boolean => {
    if (e.kind === "call" || e.kind === "square") return false;
    if (e.kind === "lag" && typeof e.years !== "number") return false;
    if (e.kind === "reference") {
      if (e.of === "variable") return kindOf(e.name) !== "left_out";
      return isAmount(need(model.parameters, e.name), layout) || sameEverywhere(e.name);
    }
    return children(e).every(fromSums);
  };
  const kindOf = (name: string): RollUpKind => {
    const before = kinds.get(name);
    if (before !== undefined) return before;
    const variable = model.variables.get(name);
    let kind: RollUpKind = "left_out";
    if (variable !== undefined && trading.includes(name)) kind = "netted";
    else if (variable !== undefined && !layout.leftOut.has(name)) {
      if (isAmount(variable, layout) && !restsOnTrade(name)) kind = "summed";
      else {
        // A formula may look back at its own variable.
        kinds.set(name, "recomputed");
        const all = [...(variable.initial ?? []), ...variable.formula];
        if (all.every(({ expression }) => fromSums(expression))) kind = "recomputed";
      }
    }
    kinds.set(name, kind);
    return kind;
  };
  return kindOf;
}

function outsideTrade(
  { trade }: RollUpLayout,
  total: (variable: Variable) => Float64Array,
  whole: ScenarioRun | undefined,
): OutsideTrade | undefined {
  if (trade === undefined) return undefined;
  const imports = total(trade.imports);
  const net = total(trade.net);
  const carried = total(trade.importsCarry);
  const outside = net.map((value) => Math.max(0, value));
  const content = carried.map((value, year) => (imports[year] > 0 ? value / imports[year] : 0));
  const known = whole?.values(trade.netCarries.name, 0);
  const traded = whole?.values(trade.net.name, 0);
  // What the members trade beyond their whole is counted as their imports are.
  const carries = outside.map((value, year) =>
    known === undefined || traded === undefined
      ? value * content[year]
      : known[year] + (net[year] - traded[year]) * content[year],
  );
  return { imports, exports: total(trade.exports), net, outside, carries };
}
