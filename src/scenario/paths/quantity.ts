import {
  convert,
  dimensionless,
  isDimensionless,
  parseUnit,
  type Unit,
  type UnitSystem,
  yearsOf,
} from "../../engine/language/units.ts";
import { asciiForms } from "../../text/ascii-forms.ts";
import { numberProblem, plainNumber } from "../../text/plain-number.ts";
import { quote } from "../../text/quote.ts";

export interface Quantity {
  /** In the unit asked for. */
  readonly value: number;
  /** As written, with its unit. */
  readonly text: string;
  /** Where it was written without a unit. */
  readonly plain?: true;
}

/** What is wrong with a quantity, and at which of its characters. */
export interface QuantityProblem {
  readonly index: number;
  readonly message: string;
}

const quantityForm = /^\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\d.])\s*(.*?)\s*$/su;

/** What may follow a number and begin with a digit: a power of ten as in `5 1e6 ha`, or a unit such as `1/yr`. */
const digitInFront = /^(?:1[eE][+-]?\d+(?![\d.])|1\s*\/)/;

/** The unit as a message asks for it: a share is written in %. */
export function unitWanted(wanted: Unit): string {
  return wanted.text === "1" ? "%" : wanted.text === "1/yr" ? "%/yr" : wanted.text;
}

/** What is wrong with a unit, and what is needed in its place; a likely spelling comes last. */
export function withUnitWanted(problem: string, wanted: Unit): string {
  return beforeGuess(problem, `a unit such as ${unitWanted(wanted)} is needed`);
}

/** The message with another part in front of its "did you mean". */
export function beforeGuess(message: string, part: string): string {
  const [, said, guess = ""] = /^(.*?)(; did you mean "[^"]+"\?)?$/s.exec(message) as RegExpExecArray;
  return `${said}; ${part}${guess}`;
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
  const example = `write a number with its unit, such as "5 ${unitWanted(wanted)}"`;
  if (raw === null) return { index: 0, message: `nothing stands here; ${example}` };
  if (typeof raw === "boolean") return { index: 0, message: `"${raw}" is not a number; ${example}` };
  let value: number;
  let unitText = "";
  let unitIndex = 0;
  if (typeof raw === "number") {
    if (!Number.isFinite(raw)) return { index: 0, message: `${raw} is not a finite number` };
    value = raw + 0;
  } else {
    const match = quantityForm.exec(asciiForms(raw));
    const rest = match?.[2] ?? "";
    const number = match === null ? undefined : plainNumber(match[1]);
    const more = /^[,_'’]?\d/.test(rest.replace(digitInFront, "")) || (number === 0 && /^[xob][\da-f]/i.test(rest));
    if (match === null || number === undefined || more) {
      const problem = numberProblem(match !== null && number === undefined ? match[1] : raw);
      return { index: 0, message: problem ?? `"${quote(raw)}" is not a number; ${example}` };
    }
    value = number;
    unitText = rest;
    unitIndex = raw.trimEnd().length - rest.length;
  }
  let unit = given;
  if (unitText !== "") {
    const parsed = parseUnit(system, unitText, wanted);
    if (typeof parsed === "string") return { index: unitIndex, message: withUnitWanted(parsed, wanted) };
    unit = parsed;
  }
  const text = unit === undefined || unit.text === "1" ? String(value) : `${value} ${unit.text}`;
  if (unit === undefined) {
    if (value !== 0 && convert(dimensionless, wanted) !== 1) {
      return { index: 0, message: `${value} has no unit; write it with one, such as "${value} ${wanted.text}"` };
    }
    return { value, text, plain: true };
  }
  const factor = convert(unit, wanted);
  if (factor === undefined || !sameRate(unit, wanted)) {
    const perYear = factor !== undefined && yearsOf(unit) < 0 && yearsOf(wanted) === 0;
    const share = wanted.text === "1" || wanted.text === "1/yr";
    const needed = share ? "a plain number or a share in % is needed" : `${wanted.text} is needed`;
    const other = perYear || share ? "" : ", or a unit that converts to it";
    const fault = perYear ? "is of an amount per year, and this is none" : "does not fit";
    return { index: unitIndex, message: `the unit "${quote(unit.text)}" ${fault}; ${needed}${other}` };
  }
  const converted = factor === 1 ? value : Number((value * factor).toPrecision(15));
  if (!Number.isFinite(converted) || (converted === 0 && value !== 0))
    return { index: 0, message: `${quote(text)} has no size in ${wanted.text} that a number can hold` };
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
