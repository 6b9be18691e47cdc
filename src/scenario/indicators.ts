import type { Model, Variable } from "../engine/language/model.ts";
import { parseUnit } from "../engine/language/parse-unit.ts";
import { formulaText } from "../engine/language/read-formulas.ts";
import { resolveFormula, typeFormula } from "../engine/language/resolve.ts";
import { isProblem, parseFormula } from "../engine/language/syntax.ts";
import type { Unit } from "../engine/language/units.ts";
import { custom, label, objectSchema, place, readFields, text } from "../text/fields.ts";
import { isFault } from "../text/problems.ts";
import {
  type Cursor,
  entriesAt,
  isMap,
  isNothing,
  type MapCursor,
  refuse,
  report,
  standingAt,
} from "../text/reader.ts";
import { refuseNameRemoval } from "./merge.ts";

const indicatorFields = {
  formula: place({ type: ["string", "number"] }, "Over the model's variables", "以模型变量写的公式"),
  unit: custom({ type: "string" }, (at) => at, "The unit that it is shown in", "显示所用的单位"),
  label: label("What it is called", "名称"),
  doc: text(),
};

export const indicatorSchema = {
  anyOf: [{ type: "null" }, { type: ["string", "number"] }, objectSchema(indicatorFields)],
};

/** A user's formula over the model's variables, as a variable of its own: one number a year. */
export type Indicator = Variable;

/** The indicators of a scenario, in file order. */
export function readIndicators(map: MapCursor, model: Model): Indicator[] {
  return entriesAt(map).flatMap(([name, at]) => {
    if (isNothing(at.node)) return refuseNameRemoval(map, name, at, "indicator") ?? [];
    return readIndicator(name, at, model) ?? [];
  });
}

function readIndicator(name: string, at: Cursor, model: Model): Indicator | undefined {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) return refuse(at, "indicator_name", { name }, at.keyAt);
  const { sets, domains, parameters, variables } = model;
  if ([variables, parameters, domains].some((names) => names.has(name)))
    return refuse(at, "name_taken", { name, model: model.name }, at.keyAt);
  const values = isMap(at) ? readFields(at, indicatorFields) : undefined;
  const formula = isMap(at) ? values?.formula?.node : at.node;
  if (formula === undefined || formula.kind !== "scalar")
    return refuse(at, "formula_needed", { found: standingAt(formula) }, formula?.at);
  const unit = values?.unit === undefined ? undefined : unitAt(values.unit, model);
  const written = formulaText(formula.source);
  const options = { names: { sets, domains, parameters, variables }, scope: [], hasInitial: false };
  const syntax = parseFormula(written);
  if (isProblem(syntax)) return report(at, syntax, formula.place(syntax.at));
  const typed = typeFormula(syntax, options);
  if (isProblem(typed)) return report(at, typed, formula.place(typed.at));
  const expression = unit === undefined ? typed.expression : resolveFormula(syntax, unit, options);
  if (isProblem(expression)) return report(at, expression, formula.place(expression.at));
  return {
    name,
    over: [],
    unit: unit ?? typed.unit,
    label: values?.label ?? { en: name, zh: name },
    doc: values?.doc ?? "",
    formula: [{ expression, text: written.replace(/\s+/g, " ").trim(), at: formula.at }],
    // What it is a part of, if of anything, the formula does not say.
    index: true,
    observed: false,
    at: at.keyAt,
    size: 1,
    subject: "indicators",
  };
}

function unitAt(at: Cursor, model: Model): Unit | undefined {
  const unit = parseUnit(model.units, at.node.kind === "scalar" ? at.node.source : "");
  return isFault(unit) ? report(at, unit) : unit;
}

/** The model with a scenario's indicators among its variables, to compile and run like any other. */
export function modelWithIndicators(scenario: {
  readonly model: Model;
  readonly indicators: readonly Indicator[];
}): Model {
  const { model, indicators } = scenario;
  if (indicators.length === 0) return model;
  return {
    ...model,
    variables: new Map([...model.variables, ...indicators.map((indicator) => [indicator.name, indicator] as const)]),
  };
}
