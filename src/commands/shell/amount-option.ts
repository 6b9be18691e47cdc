import type { Unit, UnitSystem } from "../../engine/language/units.ts";
import { isQuantityProblem, readQuantity } from "../../scenario/paths/quantity.ts";
import { asciiForms } from "../../text/ascii-forms.ts";
import { UsageError } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";

/**
 * An amount above 0 of emissions given to an option, such as `9000Mt`, `9 Gt` or `5亿吨`, in the unit `wanted`.
 *
 * @throws UsageError for what is no amount above 0 in a unit that fits.
 */
export function amountOption(
  { name, example }: { readonly name: string; readonly example: string },
  text: string,
  wanted: Unit,
  units: UnitSystem,
): number {
  const refuse = () => new UsageError(`--${name} takes ${example}, not "${quote(text)}"`);
  const given = asciiForms(text).trim();
  if (!/^[+-]?[.\d]/.test(given)) throw refuse();
  // A tonne of emissions is a tonne of what the model counts in.
  const counted = /tCO2/.test(wanted.text)
    ? given.replace(/([a-zA-Z]t|(?<![\p{L}])t)(?=\/|$)/u, "$1CO2").replace(/吨(?=\/|$)/u, "吨二氧化碳")
    : given;
  const quantity = readQuantity(counted, wanted, units);
  if (isQuantityProblem(quantity)) throw new UsageError(`--${name}: ${quantity.message}`);
  if (quantity.value > 0) return quantity.value;
  throw refuse();
}
