import type { Model, Variable } from "../../engine/language/model.ts";
import { dimensionless, type Unit, type UnitSystem } from "../../engine/language/units.ts";
import { asciiForms } from "../../text/ascii-forms.ts";
import { inQuotationMarks } from "../../text/plain-number.ts";
import { type Label, type Place, type Problem, suggestion } from "../../text/problems.ts";
import { listed, quote } from "../../text/quote.ts";
import {
  asMap,
  asText,
  checkKeys,
  describe,
  isNothing,
  itemsOf,
  join,
  labelOf,
  nodeAt,
  nothingAt,
  textOf,
  yearOf,
} from "../../text/reader.ts";
import type { Located, LocatedMap, LocatedScalar } from "../../text/yaml.ts";
import { variableAddress } from "../paths/address.ts";
import { isQuantityProblem, type Quantity, type QuantityProblem, readQuantity, unitWanted } from "../paths/quantity.ts";
import { type Bounds, bounds } from "../paths/read-path.ts";
import { isYearKey, outside, parseYears, standAlone, type YearKeys, type YearRange } from "../paths/years.ts";
import { factorProblem, shareProblem } from "../region/share-amounts.ts";
import { nothingOfTheName } from "../removals.ts";
import { type Measured, measureKeys, readMeasured, wordOf } from "./target-measures.ts";

export type Operator = ">=" | "<=" | ">" | "<" | "=";

interface TargetHead {
  /** The key in the file, such as `nonfossil_share`. */
  readonly name: string;
  readonly variable: Variable;
  readonly cell: number;
  /** The condition as written, such as `>= 24 %`. */
  readonly text: string;
  readonly at: Place;
  readonly label?: Label;
  readonly source?: string;
}

/** The series peaks no later than `by`, and where asked no higher than `below` (in the variable's unit). */
export interface PeakTarget extends TargetHead {
  readonly kind: "peak";
  readonly by: number;
  readonly below?: number;
}

