import { mathjs } from "./mathjs.ts";
import { InputError, type Place, suggestion } from "./problems.ts";

/** Exponents by base dimension, such as `{MASS: 1, TIME: -2}`; zero exponents are left out. */
export type Dimensions = Readonly<Record<string, number>>;

/** A unit: how many base units it holds, and its dimensions. */
export interface Unit {
  readonly text: string;
  readonly factor: number;
  readonly dimensions: Dimensions;
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

/** Names that mathjs reads in another sense than the field does. */
const refused: Readonly<Record<string, string>> = {
  ton: "is a short ton to many; write t (tonne)",
  tons: "is a short ton to many; write t (tonne)",
  year: "differs between calendars; write yr (one step of the model)",
  years: "differs between calendars; write yr (one step of the model)",
  month: "is not a unit of annual models",
  day: "is not a unit of annual models; write h",
};

/**
 * The unit system of a model: mathjs' physical units and the model's own.
 *
 * @throws InputError where a declaration repeats a name or rests on an unknown unit.
 */
export function createUnitSystem(declarations: readonly UnitDeclaration[]): UnitSystem {
  const named = new Map<string, Unit>([
    ["yr", { ...dimensionless, text: "yr" }],
    ["%", { text: "%", factor: 0.01, dimensions: {} }],
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
      const meaning = parseUnit(system, is);
      if (typeof meaning === "string") return fail(meaning);
      unit = { ...meaning, text: name };
    }
    const add = (spelling: string, factor: number) => {
      if (named.has(spelling)) fail(`"${spelling}" is declared already`);
      named.set(spelling, { text: spelling, factor: unit.factor * factor, dimensions: unit.dimensions });
    };
    add(name, 1);
    for (const prefix of declaration.prefixes) {
      if (!(prefix in prefixFactors))
        fail(`unknown prefix "${prefix}"; known are ${Object.keys(prefixFactors).join(", ")}`);
      add(`${prefix}${name}`, prefixFactors[prefix]);
    }
    for (const spelling of declaration.also) add(spelling, 1);
  }
  return system;
}

/** The unit written in `text` (names, numbers, `*`, `/`, integer powers, parentheses), or what is wrong with it. */
export function parseUnit(system: UnitSystem, text: string): Unit | string {
  const tokens = text.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[*/^()·%-]|[\p{L}_][\p{L}\p{N}_]*|\S/gu) ?? [];
  let next = 0;
  let wrong: string | undefined;

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
    const unit = atom();
    if (tokens[next] !== "^") return unit;
    next++;
    const negative = tokens[next] === "-";
    if (negative) next++;
    const exponent = Number(tokens[next++]);
    if (!Number.isInteger(exponent)) {
      wrong ??= `a power of a unit must be a whole number in "${text}"`;
      return unit;
    }
    return raise(unit, negative ? -exponent : exponent);
  };
  const atom = (): Unit => {
    const token = tokens[next++];
    if (token === undefined) {
      wrong ??= text.trim() === "" ? "a unit is missing" : `the unit "${text}" ends too early`;
      return dimensionless;
    }
    if (token === "(") {
      const unit = product();
      if (tokens[next++] !== ")") wrong ??= `a parenthesis is not closed in the unit "${text}"`;
      return unit;
    }
    if (/^\d/.test(token)) return { text: token, factor: Number(token), dimensions: {} };
    if (token !== "%" && !/^[\p{L}_]/u.test(token)) {
      wrong ??= `"${token}" is not part of a unit in "${text}"`;
      return dimensionless;
    }
    const unit = lookUp(system, token);
    if (typeof unit === "string") {
      wrong ??= unit;
      return dimensionless;
    }
    return unit;
  };

  const unit = product();
  if (wrong === undefined && next < tokens.length) wrong = `unexpected "${tokens[next]}" in the unit "${text}"`;
  return wrong ?? { ...unit, text: text.trim() };
}

function lookUp(system: UnitSystem, name: string): Unit | string {
  const own = system.named.get(name) ?? system.physical.get(name);
  if (own !== undefined) return own;
  if (Object.hasOwn(refused, name)) return `"${name}" ${refused[name]}`;
  try {
    const { value, dimensions } = mathjs().unit(1, name) as unknown as { value: number; dimensions: readonly number[] };
    const bases = (mathjs().Unit as unknown as { BASE_DIMENSIONS: readonly string[] }).BASE_DIMENSIONS;
    const exponents: Record<string, number> = {};
    dimensions.forEach((exponent, i) => {
      if (Math.abs(exponent) > 1e-12) exponents[bases[i]] = exponent;
    });
    const unit = { text: name, factor: value, dimensions: exponents };
    system.physical.set(name, unit);
    return unit;
  } catch {
    return `unknown unit "${name}"${suggestion(name, system.named.keys())}`;
  }
}

export function multiply(a: Unit, b: Unit): Unit {
  return {
    text: `${a.text}*${b.text}`,
    factor: a.factor * b.factor,
    dimensions: combine(a.dimensions, b.dimensions, 1),
  };
}

export function divide(a: Unit, b: Unit): Unit {
  return {
    text: `${a.text}/(${b.text})`,
    factor: a.factor / b.factor,
    dimensions: combine(a.dimensions, b.dimensions, -1),
  };
}

export function raise(a: Unit, exponent: number): Unit {
  const dimensions: Record<string, number> = {};
  for (const [name, own] of Object.entries(a.dimensions)) {
    if (own * exponent !== 0) dimensions[name] = own * exponent;
  }
  return { text: `(${a.text})^${exponent}`, factor: a.factor ** exponent, dimensions };
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
