import { mathjs } from "./mathjs.ts";
import type { Unit } from "./units.ts";

const long = ["kilo", "mega", "giga", "tera", "peta"];

/**
 * The physical units that files may use, each with the SI prefixes that regional energy is stated in. mathjs knows more
 * of both, and some of them only wait for a slip: mW is a billionth of MW, T is tesla, barrel is none of crude oil.
 */
const physical: Readonly<Record<string, readonly string[]>> = {
  W: ["k", "M", "G", "T"],
  watt: long,
  watts: long,
  Wh: ["k", "M", "G", "T", "P"],
  J: ["k", "M", "G", "T", "P", "E"],
  joule: long,
  joules: long,
  BTU: [],
  MMBTU: [],
  g: ["k", "M", "G", "T", "P"],
  gram: ["kilo"],
  grams: ["kilo"],
  t: ["k", "M", "G"],
  tonne: ["kilo", "mega", "giga"],
  tonnes: ["kilo", "mega", "giga"],
  lb: [],
  m: ["k", "d", "c", "m"],
  meter: ["kilo"],
  meters: ["kilo"],
  m2: ["k"],
  m3: [],
  ft: [],
  mile: [],
  miles: [],
  acre: [],
  l: [],
  L: ["k", "M", "G"],
  liter: [],
  liters: [],
  s: [],
  h: [],
  hr: [],
  hour: [],
  hours: [],
};

/** Spellings of the above that mathjs does not have. */
const spelled: Readonly<Record<string, string>> = {
  metre: "meter",
  metres: "meters",
  kilometre: "kilometer",
  kilometres: "kilometers",
  litre: "liter",
  litres: "liters",
};

/** What a small letter makes of a unit, where nobody means it. */
const small: Readonly<Record<string, string>> = {
  m: "m is milli, a thousandth",
  u: "u is micro, a millionth",
  µ: "µ is micro, a millionth",
  μ: "μ is micro, a millionth",
  n: "n is nano, a billionth",
  p: "p is pico, a billionth of a thousandth",
  f: "f is femto",
  a: "a is atto",
};

/** Units whose small prefixes are told from their large ones by a capital only. */
const confused = ["W", "Wh", "J", "g", "t"];

/** The names of all physical units, with their prefixes. */
export function physicalNames(): string[] {
  return [
    ...Object.entries(physical).flatMap(([base, prefixes]) => [base, ...prefixes.map((prefix) => `${prefix}${base}`)]),
    ...Object.keys(spelled),
  ];
}

let names: ReadonlySet<string> | undefined;

/** The physical unit of this name; undefined for names that files may not use. */
export function physicalUnit(name: string): Unit | undefined {
  names ??= new Set(physicalNames());
  if (!names.has(name)) return undefined;
  const { value, dimensions } = mathjs().unit(1, Object.hasOwn(spelled, name) ? spelled[name] : name) as unknown as {
    value: number;
    dimensions: readonly number[];
  };
  const bases = (mathjs().Unit as unknown as { BASE_DIMENSIONS: readonly string[] }).BASE_DIMENSIONS;
  const exponents: Record<string, number> = {};
  dimensions.forEach((exponent, i) => {
    if (Math.abs(exponent) > 1e-12) exponents[bases[i]] = exponent;
  });
  return { text: name, factor: value, dimensions: exponents };
}

/** What is wrong with a name such as `mW`, in which a small letter stands for a large prefix; undefined for others. */
export function smallPrefix(name: string): string | undefined {
  const [letter] = name;
  const base = name.slice(letter.length);
  if (!Object.hasOwn(small, letter) || !confused.includes(base)) return undefined;
  const large = letter.toUpperCase();
  const near = physical[base].includes(large) ? `; did you mean "${large}${base}"?` : "";
  return `"${name}" is no unit here: ${small[letter]}${near}`;
}
