import type { Check, Model, Parameter, Variable } from "../../engine/language/model.ts";
import { parseUnit, sameDimensions, type Unit } from "../../engine/language/units.ts";
import { InputError, type Label, type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asMap, asText, checkKeys, describe, itemsOf, join, labelOf, nodeAt, textOf } from "../../text/reader.ts";
import type { LocatedMap } from "../../text/yaml.ts";
import { variableAddress } from "../paths/address.ts";
import { type RollUpLayout, readRollUpLayout } from "./roll-up-layout.ts";

/** What the reports of a model show, as its `report:` section declares it. */
export interface ReportLayout {
  /** The variable over boundaries whose peaks are found. */
  readonly peak: Variable;
  /** Cell of the boundary that comes first and stands where none is named. */
  readonly defaultCell: number;
  /** The variable over sectors whose peaks are put in order. */
  readonly sectors?: Variable;
  /** Boundaries (cells of `peak`) that count only where a check holds. */
  readonly notComputed: ReadonlyMap<number, Check>;
  /** The parameter whose share marked as estimated is printed. */
  readonly estimatedShare?: Parameter;
  /** Rows of the plan's annex. */
  readonly plan: readonly PlanRow[];
  /** Variables that are worth a flag in every year in which they are not zero. */
  readonly highlights: readonly { readonly variable: Variable; readonly cell: number }[];
  /** Names of variables measured against years that were reconstructed and not observed. */
  readonly reconstructed: ReadonlySet<string>;
  /** How quantities add up over regions; undefined where the model does not say. */
  readonly rollUp?: RollUpLayout;
}

export interface PlanRow {
  readonly variable: Variable;
  readonly cell: number;
  readonly unit: Unit;
  readonly label?: Label;
}

const keys = [
  "peak",
  "default_boundary",
  "sectors",
  "not_computed",
  "estimated_share",
  "plan",
  "highlights",
  "stacks",
  "cost",
  "reconstructed",
  "roll_up",
  "why",
];

/**
 * The model's report layout.
 *
 * @throws InputError where the model has none, or where it names what the model does not have.
 */
export function readReportLayout(model: Model): ReportLayout {
  const problems: Problem[] = [];
  const missing = { file: model.files[0]?.name ?? model.name, line: 1, column: 1 };
  if (model.report === undefined) {
    throw new InputError([
      {
        at: missing,
        path: "report",
        message: "the section is missing; it names at least the variable whose `peak` is found",
      },
    ]);
  }
  const map = asMap(model.report, "report", "{peak: emissions}", problems);
  if (map === undefined) throw new InputError(problems);
  checkKeys(map, keys, "report", problems);

  const peak = namedIn(model.variables, "variable", map, "peak", problems);
  if (peak === undefined && problems.length === 0) {
    problems.push({
      at: map.at,
      path: "report.peak",
      message: "the variable over boundaries whose peaks are found is missing",
    });
  }
  const sectors = namedIn(model.variables, "variable", map, "sectors", problems);
  const estimatedShare = namedIn(model.parameters, "parameter", map, "estimated_share", problems);
  for (const variable of [peak, sectors]) {
    if (variable === undefined || variable.over.length === 1) continue;
    problems.push({
      at: map.at,
      path: "report",
      message: `"${variable.name}" must stand over one set, not over ${variable.over.length}`,
    });
  }
  const defaultCell = peak === undefined ? 0 : readDefault(model, peak, map, problems);
  const notComputed = peak === undefined ? new Map() : readNotComputed(model, peak, map, problems);
  const plan = readPlan(model, map, problems);
  const highlights = readHighlights(model, map, problems);
  const reconstructed = readReconstructed(model, map, problems);
  const rollUp = readRollUpLayout(model, map, problems);
  if (problems.length > 0 || peak === undefined) throw new InputError(problems);
  return { peak, defaultCell, sectors, notComputed, estimatedShare, plan, highlights, reconstructed, rollUp };
}

/** The variables measured against years that were reconstructed and not observed. */
function readReconstructed(model: Model, map: LocatedMap, problems: Problem[]): Set<string> {
  const node = nodeAt(map, "reconstructed");
  const names = new Set<string>();
  for (const item of node === undefined ? [] : itemsOf(node)) {
    const name = asText(item, "report.reconstructed", problems);
    if (name === undefined) continue;
    names.add(name);
    if (model.variables.has(name)) continue;
    const message = `unknown variable "${quote(name)}"${suggestion(name, model.variables.keys())}`;
    problems.push({ at: item.at, path: "report.reconstructed", message });
  }
  return names;
}

