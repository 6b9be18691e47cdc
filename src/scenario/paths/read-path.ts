import { isDimensionless, parseUnit, type Unit, type UnitSystem } from "../../engine/language/units.ts";
import type { Place, Problem } from "../../text/problems.ts";
import { suggestion } from "../../text/problems.ts";
import { choice, describe, isNothing, join, nodeAt, nothingAt, textOf } from "../../text/reader.ts";
import type { Located, LocatedMap, LocatedScalar } from "../../text/yaml.ts";
import { factorProblem } from "../region/share-amounts.ts";
import type { Afterwards, Between, Given } from "./cell-path.ts";
import { isQuantityProblem, type Quantity, readQuantity, unitWanted, withUnitWanted } from "./quantity.ts";
import { givenTwice, isYearKey, outside, parseYears, type YearRange } from "./years.ts";

/** The unit of a parameter or variable and what it may be at least and at most. */
export interface Bounds {
  readonly unit: Unit;
  readonly min?: number;
  readonly max?: number;
}

/** What may stand at a path. */
export interface PathRules extends Bounds {
  readonly units: UnitSystem;
  /** What is multiplied by it: a plain 90 is taken for 90 %. */
  readonly factor?: boolean;
  /** Whether years may be given. */
  readonly yearly: boolean;
  /** Years that may be given; undefined where a parent file serves several horizons. */
  readonly horizon?: YearRange;
  readonly layer: Given["layer"];
}

/** What one entry of a file gives: a constant, values at years, or nothing (null: what a parent gave is removed). */
export interface PathValue {
  readonly constant?: Given;
  /** null where a parent's value is removed. */
  readonly years: ReadonlyMap<number, Given | null>;
  readonly between?: Between;
  readonly afterwards?: Afterwards;
  readonly atLeast?: boolean;
  readonly removed: boolean;
  /** Where years are removed. */
  readonly removals?: readonly (YearRange & { readonly at: Place })[];
}

const pathKeys = ["value", "unit", "between", "source", "estimated", "low", "high", "doc"];

/** What an assumption says beside its numbers: how it stands to the path of its parent. */
const assumeKeys = ["then", "hold"];

/** Reads `5 %/yr`, `{value: 30, unit: yr, source: …}` or `{2025-2030: 5 %/yr, between: step}`; undefined where it cannot be read. */
export function readPath(node: Located, rules: PathRules, path: string, problems: Problem[]): PathValue | undefined {
  if (isNothing(node)) return { years: new Map(), removed: true };
  if (node.kind === "list") {
    problems.push({
      at: node.at,
      path,
      message: `a number or a map of years is needed here, such as {2025-2030: 5 ${unitWanted(rules.unit)}}; found a list`,
    });
    return undefined;
  }
  if (node.kind === "scalar") {
    const constant = readGiven(node, rules, {}, path, problems);
    return constant === undefined ? undefined : { constant, years: new Map(), removed: false };
  }
  return readMap(node, rules, path, problems);
}

/** All numbers of an entry. */
export function givensOf({ constant, years }: PathValue): Given[] {
  return [constant, ...years.values()].filter((given): given is Given => given !== undefined && given !== null);
}

interface Details {
  readonly unit?: Unit;
  readonly source?: string;
  readonly estimated?: string;
  readonly low?: number;
  readonly high?: number;
}

