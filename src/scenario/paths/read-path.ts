import type { Unit, UnitSystem } from "../../engine/language/units.ts";
import { choice, custom, type Fields, objectSchema, place, ref, type Schema, text } from "../../text/fields.ts";
import { isFault, message, type Place } from "../../text/problems.ts";
import {
  type Cursor,
  checkKeyAt,
  checkKeysAt,
  choiceAt,
  entriesAt,
  field,
  isMap,
  isNothing,
  type MapCursor,
  refuse,
  refuseFound,
  report,
  scalarAt,
  standingAt,
  textAt,
  under,
  wantedAt,
} from "../../text/reader.ts";
import { type Bounds, bounds, factorProblem } from "./bounds.ts";
import type { Afterwards, Between, Given, RangeEnd } from "./cell-path.ts";
import { isQuantityProblem, readQuantity, unitFor, unitWanted } from "./quantity.ts";
import { isYearKey, outside, parseYears, type YearRange } from "./years.ts";

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
  /** The end of the parent's own range. */
  readonly end?: RangeEnd;
  /** null where a parent's value is removed. */
  readonly years: ReadonlyMap<number, Given | null>;
  readonly between?: Between;
  readonly afterwards?: Afterwards;
  readonly atLeast?: boolean;
  readonly removed: boolean;
  /** Where years are removed. */
  readonly removals?: readonly (YearRange & { readonly at: Place })[];
}

const quantitySchema = ref("quantity");
/** A value with where it comes from. */
export const citedFields = {
  value: place(quantitySchema, "One value for all years", "各年相同的值"),
  source: text("Where the number comes from", "数值来源"),
  estimated: custom(
    { type: ["boolean", "string"] },
    estimatedAt,
    "The rule by which it was estimated",
    "推算所用的规则",
  ),
  doc: text(),
};

/** The keys of one year's value, and of a path beside its years. */
const yearFields = {
  value: citedFields.value,
  unit: text("The unit of the numbers that carry none", "未带单位的数值所用的单位"),
  source: citedFields.source,
  estimated: citedFields.estimated,
  low: place(quantitySchema, "What it is at least", "下限"),
  high: place(quantitySchema, "What it is at most", "上限"),
  doc: text(),
};
const { value, unit, ...details } = yearFields;
const isBetween = (word: unknown): word is Between => word === "linear" || word === "step" || word === "smooth";
const betweenAt = (at: Cursor) => wantedAt(at, isBetween, "path_between");
const between = custom({ enum: ["linear", "step", "smooth"] }, betweenAt, "Between the years", "各年之间");
const pathFields = { value, unit, between, ...details };
/** What an assumption says beside its numbers: how it stands to the path of its parent. */
const assumedFields = {
  ...pathFields,
  // biome-ignore lint/suspicious/noThenProperty: a key of the file, not a promise
  then: choice(
    ["held", "as parent"],
    "After the last year: its number is held (as without it), or the parent's path goes on from its next year",
    "末年之后：保持其数值(不写亦同)，或自上级路径的下一年起随之",
  ),
  hold: choice(
    ["at least"],
    "From the first year on the larger of this and the parent's number",
    "自首年起取本值与上级值中较大者",
  ),
};

/** The schema of a path: a quantity, or a map of years with what is said of all of them, and with the keys of `more`. */
export function pathSchema(assumed: boolean, more: Fields = {}): Schema {
  const year = { anyOf: [{ type: "null" }, quantitySchema, objectSchema(yearFields)] };
  const years = { patternProperties: { "^[0-9]": year }, additionalProperties: false };
  return {
    description:
      "A value for all years, or values by year (2025) and range of years (2025-2030); null removes what a parent gives;\n" +
      "low and high in a scenario are the ends of the region's own range\n" +
      "各年相同的值，或按年份(2025)和区间(2025-2030)给值；null 去掉上级所给；情景中 low、high 为地区自身范围的两端",
    anyOf: [
      { type: "null" },
      quantitySchema,
      ...(assumed ? [{ enum: ["low", "high"] }] : []),
      objectSchema({ ...more, ...(assumed ? assumedFields : pathFields) }, years),
    ],
  };
}

/** Reads `5 %/yr`, `{value: 30, unit: yr, source: …}` or `{2025-2030: 5 %/yr, between: step}`; undefined where it cannot be read. */
export function readPath(at: Cursor, rules: PathRules): PathValue | undefined {
  if (isNothing(at.node)) return { years: new Map(), removed: true };
  if (isMap(at)) return readYears(at, rules);
  if (at.node.kind === "list") return refuse(at, "path_list", { unit: unitWanted(rules.unit) });
  const word = at.node.kind === "scalar" && rules.layer === "assume" ? at.node.value : undefined;
  if (word === "low" || word === "high") return { end: word, years: new Map(), removed: false };
  const constant = readGiven(at, rules, {});
  return constant === undefined ? undefined : { constant, years: new Map(), removed: false };
}

/** All numbers of an entry. */
export function givensOf({ constant, years }: PathValue): Given[] {
  return [constant, ...years.values()].filter((given): given is Given => given !== undefined && given !== null);
}

interface Details extends Pick<Given, "source" | "estimated" | "low" | "high"> {
  readonly unit?: Unit;
}

