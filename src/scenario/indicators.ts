import type { Model, Variable } from "../engine/language/model.ts";
import { formulaText } from "../engine/language/read-formulas.ts";
import { resolveFormula, typeFormula } from "../engine/language/resolve.ts";
import { isProblem, parseFormula } from "../engine/language/syntax.ts";
import { parseUnit, type Unit } from "../engine/language/units.ts";
import type { Place, Problem } from "../text/problems.ts";
import { quote } from "../text/quote.ts";
import { checkKeys, describe, isNothing, join, labelOf, nodeAt, textOf } from "../text/reader.ts";
import type { Located, LocatedMap } from "../text/yaml.ts";
import { nothingOfTheName } from "./removals.ts";

export const indicatorKeys = ["formula", "unit", "label", "doc"];

/** A user's formula over the model's variables, as a variable of its own: one number a year. */
export type Indicator = Variable;

/** The indicators of a scenario, in file order. */
export function readIndicators(map: LocatedMap, model: Model, problems: Problem[]): Indicator[] {
  return [...map.entries].flatMap(
    ([name, { keyAt, value }]) => readIndicator(name, keyAt, value, map, model, problems) ?? [],
  );
}

function readIndicator(
  name: string,
  keyAt: Place,
  node: Located,
  map: LocatedMap,
  model: Model,
  problems: Problem[],
): Indicator | undefined {
  const path = `indicators.${name}`;
  if (isNothing(node)) {
    problems.push(nothingOfTheName(map, name, keyAt, path, "the indicator"));
    return undefined;
  }
  const fail = (at: Place, message: string): undefined => {
    problems.push({ at, path, message });
    return undefined;
  };
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    return fail(
      keyAt,
      `"${quote(name)}" cannot be the name of an indicator; names are snake_case, such as coal_per_head`,
    );
  const twin = [model.variables, model.parameters, model.domains].find((names) => names.has(name));
  if (twin !== undefined)
    return fail(keyAt, `the model ${model.name} has a "${quote(name)}" already; choose another name`);
  if (node.kind === "map") checkKeys(node, indicatorKeys, path, problems);
  const formula = node.kind === "map" ? nodeAt(node, "formula") : node;
  if (formula === undefined || formula.kind !== "scalar" || isNothing(formula)) {
    return fail(
      formula?.at ?? node.at,
      `a formula is needed here, such as "energy / population"; found ${formula === undefined ? "none" : describe(formula)}`,
    );
  }
  const unit = node.kind === "map" ? readUnit(node, model, path, problems) : undefined;
  const text = formulaText(formula.source);
  const syntax = parseFormula(text);
  if (isProblem(syntax)) return fail(formula.place(syntax.at), syntax.message);
  const { sets, domains, parameters, variables } = model;
  const options = { names: { sets, domains, parameters, variables }, scope: [], hasInitial: false };
  const typed = typeFormula(syntax, options);
  if (isProblem(typed)) return fail(formula.place(typed.at), typed.message);
  const expression = unit === undefined ? typed.expression : resolveFormula(syntax, unit, options);
  if (isProblem(expression)) return fail(formula.place(expression.at), expression.message);
  const label = node.kind === "map" ? labelOf(node, "label", path, problems) : undefined;
  return {
    name,
    over: [],
    unit: unit ?? typed.unit,
    label: label ?? { en: name, zh: name },
    doc: (node.kind === "map" ? textOf(node, "doc", path, problems) : undefined) ?? "",
    formula: [{ expression, text: text.replace(/\s+/g, " ").trim(), at: formula.at }],
    // What it is a part of, if of anything, the formula does not say.
    index: true,
    observed: false,
    at: keyAt,
    size: 1,
    subject: "indicators",
  };
}

function readUnit(map: LocatedMap, model: Model, path: string, problems: Problem[]): Unit | undefined {
  const node = nodeAt(map, "unit");
  if (node === undefined) return undefined;
  const unit = parseUnit(model.units, node.kind === "scalar" ? node.source : "");
  if (typeof unit !== "string") return unit;
  problems.push({ at: node.at, path: join(path, "unit"), message: unit });
  return undefined;
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
