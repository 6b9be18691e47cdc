import { parseUnit, withNeeded } from "../../engine/language/parse-unit.ts";
import {
  convert,
  dimensionless,
  isDimensionless,
  type Unit,
  type UnitSystem,
  yearsOf,
} from "../../engine/language/units.ts";
import { asciiForms, numberProblem, plainNumber } from "../../text/plain-number.ts";
import { isFault, type Message, message } from "../../text/problems.ts";

export interface Quantity {
  /** In the unit asked for. */
  readonly value: number;
  /** As written, with its unit. */
  readonly text: string;
  /** Where it was written without a unit. */
  readonly plain?: true;
}

/** What is wrong with a quantity, and at which of its characters. */
export interface QuantityProblem extends Message {
  readonly index: number;
}

const quantityForm = /^\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\d.])\s*(.*?)\s*$/su;

/** What may follow a number and begin with a digit: a power of ten as in `5 1e6 ha`, or a unit such as `1/yr`. */
const digitInFront = /^(?:1[eE][+-]?\d+(?![\d.])|1\s*\/)/;

/** The number with its unit, or alone where it is a plain number. */
export function withUnit(value: number, { text }: Unit): string {
  return text === "1" ? String(value) : `${value} ${text}`;
}

/** The unit as a message asks for it: a share is written in %. */
export function unitWanted(wanted: Unit): string {
  return wanted.text === "1" ? "%" : wanted.text === "1/yr" ? "%/yr" : wanted.text;
}

/** The unit in `text`, or what is wrong with it and what is needed in its place. */
export function unitFor(system: UnitSystem, text: string, wanted: Unit): Unit | Message {
  const unit = parseUnit(system, text, wanted);
  return isFault(unit) ? withNeeded(unit, { wanted: unitWanted(wanted) }) : unit;
}

/**
 * A number such as `5 %/yr` in the unit `wanted`. A number that carries no unit takes `given`; with neither,
 * it stands only where nothing can be mistaken: 0, or where the unit wanted is a plain number.
 */
export function readQuantity(
  raw: string | number | boolean | null,
  wanted: Unit,
  system: UnitSystem,
  given?: Unit,
): Quantity | QuantityProblem {
  const such = { unit: unitWanted(wanted) };
  if (raw === null) return { index: 0, ...message("quantity_empty", such) };
  if (typeof raw === "boolean") return { index: 0, ...message("quantity_not_number", { text: String(raw), ...such }) };
  let value: number;
  let unitText = "";
  let unitIndex = 0;
  if (typeof raw === "number") {
    if (!Number.isFinite(raw)) return { index: 0, ...message("number_not_finite", { text: String(raw) }) };
    value = raw + 0;
  } else {
    const match = quantityForm.exec(asciiForms(raw));
    const rest = match?.[2] ?? "";
    const number = match === null ? undefined : plainNumber(match[1]);
    const more = /^[,_'’]?\d/.test(rest.replace(digitInFront, "")) || (number === 0 && /^[xob][\da-f]/i.test(rest));
    if (match === null || number === undefined || more) {
      const problem = numberProblem(match !== null && number === undefined ? match[1] : raw);
      return { index: 0, ...(problem ?? message("quantity_not_number", { text: raw, ...such })) };
    }
    value = number;
    unitText = rest;
    unitIndex = raw.trimEnd().length - rest.length;
  }
  let unit = given;
  if (unitText !== "") {
    const parsed = unitFor(system, unitText, wanted);
    if (isFault(parsed)) return { index: unitIndex, ...parsed };
    unit = parsed;
  }
  const text = unit === undefined ? String(value) : withUnit(value, unit);
  if (unit === undefined) {
    if (value !== 0 && convert(dimensionless, wanted) !== 1) {
      return { index: 0, ...message("quantity_without_unit", { value, unit: wanted.text }) };
    }
    return { value, text, plain: true };
  }
  const factor = convert(unit, wanted);
  if (factor === undefined || !sameRate(unit, wanted)) {
    const perYear = factor !== undefined && yearsOf(unit) < 0 && yearsOf(wanted) === 0;
    return { index: unitIndex, ...message("quantity_unit", { unit: unit.text, wanted: wanted.text, perYear }) };
  }
  const converted = factor === 1 ? value : Number((value * factor).toPrecision(15));
  if (!Number.isFinite(converted) || (converted === 0 && value !== 0))
    return { index: 0, ...message("quantity_size", { text, unit: wanted.text }) };
  return unit.text === "1" ? { value: converted, text, plain: true } : { value: converted, text };
}

/**
 * Whether a unit stands to years as the one wanted does: 2 GW/yr are no stock of 2 GW. A yearly amount may leave out the
 * year, as plans do (400 Mt for 400 Mt/yr), since the model's step is a year.
 */
function sameRate(unit: Unit, wanted: Unit): boolean {
  const [years, needed] = [yearsOf(unit), yearsOf(wanted)];
  if (years === needed || (years === 0 && needed < 0)) return true;
  // A number of years may be plain.
  return years === 0 && isDimensionless(unit) && unit.factor === 1;
}

export function isQuantityProblem(result: Quantity | QuantityProblem): result is QuantityProblem {
  return "message" in result;
}
