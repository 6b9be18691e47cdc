import { InputError, isFault, type Label, type Message, type Place, type Problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asMap, asText, checkKeys, describe, join, labelOf, nodeAt, textOf, topOf } from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import { variableAddress } from "../language/address.ts";
import type { Check, Model, ReportLayout, Stack, Variable, VariableCell } from "../language/model.ts";
import { parseUnit } from "../language/parse-unit.ts";
import { convert, divide, sameDimensions, type Unit } from "../language/units.ts";
import { readDriverChains } from "./read-drivers.ts";
import { itemsAt, type ReportContext, unknown } from "./report-context.ts";

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
 * The model's report layout out of its `report` section. What it names and the model does not have goes to `problems`,
 * and nothing comes back.
 */
export function readReport(model: Model, node: Located, problems: Problem[]): ReportLayout | undefined {
  const map = asMap(node, "report", "{peak: emissions}", problems);
  if (map === undefined) return undefined;
  const before = problems.length;
  checkKeys(map, keys, "report", problems);
  const context = { model, problems };
  const { variables, parameters } = model;
  const peak = named(variables, "variable", map, "peak", "report", problems);
  if (peak === undefined && problems.length === before)
    problems.push({
      at: map.at,
      path: "report.peak",
      message: "the variable over boundaries whose peaks are found is missing",
    });
  const sectors = named(variables, "variable", map, "sectors", "report", problems);
  const estimatedShare = named(parameters, "parameter", map, "estimated_share", "report", problems);
  for (const variable of [peak, sectors])
    if (variable !== undefined && variable.over.length !== 1)
      problems.push({ at: map.at, path: "report", message: notOverOne(variable.name, variable) });
  const plan = readPlan(map, context);
  const highlights = itemsAt(map, "highlights").flatMap((item) => cellAt(item, "report.highlights", context) ?? []);
  const reconstructed = itemsAt(map, "reconstructed").flatMap(
    (item) => variableAt(item, "report.reconstructed", context)?.name ?? [],
  );
  const stacks = itemsAt(map, "stacks").flatMap((item) => readStack(item, context) ?? []);
  const rollUp = readRollUp(map, context);
  if (peak === undefined) return undefined;
  const layout = {
    peak,
    ...readDefault(map, peak, context),
    sectors,
    notComputed: readNotComputed(map, peak, context),
    estimatedShare,
    plan,
    highlights,
    reconstructed: new Set(reconstructed),
    stacks,
    cost: readCost(map, peak, context),
    rollUp,
    why: readDriverChains(map, { peak, sectors }, context),
  };
  return problems.length > before ? undefined : layout;
}

/**
 * What the reports of a model show.
 *
 * @throws InputError where the model does not say.
 */
export function reportOf({ report, files, name }: Model): ReportLayout {
  if (report !== undefined) return report;
  const message = "the section is missing; it names at least the variable whose `peak` is found";
  throw new InputError([{ at: topOf(files[0]?.name ?? name), path: "report", message }]);
}

function notOverOne(name: string, { over }: Variable): string {
  return `"${name}" must stand over one set, not over ${over.length}`;
}

/** What the name under `key` stands for, where there is one. */
function named<T>(
  all: ReadonlyMap<string, T>,
  what: string,
  map: LocatedMap,
  key: string,
  path: string,
  problems: Problem[],
): T | undefined {
  const name = textOf(map, key, path, problems);
  if (name === undefined) return undefined;
  const value = all.get(name);
  if (value === undefined)
    problems.push({
      at: placeAt(map, key),
      path: join(path, key),
      message: unknown(what, name, all.keys()),
    });
  return value;
}

function placeAt(map: LocatedMap, key: string): Place {
  return nodeAt(map, key)?.at ?? map.at;
}

function variableAt(item: Located, path: string, { model, problems }: ReportContext): Variable | undefined {
  const name = asText(item, path, problems);
  const variable = name === undefined ? undefined : model.variables.get(name);
  if (name !== undefined && variable === undefined)
    problems.push({ at: item.at, path, message: unknown("variable", name, model.variables.keys()) });
  return variable;
}

function cellAt(item: Located, path: string, { model, problems }: ReportContext): VariableCell | undefined {
  const text = asText(item, path, problems);
  const address = text === undefined ? undefined : variableAddress(model, text);
  if (address === undefined || !isFault(address)) return address;
  problems.push({ at: item.at, path, ...address });
  return undefined;
}

