import type { Model, Variable } from "../../engine/language/model.ts";
import { dimensionless, type Unit, type UnitSystem } from "../../engine/language/units.ts";
import { asciiForms, inQuotationMarks } from "../../text/plain-number.ts";
import type { Message } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { type Cursor, isNothing, refuse, report, standingAt } from "../../text/reader.ts";
import { type Bounds, bounds, factorProblem, shareProblem } from "../paths/bounds.ts";
import { isQuantityProblem, type Quantity, type QuantityProblem, readQuantity, unitWanted } from "../paths/quantity.ts";
import type { Measured } from "./target-measures.ts";
import type { Operator } from "./targets.ts";

/** What an amount of a target may be. */
export interface AmountRules extends Bounds {
  readonly units: UnitSystem;
  /** What is said of a plain number that is likely to have been meant in %. */
  readonly slip: (amount: Quantity, unit: Unit) => Message | undefined;
}

/** Of the mean growth from one year to the next. */
const perYear: Unit = { ...dimensionless, text: "1/yr", years: -1 };

/** No path falls or grows by more than ten times in a year or against a year before; -100 % leaves nothing. */
const MOST_CHANGE = 10;
const LEAST_GROWTH = -1;

export function levelRules({ unit, min, max, index }: Variable, { units }: Model): AmountRules {
  return { unit, min, max, units, slip: index ? factorProblem : shareProblem };
}

export function amountRules(kind: Measured["kind"], variable: Variable, model: Model): AmountRules {
  const { units } = model;
  switch (kind) {
    case "level":
      return levelRules(variable, model);
    case "increment":
      return { unit: variable.unit, units, slip: variable.index ? factorProblem : shareProblem };
    case "growth":
      return { unit: perYear, min: LEAST_GROWTH, max: MOST_CHANGE, units, slip: shareProblem };
    case "change":
      return { unit: dimensionless, min: LEAST_GROWTH, max: MOST_CHANGE, units, slip: shareProblem };
    case "reduction":
    case "relative":
      return { unit: dimensionless, min: -MOST_CHANGE, max: MOST_CHANGE, units, slip: shareProblem };
    default:
      return { unit: dimensionless, units, slip: factorProblem };
  }
}

/** `25 to 28 %`: both bounds; undefined where it is no range. The lower one may leave its unit to the upper one. */
export function readRange(
  at: Cursor,
  rules: AmountRules,
): { low: number; high: number; text: string } | "wrong" | undefined {
  const { node } = at;
  if (node.kind !== "scalar" || typeof node.value !== "string") return undefined;
  const text = node.value;
  const match = /^(.*?\S)\s+to\s+(?=[^\s])/su.exec(text);
  if (match === null || !/\d/.test(match[1])) return undefined;
  const high = readAmount(at, rules, match[0].length);
  if (high === undefined) return "wrong";
  const unitText = unitOf(text.slice(match[0].length));
  const lower = unitOf(match[1]) === "" ? `${match[1]} ${unitText}` : match[1];
  const low = withinRules(readQuantity(lower, rules.unit, rules.units), rules);
  if (!isQuantityProblem(low) && low.value < high.value) return { low: low.value, high: high.value, text };
  if (isQuantityProblem(low)) report(at, low);
  else refuse(at, "range_order", { text });
  return "wrong";
}

/** What stands behind the digits of an amount. */
function unitOf(text: string): string {
  return /^\s*[+-]?[\d.]+(?:[eE][+-]?\d+)?\s*(.*)$/su.exec(asciiForms(text))?.[1] ?? "";
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

export const operatorForm = /^\s*(>=|<=|==|≥|≤|≧|≦|>|<|=)\s*/u;

/** The same with what else begins a condition, so that a mistake in the number is told as one. */
const conditionForm = /^\s*(?:>=|<=|==|≥|≤|≧|≦|>|<|=)?\s*[+-]?[\d.]/u;

/** A condition such as `>= 25 %`; a number alone has no operator. */
export function readCondition(
  at: Cursor,
  rules: AmountRules,
): { operator?: Operator; value: number; text: string } | undefined {
  const { node } = at;
  const example = `">= 25 ${unitWanted(rules.unit)}"`;
  if (node.kind !== "scalar" || isNothing(node))
    return refuse(at, "condition_needed", { example, found: standingAt(node) });
  const text = typeof node.value === "string" ? asciiForms(node.value) : "";
  if (typeof node.value === "string" && !conditionForm.test(text)) {
    if (!inQuotationMarks(text.replace(operatorForm, "")))
      return refuse(at, "condition_form", { text: node.value.trim(), example });
    const straight = text.replace(/["'“”„‟‘’]/gu, "").trim();
    const meant = conditionForm.test(straight) ? `"${quote(straight)}"` : example;
    return refuse(at, "condition_quotes", { text: node.value.trim(), example: meant });
  }
  const match = operatorForm.exec(text);
  const amount = readAmount(at, rules, match?.[0].length ?? 0);
  if (amount === undefined) return undefined;
  return { operator: match === null ? undefined : spellings[match[1]], value: amount.value, text: String(node.value) };
}

/** The amount at the place, behind its first `skip` characters. */
export function readAmount(at: Cursor, rules: AmountRules, skip = 0): Quantity | undefined {
  const { node } = at;
  if (node.kind !== "scalar")
    return refuse(at, "quantity_needed", { example: `400 ${unitWanted(rules.unit)}`, found: standingAt(node) });
  const raw = skip > 0 ? String(node.value).slice(skip) : node.value;
  const quantity = withinRules(readQuantity(raw, rules.unit, rules.units), rules);
  return isQuantityProblem(quantity) ? report(at, quantity, node.place(skip + quantity.index)) : quantity;
}

/** The amount, or what is wrong with it beside its unit. */
function withinRules(quantity: Quantity | QuantityProblem, rules: AmountRules): Quantity | QuantityProblem {
  if (isQuantityProblem(quantity)) return quantity;
  const wrong = rules.slip(quantity, rules.unit) ?? bounds(quantity, rules);
  return wrong === undefined ? quantity : { index: 0, ...wrong };
}
