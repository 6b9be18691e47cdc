import type { Unit, UnitSystem } from "../../engine/language/units.ts";
import { isQuantityProblem, readQuantity } from "../../scenario/paths/quantity.ts";
import { asciiForms } from "../../text/plain-number.ts";
import { saidOf, usageError } from "../../text/problems.ts";

/**
 * An amount above 0 of emissions given to an option, such as `9000Mt`, `9 Gt` or `5亿吨`, in the unit `wanted`.
 *
 * @throws UsageError for what is no amount above 0 in a unit that fits.
 */
export function amountOption(
  { name, code, example }: { name: string; code: "option_amount" | "option_level"; example: string },
  text: string,
  wanted: Unit,
  units: UnitSystem,
): number {
  const refuse = () => usageError(code, { option: name, example, text });
  const given = asciiForms(text).trim();
  if (!/^[+-]?[.\d]/.test(given)) throw refuse();
  // A tonne of emissions is a tonne of what the model counts in.
  const counted = /tCO2/.test(wanted.text)
    ? given.replace(/([a-zA-Z]t|(?<![\p{L}])t)(?=\/|$)/u, "$1CO2").replace(/吨(?=\/|$)/u, "吨二氧化碳")
    : given;
  const quantity = readQuantity(counted, wanted, units);
  if (isQuantityProblem(quantity)) throw usageError("option_wrong", { option: name, fault: saidOf(quantity) });
  if (quantity.value > 0) return quantity.value;
  throw refuse();
}