/** The variable has a value in a year, in its own unit. */
export interface LevelTarget extends TargetHead {
  readonly kind: "level";
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** The variable has fallen by a share of what it was in the year `from`. */
export interface ReductionTarget extends TargetHead {
  readonly kind: "reduction";
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** The variable lies between two values in a year, in its own unit. */
export interface RangeTarget extends TargetHead {
  readonly kind: "range";
  readonly year: number;
  readonly low: number;
  readonly high: number;
}

/** The variable has risen since the year `from` by an amount (its own unit) or at a mean yearly rate (a share). */
export interface RiseTarget extends TargetHead {
  readonly kind: "increment" | "growth";
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** The variable is lower than in the year `from`, and in no year between above it. */
export interface DeclineTarget extends TargetHead {
  readonly kind: "decline";
  readonly from: number;
  readonly year: number;
}

/** The variable does not pass its value of the year `from`, upwards (`<=`) or downwards (`>=`). */
export interface HoldTarget extends TargetHead {
  readonly kind: "hold";
  readonly from: number;
  readonly year: number;
  readonly operator: "<=" | ">=";
}

/** The variable has come to its plateau and does not rise any more. */
export interface PlateauTarget extends TargetHead {
  readonly kind: "plateau";
  readonly by: number;
  readonly year: number;
}

/** Another variable, a cell of it. */
export interface Other {
  readonly variable: Variable;
  readonly cell: number;
}

/** The variable falls by a larger share than another does, by at least `value`. */
export interface RelativeTarget extends TargetHead {
  readonly kind: "relative";
  readonly than: Other;
  readonly from: number;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

/** The variable over another one, both in the unit of the first, has a value in a year: 1 where they cross. */
export interface CrossingTarget extends TargetHead {
  readonly kind: "crossing";
  readonly over: Other;
  readonly year: number;
  readonly operator: Operator;
  readonly value: number;
}

export type Target =
  | PeakTarget
  | LevelTarget
  | ReductionTarget
  | RangeTarget
  | RiseTarget
  | DeclineTarget
  | HoldTarget
  | PlateauTarget
  | RelativeTarget
  | CrossingTarget;

export const peakKeys = ["boundary", "sector", "variable", "by", "below", "label", "source"];
export const valueKeys = ["variable", ...measureKeys, "than", "over", "label", "source"];

/** The targets of a scenario, in file order. */
export function readTargets(map: LocatedMap, model: Model, horizon: YearRange, problems: Problem[]): Target[] {
  const targets: Target[] = [];
  for (const [name, { keyAt, value }] of map.entries) {
    const path = `targets.${name}`;
    if (isNothing(value)) {
      problems.push(nothingOfTheName(map, name, keyAt, path, "the target"));
      continue;
    }
    const isPeak =
      name === "peak" || (value.kind === "map" && (value.entries.has("by") || value.entries.has("boundary")));
    if (isPeak) {
      for (const item of itemsOf(value)) {
        const target = readPeak(name, item, model, horizon, path, problems);
        if (target !== undefined) targets.push(target);
      }
      continue;
    }
    // What names a statement of the plans is read with these.
    if (value.kind === "map" && value.entries.has("statement")) continue;
    if (value.kind !== "map") {
      problems.push({
        at: value.at,
        path,
        message: `a map of years is needed here, such as {2030: ">= 25 %"}; found ${describe(value)}`,
      });
      continue;
    }
    targets.push(...readValues(name, value, keyAt, model, horizon, path, problems));
  }
  return targets;
}

function readPeak(
  name: string,
  node: Located,
  model: Model,
  horizon: YearRange,
  path: string,
  problems: Problem[],
): PeakTarget | undefined {
  const map = asMap(node, path, "{boundary: assessed, by: 2030}", problems);
  if (map === undefined) return undefined;
  checkKeys(map, peakKeys, path, problems);
  const by = yearOf(map, "by", path, problems);
  const byNode = nodeAt(map, "by");
  if (byNode === undefined)
    problems.push({ at: map.at, path, message: '"by" is missing; a peak target says the latest year of the peak' });
  const late = by === undefined ? undefined : outside({ from: by, to: by }, horizon);
  if (late !== undefined && byNode !== undefined)
    problems.push({ at: byNode.at, path: join(path, "by"), message: late });
  const subject = peakSubject(map, model, path, problems);
  if (subject === undefined || by === undefined || late !== undefined) return undefined;
  const belowNode = nodeAt(map, "below");
  const below =
    belowNode === undefined
      ? undefined
      : readAmount(belowNode, levelRules(subject.variable, model), join(path, "below"), problems);
  const text = `by ${by}${below === undefined ? "" : `, below ${below.text}`}`;
  return { kind: "peak", name, ...subject, by, below: below?.value, text, at: map.at, ...about(map, path, problems) };
}

/** The variable whose peak is meant: named, or a boundary or sector of those that the model reports peaks of. */
function peakSubject(
  map: LocatedMap,
  model: Model,
  path: string,
  problems: Problem[],
): { variable: Variable; cell: number } | undefined {
  const keys = ["boundary", "sector", "variable"].filter((key) => nodeAt(map, key) !== undefined);
  if (keys.length > 1) {
    problems.push({ at: map.at, path, message: `${keys.join(" and ")} are given; a peak target is about one of them` });
    return undefined;
  }
  const key = keys[0] ?? "boundary";
  const node = nodeAt(map, key);
  const text = node === undefined ? reportText(model, "default_boundary") : asText(node, join(path, key), problems);
  const reported = reportText(model, key === "sector" ? "sectors" : "peak");
  const subject =
    key === "variable" ? text : reported === undefined || text === undefined ? undefined : `${reported}.${text}`;
  const at = node?.at ?? map.at;
  if (subject === undefined) {
    if (node === undefined || text !== undefined)
      problems.push({
        at,
        path,
        message: `the model ${model.name} names no ${key} to judge; name a variable instead, such as {variable: emissions, by: 2030}`,
      });
    return undefined;
  }
  const address = variableAddress(model, subject);
  if (typeof address !== "string") return address;
  const members = key === "variable" ? [] : membersOf(model, reported as string);
  const wrong =
    members.length === 0
      ? address
      : `"${quote(text as string)}" is no ${key} of the model ${model.name}; there are ${listed(members)}${suggestion(text as string, members)}`;
  problems.push({ at, path: join(path, key), message: wrong });
  return undefined;
}

function membersOf(model: Model, variable: string): string[] {
  const domain = model.domains.get(model.variables.get(variable)?.over[0] ?? "");
  const members = model.sets.get(domain?.parent ?? "")?.members ?? [];
  return (domain?.positions ?? []).map((position) => members[position].name);
}

function reportText(model: Model, key: string): string | undefined {
  const node = model.report?.kind === "map" ? nodeAt(model.report, key) : undefined;
  return node?.kind === "scalar" ? String(node.value) : undefined;
}

function readValues(
  name: string,
  map: LocatedMap,
  keyAt: Place,
  model: Model,
  horizon: YearRange,
  path: string,
  problems: Problem[],
): Target[] {
  const address = variableAddress(model, textOf(map, "variable", path, problems) ?? name);
  if (typeof address === "string") {
    const node = nodeAt(map, "variable");
    problems.push({
      at: node?.at ?? keyAt,
      path: node === undefined ? path : join(path, "variable"),
      message: address,
    });
    return [];
  }
  const measured = readMeasured(map, model, address.variable, horizon, path, problems);
  if (measured === undefined) return [];
  const { kind } = measured;
  const details = about(map, path, problems);
  if (kind === "plateau") {
    for (const [key, { keyAt: yearAt, value }] of map.entries) {
      if (isYearKey(key))
        problems.push({ at: yearAt, path: join(path, key), message: "a plateau has no years; plateau_by says it all" });
      else checkKey(key, yearAt, value, path, problems);
    }
    const { by } = measured;
    return [{ kind, name, ...address, by, year: by, text: `plateau by ${by}`, at: map.at, ...details }];
  }
  const rules = amountRules(kind, address.variable, model);
  const targets: Target[] = [];
  const stands: YearKeys = [];
  for (const [key, { keyAt: yearAt, value }] of map.entries) {
    const yearPath = join(path, key);
    if (!isYearKey(key)) {
      checkKey(key, yearAt, value, path, problems);
      continue;
    }
    const years = parseYears(key);
    const wrong = typeof years === "string" ? years : outside(years, horizon);
    if (typeof years === "string" || wrong !== undefined) {
      problems.push({ at: yearAt, path: yearPath, message: wrong ?? "" });
      continue;
    }
    if (!standAlone(years, stands, yearAt, yearPath, problems)) continue;
    if ("from" in measured && measured.from >= years.from) {
      const fromKey = `${kind === "relative" ? "reduction" : kind}_from`;
      problems.push({
        at: nodeAt(map, fromKey)?.at ?? yearAt,
        path: join(path, fromKey),
        message: `${measured.from} does not lie before ${years.from}, the year of the target`,
      });
      continue;
    }
    for (const item of itemsOf(value)) {
      for (let year = years.from; year <= years.to; year++) {
        const head = { name, ...address, year, at: item.at, ...details };
        // Every year of a span is read; a mistake in it is told once.
        const told = year === years.from ? problems : [];
        const target = readYear(item, measured, head, rules, yearPath, told);
        if (target !== undefined) targets.push(target);
      }
    }
  }
  if (![...map.entries.keys()].some(isYearKey))
    problems.push({ at: map.at, path, message: 'a target says at least one year, such as {2030: ">= 25 %"}' });
  return targets;
}

/** What an amount of a target may be. */
interface AmountRules extends Bounds {
  readonly units: UnitSystem;
  /** What is said of a plain number that is likely to have been meant in %. */
  readonly slip: (amount: Quantity, unit: Unit) => string | undefined;
}

/** Of the mean growth from one year to the next. */
const perYear: Unit = { ...dimensionless, text: "1/yr", years: -1 };

/** No path falls or grows by more than ten times in a year or against a year before; -100 % a year leaves nothing. */
const MOST_CHANGE = 10;
const LEAST_GROWTH = -1;

function levelRules({ unit, min, max, index }: Variable, { units }: Model): AmountRules {
  return { unit, min, max, units, slip: index ? factorProblem : shareProblem };
}

function amountRules(kind: Measured["kind"], variable: Variable, model: Model): AmountRules {
  const { units } = model;
  switch (kind) {
    case "level":
      return levelRules(variable, model);
    case "increment":
      return { unit: variable.unit, units, slip: variable.index ? factorProblem : shareProblem };
    case "growth":
      return { unit: perYear, min: LEAST_GROWTH, max: MOST_CHANGE, units, slip: shareProblem };
    case "reduction":
    case "relative":
      return { unit: dimensionless, min: -MOST_CHANGE, max: MOST_CHANGE, units, slip: shareProblem };
    default:
      return { unit: dimensionless, units, slip: factorProblem };
  }
}

type YearHead = Omit<TargetHead, "text"> & { readonly year: number };

/** What is asked for one year, by how the target measures it. */
function readYear(
  item: Located,
  measured: Exclude<Measured, { kind: "plateau" }>,
  head: YearHead,
  rules: AmountRules,
  path: string,
  problems: Problem[],
): Target | undefined {
  if (measured.kind === "decline" || measured.kind === "hold") {
    const word = wordOf(item, measured.kind, path, problems);
    if (word === undefined) return undefined;
    const { from } = measured;
    if (measured.kind === "decline") return { kind: "decline", ...head, from, text: word };
    return { kind: "hold", ...head, from, operator: word === "not above" ? "<=" : ">=", text: word };
  }
  const range = measured.kind === "level" ? readRange(item, rules, path, problems) : undefined;
  if (range === "wrong") return undefined;
  if (range !== undefined) return { kind: "range", ...head, ...range };
  const condition = readCondition(item, rules, path, problems);
  if (condition === undefined) return undefined;
  const { value, text } = condition;
  const rest = { ...head, value, text, operator: condition.operator ?? (measured.kind === "level" ? "=" : ">=") };
  switch (measured.kind) {
    case "level":
      return { kind: "level", ...rest };
    case "crossing":
      return { kind: "crossing", ...rest, over: measured.over };
    case "relative":
      return { kind: "relative", ...rest, than: measured.than, from: measured.from };
    default:
      return { kind: measured.kind, ...rest, from: measured.from };
  }
}

/** `25 to 28 %`: both bounds; undefined where it is no range. The lower one may leave its unit to the upper one. */
function readRange(
  node: Located,
  rules: AmountRules,
  path: string,
  problems: Problem[],
): { low: number; high: number; text: string } | "wrong" | undefined {
  if (node.kind !== "scalar" || typeof node.value !== "string") return undefined;
  const text = node.value;
  const match = /^(.*?\S)\s+to\s+(?=[^\s])/su.exec(text);
  if (match === null || !/\d/.test(match[1])) return undefined;
  const high = readAmount(node, rules, path, problems, match[0].length);
  if (high === undefined) return "wrong";
  const unitText = unitOf(text.slice(match[0].length));
  const lower = unitOf(match[1]) === "" ? `${match[1]} ${unitText}` : match[1];
  const low = withinRules(readQuantity(lower, rules.unit, rules.units), rules);
  if (isQuantityProblem(low)) {
    problems.push({ at: node.at, path, message: low.message });
    return "wrong";
  }
  if (low.value < high.value) return { low: low.value, high: high.value, text };
  problems.push({ at: node.at, path, message: `"${quote(text)}" is no range; the lower bound comes first` });
  return "wrong";
}

/** What stands behind the digits of an amount. */
function unitOf(text: string): string {
  return /^\s*[+-]?[\d.]+(?:[eE][+-]?\d+)?\s*(.*)$/su.exec(asciiForms(text))?.[1] ?? "";
}

/** Reports a key that is no year where it is unknown or has nothing behind it. */
function checkKey(key: string, at: Place, value: Located, path: string, problems: Problem[]): void {
  if (valueKeys.includes(key)) {
    if (isNothing(value)) problems.push(nothingAt(at, join(path, key)));
    return;
  }
  problems.push({
    at,
    path: join(path, key),
    message: `unknown key; a target has years, ${valueKeys.join(", ")}, or for a peak ${peakKeys.join(", ")}${suggestion(key, [...valueKeys, ...peakKeys])}`,
  });
}

function about(map: LocatedMap, path: string, problems: Problem[]): { label?: Label; source?: string } {
  return { label: labelOf(map, "label", path, problems), source: textOf(map, "source", path, problems) };
}

const spellings: Readonly<Record<string, Operator>> = {
  ">=": ">=",
  "≥": ">=",
  "≧": ">=",
  "<=": "<=",
  "≤": "<=",
  "≦": "<=",
  ">": ">",
  "<": "<",
  "=": "=",
  "==": "=",
};

const operatorForm = /^\s*(>=|<=|==|≥|≤|≧|≦|>|<|=)\s*/u;

/** The same with what else begins a condition, so that a mistake in the number is told as one. */
const conditionForm = /^\s*(?:>=|<=|==|≥|≤|≧|≦|>|<|=)?\s*[+-]?[\d.]/u;

function readCondition(
  node: Located,
  rules: AmountRules,
  path: string,
  problems: Problem[],
): { operator?: Operator; value: number; text: string } | undefined {
  const example = `">= 25 ${unitWanted(rules.unit)}"`;
  if (node.kind !== "scalar" || isNothing(node)) {
    problems.push({
      at: node.at,
      path,
      message: `a condition such as ${example} is needed here; found ${describe(node)}`,
    });
    return undefined;
  }
  const text = typeof node.value === "string" ? asciiForms(node.value) : "";
  if (typeof node.value === "string" && !conditionForm.test(text)) {
    const shown = quote(node.value.trim());
    const message = inQuotationMarks(text.replace(operatorForm, ""))
      ? `${shown} stands in quotation marks that are not straight; write ${example}`
      : `"${shown}" is not a condition; write >=, <=, >, < or = and a number, such as ${example}`;
    problems.push({ at: node.at, path, message });
    return undefined;
  }
  const match = operatorForm.exec(text);
  const amount = readAmount(node, rules, path, problems, match?.[0].length ?? 0);
  if (amount === undefined) return undefined;
  return { operator: match === null ? undefined : spellings[match[1]], value: amount.value, text: String(node.value) };
}

function readAmount(
  node: Located,
  rules: AmountRules,
  path: string,
  problems: Problem[],
  skip = 0,
): { value: number; text: string } | undefined {
  if (node.kind !== "scalar") {
    problems.push({
      at: node.at,
      path,
      message: `a number with its unit is needed here, such as "400 ${unitWanted(rules.unit)}"; found ${describe(node)}`,
    });
    return undefined;
  }
  const raw = skip > 0 ? (node as LocatedScalar & { value: string }).value.slice(skip) : node.value;
  const quantity = withinRules(readQuantity(raw, rules.unit, rules.units), rules);
  if (!isQuantityProblem(quantity)) return quantity;
  problems.push({ at: node.place(skip + quantity.index), path, message: quantity.message });
  return undefined;
}

/** The amount, or what is wrong with it beside its unit. */
function withinRules(quantity: Quantity | QuantityProblem, rules: AmountRules): Quantity | QuantityProblem {
  if (isQuantityProblem(quantity)) return quantity;
  const message = rules.slip(quantity, rules.unit) ?? bounds(quantity, rules);
  return message === undefined ? quantity : { index: 0, message };
}