function readYears(map: MapCursor, rules: PathRules): PathValue | undefined {
  const before = map.problems.length;
  const details = readDetails(map, rules, {});
  const years = new Map<number, Given | null>();
  const stands = new Map<number, Place>();
  const removals: (YearRange & { at: Place })[] = [];
  const fields: Fields = rules.layer === "assume" && rules.yearly ? assumedFields : pathFields;
  const keys = Object.keys(fields);
  for (const [key, at] of entriesAt(map)) {
    const isYear = isYearKey(key);
    if (!isYear) checkKeyAt(key, at, keys, (near) => message("path_key", { keys, near }));
    else if (!rules.yearly) refuse(at, "path_one_number", {}, at.keyAt);
    if (!isYear || !rules.yearly) continue;
    const range = yearsWithin(key, rules.horizon, at);
    const given = range === undefined ? undefined : isNothing(at.node) ? null : readYear(at, rules, details);
    if (range === undefined || given === undefined) continue;
    if (given === null) removals.push({ ...range, at: at.keyAt });
    for (let year = range.from; year <= range.to; year++) {
      const twin = stands.get(year);
      if (twin !== undefined) {
        refuse(at, "year_twice", { year, line: twin.line }, at.keyAt);
        break;
      }
      stands.set(year, at.keyAt);
      years.set(year, given);
    }
  }
  const stepAt = field(map, "between");
  const betweenWord = stepAt && betweenAt(stepAt);
  const value = field(map, "value");
  if (value !== undefined && stands.size > 0) refuse(value, "path_value_and_years", {});
  if (value === undefined && stands.size === 0 && map.problems.length === before)
    refuse(map, "path_empty", { yearly: rules.yearly });
  const constant = value === undefined ? undefined : readYear(value, rules, details);
  const afterwards = keys.includes("then") ? choiceAt(field(map, "then"), ["held", "as parent"]) : undefined;
  const hold = keys.includes("hold") ? choiceAt(field(map, "hold"), ["at least"]) : undefined;
  if (afterwards !== undefined && value !== undefined) refuse(under(map, "then"), "path_then", {});
  if (map.problems.length > before) return undefined;
  return { constant, years, between: betweenWord, afterwards, atLeast: hold !== undefined, removed: false, removals };
}

/** The years that a key speaks of, or a report where it speaks of none of the horizon. */
export function yearsWithin(key: string, horizon: YearRange | undefined, at: Cursor): YearRange | undefined {
  const years = parseYears(key);
  if (isFault(years)) return report(at, years, at.keyAt);
  const wrong = horizon === undefined ? undefined : outside(years, horizon);
  return wrong === undefined ? years : report(at, wrong, at.keyAt);
}

/** One year's value: a number with its unit, or a map with details of its own. */
function readYear(at: Cursor, rules: PathRules, details: Details): Given | undefined {
  if (!isMap(at)) {
    if (at.node.kind === "scalar") return readGiven(at, rules, details);
    return refuse(at, "quantity_needed", { example: `5 ${unitWanted(rules.unit)}`, found: standingAt(at.node) });
  }
  const keys = Object.keys(yearFields);
  checkKeysAt(at, keys, (near) => message("one_year_key", { keys, near }));
  const inner = readDetails(at, rules, details);
  const value = field(at, "value");
  if (value?.node.kind === "scalar") return readGiven(value, rules, inner);
  return refuse(at, "value_needed", { found: standingAt(value?.node) }, value?.node.at);
}

function readGiven(at: Cursor, rules: PathRules, { unit, ...rest }: Details): Given | undefined {
  const value = readNumber(at, rules, unit);
  if (value === undefined) return undefined;
  const factor = rules.factor ? factorProblem(value, rules.unit) : undefined;
  if (factor !== undefined) return report(at, factor);
  if (rest.low !== undefined && rest.low > value.value) return refuse(at, "low_above_value", {});
  if (rest.high !== undefined && rest.high < value.value) return refuse(at, "high_below_value", {});
  return { value: value.value, text: value.text, at: at.node.at, layer: rules.layer, ...rest };
}

/** One number with its unit, within the bounds. */
function readNumber(at: Cursor, rules: PathRules, unit: Unit | undefined) {
  const { node } = at;
  if (node.kind !== "scalar") return refuseFound(at, "one_quantity_needed");
  const quantity = readQuantity(node.value, rules.unit, rules.units, unit);
  if (isQuantityProblem(quantity)) return report(at, quantity, node.place(quantity.index));
  const wrong = bounds(quantity, rules);
  return wrong === undefined ? quantity : report(at, wrong);
}

function readDetails(map: MapCursor, rules: PathRules, outer: Details): Details {
  const unit = readUnit(field(map, "unit"), rules) ?? outer.unit;
  const bound = (key: "low" | "high") => {
    const at = field(map, key);
    return (at && readNumber(at, rules, unit)?.value) ?? outer[key];
  };
  return {
    unit,
    source: textAt(field(map, "source")) ?? outer.source,
    estimated: estimatedAt(field(map, "estimated")) ?? outer.estimated,
    low: bound("low"),
    high: bound("high"),
  };
}

function readUnit(at: Cursor | undefined, rules: PathRules): Unit | undefined {
  if (at === undefined) return undefined;
  const unit = unitFor(rules.units, at.node.kind === "scalar" ? at.node.source : "", rules.unit);
  if (!isFault(unit)) return unit;
  report(at, unit);
  // What the numbers mean is then unknown; one report is enough.
  return rules.unit;
}

function estimatedAt(at: Cursor | undefined): string | undefined {
  const value = at === undefined ? false : scalarAt(at);
  if (value === false) return undefined;
  return value === true ? "estimated" : textAt(at);
}
