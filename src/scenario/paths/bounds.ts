import { isDimensionless, type Unit } from "../../engine/language/units.ts";
import { MOST_AMOUNT } from "../../text/plain-number.ts";
import { type Message, message } from "../../text/problems.ts";
import { type Quantity, unitWanted } from "./quantity.ts";

/** The unit of a parameter or variable and what it may be at least and at most. */
export interface Bounds {
  readonly unit: Unit;
  readonly min?: number;
  readonly max?: number;
}

/** What is wrong with a value beyond the bounds of its parameter or variable, or undefined. */
export function bounds({ value, text, plain }: Quantity, { min, max, unit }: Bounds): Message | undefined {
  if (Math.abs(value) > MOST_AMOUNT) return message("beyond_amounts", { text, most: MOST_AMOUNT });
  const below = min !== undefined && value < min;
  if (!below && !(max !== undefined && value > max)) return undefined;
  const bound = (below ? min : max) as number;
  const least = unit.text === "1/yr" ? `${inPercent(bound)} %/yr` : `${bound} ${unit.text}`;
  const percent = value / 100;
  // Who writes 30 for a share or 4.8 for a growth has left out the %.
  const meant = plain && isDimensionless(unit) && percent >= (min ?? percent) && percent <= (max ?? percent);
  const near = meant ? `${text} ${unitWanted(unit)}` : undefined;
  return message(below ? "below_least" : "above_most", { text, bound: least.replace(/ 1$/, ""), near });
}

/**
 * What is wrong with a share, a reduction or a yearly growth above 1 that is written without %: who writes 30 means 30 %,
 * and 3000 % can be written.
 */
export function shareProblem(quantity: Quantity, unit: Unit): Message | undefined {
  return percentMeant(quantity, unit, 1, 100);
}

/** The same for a factor, where 2 or 12 are usual and 90 is meant as 90 %. */
export function factorProblem(quantity: Quantity, unit: Unit): Message | undefined {
  return percentMeant(quantity, unit, 20, 200);
}

function percentMeant({ value, text, plain }: Quantity, unit: Unit, most: number, likely: number): Message | undefined {
  if (!plain || !isDimensionless(unit) || Math.abs(value) <= most || !Number.isFinite(100 * value)) return undefined;
  const sign = unitWanted(unit);
  const near = Math.abs(value) < 2 || Math.abs(value) > likely ? undefined : `${text} ${sign}`;
  return message("without_percent", { text, percent: `${inPercent(value)} ${sign}`, near });
}

function inPercent(value: number): number {
  return Number((100 * value).toPrecision(15));
}
