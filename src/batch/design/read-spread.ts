import { dimensionless, type Unit, type UnitSystem } from "../../engine/language/units.ts";
import { isQuantityProblem, type Quantity, readQuantity } from "../../scenario/paths/quantity.ts";
import {
  type Distribution,
  type DistributionKind,
  distributionKinds,
  quantile,
} from "../../statistics/distributions/distributions.ts";
import { type Message, message } from "../../text/problems.ts";
import {
  type Cursor,
  checkKeysAt,
  choiceAt,
  field,
  itemsAt,
  type MapCursor,
  numberAt,
  refuse,
  report,
  scalarAt,
  standingAt,
  under,
} from "../../text/reader.ts";

/** What numbers an input may have. */
export interface SpreadRules {
  readonly unit: Unit;
  readonly units: UnitSystem;
  readonly min?: number;
  readonly max?: number;
  /** Whole years: a start or a delay. */
  readonly whole?: boolean;
  /** What is said of a plain number that is likely to have been meant in %. */
  readonly slip?: (amount: Quantity, unit: Unit) => Message | undefined;
}

/** The keys that say the numbers of each distribution; those with a unit first. */
const numberKeys: Readonly<Record<DistributionKind, readonly string[]>> = {
  uniform: ["low", "high"],
  normal: ["mean", "deviation"],
  truncated_normal: ["mean", "deviation", "low", "high"],
  lognormal: ["median", "deviation"],
  triangular: ["low", "mode", "high"],
  beta: ["low", "high", "a", "b"],
  discrete: ["values"],
};
/** Those of them that are shapes, without a unit. */
const shapes: ReadonlySet<string> = new Set(["lognormal.deviation", "beta.a", "beta.b"]);

export const spreadKeys = "spread low high mode mean median deviation a b values weights".split(" ");

/** The distribution of an input, or undefined with its mistakes reported; `others` are the keys that are not about it. */
export function readSpread(map: MapCursor, others: readonly string[], rules: SpreadRules): Distribution | undefined {
  const spread = field(map, "spread");
  if (spread === undefined) return refuse(map, "spread_missing", { kinds: distributionKinds });
  const kind = choiceAt(spread, distributionKinds);
  if (kind === undefined) return undefined;
  const before = map.problems.length;
  checkKeysAt(map, [...others, "spread", ...numberKeys[kind], ...(kind === "discrete" ? ["weights"] : [])]);
  return readDistribution(map, kind, rules, before);
}

/** The distribution of this kind by the numbers of the map, or undefined where it has more mistakes than `before`. */
export function readDistribution(
  map: MapCursor,
  kind: DistributionKind,
  rules: SpreadRules,
  before = map.problems.length,
): Distribution | undefined {
  const read = kind === "discrete" ? readDiscrete(map, rules) : readNumbers(map, kind, rules);
  if (read === undefined || map.problems.length > before) return undefined;
  const wrong = mistakeIn(read) ?? beyondNumbers(read);
  if (wrong !== undefined) return report(under(map, wrong.key), wrong.message);
  return within(read, rules, map);
}

/** The numbers of a distribution by their keys; NaN for what is missing or wrong. */
function readNumbers(map: MapCursor, kind: DistributionKind, rules: SpreadRules): Distribution {
  const numbers = numberKeys[kind].map((key) => {
    const at = field(map, key);
    if (at === undefined) refuse(map, "spread_key_missing", { key, kind, keys: numberKeys[kind] });
    const value = at && (shapes.has(`${kind}.${key}`) ? numberAt(at) : amountAt(at, rules, "one_number_needed"));
    return [key, typeof value === "object" ? value.value : (value ?? Number.NaN)];
  });
  return { kind, ...Object.fromEntries(numbers) } as Distribution;
}

function readDiscrete(map: MapCursor, rules: SpreadRules): Distribution | undefined {
  const values = readValues(map, rules);
  return values && { kind: "discrete", values, weights: readWeights(map, values.length) };
}

/** The amount that stands at the place, or undefined after a report; `needed` words what is no single value. */
function amountAt(
  at: Cursor,
  { unit, units, slip }: SpreadRules,
  needed: "one_number_needed" | "sampled_value_needed",
): Quantity | undefined {
  const { node } = at;
  if (node.kind !== "scalar") return refuse(at, needed, { found: standingAt(node) });
  const quantity = readQuantity(node.value, unit, units);
  if (isQuantityProblem(quantity)) return report(at, quantity, node.place(quantity.index));
  const slipped = slip?.(quantity, unit);
  return slipped === undefined ? quantity : report(at, slipped, node.place(0));
}

