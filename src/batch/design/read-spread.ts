import { dimensionless, type Unit, type UnitSystem } from "../../engine/language/units.ts";
import { isQuantityProblem, type Quantity, type QuantityProblem, readQuantity } from "../../scenario/paths/quantity.ts";
import {
  type Distribution,
  type DistributionKind,
  distributionKinds,
  quantile,
} from "../../statistics/distributions/distributions.ts";
import type { Problem } from "../../text/problems.ts";
import { checkKeys, choice, describe, itemsOf, join, nodeAt, numberOf } from "../../text/reader.ts";
import type { LocatedMap, LocatedScalar } from "../../text/yaml.ts";

/** What numbers an input may have. */
export interface SpreadRules {
  readonly unit: Unit;
  readonly units: UnitSystem;
  readonly min?: number;
  readonly max?: number;
  /** Whole years: a start or a delay. */
  readonly whole?: boolean;
  /** What is said of a plain number that is likely to have been meant in %. */
  readonly slip?: (amount: Quantity, unit: Unit) => string | undefined;
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

const optionalKeys: Readonly<Partial<Record<DistributionKind, readonly string[]>>> = { discrete: ["weights"] };

export const spreadKeys = [
  "spread",
  "low",
  "high",
  "mode",
  "mean",
  "median",
  "deviation",
  "a",
  "b",
  "values",
  "weights",
];

/** The distribution of an input, or undefined with its mistakes in `problems`; `own` are the keys that are not about it. */
export function readSpread(
  map: LocatedMap,
  own: readonly string[],
  rules: SpreadRules,
  path: string,
  problems: Problem[],
): Distribution | undefined {
  const before = problems.length;
  if (nodeAt(map, "spread") === undefined) {
    problems.push({
      at: map.at,
      path,
      message: `"spread" is missing; it is one of ${distributionKinds.join(", ")}, such as {spread: triangular, low: …, mode: …, high: …}`,
    });
    return undefined;
  }
  const kind = choice(map, "spread", distributionKinds, path, problems);
  if (kind === undefined) return undefined;
  checkKeys(map, [...own, "spread", ...numberKeys[kind], ...(optionalKeys[kind] ?? [])], path, problems);
  const number = (key: string): number => numberAt(map, key, kind, rules, path, problems);
  const plain = (key: string): number => {
    const value = numberOf(map, key, path, problems);
    if (value === undefined && nodeAt(map, key) === undefined) missing(map, key, kind, path, problems);
    return value ?? Number.NaN;
  };
  const spread = read(kind, map, number, plain, rules, path, problems);
  if (spread === undefined || problems.length > before) return undefined;
  const wrong = mistakeIn(spread) ?? beyondNumbers(spread);
  if (wrong !== undefined) {
    problems.push({ at: nodeAt(map, wrong.key)?.at ?? map.at, path: join(path, wrong.key), message: wrong.message });
    return undefined;
  }
  return within(spread, rules, map, path, problems);
}

function read(
  kind: DistributionKind,
  map: LocatedMap,
  number: (key: string) => number,
  plain: (key: string) => number,
  rules: SpreadRules,
  path: string,
  problems: Problem[],
): Distribution | undefined {
  switch (kind) {
    case "uniform":
      return { kind, low: number("low"), high: number("high") };
    case "normal":
      return { kind, mean: number("mean"), deviation: number("deviation") };
    case "truncated_normal":
      return { kind, mean: number("mean"), deviation: number("deviation"), low: number("low"), high: number("high") };
    case "lognormal":
      return { kind, median: number("median"), deviation: plain("deviation") };
    case "triangular":
      return { kind, low: number("low"), mode: number("mode"), high: number("high") };
    case "beta":
      return { kind, low: number("low"), high: number("high"), a: plain("a"), b: plain("b") };
    case "discrete": {
      const values = readValues(map, rules, path, problems);
      if (values === undefined) return undefined;
      return { kind, values, weights: readWeights(map, values.length, path, problems) };
    }
  }
}

function missing(map: LocatedMap, key: string, kind: DistributionKind, path: string, problems: Problem[]): void {
  problems.push({
    at: map.at,
    path,
    message: `"${key}" is missing; ${kind} takes ${numberKeys[kind].join(", ")}`,
  });
}

function numberAt(
  map: LocatedMap,
  key: string,
  kind: DistributionKind,
  rules: SpreadRules,
  path: string,
  problems: Problem[],
): number {
  const node = nodeAt(map, key);
  if (node === undefined) {
    missing(map, key, kind, path, problems);
    return Number.NaN;
  }
  if (node.kind !== "scalar") {
    problems.push({
      at: node.at,
      path: join(path, key),
      message: `one number with its unit is needed here; found ${describe(node)}`,
    });
    return Number.NaN;
  }
  const quantity = readNumber(node, rules);
  if (!isQuantityProblem(quantity)) return quantity.value;
  problems.push({ at: node.place(quantity.index), path: join(path, key), message: quantity.message });
  return Number.NaN;
}

function readNumber({ value }: LocatedScalar, { unit, units, slip }: SpreadRules): Quantity | QuantityProblem {
  const quantity = readQuantity(value, unit, units);
  if (isQuantityProblem(quantity)) return quantity;
  const message = slip?.(quantity, unit);
  return message === undefined ? quantity : { index: 0, message };
}

/** The numbers of the list `values`, each once and in the order of the file. */
export function wholeYears(text: string): string {
  return `${text} is not a whole number of years`;
}

export function readValues(
  map: LocatedMap,
  rules: SpreadRules,
  path: string,
  problems: Problem[],
): number[] | undefined {
  const node = nodeAt(map, "values");
  const valuesPath = join(path, "values");
  if (node === undefined || node.kind !== "list" || node.items.length === 0) {
    problems.push({
      at: node?.at ?? map.at,
      path: valuesPath,
      message: `a list of numbers is needed here, such as [1, 2]; found ${node === undefined ? "none" : describe(node)}`,
    });
    return undefined;
  }
  const before = problems.length;
  const values: number[] = [];
  for (const item of itemsOf(node)) {
    const quantity = item.kind === "scalar" ? readNumber(item, rules) : undefined;
    if (quantity === undefined || isQuantityProblem(quantity)) {
      const at = item.kind === "scalar" && quantity !== undefined ? item.place(quantity.index) : item.at;
      problems.push({
        at,
        path: valuesPath,
        message: quantity?.message ?? `a number with its unit is needed here; found ${describe(item)}`,
      });
    } else if (rules.whole && !Number.isInteger(quantity.value)) {
      problems.push({ at: item.at, path: valuesPath, message: wholeYears(quantity.text) });
    } else if (values.includes(quantity.value)) {
      problems.push({ at: item.at, path: valuesPath, message: `${quantity.text} stands here twice; give it once` });
    } else values.push(quantity.value);
  }
  return problems.length > before ? undefined : values;
}

function readWeights(map: LocatedMap, count: number, path: string, problems: Problem[]): number[] {
  const even = Array.from({ length: count }, () => 1 / count);
  const node = nodeAt(map, "weights");
  if (node === undefined) return even;
  const weights = itemsOf(node).map((item) =>
    item.kind === "scalar" && typeof item.value === "number" && item.value > 0 && Number.isFinite(item.value)
      ? item.value
      : Number.NaN,
  );
  if (node.kind !== "list" || weights.length !== count || weights.some(Number.isNaN)) {
    problems.push({
      at: node.at,
      path: join(path, "weights"),
      message: `as many numbers above 0 as there are values (${count}) are needed here, such as [1, 2]`,
    });
    return even;
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The number that is wrong beside the others, by its key. */
function mistakeIn(spread: Distribution): { key: string; message: string } | undefined {
  const ordered = (low: number, high: number) =>
    low < high ? undefined : { key: "high", message: `high is ${high} and not above low, ${low}` };
  switch (spread.kind) {
    case "uniform":
      return ordered(spread.low, spread.high);
    case "triangular":
      if (spread.mode < spread.low || spread.mode > spread.high)
        return {
          key: "mode",
          message: `mode is ${spread.mode} and not between low and high, ${spread.low} and ${spread.high}`,
        };
      return ordered(spread.low, spread.high);
    case "beta":
      for (const key of ["a", "b"] as const)
        if (!(spread[key] >= LEAST_SHAPE && spread[key] <= LARGEST_SHAPE))
          return {
            key,
            message: `a shape from ${LEAST_SHAPE} to ${LARGEST_SHAPE} is needed here; found ${spread[key]}`,
          };
      return ordered(spread.low, spread.high);
    case "lognormal":
      if (!(spread.median > 0))
        return { key: "median", message: `a median above 0 is needed here; found ${spread.median}` };
      return positive(spread.deviation);
    case "normal":
      return positive(spread.deviation);
    case "truncated_normal":
      return positive(spread.deviation) ?? ordered(spread.low, spread.high);
    case "discrete":
      return undefined;
  }
}

/** Probabilities next to 0 and 1, beyond which no design draws. */
const OUTERMOST = [Number.EPSILON / 2, 1 - Number.EPSILON / 2];

/** A spread whose far ends are no finite numbers, such as a lognormal one with a deviation of hundreds. */
function beyondNumbers(spread: Distribution): { key: string; message: string } | undefined {
  if (OUTERMOST.every((p) => Number.isFinite(quantile(spread, p)))) return undefined;
  const [key, value] = "deviation" in spread ? ["deviation", spread.deviation] : ["high", supportOf(spread)[1]];
  return { key, message: `with ${key} ${value} this reaches beyond all numbers; give a smaller one` };
}

/** Shapes of a beta distribution whose quantiles are good to six digits of the probability and more. */
const LEAST_SHAPE = 0.001;
const LARGEST_SHAPE = 1e6;

function positive(deviation: number): { key: string; message: string } | undefined {
  return deviation > 0
    ? undefined
    : { key: "deviation", message: `a deviation above 0 is needed here; found ${deviation}` };
}

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

function within(
  spread: Distribution,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, unit }: SpreadRules,
  map: LocatedMap,
  path: string,
  problems: Problem[],
): Distribution | undefined {
  const [low, high] = supportOf(spread);
  if (low >= min && high <= max) return spread;
  const unitText = unit.text === "1" ? "" : ` ${unit.text}`;
  const bounds = [
    ...(min === Number.NEGATIVE_INFINITY ? [] : [`from ${min}${unitText}`]),
    ...(max === Number.POSITIVE_INFINITY ? [] : [`to ${max}${unitText}`]),
  ].join(" ");
  const reach = Number.isFinite(low) && Number.isFinite(high) ? `from ${low} to ${high}` : "without bound";
  problems.push({
    at: map.at,
    path,
    message: `reaches ${reach}, and ${bounds} is allowed${Number.isFinite(low) && Number.isFinite(high) ? "" : "; truncated_normal has bounds"}`,
  });
  return undefined;
}

/** For levers and factors, whose numbers have no unit. */
export function plainRules(units: UnitSystem, min?: number, max?: number): SpreadRules {
  return { unit: dimensionless, units, min, max };
}
