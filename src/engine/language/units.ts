import type { Place } from "../../text/problems.ts";

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

export function multiply(a: Unit, b: Unit): Unit {
  return combine(`${a.text}*${b.text}`, a.factor * b.factor, [a, 1], [b, 1]);
}

export function divide(a: Unit, b: Unit): Unit {
  return combine(`${a.text}/(${b.text})`, a.factor / b.factor, [a, 1], [b, -1]);
}

export function raise(a: Unit, exponent: number): Unit {
  return combine(`(${a.text})^${exponent}`, a.factor ** exponent, [a, exponent]);
}

/** The exponent of `yr` in a unit: -1 for what is per year, 0 for a stock. */
export function yearsOf(unit: Unit): number {
  return unit.years ?? 0;
}

/** A product of powers of units; exponents that cancel are left out. */
function combine(text: string, factor: number, ...powers: readonly (readonly [Unit, number])[]): Unit {
  const dimensions: Record<string, number> = {};
  let years = 0;
  for (const [unit, exponent] of powers) {
    years += yearsOf(unit) * exponent;
    for (const [name, times] of Object.entries(unit.dimensions)) {
      const total = (dimensions[name] ?? 0) + times * exponent;
      if (Math.abs(total) < 1e-12) delete dimensions[name];
      else dimensions[name] = total;
    }
  }
  return { text, factor, dimensions, years: years || undefined };
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

/** The dimensions as a message shows them, such as `MASS^2/TIME`; empty for a plain number. */
export function describeDimensions(unit: Unit): string {
  const part = (sign: number) =>
    Object.entries(unit.dimensions)
      .filter(([, exponent]) => Math.sign(exponent) === sign)
      .map(([name, exponent]) => (Math.abs(exponent) === 1 ? name : `${name}^${Math.abs(exponent)}`));
  const above = part(1);
  const below = part(-1);
  if (above.length === 0 && below.length === 0) return "";
  return `${above.join("*") || "1"}${below.length > 0 ? `/${below.join("/")}` : ""}`;
}
