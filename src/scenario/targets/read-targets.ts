import { variableAddress } from "../../engine/language/address.ts";
import { cellNames } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import { objectSchema, readFields, ref, type Schema } from "../../text/fields.ts";
import { isFault, likely, message } from "../../text/problems.ts";
import {
  type Cursor,
  checkKeyAt,
  entriesAt,
  field,
  isMap,
  isNothing,
  itemsAt,
  labelAt,
  listingOf,
  type MapCursor,
  mapAt,
  refuse,
  refuseFound,
  report,
  requireKey,
  textAt,
  under,
} from "../../text/reader.ts";
import { refuseNameRemoval } from "../merge.ts";
import { yearsWithin } from "../paths/read-path.ts";
import { isYearKey, outside, standAlone, type YearKeys, type YearRange } from "../paths/years.ts";
import { type AmountRules, amountRules, levelRules, readAmount, readCondition, readRange } from "./target-amounts.ts";
import { type Measured, peakFields, readMeasured, valueFields, wordAt } from "./target-measures.ts";
import type { Operator, Other, Target } from "./targets.ts";

const valueKeys = Object.keys(valueFields);
const peakKeys = Object.keys(peakFields);

/** The schema of a scenario's targets. */
export function targetsSchema(): Schema {
  const quantity = ref("quantity");
  const condition = { anyOf: [quantity, { type: "array", items: quantity }, { type: "null" }] };
  const value = objectSchema(valueFields, {
    patternProperties: { "^[0-9]": condition },
    additionalProperties: false,
    description: 'Conditions by year, such as {2030: ">= 25 %"}\n逐年的条件，例如 {2030: ">= 25 %"}',
  });
  const peak = ref("peakTarget");
  const none = { type: "null" };
  return {
    type: "object",
    properties: { peak: { anyOf: [none, peak, { type: "array", items: peak }] } },
    additionalProperties: { anyOf: [none, peak, ref("statement"), value] },
  };
}

/** The targets of a scenario, in file order. */
export function readTargets(map: MapCursor, model: Model, horizon: YearRange): Target[] {
  return entriesAt(map).flatMap(([name, at]): readonly Target[] => {
    const { node } = at;
    if (isNothing(node)) return refuseNameRemoval(map, name, at, "target") ?? [];
    if (name === "peak" || (node.kind === "map" && (node.entries.has("by") || node.entries.has("boundary"))))
      return itemsAt(at).flatMap((item) => readPeak(name, item, model, horizon) ?? []);
    if (!isMap(at)) return refuseFound(at, "target_map") ?? [];
    // What names a statement of the plans is read with these.
    return at.node.entries.has("statement") ? [] : readValues(name, at, model, horizon);
  });
}

function readPeak(name: string, at: Cursor, model: Model, horizon: YearRange): Target | undefined {
  const map = mapAt(at, "{boundary: assessed, by: 2030}");
  if (map === undefined) return undefined;
  const { by, below: belowAt, label, source } = readFields(map, peakFields);
  requireKey(map, "by", "why_peak_by", {});
  const late = by === undefined ? undefined : outside({ from: by, to: by }, horizon);
  if (late !== undefined) report(under(map, "by"), late);
  const subject = peakSubject(map, model);
  if (subject === undefined || by === undefined || late !== undefined) return undefined;
  const below = belowAt && readAmount(belowAt, levelRules(subject.variable, model));
  const text = `by ${by}${below === undefined ? "" : `, below ${below.text}`}`;
  return { kind: "peak", name, ...subject, by, below: below?.value, text, at: map.node.at, label, source };
}

/** The variable whose peak is meant: named, or a boundary or sector of those that the model reports peaks of. */
function peakSubject(map: MapCursor, model: Model): Other | undefined {
  const keys = ["boundary", "sector", "variable"].filter((key) => field(map, key) !== undefined);
  if (keys.length > 1) return refuse(map, "target_keys", { keys, peak: true });
  const key = keys[0] ?? "boundary";
  const named = field(map, key);
  const text = named === undefined ? model.report?.defaultBoundary : textAt(named);
  const reported = key === "sector" ? model.report?.sectors : model.report?.peak;
  if (named !== undefined && text === undefined) return undefined;
  if (text === undefined || (reported === undefined && key !== "variable"))
    return refuse(map, "peak_subject", { model: model.name, key }, named?.node.at);
  const address = variableAddress(model, key === "variable" ? text : `${reported?.name}.${text}`);
  if (!isFault(address)) return address;
  const members = reported === undefined || key === "variable" ? [] : cellNames(model, reported.over).flat();
  if (members.length === 0) return report(under(map, key), address);
  const values = { text, key, model: model.name, members: listingOf(members), near: likely(text, members) };
  return refuse(under(map, key), "peak_member", values);
}