function namedIn<T>(
  all: ReadonlyMap<string, T>,
  what: string,
  map: LocatedMap,
  key: string,
  problems: Problem[],
): T | undefined {
  const name = textOf(map, key, "report", problems);
  if (name === undefined) return undefined;
  const found = all.get(name);
  if (found === undefined) {
    const at = nodeAt(map, key)?.at ?? map.at;
    problems.push({
      at,
      path: join("report", key),
      message: `unknown ${what} "${quote(name)}"${suggestion(name, all.keys())}`,
    });
  }
  return found;
}

function readDefault(model: Model, peak: Variable, map: LocatedMap, problems: Problem[]): number {
  const name = textOf(map, "default_boundary", "report", problems);
  if (name === undefined) return 0;
  const address = variableAddress(model, `${peak.name}.${name}`);
  if (typeof address !== "string") return address.cell;
  problems.push({
    at: nodeAt(map, "default_boundary")?.at ?? map.at,
    path: "report.default_boundary",
    message: address,
  });
  return 0;
}

function readNotComputed(model: Model, peak: Variable, map: LocatedMap, problems: Problem[]): Map<number, Check> {
  const found = new Map<number, Check>();
  const node = nodeAt(map, "not_computed");
  const entries = node === undefined ? undefined : asMap(node, "report.not_computed", "{net: sink_known}", problems);
  for (const [boundary, { keyAt, value }] of entries?.entries ?? []) {
    const path = `report.not_computed.${boundary}`;
    const address = variableAddress(model, `${peak.name}.${boundary}`);
    if (typeof address === "string") {
      problems.push({ at: keyAt, path, message: address });
      continue;
    }
    const name = asText(value, path, problems);
    const check = name === undefined ? undefined : model.checks.get(name);
    if (check !== undefined) found.set(address.cell, check);
    else if (name !== undefined)
      problems.push({
        at: value.at,
        path,
        message: `unknown check "${quote(name)}"${suggestion(name, model.checks.keys())}`,
      });
  }
  return found;
}

function readPlan(model: Model, map: LocatedMap, problems: Problem[]): PlanRow[] {
  const rows: PlanRow[] = [];
  const node = nodeAt(map, "plan");
  for (const [i, item] of (node === undefined ? [] : itemsOf(node)).entries()) {
    const path = `report.plan[${i + 1}]`;
    const entry = asMap(item, path, "{show: population, unit: 万人}", problems);
    if (entry === undefined) continue;
    checkKeys(entry, ["show", "unit", "label"], path, problems);
    const show = textOf(entry, "show", path, problems);
    if (show === undefined) {
      problems.push({
        at: entry.at,
        path: `${path}.show`,
        message: `the variable to show is missing; found ${describe(entry)}`,
      });
      continue;
    }
    const address = variableAddress(model, show);
    if (typeof address === "string") {
      problems.push({ at: nodeAt(entry, "show")?.at ?? entry.at, path: `${path}.show`, message: address });
      continue;
    }
    const unitText = textOf(entry, "unit", path, problems);
    const unit = unitText === undefined ? address.variable.unit : parseUnit(model.units, unitText);
    if (typeof unit === "string" || !sameDimensions(unit, address.variable.unit)) {
      const message =
        typeof unit === "string"
          ? unit
          : `"${quote(unitText ?? "")}" does not fit "${show}", which is in ${address.variable.unit.text}`;
      problems.push({ at: nodeAt(entry, "unit")?.at ?? entry.at, path: `${path}.unit`, message });
      continue;
    }
    rows.push({ ...address, unit, label: labelOf(entry, "label", path, problems) });
  }
  return rows;
}

function readHighlights(model: Model, map: LocatedMap, problems: Problem[]): { variable: Variable; cell: number }[] {
  const node = nodeAt(map, "highlights");
  const found: { variable: Variable; cell: number }[] = [];
  for (const item of node === undefined ? [] : itemsOf(node)) {
    const path = "report.highlights";
    const text = asText(item, path, problems);
    if (text === undefined) continue;
    const address = variableAddress(model, text);
    if (typeof address === "string") problems.push({ at: item.at, path, message: address });
    else found.push(address);
  }
  return found;
}
