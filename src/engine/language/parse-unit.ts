import { asciiForms, plainNumber } from "../../text/plain-number.ts";
import { InputError, isFault, type Message, message, problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import type { Code, Said, ValuesOf } from "../../text/sentences/english.ts";
import type { UnitWrong } from "../../text/sentences/units.ts";
import { countedNames, nearestUnit, physicalUnit, refusedUnit, unitNamed } from "./unit-names.ts";
import {
  dimensionless,
  divide,
  isDimensionless,
  multiply,
  raise,
  sameDimensions,
  type Unit,
  type UnitDeclaration,
  type UnitSystem,
} from "./units.ts";

const prefixFactors: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
};

/**
 * The unit system of a model: mathjs' physical units and the model's own.
 *
 * @throws InputError where a declaration repeats a name or rests on an unknown unit.
 */
export function createUnitSystem(declarations: readonly UnitDeclaration[]): UnitSystem {
  const year: Unit = { ...dimensionless, text: "yr", years: 1 };
  const percent: Unit = { text: "%", factor: 0.01, dimensions: {} };
  const named = new Map<string, Unit>([
    ["yr", year],
    ["年", year],
    ["%", percent],
    ["百分点", percent],
    ["个百分点", percent],
    ["‰", { text: "‰", factor: 0.001, dimensions: {} }],
  ]);
  const system: UnitSystem = { named, physical: new Map() };
  for (const declaration of declarations) {
    const { name, is, at } = declaration;
    const fail = <C extends Code>(code: C, values: ValuesOf<C>): never => {
      throw new InputError([problem(at, `units.${name}`, code, values)]);
    };
    let unit: Unit;
    if (is === undefined) {
      unit = { text: name, factor: 1, dimensions: { [name]: 1 } };
    } else {
      const meaning = meaningOf(system, is);
      if (isFault(meaning)) throw new InputError([{ at, path: `units.${name}`, ...meaning }]);
      unit = { ...meaning, text: name };
    }
    const add = (spelling: string, factor: number) => {
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(spelling) || spelling in {}) fail("unit_name", { name: spelling });
      if (named.has(spelling)) fail("unit_declared", { name: spelling });
      if (physicalUnit(spelling) !== undefined) fail("unit_reserved", { name: spelling });
      named.set(spelling, { text: spelling, factor: unit.factor * factor, dimensions: unit.dimensions });
    };
    add(name, 1);
    for (const prefix of declaration.prefixes) {
      if (!Object.hasOwn(prefixFactors, prefix)) fail("unit_prefix", { prefix, known: Object.keys(prefixFactors) });
      add(`${prefix}${name}`, prefixFactors[prefix]);
    }
    for (const spelling of declaration.also) add(spelling, 1);
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

/** The unit, what is wrong with the text, or the first name in it that is no unit. */
function readUnit(
  system: UnitSystem,
  text: string,
  replace?: readonly [string, string],
): Unit | Message | { readonly unknown: string } {
  const found = text.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[*/^()·%‰-]|[\p{L}_][\p{L}\p{N}_]*|\S/gu) ?? [];
  const tokens = replace === undefined ? [...found] : found.map((token) => (token === replace[0] ? replace[1] : token));
  const shown = { unit: quote(text) };
  let next = 0;
  let depth = 0;
  let shares = 0;
  let numbers = 0;
  let wrong: Message | "unknown" | undefined;
  let unknown: string | undefined;

  const product = (): Unit => {
    let unit = power();
    while (wrong === undefined && next < tokens.length && tokens[next] !== ")") {
      const token = tokens[next];
      if (token === "*" || token === "·") next++;
      const divides = token === "/";
      if (divides) next++;
      const other = power();
      unit = divides ? divide(unit, other) : multiply(unit, other);
    }
    return unit;
  };
  const power = (): Unit => {
    const name = tokens[next];
    const word =
      name === undefined || unitNamed(system, name) !== undefined
        ? undefined
        : countedNames(name).find(({ rest }) => rest === "" || unitNamed(system, rest) !== undefined);
    if (word !== undefined) {
      // The word counts what stands behind it, its power included: 万m^2 are 10,000 square metres.
      numbers++;
      if (word.rest === "") {
        next++;
        if (next === tokens.length || /^[*/^)]/.test(tokens[next])) {
          unknown ??= name;
          wrong ??= "unknown";
          return dimensionless;
        }
      } else tokens[next] = word.rest;
      const counted = power();
      return { ...counted, factor: word.times * counted.factor };
    }
    const unit = atom();
    if (tokens[next] !== "^") return unit;
    if (isShare(unit)) wrong ??= message("unit_share", shown);
    next++;
    const negative = tokens[next] === "-";
    if (negative) next++;
    const exponent = plainNumber(tokens[next++] ?? "");
    if (exponent === undefined || !Number.isInteger(exponent)) {
      wrong ??= message("unit_power_whole", shown);
      return unit;
    }
    // A power of ten may have any exponent; its size is judged in the end.
    if (Object.keys(unit.dimensions).length > 0 && (exponent === 0 || exponent > MOST_POWER))
      wrong ??= message("unit_power_size", { ...shown, most: MOST_POWER });
    return raise(unit, negative ? -exponent : exponent);
  };
  const atom = (): Unit => {
    const before = tokens[next - 1];
    const token = tokens[next++];
    if (token === undefined) {
      wrong ??= text === "" ? message("unit_missing", {}) : message("unit_ends_early", shown);
      return dimensionless;
    }
    if (token === "(") {
      if (++depth > MOST_NESTED) wrong ??= message("unit_nested", { ...shown, most: MOST_NESTED });
      if (wrong !== undefined) return dimensionless;
      const unit = product();
      depth--;
      if (tokens[next++] !== ")") wrong ??= message("unit_not_closed", shown);
      return unit;
    }
    if (/^\d/.test(token)) {
      numbers++;
      if (before !== undefined && before !== "(") wrong ??= message("unit_number_place", shown);
      if (!/^10*$|^1[eE][+-]?\d+$/.test(token)) wrong ??= message("unit_number_power", { ...shown, number: token });
      return { text: token, factor: Number(token), dimensions: {} };
    }
    if (!/^[\p{L}_%‰]/u.test(token)) {
      wrong ??= message("unit_sign", { ...shown, sign: token });
      return dimensionless;
    }
    const unit = unitNamed(system, token);
    if (unit === undefined) {
      unknown ??= token;
      wrong ??= "unknown";
      return dimensionless;
    }
    if (isShare(unit)) shares++;
    return unit;
  };

  const unit = product();
  if (wrong === undefined && next < tokens.length) return message("unit_unexpected", { ...shown, sign: tokens[next] });
  if (wrong === "unknown") return { unknown: unknown ?? "" };
  if (wrong !== undefined) return wrong;
  if (shares > 0 && (shares > 1 || numbers > 0 || !isDimensionless(unit))) return message("unit_share", shown);
  if (!(unit.factor > 0 && Number.isFinite(unit.factor))) return message("unit_size", shown);
  return { ...unit, text };
}

/** Whether the unit is a part of a hundred or a thousand. */
function isShare(unit: Unit): boolean {
  return isDimensionless(unit) && unit.factor < 1;
}
