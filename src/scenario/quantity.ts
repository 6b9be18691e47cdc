import { convert, dimensionless, parseUnit, type Unit, type UnitSystem } from "../engine/units.ts";

export interface Quantity {
  /** In the unit asked for. */
  readonly value: number;
  /** As written, with its unit. */
  readonly text: string;
}

/** What is wrong with a quantity, and at which of its characters. */
export interface QuantityProblem {
  readonly index: number;
  readonly message: string;
}

const quantityForm = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![\d.])\s*(.*?)\s*$/su;

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
  const example = `write a number with its unit, such as "5 ${wanted.text === "1" ? "%" : wanted.text}"`;
  if (raw === null) return { index: 0, message: `nothing stands here; ${example}` };
  if (typeof raw === "boolean") return { index: 0, message: `"${raw}" is not a number; ${example}` };
  let value: number;
  let unitText = "";
  let unitIndex = 0;
  if (typeof raw === "number") {
    value = raw;
  } else {
    if (/^\s*[+-]?\d{1,3}(?:[,_]\d{3})+/.test(raw)) {
      return { index: 0, message: `"${raw}" has marks between its thousands; write the digits alone` };
    }
    const match = quantityForm.exec(raw);
    if (match === null) return { index: 0, message: `"${raw}" is not a number; ${example}` };
    value = Number(match[1]);
    unitText = match[2];
    unitIndex = raw.length - raw.trimEnd().length > 0 ? raw.indexOf(unitText) : raw.length - unitText.length;
  }
  if (!Number.isFinite(value)) return { index: 0, message: `${raw} is not a finite number` };
  let unit = given;
  if (unitText !== "") {
    const parsed = parseUnit(system, unitText);
    if (typeof parsed === "string")
      return { index: unitIndex, message: `${parsed}; a unit such as ${wanted.text} is needed` };
    unit = parsed;
  }
  const text = unit === undefined || unit.text === "1" ? String(value) : `${value} ${unit.text}`;
  if (unit === undefined) {
    if (value !== 0 && convert(dimensionless, wanted) !== 1) {
      return { index: 0, message: `${value} has no unit; write it with one, such as "${value} ${wanted.text}"` };
    }
    return { value, text };
  }
  const factor = convert(unit, wanted);
  if (factor === undefined) {
    return {
      index: unitIndex,
      message: `the unit "${unit.text}" does not fit; ${wanted.text === "1" ? "a plain number or a share in % is needed" : `${wanted.text} is needed, or a unit that converts to it`}`,
    };
  }
  return { value: factor === 1 ? value : Number((value * factor).toPrecision(15)), text };
}

export function isQuantityProblem(result: Quantity | QuantityProblem): result is QuantityProblem {
  return "message" in result;
}
