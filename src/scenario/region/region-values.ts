import type { Model } from "../../engine/language/model.ts";
import { expand } from "../paths/cell-path.ts";
import type { GivenCells } from "../paths/layers.ts";
import type { DatedValue } from "./region-tables.ts";

/** Dated values laid over those of parents, by cell and year. */
export function replaceDated(parents: readonly DatedValue[], own: readonly DatedValue[]): DatedValue[] {
  const keyOf = ({ variable, cell, year }: DatedValue) => `${variable} ${cell} ${year}`;
  const all = new Map(parents.map((value) => [keyOf(value), value]));
  for (const value of own) all.set(keyOf(value), value);
  return [...all.values()];
}

/** Every parameter's numbers as `Inputs` takes them, with NaN where neither file nor default gives one. */
export function expandAll(model: Model, given: GivenCells, first: number, years: number): Map<string, Float64Array> {
  const values = new Map<string, Float64Array>();
  for (const parameter of model.parameters.values()) {
    const { size } = parameter;
    const count = parameter.yearly ? years : 1;
    const numbers = new Float64Array(count * size).fill(parameter.default ?? Number.NaN);
    for (const [cell, path] of given.get(parameter.name) ?? []) {
      const series = expand(path, first, count);
      for (let i = 0; i < count; i++) numbers[i * size + cell] = series[i];
    }
    values.set(parameter.name, numbers);
  }
  return values;
}

/** What was observed, as `Inputs.observed` takes it. */
export function spread(
  model: Model,
  observations: readonly DatedValue[],
  first: number,
  years: number,
): Map<string, Float64Array> {
  const observed = new Map<string, Float64Array>();
  for (const { variable, cell, year, given } of observations) {
    const size = model.variables.get(variable)?.size ?? 0;
    let values = observed.get(variable);
    if (values === undefined) {
      values = new Float64Array(years * size).fill(Number.NaN);
      observed.set(variable, values);
    }
    values[(year - first) * size + cell] = given.value;
  }
  return observed;
}
