import { variableAddress } from "../../engine/language/address.ts";
import type { Model } from "../../engine/language/model.ts";
import { objectSchema, readFields, type Schema } from "../../text/fields.ts";
import { isFault, likely } from "../../text/problems.ts";
import {
  type Cursor,
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
  report,
  requireKey,
  standingAt,
  textAt,
  under,
} from "../../text/reader.ts";
import { yearsWithin } from "../paths/read-path.ts";
import { isYearKey, outside, standAlone, type YearKeys, type YearRange } from "../paths/years.ts";
import { refuseNameRemoval } from "../removals.ts";
import { type AmountRules, amountRules, levelRules, readAmount, readCondition, readRange } from "./target-amounts.ts";
import { type Measured, peakFields, readMeasured, valueFields, wordAt } from "./target-measures.ts";
import type { Other, Target } from "./targets.ts";

const valueKeys = Object.keys(valueFields);
const peakKeys = Object.keys(peakFields);

/** The schema of a scenario's targets. */
export function targetsSchema(): Schema {
  const quantity = { $ref: "#/definitions/quantity" };
  const condition = { anyOf: [quantity, { type: "array", items: quantity }, { type: "null" }] };
  const value = objectSchema(valueFields, {
    patternProperties: { "^[0-9]": condition },
    additionalProperties: false,
    description: 'Conditions by year, such as {2030: ">= 25 %"}\n逐年的条件，例如 {2030: ">= 25 %"}',
  });
  const peak = { $ref: "#/definitions/peakTarget" };
  const none = { type: "null" };
  return {
    type: "object",
    properties: { peak: { anyOf: [none, peak, { type: "array", items: peak }] } },
    additionalProperties: { anyOf: [none, peak, { $ref: "#/definitions/statement" }, value] },
  };
}

/** The targets of a scenario, in file order. */
export function readTargets(map: MapCursor, model: Model, horizon: YearRange): Target[] {
  return entriesAt(map).flatMap(([name, at]): readonly Target[] => {
    const { node } = at;
    if (isNothing(node)) return refuseNameRemoval(map, name, at, "target") ?? [];
    if (name === "peak" || (node.kind === "map" && (node.entries.has("by") || node.entries.has("boundary"))))
      return itemsAt(at).flatMap((item) => readPeak(name, item, model, horizon) ?? []);
    if (!isMap(at)) return refuse(at, "target_map", { found: standingAt(node) }) ?? [];
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
  const reported = (key === "sector" ? model.report?.sectors : model.report?.peak)?.name;
  if (named !== undefined && text === undefined) return undefined;
  if (text === undefined || (reported === undefined && key !== "variable"))
    return refuse(map, "peak_subject", { model: model.name, key }, named?.node.at);
  const address = variableAddress(model, key === "variable" ? text : `${reported}.${text}`);
  if (!isFault(address)) return address;
  const members = key === "variable" ? [] : membersOf(model, reported as string);
  if (members.length === 0) return report(under(map, key), address);
  const values = { text, key, model: model.name, members: listingOf(members), near: likely(text, members) };
  return refuse(under(map, key), "peak_member", values);
}

function membersOf(model: Model, variable: string): string[] {
  const domain = model.domains.get(model.variables.get(variable)?.over[0] ?? "");
  const members = model.sets.get(domain?.parent ?? "")?.members ?? [];
  return (domain?.positions ?? []).map((position) => members[position].name);
}

function readValues(name: string, map: MapCursor, model: Model, horizon: YearRange): Target[] {
  const named = field(map, "variable");
  const address = variableAddress(model, textAt(named) ?? name);
  if (isFault(address)) return report(named ?? map, address, named === undefined ? map.keyAt : undefined) ?? [];
  const measured = readMeasured(map, model, address.variable, horizon);
  if (measured === undefined) return [];
  const head = { name, ...address, label: labelAt(field(map, "label")), source: textAt(field(map, "source")) };
  const years = entriesAt(map).filter(([key, at]) => isYearKey(key) || checkKey(key, at));
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
    const { from } = measured;
    if (measured.kind === "decline") return { kind: "decline", ...head, from, text: word };
    return { kind: "hold", ...head, from, operator: word === "not above" ? "<=" : ">=", text: word };
  }
  const range = measured.kind === "level" ? readRange(at, rules) : undefined;
  if (range === "wrong") return undefined;
  if (range !== undefined) return { kind: "range", ...head, ...range };
  const condition = readCondition(at, rules);
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

/** Reports a key that is no year where it is unknown or has nothing behind it; it is never one of the years. */
function checkKey(key: string, at: Cursor): false {
  if (!valueKeys.includes(key)) {
    const near = likely(key, [...valueKeys, ...peakKeys], at.problems);
    refuse(at, "target_key", { keys: valueKeys, peakKeys, near }, at.keyAt);
  } else if (isNothing(at.node)) refuse(at, "nothing_stands", {}, at.keyAt);
  return false;
}
