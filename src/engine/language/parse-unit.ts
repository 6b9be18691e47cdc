import { asciiForms, plainNumber } from "../../text/plain-number.ts";
import { InputError, isFault, type Message, message, problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import type { Code, Said, ValuesOf } from "../../text/sentences/english.ts";
import type { UnitWrong } from "../../text/sentences/models.ts";
import { countedNames, nearestUnit, physicalUnit, refusedUnit, unitNamed } from "./unit-names.ts";
import {
  divide,
  isDimensionless,
  multiply,
  raise,
  sameDimensions,
  type Unit,
  type UnitDeclaration,
  type UnitSystem,
} from "./units.ts";

const prefixFactors: Readonly<Record<string, number>> = { m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };

/**
 * The unit system of a model: mathjs' physical units and the model's own.
 *
 * @throws InputError where a declaration repeats a name or rests on an unknown unit.
 */
export function createUnitSystem(declarations: readonly UnitDeclaration[]): UnitSystem {
  const plain = (text: string, factor: number, years?: number): Unit => ({ text, factor, dimensions: {}, years });
  const named = new Map<string, Unit>([
    ["yr", plain("yr", 1, 1)],
    ["年", plain("yr", 1, 1)],
    ["%", plain("%", 0.01)],
    ["百分点", plain("%", 0.01)],
    ["个百分点", plain("%", 0.01)],
    ["‰", plain("‰", 0.001)],
  ]);
  const system: UnitSystem = { named, physical: new Map() };
  for (const { name, is, prefixes, also, at } of declarations) {
    const path = `units.${name}`;
    const fail = <C extends Code>(code: C, values: ValuesOf<C>): never => {
      throw new InputError([problem(at, path, code, values)]);
    };
    const meaning = is === undefined ? { factor: 1, dimensions: { [name]: 1 } } : meaningOf(system, is);
    if (isFault(meaning)) throw new InputError([{ at, path, ...meaning }]);
    const add = (spelling: string, times: number) => {
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(spelling) || spelling in {}) fail("unit_name", { name: spelling });
      if (named.has(spelling)) fail("unit_declared", { name: spelling });
      if (physicalUnit(spelling) !== undefined) fail("unit_reserved", { name: spelling });
      named.set(spelling, { text: spelling, factor: meaning.factor * times, dimensions: meaning.dimensions });
    };
    add(name, 1);
    for (const prefix of prefixes) {
      if (!Object.hasOwn(prefixFactors, prefix)) fail("unit_prefix", { prefix, known: Object.keys(prefixFactors) });
      add(`${prefix}${name}`, prefixFactors[prefix]);
    }
    for (const spelling of also) add(spelling, 1);
  }
  return system;
}

/** What a declaration says that a unit is: a number and units, such as `29.3076 GJ`. */
function meaningOf(system: UnitSystem, text: string): Unit | Message {
  const [, number, rest] = /^\s*([\d.]+(?:[eE][+-]?\d+)?)\s+(.*)$/s.exec(text) ?? [undefined, "1", text];
  const times = plainNumber(number);
  if (times === undefined) return message("not_a_number", { text: number });
  const unit = parseUnit(system, rest);
  if (isFault(unit)) return unit;
  return times > 0 ? { ...unit, factor: times * unit.factor } : message("unit_more_than", { number });
}

/** The most characters and parentheses in each other that a unit has; real ones have 20 and 2. */
const MOST_CHARACTERS = 100;
const MOST_NESTED = 8;

const MOST_POWER = 9;

/**
 * The unit written in `text` (names, `*`, `/`, whole powers, parentheses, and a power of ten in front or behind an
 * opening parenthesis), or what is wrong with it. A name that is misspelt is told with one that fits `wanted`.
 */
export function parseUnit(system: UnitSystem, text: string, wanted?: Unit): Unit | Message {
  const written = asciiForms(text).replaceAll("²", "^2").replaceAll("³", "^3").trim();
  if (written.length > MOST_CHARACTERS)
    return message("unit_wrong", {
      fault: { code: "unit_too_long", values: { unit: text, length: written.length, most: MOST_CHARACTERS } },
    });
  const read = readUnit(system, written);
  if (isFault(read)) return message("unit_wrong", { fault: read.said as Said });
  if (!("unknown" in read)) return read;
  const refusal = refusedUnit(read.unknown);
  if (refusal !== undefined) return message("unit_wrong", refusal);
  const near = nearestUnit(system, read.unknown, (candidate) => {
    const unit = wanted === undefined ? unitIn(system, candidate) : unitIn(system, written, [read.unknown, candidate]);
    return unit !== undefined && (wanted === undefined || sameDimensions(unit, wanted)) ? unit : undefined;
  });
  return message("unit_wrong", { fault: { code: "unit_unknown", values: { name: read.unknown } }, near });
}

