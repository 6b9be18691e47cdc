import { asciiForms } from "../../text/ascii-forms.ts";
import { countedNames } from "../../text/number-words.ts";
import { plainNumber } from "../../text/plain-number.ts";
import { InputError, type Place } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { physicalUnit } from "./physical-units.ts";
import { nearestUnit, unitNamed, unknownUnit } from "./unit-names.ts";

/** Exponents by base dimension, such as `{MASS: 1, TIME: -2}`; zero exponents are left out. */
export type Dimensions = Readonly<Record<string, number>>;

/** A unit: how many base units it holds, and its dimensions. */
export interface Unit {
  readonly text: string;
  readonly factor: number;
  readonly dimensions: Dimensions;
  /**
   * The exponent of `yr`, where it is not 0. Years are no dimension, so that formulas may add what is new in a year to
   * what stands; but who writes GW/yr for a stock in GW is told.
   */
  readonly years?: number;
}

/** What the model declares of one unit of its own. */
export interface UnitDeclaration {
  readonly name: string;
  /** In terms of other units, such as `29.3076 GJ`; undefined for a new base dimension. */
  readonly is?: string;
  readonly prefixes: readonly string[];
  /** Other spellings of the same unit. */
  readonly also: readonly string[];
  readonly at: Place;
}

/** The units a model may speak of. */
export interface UnitSystem {
  readonly named: ReadonlyMap<string, Unit>;
  /** mathjs' units that were asked for already: it takes a tenth of a second to come up. */
  readonly physical: Map<string, Unit>;
}

export const dimensionless: Unit = { text: "1", factor: 1, dimensions: {} };

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
    const fail = (message: string): never => {
      throw new InputError([{ at, path: `units.${name}`, message }]);
    };
    let unit: Unit;
    if (is === undefined) {
      unit = { text: name, factor: 1, dimensions: { [name]: 1 } };
    } else {
      const meaning = meaningOf(system, is);
      if (typeof meaning === "string") return fail(meaning);
      unit = { ...meaning, text: name };
    }
    const add = (spelling: string, factor: number) => {
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(spelling) || spelling in {})
        fail(`"${quote(spelling)}" is no name for a unit; letters, digits and _ are allowed, a letter first`);
      if (named.has(spelling)) fail(`"${spelling}" is declared already`);
      if (physicalUnit(spelling) !== undefined) fail(`"${spelling}" has its meaning everywhere and cannot be declared`);
      named.set(spelling, { text: spelling, factor: unit.factor * factor, dimensions: unit.dimensions });
    };
    add(name, 1);
    for (const prefix of declaration.prefixes) {
      if (!Object.hasOwn(prefixFactors, prefix))
        fail(`unknown prefix "${prefix}"; known are ${Object.keys(prefixFactors).join(", ")}`);
      add(`${prefix}${name}`, prefixFactors[prefix]);
    }
    for (const spelling of declaration.also) add(spelling, 1);
  }
  return system;
}

/** What a declaration says that a unit is: a number and units, such as `29.3076 GJ`. */
function meaningOf(system: UnitSystem, text: string): Unit | string {
  const [, number, rest] = /^\s*([\d.]+(?:[eE][+-]?\d+)?)\s+(.*)$/s.exec(text) ?? [undefined, "1", text];
  const times = plainNumber(number);
  if (times === undefined) return `"${quote(number)}" is not a number`;
  const unit = parseUnit(system, rest);
  if (typeof unit === "string") return unit;
  return times > 0 ? { ...unit, factor: times * unit.factor } : `a unit is more than ${number} of another`;
}

/** The most characters and parentheses in each other that a unit has; real ones have 20 and 2. */
const MOST_CHARACTERS = 100;
const MOST_NESTED = 8;

const MOST_POWER = 9;

