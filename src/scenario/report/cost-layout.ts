import type { Model, Parameter, Variable } from "../../engine/language/model.ts";
import { convert, divide, parseUnit, type Unit } from "../../engine/language/units.ts";
import { InputError, type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asMap, asText, checkKeys, nodeAt, textOf } from "../../text/reader.ts";
import type { LocatedMap } from "../../text/yaml.ts";

/** What a model says of costs, in the `cost` section of its report. */
export interface CostLayout {
  /** The yearly cost of everything that has a price. */
  readonly total: Variable;
  /** 1 where a region has cost data. */
  readonly available: Parameter;
  /** Unit of a cost per emission, and what a quotient of the model's own units is multiplied by to be in it. */
  readonly unit: Unit;
  readonly factor: number;
  /** The cost parameter that prices what a lever changes, by the name of the parameter changed. */
  readonly priced: ReadonlyMap<string, Parameter>;
}

/**
 * The cost section of the model's report; undefined where it has none.
 *
 * @throws InputError where it names what the model does not have, or a unit that is no cost per emission.
 */
export function readCostLayout(model: Model, peak: Variable): CostLayout | undefined {
  const problems: Problem[] = [];
  const report = model.report === undefined ? undefined : asMap(model.report, "report", "{peak: …}", problems);
  const node = report === undefined ? undefined : nodeAt(report, "cost");
  if (node === undefined) return undefined;
  const path = "report.cost";
  const map = asMap(node, path, "{total: total_cost, …}", problems);
  if (map === undefined) throw new InputError(problems);
  checkKeys(map, ["total", "available", "unit", "priced"], path, problems);
  const total = named(model.variables, "variable", map, "total", path, problems);
  const available = named(model.parameters, "parameter", map, "available", path, problems);
  const text = textOf(map, "unit", path, problems) ?? "";
  const unit = parseUnit(model.units, text);
  const factor =
    typeof unit === "string" || total === undefined ? undefined : convert(divide(total.unit, peak.unit), unit);
  if (typeof unit === "string" || (total !== undefined && factor === undefined))
    problems.push({
      at: nodeAt(map, "unit")?.at ?? map.at,
      path: `${path}.unit`,
      message: typeof unit === "string" ? unit : `"${quote(text)}" is no ${total?.unit.text} per ${peak.unit.text}`,
    });
  const priced = readPriced(model, map, `${path}.priced`, problems);
  if (problems.length > 0 || total === undefined || available === undefined || factor === undefined)
    throw new InputError(problems);
  return { total, available, unit: unit as Unit, factor, priced };
}

function readPriced(model: Model, map: LocatedMap, path: string, problems: Problem[]): Map<string, Parameter> {
  const found = new Map<string, Parameter>();
  const node = nodeAt(map, "priced");
  const entries = node === undefined ? undefined : asMap(node, path, "{planned_capacity: capital_cost}", problems);
  for (const [changed, { keyAt, value }] of entries?.entries ?? []) {
    if (!model.parameters.has(changed)) {
      const message = `unknown parameter "${quote(changed)}"${suggestion(changed, model.parameters.keys())}`;
      problems.push({ at: keyAt, path, message });
    }
    const price = asText(value, `${path}.${changed}`, problems);
    const parameter = price === undefined ? undefined : model.parameters.get(price);
    if (parameter !== undefined) found.set(changed, parameter);
    else if (price !== undefined) {
      const message = `unknown parameter "${quote(price)}"${suggestion(price, model.parameters.keys())}`;
      problems.push({ at: value.at, path: `${path}.${changed}`, message });
    }
  }
  return found;
}

function named<T>(
  all: ReadonlyMap<string, T>,
  what: string,
  map: LocatedMap,
  key: string,
  path: string,
  problems: Problem[],
): T | undefined {
  const name = textOf(map, key, path, problems);
  const found = name === undefined ? undefined : all.get(name);
  if (found !== undefined) return found;
  const at = nodeAt(map, key)?.at ?? map.at;
  const message =
    name === undefined ? `the ${what} is missing` : `unknown ${what} "${quote(name)}"${suggestion(name, all.keys())}`;
  problems.push({ at, path: `${path}.${key}`, message });
  return undefined;
}
