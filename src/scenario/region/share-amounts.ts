import { isDimensionless, type Unit } from "../../engine/language/units.ts";
import { type Quantity, unitWanted } from "../paths/quantity.ts";

/**
 * What is wrong with a share, a reduction or a yearly growth above 1 that is written without %: who writes 30 means 30 %,
 * and 3000 % can be written.
 */
export function shareProblem(quantity: Quantity, unit: Unit): string | undefined {
  return percentMeant(quantity, unit, 1, 100);
}

/** The same for a factor, where 2 or 12 are usual and 90 is meant as 90 %. */
export function factorProblem(quantity: Quantity, unit: Unit): string | undefined {
  return percentMeant(quantity, unit, 20, 200);
}

function percentMeant({ value, text, plain }: Quantity, unit: Unit, most: number, likely: number): string | undefined {
  if (!plain || !isDimensionless(unit) || Math.abs(value) <= most || !Number.isFinite(100 * value)) return undefined;
  const percent = unitWanted(unit);
  const said = `${Number((100 * value).toPrecision(15))} ${percent}`;
  const guess = Math.abs(value) < 2 || Math.abs(value) > likely ? "" : `; did you mean "${text} ${percent}"?`;
  return `${text} without % is ${said}; write ${said} where that is meant${guess}`;
}