/** The numbers of the list `values`, each once and in the order of the file. */
export function readValues(map: MapCursor, rules: SpreadRules): number[] | undefined {
  const list = field(map, "values");
  if (list === undefined || list.node.kind !== "list" || list.node.items.length === 0)
    return refuse(under(map, "values"), "values_needed", { found: standingAt(list?.node) });
  const before = map.problems.length;
  const values: number[] = [];
  for (const at of itemsAt(list)) {
    const quantity = amountAt(at, rules, "sampled_value_needed");
    if (quantity === undefined) continue;
    const { value, text } = quantity;
    if (rules.whole && !Number.isInteger(value)) refuse(at, "whole_years", { text });
    else if (values.includes(value)) refuse(at, "value_twice", { text });
    else values.push(value);
  }
  return map.problems.length > before ? undefined : values;
}

function readWeights(map: MapCursor, count: number): number[] {
  const even = Array.from({ length: count }, () => 1 / count);
  const list = field(map, "weights");
  if (list === undefined) return even;
  const isWeight = (value: unknown): value is number => Number.isFinite(value) && (value as number) > 0;
  const weights = itemsAt(list).map(scalarAt).filter(isWeight);
  if (list.node.kind !== "list" || weights.length !== count || itemsAt(list).length !== count) {
    refuse(list, "weights_needed", { count });
    return even;
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

interface Mistake {
  readonly key: string;
  readonly message: Message;
}

/** The number that is wrong beside the others, by its key. */
function mistakeIn(spread: Distribution): Mistake | undefined {
  if (spread.kind === "discrete") return undefined;
  type Numbers = Partial<Record<"low" | "high" | "mode" | "median" | "deviation" | "a" | "b", number>>;
  const { low, high, mode, median, deviation, a, b }: Numbers = spread;
  for (const [key, found] of Object.entries({ median, deviation }))
    if (found !== undefined && !(found > 0)) return { key, message: message("above_0_needed", { what: key, found }) };
  for (const [key, found] of Object.entries({ a, b }))
    if (found !== undefined && !(found >= LEAST_SHAPE && found <= LARGEST_SHAPE))
      return { key, message: message("shape_needed", { least: LEAST_SHAPE, most: LARGEST_SHAPE, found }) };
  if (low === undefined || high === undefined) return undefined;
  if (mode !== undefined && (mode < low || mode > high))
    return { key: "mode", message: message("mode_not_between", { mode, low, high }) };
  return low < high ? undefined : { key: "high", message: message("high_not_above_low", { low, high }) };
}

/** Probabilities next to 0 and 1, beyond which no design draws. */
const OUTERMOST = [Number.EPSILON / 2, 1 - Number.EPSILON / 2];

/** A spread whose far ends are no finite numbers, such as a lognormal one with a deviation of hundreds. */
function beyondNumbers(spread: Distribution): Mistake | undefined {
  if (OUTERMOST.every((p) => Number.isFinite(quantile(spread, p)))) return undefined;
  const [key, value] =
    "deviation" in spread ? (["deviation", spread.deviation] as const) : (["high", supportOf(spread)[1]] as const);
  return { key, message: message("beyond_numbers", { key, value }) };
}

/** Shapes of a beta distribution whose quantiles are good to six digits of the probability and more. */
const LEAST_SHAPE = 0.001;
const LARGEST_SHAPE = 1e6;

/** The least and greatest number that a distribution gives. */
export function supportOf(spread: Distribution): readonly [number, number] {
  switch (spread.kind) {
    case "normal":
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    case "lognormal":
      return [0, Number.POSITIVE_INFINITY];
    case "discrete":
      return [Math.min(...spread.values), Math.max(...spread.values)];
    default:
      return [spread.low, spread.high];
  }
}

function within(spread: Distribution, { min, max, unit }: SpreadRules, map: MapCursor): Distribution | undefined {
  const [low, high] = supportOf(spread);
  if (low >= (min ?? low) && high <= (max ?? high)) return spread;
  const finite = (bound: number | undefined) => (Number.isFinite(bound) ? bound : undefined);
  return refuse(map, "reaches_too_far", { low, high, min: finite(min), max: finite(max), unit: unit.text });
}

/** For levers and factors, whose numbers have no unit. */
export function plainRules(units: UnitSystem, min?: number, max?: number): SpreadRules {
  return { unit: dimensionless, units, min, max };
}