function readValues(name: string, map: MapCursor, model: Model, horizon: YearRange): Target[] {
  const named = field(map, "variable");
  const address = variableAddress(model, textAt(named) ?? name);
  if (isFault(address)) return report(named ?? map, address, named === undefined ? map.keyAt : undefined) ?? [];
  const measured = readMeasured(map, model, address.variable, horizon);
  if (measured === undefined) return [];
  const head = { name, ...address, label: labelAt(field(map, "label")), source: textAt(field(map, "source")) };
  const years = entriesAt(map).filter(([key]) => isYearKey(key));
  const unknown = (near?: string) => message("target_key", { keys: valueKeys, peakKeys, near });
  for (const [key, at] of entriesAt(map))
    if (!isYearKey(key)) checkKeyAt(key, at, valueKeys, unknown, [...valueKeys, ...peakKeys]);
  if (measured.kind === "plateau") {
    for (const [, at] of years) refuse(at, "plateau_years", {}, at.keyAt);
    const { kind, by } = measured;
    return [{ kind, ...head, by, year: by, text: `plateau by ${by}`, at: map.node.at }];
  }
  const rules = amountRules(measured.kind, address.variable, model);
  const stands: YearKeys = [];
  if (years.length === 0) refuse(map, "target_no_year", {});
  return years.flatMap(([key, at]) => {
    const span = yearsWithin(key, horizon, at);
    if (span === undefined || !standAlone(span, stands, at)) return [];
    if ("from" in measured && measured.from >= span.from) {
      const from = under(map, `${measured.kind === "relative" ? "reduction" : measured.kind}_from`);
      return refuse(from, "target_from", { from: measured.from, year: span.from }) ?? [];
    }
    return itemsAt(at).flatMap((item) => readSpan(item, span, measured, { ...head, at: item.node.at }, rules));
  });
}

type Head = Omit<Target, "text" | "kind" | "year">;
type Dated = Exclude<Measured, { kind: "plateau" }>;

/** A target for each of the years; what is wrong with them is told once. */
function readSpan(at: Cursor, { from, to }: YearRange, measured: Dated, head: Head, rules: AmountRules): Target[] {
  const targets: Target[] = [];
  for (let year = from; year <= to; year++) {
    const target = readYear(year === from ? at : { ...at, problems: [] }, measured, { ...head, year }, rules);
    if (target !== undefined) targets.push(target);
  }
  return targets;
}

/** What is asked for one year, by how the target measures it. */
function readYear(
  at: Cursor,
  measured: Dated,
  head: Head & { readonly year: number },
  rules: AmountRules,
): Target | undefined {
  if (measured.kind === "decline" || measured.kind === "hold") {
    const word = wordAt(at, measured.kind);
    if (word === undefined) return undefined;
    const { kind, from } = measured;
    if (kind === "decline") return { ...head, kind, from, text: word };
    return { ...head, kind, from, operator: word === "not above" ? "<=" : ">=", text: word };
  }
  const range = measured.kind === "level" ? readRange(at, rules) : undefined;
  if (range === "wrong") return undefined;
  if (range !== undefined) return { kind: "range", ...head, ...range };
  const condition = readCondition(at, rules);
  if (condition === undefined) return undefined;
  const { value, text } = condition;
  const rest = { ...head, value, text, operator: condition.operator ?? operatorAlone(measured.kind, value) };
  return { ...rest, ...measured };
}

/** What a number without an operator asks: a level that very number, a change to go at least as far, all others as much. */
function operatorAlone(kind: Measured["kind"], value: number): Operator {
  return kind === "level" ? "=" : kind === "change" && value < 0 ? "<=" : ">=";
}