function readMap(map: LocatedMap, rules: PathRules, path: string, problems: Problem[]): PathValue | undefined {
  const before = problems.length;
  const details = readDetails(map, rules, {}, path, problems);
  const years = new Map<number, Given | null>();
  const stands = new Map<number, Place>();
  const removals: (YearRange & { at: Place })[] = [];
  const keys = rules.layer === "assume" && rules.yearly ? [...pathKeys, ...assumeKeys] : pathKeys;
  for (const [key, { keyAt, value }] of map.entries) {
    const keyPath = join(path, key);
    if (!isYearKey(key)) {
      if (keys.includes(key)) {
        if (isNothing(value)) problems.push(nothingAt(keyAt, keyPath));
        continue;
      }
      problems.push({
        at: keyAt,
        path: keyPath,
        message: `unknown key; a path over years has years (2025 or 2025-2030), ${keys.join(", ")}${suggestion(key, keys)}`,
      });
      continue;
    }
    const range = parseYears(key);
    const wrong =
      typeof range === "string" ? range : rules.horizon === undefined ? undefined : outside(range, rules.horizon);
    if (!rules.yearly) {
      problems.push({
        at: keyAt,
        path: keyPath,
        message: "this is one number, not a path over years; give it without years",
      });
      continue;
    }
    if (typeof range === "string" || wrong !== undefined) {
      problems.push({ at: keyAt, path: keyPath, message: wrong ?? "" });
      continue;
    }
    const given = isNothing(value) ? null : readYear(value, rules, details, keyPath, problems);
    if (given === undefined) continue;
    if (given === null) removals.push({ ...range, at: keyAt });
    for (let year = range.from; year <= range.to; year++) {
      const twin = stands.get(year);
      if (twin !== undefined) {
        problems.push(givenTwice(year, twin.line, keyAt, keyPath));
        break;
      }
      stands.set(year, keyAt);
      years.set(year, given);
    }
  }
  const between = readBetween(map, path, problems);
  const constantNode = nodeAt(map, "value");
  if (constantNode !== undefined && stands.size > 0) {
    problems.push({
      at: constantNode.at,
      path: join(path, "value"),
      message: "a path has a value for all years or years, not both",
    });
  }
  if (constantNode === undefined && stands.size === 0 && problems.length === before) {
    const wanted = rules.yearly ? 'years such as "2025-2030: …", or value' : "value";
    problems.push({ at: map.at, path, message: `nothing is given here; write ${wanted}` });
  }
  const constant =
    constantNode === undefined ? undefined : readYear(constantNode, rules, details, join(path, "value"), problems);
  const afterwards = keys.includes("then")
    ? choice(map, "then", ["held", "as parent"] as const, path, problems)
    : undefined;
  const hold = keys.includes("hold") ? choice(map, "hold", ["at least"] as const, path, problems) : undefined;
  const thenNode = nodeAt(map, "then");
  if (afterwards !== undefined && thenNode !== undefined && constantNode !== undefined)
    problems.push({
      at: thenNode.at,
      path: join(path, "then"),
      message: "a value for all years has no last year; leave then out",
    });
  if (problems.length > before) return undefined;
  return { constant, years, between, afterwards, atLeast: hold !== undefined, removed: false, removals };
}

/** One year's value: a number with its unit, or a map with details of its own. */
function readYear(
  node: Located,
  rules: PathRules,
  details: Details,
  path: string,
  problems: Problem[],
): Given | undefined {
  if (node.kind === "scalar") return readGiven(node, rules, details, path, problems);
  if (node.kind === "list") {
    problems.push({
      at: node.at,
      path,
      message: `a number with its unit is needed here, such as "5 ${unitWanted(rules.unit)}"; found a list`,
    });
    return undefined;
  }
  const own = ["value", "unit", "source", "estimated", "low", "high", "doc"];
  for (const [key, { keyAt, value }] of node.entries) {
    if (!own.includes(key))
      problems.push({
        at: keyAt,
        path: join(path, key),
        message: `unknown key; one year has ${own.join(", ")}${suggestion(key, own)}`,
      });
    else if (isNothing(value)) problems.push(nothingAt(keyAt, join(path, key)));
  }
  const inner = readDetails(node, rules, details, path, problems);
  const value = nodeAt(node, "value");
  if (value?.kind === "scalar") return readGiven(value, rules, inner, join(path, "value"), problems);
  problems.push({
    at: value?.at ?? node.at,
    path,
    message: `a value is needed here; found ${value === undefined ? "none" : describe(value)}`,
  });
  return undefined;
}