/** What `parseUnit` found wrong, with what is needed in its place. */
export function withNeeded(fault: Message, needed: Pick<UnitWrong, "wanted" | "allowed">): Message {
  return message("unit_wrong", { ...(fault.said?.values as UnitWrong), ...needed });
}

function unitIn(system: UnitSystem, text: string, replace?: readonly [string, string]): Unit | undefined {
  const read = readUnit(system, text, replace);
  return isFault(read) || "unknown" in read ? undefined : read;
}

/** Thrown by the readers of a unit's parts: what is wrong, or the first name that is no unit. */
interface Refusal {
  readonly refused: Message | { readonly unknown: string };
}

/** The unit, what is wrong with the text, or the first name in it that is no unit. */
function readUnit(
  system: UnitSystem,
  text: string,
  replace?: readonly [string, string],
): Unit | Message | { readonly unknown: string } {
  const written = text.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[*/^()·%‰-]|[\p{L}_][\p{L}\p{N}_]*|\S/gu) ?? [];
  const tokens = written.map((token) => (token === replace?.[0] ? replace[1] : token));
  const shown = { unit: quote(text) };
  let next = 0;
  let depth = 0;
  let shares = 0;
  let numbers = 0;
  const stop = (refused: Refusal["refused"]): never => {
    throw { refused } satisfies Refusal;
  };

  const product = (): Unit => {
    let unit = power();
    while (next < tokens.length && tokens[next] !== ")") {
      const sign = /^[*·/]$/.test(tokens[next]) ? tokens[next++] : "*";
      unit = sign === "/" ? divide(unit, power()) : multiply(unit, power());
    }
    return unit;
  };
  const power = (): Unit => {
    const counted = countedUnit();
    if (counted !== undefined) return counted;
    const unit = atom();
    if (tokens[next] !== "^") return unit;
    if (isShare(unit)) stop(message("unit_share", shown));
    next++;
    const negative = tokens[next] === "-";
    if (negative) next++;
    const exponent = plainNumber(tokens[next++] ?? "");
    if (exponent === undefined || !Number.isInteger(exponent)) return stop(message("unit_power_whole", shown));
    // A power of ten may have any exponent; its size is judged in the end.
    if (Object.keys(unit.dimensions).length > 0 && (exponent === 0 || exponent > MOST_POWER))
      stop(message("unit_power_size", { ...shown, most: MOST_POWER }));
    return raise(unit, negative ? -exponent : exponent);
  };
  /** What a number word counts, where one stands; power included: 万m^2 are 10,000 square metres. */
  const countedUnit = (): Unit | undefined => {
    const name = tokens[next];
    if (name === undefined || unitNamed(system, name) !== undefined) return undefined;
    const word = countedNames(name).find(({ rest }) => rest === "" || unitNamed(system, rest) !== undefined);
    if (word === undefined) return undefined;
    numbers++;
    if (word.rest !== "") tokens[next] = word.rest;
    else if (++next === tokens.length || /^[*/^)]/.test(tokens[next])) stop({ unknown: name });
    const unit = power();
    return { ...unit, factor: word.times * unit.factor };
  };
  const atom = (): Unit => {
    const before = tokens[next - 1];
    const token = tokens[next++];
    if (token === undefined) return stop(text === "" ? message("unit_missing", {}) : message("unit_ends_early", shown));
    if (token === "(") {
      if (++depth > MOST_NESTED) stop(message("unit_nested", { ...shown, most: MOST_NESTED }));
      const unit = product();
      depth--;
      if (tokens[next++] !== ")") stop(message("unit_not_closed", shown));
      return unit;
    }
    if (/^\d/.test(token)) {
      numbers++;
      if (before !== undefined && before !== "(") stop(message("unit_number_place", shown));
      if (!/^10*$|^1[eE][+-]?\d+$/.test(token)) stop(message("unit_number_power", { ...shown, number: token }));
      return { text: token, factor: Number(token), dimensions: {} };
    }
    if (!/^[\p{L}_%‰]/u.test(token)) return stop(message("unit_sign", { ...shown, sign: token }));
    const unit = unitNamed(system, token) ?? stop({ unknown: token });
    if (isShare(unit)) shares++;
    return unit;
  };

  try {
    const unit = product();
    if (next < tokens.length) return message("unit_unexpected", { ...shown, sign: tokens[next] });
    if (shares > 0 && (shares > 1 || numbers > 0 || !isDimensionless(unit))) return message("unit_share", shown);
    if (!(unit.factor > 0 && Number.isFinite(unit.factor))) return message("unit_size", shown);
    return { ...unit, text };
  } catch (error) {
    if (error instanceof Error) throw error;
    return (error as Refusal).refused;
  }
}

/** Whether the unit is a part of a hundred or a thousand. */
function isShare(unit: Unit): boolean {
  return isDimensionless(unit) && unit.factor < 1;
}