/**
 * The unit written in `text` (names, `*`, `/`, whole powers, parentheses, and a power of ten in front or behind an
 * opening parenthesis), or what is wrong with it. A name that is misspelt is told with one that fits `wanted`.
 */
export function parseUnit(system: UnitSystem, text: string, wanted?: Unit): Unit | string {
  const written = asciiForms(text).replaceAll("²", "^2").replaceAll("³", "^3").trim();
  if (written.length > MOST_CHARACTERS)
    return `the unit "${quote(text)}" has ${written.length} characters, more than ${MOST_CHARACTERS}`;
  const read = readUnit(system, written);
  if (typeof read !== "string" && !("unknown" in read)) return read;
  if (typeof read === "string") return read;
  const { message, open } = unknownUnit(read.unknown);
  if (!open) return message;
  const near = nearestUnit(system, read.unknown, (candidate) => {
    const unit = wanted === undefined ? unitIn(system, candidate) : unitIn(system, written, [read.unknown, candidate]);
    return unit !== undefined && (wanted === undefined || sameDimensions(unit, wanted)) ? unit : undefined;
  });
  return near === undefined ? message : `${message}; did you mean "${near}"?`;
}

function unitIn(system: UnitSystem, text: string, replace?: readonly [string, string]): Unit | undefined {
  const read = readUnit(system, text, replace);
  return typeof read === "string" || "unknown" in read ? undefined : read;
}