function readDefault(
  map: LocatedMap,
  peak: Variable,
  { model, problems }: ReportContext,
): Pick<ReportLayout, "defaultBoundary" | "defaultCell"> {
  const name = textOf(map, "default_boundary", "report", problems);
  if (name === undefined) return { defaultCell: 0 };
  const address = variableAddress(model, `${peak.name}.${name}`);
  if (!isFault(address)) return { defaultBoundary: name, defaultCell: address.cell };
  problems.push({ at: placeAt(map, "default_boundary"), path: "report.default_boundary", ...address });
  return { defaultCell: 0 };
}

function readNotComputed(map: LocatedMap, peak: Variable, { model, problems }: ReportContext): Map<number, Check> {
  const checks = new Map<number, Check>();
  const node = nodeAt(map, "not_computed");
  const entries = node === undefined ? undefined : asMap(node, "report.not_computed", "{net: sink_known}", problems);
  for (const [boundary, { keyAt, value }] of entries?.entries ?? []) {
    const path = `report.not_computed.${boundary}`;
    const address = variableAddress(model, `${peak.name}.${boundary}`);
    if (isFault(address)) {
      problems.push({ at: keyAt, path, ...address });
      continue;
    }
    const name = asText(value, path, problems);
    const check = name === undefined ? undefined : model.checks.get(name);
    if (check !== undefined) checks.set(address.cell, check);
    else if (name !== undefined)
      problems.push({ at: value.at, path, message: unknown("check", name, model.checks.keys()) });
  }
  return checks;
}

function readPlan(map: LocatedMap, { model, problems }: ReportContext): ReportLayout["plan"] {
  return itemsAt(map, "plan").flatMap((item, i) => {
    const path = `report.plan[${i + 1}]`;
    const entry = asMap(item, path, "{show: population, unit: 万人}", problems);
    if (entry === undefined) return [];
    checkKeys(entry, ["show", "unit", "label"], path, problems);
    const refuse = (key: string, wrong: string | Message): [] => {
      const said = typeof wrong === "string" ? { message: wrong } : wrong;
      problems.push({ at: placeAt(entry, key), path: `${path}.${key}`, ...said });
      return [];
    };
    const show = textOf(entry, "show", path, problems);
    if (show === undefined) return refuse("show", `the variable to show is missing; found ${describe(entry)}`);
    const address = variableAddress(model, show);
    if (isFault(address)) return refuse("show", address);
    const text = textOf(entry, "unit", path, problems);
    const unit = text === undefined ? address.variable.unit : parseUnit(model.units, text);
    if (isFault(unit)) return refuse("unit", unit);
    if (!sameDimensions(unit, address.variable.unit))
      return refuse("unit", `"${quote(text ?? "")}" does not fit "${show}", which is in ${address.variable.unit.text}`);
    return [{ ...address, unit, label: labelOf(entry, "label", path, problems) }];
  });
}

function readStack(item: Located, { model, problems }: ReportContext): Stack | undefined {
  const path = "report.stacks";
  const map = asMap(item, path, "{show: capacity, label: {en: Capacity, zh: 装机}}", problems);
  if (map === undefined) return undefined;
  checkKeys(map, ["show", "label"], path, problems);
  const show = textOf(map, "show", path, problems);
  const variable = show === undefined ? undefined : model.variables.get(show);
  if (show === undefined || variable === undefined || variable.over.length !== 1) {
    const message =
      show === undefined
        ? `the variable to show is missing; found ${describe(map)}`
        : variable === undefined
          ? unknown("variable", show, model.variables.keys())
          : notOverOne(show, variable);
    problems.push({ at: placeAt(map, "show"), path: `${path}.show`, message });
    return undefined;
  }
  const label: Label = labelOf(map, "label", path, problems) ??
    variable.label ?? { en: variable.name, zh: variable.name };
  return { variable, label };
}

