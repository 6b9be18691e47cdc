import { asciiForms } from "../engine/ascii-forms.ts";
import { quote } from "../engine/quote.ts";
import type { Unit, UnitSystem } from "../engine/units.ts";
import { isQuantityProblem, readQuantity } from "../scenario/quantity.ts";
import { UsageError } from "./options.ts";

/**
 * An amount of emissions given to an option, such as `9000Mt`, `9 Gt` or `5亿吨`, in the unit `wanted`.
 *
 * @throws UsageError for what is no amount above 0 in a unit that fits.
 */
export function amountOption(name: string, text: string, wanted: Unit, units: UnitSystem): number {
  const given = asciiForms(text).trim();
  // A tonne of emissions is a tonne of what the model counts in.
  const counted = /tCO2/.test(wanted.text)
    ? given.replace(/([a-zA-Z]t|(?<![\p{L}])t)(?=\/|$)/u, "$1CO2").replace(/吨(?=\/|$)/u, "吨二氧化碳")
    : given;
  const quantity = readQuantity(counted, wanted, units);
  if (isQuantityProblem(quantity)) throw new UsageError(`--${name}: ${quantity.message}`);
  if (quantity.value > 0) return quantity.value;
  throw new UsageError(`--${name} takes an amount above 0 such as 900Mt, not "${quote(text)}"`);
}
