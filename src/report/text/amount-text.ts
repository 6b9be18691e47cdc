import type { Parameter } from "../../engine/language/model.ts";
import type { UnitSystem } from "../../engine/language/units.ts";
import type { Words } from "../words/languages.ts";
import { behind, shownUnit } from "../words/units.ts";
import { percent, readable } from "./number-text.ts";

/** The unit of rates, which people give in per cent a year. */
const RATE = "1/yr";

/** How values of a parameter are said: parts of a whole and rates in per cent, all else as numbers of its usual unit. */
export function amountsOf({ unit, max }: Pick<Parameter, "unit" | "max">, units: UnitSystem, words: Words) {
  const told = (number: (value: number) => string) => (value: number) =>
    Number.isFinite(value) ? number(value) : words.common.verdicts.not_computable;
  if (unit.text === "1") return { unit: "1", number: told((value) => (max === 1 ? percent(value) : readable(value))) };
  // The rate stands behind the sign of per cent.
  if (unit.text === RATE) return { unit: "1", number: told((value) => percent(value, 2) + words.unit(RATE).slice(1)) };
  const shown = shownUnit(units, unit.text, words);
  return { unit: shown.unit, number: told((value) => readable(value * shown.factor)) };
}

/** A value of a parameter with its unit. */
export function amountText(value: number, parameter: Pick<Parameter, "unit" | "max">, units: UnitSystem, words: Words) {
  const { unit, number } = amountsOf(parameter, units, words);
  return `${number(value)}${behind(unit, words)}`;
}
