import { readFields } from "../../text/fields.ts";
import { isFault, likely, type Problem, problem } from "../../text/problems.ts";
import {
  type Cursor,
  field,
  listingOf,
  type MapCursor,
  mapAt,
  refuse,
  report,
  textAt,
  under,
} from "../../text/reader.ts";
import { cellCount } from "./cells.ts";
import type { Check, Model, Parameter, Variable } from "./model.ts";
import { checkFields, labelIn, parameterFields, shareFields, unitFields, variableFields } from "./model-fields.ts";
import { parseUnit } from "./parse-unit.ts";
import { checkName, type Entry } from "./read-sections.ts";
import { dimensionless, type Unit, type UnitDeclaration, type UnitSystem } from "./units.ts";

export function readUnits(entries: readonly Entry[]): UnitDeclaration[] {
  return entries.flatMap(({ name, at }) => {
    const map = mapAt(at, "{is: 29.3076 GJ}");
    if (map === undefined) return [];
    const { is, prefixes = [], also = [] } = readFields(map, unitFields);
    if (is === undefined && field(map, "base") === undefined) refuse(map, "unit_meaning", {}, map.keyAt);
    return [{ name, is, at: map.keyAt, prefixes, also }];
  });
}

type Shape = Pick<Model, "sets" | "domains">;

export function readParameters(entries: readonly Entry[], shape: Shape, units: UnitSystem): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const entry of entries) {
    const { name, at } = entry;
    checkName(name, at);
    const map = mapAt(at, "{unit: GW, yearly: true}");
    if (map === undefined) continue;
    const values = readFields(map, parameterFields);
    const { min, max, yearly = false, structural = false, default: preset } = values;
    const shared = readShared(entry, map, values, shape);
    if (values.between !== undefined && !yearly) refuse(under(map, "between"), "between_not_yearly", {});
    if (yearly && structural) refuse(map, "yearly_or_structural", {}, map.keyAt);
    if (min !== undefined && max !== undefined && min > max)
      refuse(map, "min_above_max", { min, max }, under(map, "min").node.at);
    else if (preset !== undefined && (preset < (min ?? preset) || preset > (max ?? preset)))
      refuse(map, "default_outside", { value: preset, min, max }, under(map, "default").node.at);
    parameters.set(name, {
      ...shared,
      unit: readUnit(map, units),
      label: values.label === undefined ? undefined : labelIn(map),
      yearly,
      structural,
      min,
      max,
      shares: readShares(values.shares, shared.over),
      ...(values.each ? { each: true } : {}),
      ...(values.between === undefined ? {} : { between: values.between }),
      default: preset,
    });
  }
  return parameters;
}

/** A variable whose formulas are not read yet, since they may name any other one. */
type VariableDraft = Omit<Variable, "formula" | "initial"> & {
  readonly formulaAt: Cursor;
  readonly initialAt?: Cursor;
};

export function readVariableDrafts(
  entries: readonly Entry[],
  shape: Shape,
  units: UnitSystem,
): Map<string, VariableDraft> {
  const drafts = new Map<string, VariableDraft>();
  for (const entry of entries) {
    const { name, at } = entry;
    checkName(name, at);
    const map = mapAt(at, "{unit: GW, label: {…}, formula: …}");
    if (map === undefined) continue;
    const { min, max, iamc, index, observed = false, first_unknown, ...values } = readFields(map, variableFields);
    const shared = readShared(entry, map, values, shape);
    if (values.formula === undefined) {
      refuse(map, "formula_missing", {}, map.keyAt);
      continue;
    }
    const bounded = { unit: readUnit(map, units), min, max };
    const firstUnknown = first_unknown || undefined;
    const named = { label: labelIn(map), iamc, index: index || undefined, observed, firstUnknown };
    drafts.set(name, { ...shared, ...bounded, ...named, formulaAt: values.formula, initialAt: values.initial });
  }
  return drafts;
}

type CheckDraft = Omit<Check, "condition"> & { readonly conditionAt: Cursor };

export function readCheckDrafts(entries: readonly Entry[], shape: Shape): CheckDraft[] {
  return entries.flatMap((entry) => {
    const { name, at } = entry;
    checkName(name, at);
    const map = mapAt(at, "{severity: error, label: {…}, condition: …}");
    if (map === undefined) return [];
    const { severity, condition, ...values } = readFields(map, checkFields);
    const shared = readShared(entry, map, values, shape);
    if (field(map, "severity") === undefined) refuse(under(map, "severity"), "severity_missing", {}, map.keyAt);
    if (condition === undefined) {
      refuse(map, "condition_missing", {}, map.keyAt);
      return [];
    }
    return [{ ...shared, severity: severity ?? "flag", label: labelIn(map), conditionAt: condition }];
  });
}

/** What parameters, variables and checks have in common. */
function readShared(
  { name, subject }: Entry,
  map: MapCursor,
  { over: names = [], doc = "" }: { readonly over?: readonly string[]; readonly doc?: string },
  shape: Shape,
) {
  const over = readOver(map, names, shape);
  return { name, over, doc, at: map.keyAt, size: cellCount(shape, over), subject };
}

function readOver(map: MapCursor, names: readonly string[], { sets, domains }: Shape): string[] {
  const at = under(map, "over");
  const known = names.filter((name, i) => {
    if (!domains.has(name)) {
      refuse(at, "set_unknown", { name, near: likely(name, domains.keys()) });
      return false;
    }
    if (names.indexOf(name) !== i) refuse(at, "stands_twice", { name });
    return true;
  });
  const cells = cellCount({ sets, domains }, known);
  if (cells <= MOST_CELLS) return known;
  refuse(at, "cells_together", { cells, most: MOST_CELLS });
  return [];
}

/** Eighty times those of the largest quantity of the shipped models. */
const MOST_CELLS = 20_000;

/** Fifteen times those of the largest shipped model; a program of so many takes half a gigabyte. */
const MOST_CELLS_TOGETHER = 100_000;

/** Reports the first quantity with which a model has too many cells to be compiled. */
export function refuseManyCells(
  quantities: Iterable<Pick<Parameter, "name" | "size" | "at">>,
  problems: Problem[],
): void {
  let cells = 0;
  for (const { name, size, at } of quantities) {
    cells += size;
    if (cells <= MOST_CELLS_TOGETHER) continue;
    problems.push(problem(at, name, "cells_of_model", { cells, most: MOST_CELLS_TOGETHER }));
    return;
  }
}

/** `shares: sector`, or `shares: {over: carrier, at_most: true}` where one member is the remainder. */
function readShares(at: Cursor | undefined, over: readonly string[]): Parameter["shares"] {
  if (at === undefined) return undefined;
  const map = at.node.kind === "scalar" ? undefined : mapAt(at, "{over: carrier, at_most: true}");
  const values = map === undefined ? { over: textAt(at), at_most: false } : readFields(map, shareFields);
  if (values.over !== undefined && over.includes(values.over))
    return { over: values.over, atMost: values.at_most ?? false };
  return refuse(at, "shares_over", { over: listingOf(over) });
}

function readUnit(map: MapCursor, units: UnitSystem): Unit {
  const at = field(map, "unit");
  if (at === undefined) refuse(map, "unit_key_missing", {}, map.keyAt);
  const unit = at?.node.kind === "scalar" ? parseUnit(units, textAt(at) ?? "") : dimensionless;
  if (!isFault(unit)) return unit;
  report(at as Cursor, unit);
  return dimensionless;
}
