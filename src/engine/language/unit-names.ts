import { editDistance } from "../../text/problems.ts";
import type { Said } from "../../text/sentences/english.ts";
import type { UnitWrong } from "../../text/sentences/models.ts";
import { mathjs } from "./mathjs.ts";
import type { Unit, UnitSystem } from "./units.ts";

/**
 * The physical units that files may use, each behind the SI prefixes that regional energy is stated in. mathjs knows more
 * of both, and some of them only wait for a slip: mW is a billionth of MW, T is tesla, barrel is none of crude oil.
 */
const physicalText = `
  W: k M G T
  watt watts: kilo mega giga tera peta
  Wh: k M G T P
  J: k M G T P E
  joule joules: kilo mega giga tera peta
  BTU MMBTU
  g: k M G T P
  gram grams: kilo
  t: k M G
  tonne tonnes: kilo mega giga
  lb
  m: k d c m
  meter meters: kilo
  m2: k
  m3 ft mile miles acre l
  L: k M G
  liter liters s h hr hour hours`;
const physical: ReadonlyMap<string, readonly string[]> = new Map(
  physicalText
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [names, prefixes = ""] = line.split(":").map((words) => words.match(/\S+/g) ?? []);
      return names.map((name) => [name, [...prefixes]] as const);
    }),
);

/** Spellings of the above that mathjs does not have. */
const british = ["metre", "metres", "kilometre", "kilometres", "litre", "litres"];

/** Small letters that nobody means as prefixes. */
const small = /^[muµμnpfa]$/u;

/** Units whose small prefixes are told from their large ones by a capital only. */
const confused = ["W", "Wh", "J", "g", "t"];

/** The names of all physical units, with their prefixes. */
function physicalNames(): string[] {
  return [
    ...[...physical].flatMap(([base, prefixes]) => [base, ...prefixes.map((prefix) => `${prefix}${base}`)]),
    ...british,
  ];
}

let names: ReadonlySet<string> | undefined;

/** The physical unit of this name; undefined for names that files may not use. */
export function physicalUnit(name: string): Unit | undefined {
  names ??= new Set(physicalNames());
  if (!names.has(name)) return undefined;
  const { value, dimensions } = mathjs().unit(
    1,
    british.includes(name) ? name.replace("re", "er") : name,
  ) as unknown as {
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
  const unit = named.get(name) ?? physical.get(name) ?? physicalUnit(name);
  if (unit !== undefined && !named.has(name)) physical.set(name, unit);
  return unit;
}

/** Names that mean another thing to some, or are written otherwise here. */
const refused = [
  [["ton", "tons"], "unit_short_ton"],
  [["year", "years"], "unit_calendar"],
  [["a"], "unit_are"],
  [["month", "months", "week", "weeks"], "unit_not_annual"],
  [["day", "days"], "unit_not_annual", "h"],
  [["percent", "pct", "pp"], "unit_written", "%"],
  [["thousand"], "unit_written", "1e3"],
  [["million"], "unit_written", "1e6"],
  [["billion"], "unit_written", "1e9"],
  [["trillion"], "unit_written", "1e12"],
  [["CO2"], "unit_with_mass", "MtCO2"],
  [["CO2e"], "unit_with_mass", "MtCO2e"],
] as const satisfies readonly (readonly [readonly string[], Said["code"], string?])[];

/** What is to be said of a name that is no unit on purpose, or in which a small letter stands for a large prefix (`mW`). */
export function refusedUnit(name: string): UnitWrong | undefined {
  const row = refused.find(([names]) => (names as readonly string[]).includes(name));
  if (row !== undefined) return { fault: { code: row[1], values: { name, write: row[2] } } };
  const [prefix] = name;
  const base = name.slice(prefix.length);
  if (!small.test(prefix) || !confused.includes(base)) return undefined;
  const large = prefix.toUpperCase();
  const near = physical.get(base)?.includes(large) ? `${large}${base}` : undefined;
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

/** Chinese number words that stand in front of a unit, as in 亿千瓦 or 万元: ten, and each ten times the one before. */
const numberWords = ["十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"];

/**
 * The ways in which a name begins with a number word, the longest word first; what follows begins with no other one,
 * save for the kilo of 千瓦 and 千克. `万亿千瓦时` is 1e12 and `千瓦时`; `rest` is empty where the word stands alone.
 */
export function countedNames(name: string): { word: string; times: number; rest: string }[] {
  return [2, 1].flatMap((length) => {
    const [word, rest] = [name.slice(0, length), name.slice(length)];
    const power = numberWords.indexOf(word) + 1;
    return power === 0 || /^[十百万亿]/u.test(rest) ? [] : [{ word, times: 10 ** power, rest }];
  });
}
