import { countedNames } from "../../text/number-words.ts";
import { editDistance } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { physicalNames, physicalUnit, smallPrefix } from "./physical-units.ts";
import type { Unit, UnitSystem } from "./units.ts";

/** Names that mean another thing to some, or are written otherwise here. */
const refused: Readonly<Record<string, string>> = {
  ton: "is a short ton to many; write t (tonne)",
  tons: "is a short ton to many; write t (tonne)",
  year: "differs between calendars; write yr (one step of the model)",
  years: "differs between calendars; write yr (one step of the model)",
  a: "is are or annum; write yr (one step of the model)",
  month: "is not a unit of annual models",
  months: "is not a unit of annual models",
  week: "is not a unit of annual models",
  weeks: "is not a unit of annual models",
  day: "is not a unit of annual models; write h",
  days: "is not a unit of annual models; write h",
  percent: "is written %",
  pct: "is written %",
  pp: "is written %",
  thousand: "is written 1e3",
  million: "is written 1e6",
  billion: "is written 1e9",
  trillion: "is written 1e12",
  CO2: "stands together with its mass, as in MtCO2",
  CO2e: "stands together with its mass, as in MtCO2e",
};

/** The unit of this name, the model's own or a physical one; undefined where there is none. */
export function unitNamed({ named, physical }: UnitSystem, name: string): Unit | undefined {
  const known = named.get(name) ?? physical.get(name);
  if (known !== undefined) return known;
  const found = physicalUnit(name);
  if (found !== undefined) physical.set(name, found);
  return found;
}

/** What is to be said of a name that is no unit, apart from what it may have been meant for. */
export function unknownUnit(name: string): { readonly message: string; readonly open: boolean } {
  if (Object.hasOwn(refused, name)) return { message: `"${name}" ${refused[name]}`, open: false };
  const small = smallPrefix(name);
  if (small !== undefined) return { message: small, open: false };
  return { message: `unknown unit "${quote(name)}"`, open: true };
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