function readGiven(
  node: LocatedScalar,
  rules: PathRules,
  details: Details,
  path: string,
  problems: Problem[],
): Given | undefined {
  const { unit, ...rest } = details;
  const quantity = readQuantity(node.value, rules.unit, rules.units, unit);
  if (isQuantityProblem(quantity)) {
    problems.push({ at: node.place(quantity.index), path, message: quantity.message });
    return undefined;
  }
  const wrong =
    bounds(quantity, rules) ??
    (rules.factor ? factorProblem(quantity, rules.unit) : undefined) ??
    (rest.low !== undefined && rest.low > quantity.value ? "low is above the value" : undefined);
  const upside = rest.high !== undefined && rest.high < quantity.value ? "high is below the value" : undefined;
  if (wrong !== undefined || upside !== undefined) {
    problems.push({ at: node.at, path, message: wrong ?? (upside as string) });
    return undefined;
  }
  return { value: quantity.value, text: quantity.text, at: node.at, layer: rules.layer, ...rest };
}

/** No amount of a region comes near it, and differences of two stay numbers far beyond it. */
const MOST_AMOUNT = 1e100;

/** What is wrong with a value beyond the bounds of its parameter or variable, or undefined. */
export function bounds({ value, text, plain }: Quantity, { min, max, unit }: Bounds): string | undefined {
  if (Math.abs(value) > MOST_AMOUNT) return `${text} is beyond all amounts; ${MOST_AMOUNT} is the most`;
  const below = min !== undefined && value < min;
  if (!below && !(max !== undefined && value > max)) return undefined;
  const bound = (below ? min : max) as number;
  const least = unit.text === "1/yr" ? `${Number((100 * bound).toPrecision(15))} %/yr` : `${bound} ${unit.text}`;
  const percent = value / 100;
  // Who writes 30 for a share or 4.8 for a growth has left out the %.
  const meant = plain && isDimensionless(unit) && percent >= (min ?? percent) && percent <= (max ?? percent);
  const near = meant ? `; did you mean "${text} ${unitWanted(unit)}"?` : "";
  return `${text} is ${below ? "below the least" : "above the most"} allowed, ${least.replace(/ 1$/, "")}${near}`;
}

function readDetails(map: LocatedMap, rules: PathRules, outer: Details, path: string, problems: Problem[]): Details {
  let { unit } = outer;
  const unitNode = nodeAt(map, "unit");
  if (unitNode !== undefined) {
    const text = unitNode.kind === "scalar" ? unitNode.source : "";
    const parsed = parseUnit(rules.units, text, rules.unit);
    if (typeof parsed === "string") {
      problems.push({
        at: unitNode.at,
        path: join(path, "unit"),
        message: withUnitWanted(parsed, rules.unit),
      });
      // What the numbers mean is then unknown; one report is enough.
      unit = rules.unit;
    } else unit = parsed;
  }
  const inner = { unit };
  const bound = (key: "low" | "high"): number | undefined => {
    const node = nodeAt(map, key);
    if (node === undefined) return undefined;
    if (node.kind !== "scalar") {
      problems.push({
        at: node.at,
        path: join(path, key),
        message: `one number with its unit is needed here; found ${describe(node)}`,
      });
      return undefined;
    }
    const quantity = readQuantity(node.value, rules.unit, rules.units, inner.unit);
    const wrong = isQuantityProblem(quantity) ? quantity.message : bounds(quantity, rules);
    if (wrong === undefined) return (quantity as Quantity).value;
    const index = isQuantityProblem(quantity) ? quantity.index : 0;
    problems.push({ at: node.place(index), path: join(path, key), message: wrong });
    return undefined;
  };
  return {
    unit,
    source: textOf(map, "source", path, problems) ?? outer.source,
    estimated: readEstimated(map, path, problems) ?? outer.estimated,
    low: bound("low") ?? outer.low,
    high: bound("high") ?? outer.high,
  };
}

function readEstimated(map: LocatedMap, path: string, problems: Problem[]): string | undefined {
  const node = nodeAt(map, "estimated");
  if (node === undefined || (node.kind === "scalar" && node.value === false)) return undefined;
  if (node.kind === "scalar" && node.value === true) return "estimated";
  return textOf(map, "estimated", path, problems);
}

function readBetween(map: LocatedMap, path: string, problems: Problem[]): Between | undefined {
  const node = nodeAt(map, "between");
  if (node === undefined) return undefined;
  if (node.kind === "scalar" && (node.value === "linear" || node.value === "step")) return node.value;
  problems.push({
    at: node.at,
    path: join(path, "between"),
    message: `linear or step is needed here; found ${describe(node)}`,
  });
  return undefined;
}
