import { editDistance } from "../../text/problems.ts";
import type { Said } from "../../text/sentences/english.ts";
import type { UnitWrong } from "../../text/sentences/units.ts";
import { mathjs } from "./mathjs.ts";
import type { Unit, UnitSystem } from "./units.ts";

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

/** Small letters that nobody means as prefixes. */
const small = /^[muµμnpfa]$/u;

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

/** The unit of this name, the model's own or a physical one; undefined where there is none. */
export function unitNamed({ named, physical }: UnitSystem, name: string): Unit | undefined {
  const known = named.get(name) ?? physical.get(name);
  if (known !== undefined) return known;
  const found = physicalUnit(name);
  if (found !== undefined) physical.set(name, found);
  return found;
}

/** Names that mean another thing to some, or are written otherwise here. */
const refused: Readonly<Record<string, Pick<Said, "code"> & { readonly write?: string }>> = {
  ton: { code: "unit_short_ton" },
  tons: { code: "unit_short_ton" },
  year: { code: "unit_calendar" },
  years: { code: "unit_calendar" },
  a: { code: "unit_are" },
  month: { code: "unit_not_annual" },
  months: { code: "unit_not_annual" },
  week: { code: "unit_not_annual" },
  weeks: { code: "unit_not_annual" },
  day: { code: "unit_not_annual", write: "h" },
  days: { code: "unit_not_annual", write: "h" },
  percent: { code: "unit_written", write: "%" },
  pct: { code: "unit_written", write: "%" },
  pp: { code: "unit_written", write: "%" },
  thousand: { code: "unit_written", write: "1e3" },
  million: { code: "unit_written", write: "1e6" },
  billion: { code: "unit_written", write: "1e9" },
  trillion: { code: "unit_written", write: "1e12" },
  CO2: { code: "unit_with_mass", write: "MtCO2" },
  CO2e: { code: "unit_with_mass", write: "MtCO2e" },
};

/** What is to be said of a name that is no unit on purpose, or in which a small letter stands for a large prefix (`mW`). */
export function refusedUnit(name: string): UnitWrong | undefined {
  if (Object.hasOwn(refused, name)) {
    const { code, write } = refused[name];
    return { fault: { code, values: { name, write } } };
  }
  const [prefix] = name;
  const base = name.slice(prefix.length);
  if (!small.test(prefix) || !confused.includes(base)) return undefined;
  const large = prefix.toUpperCase();
  const near = physical[base].includes(large) ? `${large}${base}` : undefined;
  return { fault: { code: "unit_small_prefix", values: { name, prefix } }, near };
}

/**
 * Names that a misspelt one may stand for: those that differ in capitals only, else those a slip away. A number word in
 * front stays what it is. Undefined where names of different size are equally near, since a wrong power of ten is worse
 * than no help.
 */
export function nearestUnit(
  system: UnitSystem,
  name: string,
  fits: (candidate: string) => Unit | undefined,
): string | undefined {
  const [counted] = countedNames(name).filter(({ rest }) => rest !== "");
  const word = counted?.word ?? "";
  const own = counted?.rest ?? name;
  const candidates = [...new Set([...system.named.keys(), ...physicalNames()])];
  const lower = own.toLowerCase();
  // In a name of two letters a slip leaves too little to tell what was meant.
  const slips = own.length > 2 || /\p{Script=Han}/u.test(own) ? Math.max(1, Math.floor(own.length / 4)) : 0;
  const near = (distance: number) =>
    candidates.filter(
      (candidate) =>
        candidate !== own &&
        Math.abs(candidate.length - own.length) <= distance &&
        candidate[0].toLowerCase() === lower[0] &&
        editDistance(lower, candidate.toLowerCase(), distance + 1) <= distance,
    );
  for (let distance = 0; distance <= slips; distance++) {
    const found = near(distance).flatMap((candidate) => {
      const unit = fits(`${word}${candidate}`);
      return unit === undefined ? [] : [{ candidate, factor: unit.factor }];
    });
    if (found.length === 0) continue;
    return found.every(({ factor }) => factor === found[0].factor) ? `${word}${found[0].candidate}` : undefined;
  }
  return undefined;
}

/** Chinese number words that stand in front of a unit, as in 亿千瓦 or 万元. */
const words: Readonly<Record<string, number>> = {
  十: 1e1,
  百: 1e2,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
};

/** A name that begins with a number word: `万亿千瓦时` as 1e12 and `千瓦时`. */
export interface CountedName {
  readonly word: string;
  readonly times: number;
  /** Empty where the word stands alone. */
  readonly rest: string;
}

/**
 * The ways in which a name begins with a number word, the longest word first; what follows begins with no other one,
 * save for the kilo of 千瓦 and 千克.
 */
export function countedNames(name: string): CountedName[] {
  const found: CountedName[] = [];
  for (let length = 2; length > 0; length--) {
    const word = name.slice(0, length);
    if (!Object.hasOwn(words, word)) continue;
    const rest = name.slice(length);
    if (!/^[十百万亿]/u.test(rest)) found.push({ word, times: words[word], rest });
  }
  return found;
}
