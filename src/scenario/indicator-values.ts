import type { Inputs, Model } from "../engine/language/model.ts";
import { evaluate } from "../engine/program/evaluate.ts";
import { sourcesOn } from "../engine/program/interpret.ts";
import type { Indicator } from "./indicators.ts";

/** The values of a variable's cell, one a year from the base year. */
type Known = (variable: string, cell: number) => Float64Array;

/**
 * The values of a scenario's own formulas, one a year, worked out from a finished run: so that a formula more asks for
 * no program of its own. `known` gives what the run has computed. NaN in years in which the formula has no finite value.
 */
export function indicatorValues(indicator: Indicator, model: Model, inputs: Inputs, known: Known): Float64Array {
  const series = new Map<string, Float64Array>();
  const sources = sourcesOn(model, inputs, (name, cell, year) => {
    const key = `${name} ${cell}`;
    const values = series.get(key) ?? known(name, cell);
    series.set(key, values);
    return values[year];
  });
  const [{ expression }] = indicator.formula;
  return Float64Array.from({ length: inputs.years }, (_, year) => {
    const value = evaluate(expression, sources, new Map(), year);
    return Number.isFinite(value) ? value : Number.NaN;
  });
}

/** The years in which an indicator is not computable, since its formula divides by 0. */
export function yearsWithoutValue(values: Float64Array, baseYear: number): number[] {
  return Array.from(values.keys())
    .filter((year) => !Number.isFinite(values[year]))
    .map((year) => baseYear + year);
}