/** A sum of money over a year per emission; the units of the model say by what a quotient of the two is multiplied. */
function readCost(report: LocatedMap, peak: Variable, { model, problems }: ReportContext): ReportLayout["cost"] {
  const path = "report.cost";
  const node = nodeAt(report, "cost");
  const map = node === undefined ? undefined : asMap(node, path, "{total: total_cost, …}", problems);
  if (map === undefined) return undefined;
  checkKeys(map, ["total", "available", "unit", "priced"], path, problems);
  const needed = <T>(all: ReadonlyMap<string, T>, what: string, key: string): T | undefined => {
    if (nodeAt(map, key) === undefined)
      problems.push({ at: map.at, path: `${path}.${key}`, message: `the ${what} is missing` });
    return named(all, what, map, key, path, problems);
  };
  const total = needed(model.variables, "variable", "total");
  const available = needed(model.parameters, "parameter", "available");
  const text = textOf(map, "unit", path, problems) ?? "";
  const unit = parseUnit(model.units, text);
  const factor = isFault(unit) || total === undefined ? undefined : convert(divide(total.unit, peak.unit), unit);
  if (isFault(unit) || (total !== undefined && factor === undefined))
    problems.push({
      at: placeAt(map, "unit"),
      path: `${path}.unit`,
      ...(isFault(unit) ? unit : { message: `"${quote(text)}" is no ${total?.unit.text} per ${peak.unit.text}` }),
    });
  const priced = new Map<string, NonNullable<typeof available>>();
  const prices = nodeAt(map, "priced");
  const entries =
    prices === undefined ? undefined : asMap(prices, `${path}.priced`, "{planned_capacity: capital_cost}", problems);
  for (const [changed, { keyAt, value }] of entries?.entries ?? []) {
    const at = `${path}.priced`;
    if (!model.parameters.has(changed))
      problems.push({ at: keyAt, path: at, message: unknown("parameter", changed, model.parameters.keys()) });
    const price = asText(value, `${at}.${changed}`, problems);
    const parameter = price === undefined ? undefined : model.parameters.get(price);
    if (parameter !== undefined) priced.set(changed, parameter);
    else if (price !== undefined) {
      const message = unknown("parameter", price, model.parameters.keys());
      problems.push({ at: value.at, path: `${at}.${changed}`, message });
    }
  }
  if (total === undefined || available === undefined || factor === undefined) return undefined;
  return { total, available, unit: unit as Unit, factor, priced };
}

const tradeNames = ["imports", "exports", "net", "imports_carry", "net_carries"] as const;

function readRollUp(report: LocatedMap, context: ReportContext): ReportLayout["rollUp"] {
  const { model, problems } = context;
  const path = "report.roll_up";
  const node = nodeAt(report, "roll_up");
  const map = node === undefined ? undefined : asMap(node, path, "{units: [MtCO2/yr]}", problems);
  if (map === undefined) return undefined;
  checkKeys(map, ["units", "left_out", "trade"], path, problems);
  const units = itemsAt(map, "units").flatMap((item) => {
    const text = asText(item, `${path}.units`, problems);
    const unit = text === undefined ? undefined : parseUnit(model.units, text);
    if (unit !== undefined && isFault(unit)) problems.push({ at: item.at, path: `${path}.units`, ...unit });
    return unit === undefined || isFault(unit) ? [] : [unit];
  });
  const leftOut = itemsAt(map, "left_out").flatMap((item) => variableAt(item, `${path}.left_out`, context)?.name ?? []);
  const trade = nodeAt(map, "trade");
  return {
    units,
    leftOut: new Set(leftOut),
    trade: trade === undefined ? undefined : readTrade(trade, `${path}.trade`, context),
  };
}

function readTrade(node: Located, path: string, context: ReportContext) {
  const { problems } = context;
  const map = asMap(node, path, "{imports: imports_total, …}", problems);
  if (map === undefined) return undefined;
  checkKeys(map, [...tradeNames, "counted_in"], path, problems);
  const [imports, exports, net, importsCarry, netCarries] = tradeNames.map((key) => {
    const item = nodeAt(map, key);
    if (item !== undefined) return variableAt(item, `${path}.${key}`, context);
    const message = `the variable is missing; trade names ${tradeNames.join(", ")}`;
    problems.push({ at: map.at, path: `${path}.${key}`, message });
    return undefined;
  });
  const cells = itemsAt(map, "counted_in").flatMap((item) => cellAt(item, `${path}.counted_in`, context) ?? []);
  const counting = cells[0]?.variable;
  if (!imports || !exports || !net || !importsCarry || !netCarries || counting === undefined) return undefined;
  const countedIn = new Set(cells.filter(({ variable }) => variable === counting).map(({ cell }) => cell));
  return { imports, exports, net, importsCarry, netCarries, counting, countedIn };
}