/** The unit, what is wrong with the text, or the first name in it that is no unit. */
function readUnit(
  system: UnitSystem,
  text: string,
  replace?: readonly [string, string],
): Unit | string | { readonly unknown: string } {
  const found = text.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[*/^()·%‰-]|[\p{L}_][\p{L}\p{N}_]*|\S/gu) ?? [];
  const tokens = replace === undefined ? [...found] : found.map((token) => (token === replace[0] ? replace[1] : token));
  const shown = quote(text);
  let next = 0;
  let depth = 0;
  let shares = 0;
  let numbers = 0;
  let wrong: string | undefined;
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
    if (isShare(unit)) wrong ??= `% stands once in a unit, alone or per year, not as in "${shown}"`;
    next++;
    const negative = tokens[next] === "-";
    if (negative) next++;
    const exponent = plainNumber(tokens[next++] ?? "");
    if (exponent === undefined || !Number.isInteger(exponent)) {
      wrong ??= `a power of a unit must be a whole number in "${shown}"`;
      return unit;
    }
    // A power of ten may have any exponent; its size is judged in the end.
    if (Object.keys(unit.dimensions).length > 0 && (exponent === 0 || exponent > MOST_POWER))
      wrong ??= `a power of a unit is from 1 to ${MOST_POWER} in "${shown}"`;
    return raise(unit, negative ? -exponent : exponent);
  };
  const atom = (): Unit => {
    const before = tokens[next - 1];
    const token = tokens[next++];
    if (token === undefined) {
      wrong ??= text === "" ? "a unit is missing" : `the unit "${shown}" ends too early`;
      return dimensionless;
    }
    if (token === "(") {
      if (++depth > MOST_NESTED) wrong ??= `the unit "${shown}" has more than ${MOST_NESTED} parentheses in each other`;
      if (wrong !== undefined) return dimensionless;
      const unit = product();
      depth--;
      if (tokens[next++] !== ")") wrong ??= `a parenthesis is not closed in the unit "${shown}"`;
      return unit;
    }
    if (/^\d/.test(token)) {
      numbers++;
      if (before !== undefined && before !== "(")
        wrong ??= `a number stands in front of a unit, or in parentheses as in tce/(10000 CNY), not as in "${shown}"`;
      if (!/^10*$|^1[eE][+-]?\d+$/.test(token))
        wrong ??= `the number in a unit is a power of ten, such as 10000 or 1e4; found ${quote(token)} in "${shown}"`;
      return { text: token, factor: Number(token), dimensions: {} };
    }
    if (!/^[\p{L}_%‰]/u.test(token)) {
      wrong ??= `"${quote(token)}" is not part of a unit in "${shown}"`;
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
  if (wrong === undefined && next < tokens.length) wrong = `unexpected "${quote(tokens[next])}" in the unit "${shown}"`;
  if (wrong === "unknown" && unknown !== undefined) return { unknown };
  if (wrong !== undefined) return wrong;
  if (shares > 0 && (shares > 1 || numbers > 0 || !isDimensionless(unit)))
    return `% stands once in a unit, alone or per year, not as in "${shown}"`;
  if (!(unit.factor > 0 && Number.isFinite(unit.factor)))
    return `the unit "${shown}" has no size that a number can hold`;
  return { ...unit, text };
}

/** Whether the unit is a part of a hundred or a thousand. */
function isShare(unit: Unit): boolean {
  return isDimensionless(unit) && unit.factor < 1;
}

export function multiply(a: Unit, b: Unit): Unit {
  return {
    text: `${a.text}*${b.text}`,
    factor: a.factor * b.factor,
    dimensions: combine(a.dimensions, b.dimensions, 1),
    years: yearsOf(a) + yearsOf(b) || undefined,
  };
}

export function divide(a: Unit, b: Unit): Unit {
  return {
    text: `${a.text}/(${b.text})`,
    factor: a.factor / b.factor,
    dimensions: combine(a.dimensions, b.dimensions, -1),
    years: yearsOf(a) - yearsOf(b) || undefined,
  };
}

export function raise(a: Unit, exponent: number): Unit {
  const dimensions: Record<string, number> = {};
  for (const [name, own] of Object.entries(a.dimensions)) {
    if (own * exponent !== 0) dimensions[name] = own * exponent;
  }
  const years = yearsOf(a) * exponent || undefined;
  return { text: `(${a.text})^${exponent}`, factor: a.factor ** exponent, dimensions, years };
}

/** The exponent of `yr` in a unit: -1 for what is per year, 0 for a stock. */
export function yearsOf(unit: Unit): number {
  return unit.years ?? 0;
}

function combine(a: Dimensions, b: Dimensions, sign: 1 | -1): Dimensions {
  const sum: Record<string, number> = { ...a };
  for (const [name, exponent] of Object.entries(b)) {
    const total = (sum[name] ?? 0) + sign * exponent;
    if (Math.abs(total) < 1e-12) delete sum[name];
    else sum[name] = total;
  }
  return sum;
}

export function sameDimensions(a: Unit, b: Unit): boolean {
  const names = Object.keys(a.dimensions);
  return (
    names.length === Object.keys(b.dimensions).length &&
    names.every((name) => Math.abs(a.dimensions[name] - (b.dimensions[name] ?? 0)) < 1e-9)
  );
}

export function isDimensionless(unit: Unit): boolean {
  return Object.keys(unit.dimensions).length === 0;
}

/**
 * The number by which a value in `from` is multiplied to stand in `to`, or undefined where the dimensions
 * differ. Rounded to 15 digits, so that a thousand is a thousand and not 999.9999999999999.
 */
export function convert(from: Unit, to: Unit): number | undefined {
  if (!sameDimensions(from, to)) return undefined;
  return Number((from.factor / to.factor).toPrecision(15));
}

/** The dimensions in words for a message, such as `MASS^2/TIME`, or `a plain number`. */
export function describeDimensions(unit: Unit): string {
  const part = (sign: number) =>
    Object.entries(unit.dimensions)
      .filter(([, exponent]) => Math.sign(exponent) === sign)
      .map(([name, exponent]) => (Math.abs(exponent) === 1 ? name : `${name}^${Math.abs(exponent)}`));
  const above = part(1);
  const below = part(-1);
  if (above.length === 0 && below.length === 0) return "a plain number";
  return `${above.join("*") || "1"}${below.length > 0 ? `/${below.join("/")}` : ""}`;
}
