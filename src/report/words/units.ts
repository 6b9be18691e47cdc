import { parseUnit } from "../../engine/language/parse-unit.ts";
import { convert, type UnitSystem } from "../../engine/language/units.ts";
import { isFault } from "../../text/problems.ts";
import type { Words } from "./en.ts";

/** The unit that people count in where the model counts in this one, and how many of it are one of the model's. */
export function usualUnit(
  units: UnitSystem,
  text: string,
  words: Words,
): { readonly unit: string; readonly factor: number } {
  const usual = words.usualUnit(text);
  const [from, to] = [text, usual].map((unit) => parseUnit(units, unit));
  const factor = isFault(from) || isFault(to) ? undefined : convert(from, to);
  return factor === undefined ? { unit: text, factor: 1 } : { unit: usual, factor };
}

/** A unit for pictures, in the letters of print: `Mt CO₂/yr`, `TWh/yr`, `10⁶ vehicle`. */
export function drawnUnit(unit: string, words: Words): string {
  return drawnText(
    words
      .drawnUnit(unit)
      .replace(/\b([kMG]?t)CO2/g, "$1 CO2")
      .replace(/\b([kMGT]W)[*·]h\b/g, "$1h")
      .replaceAll("^2", "²")
      .replaceAll("^3", "³"),
  );
}

/** A unit of amounts a year as that of their sum over years. */
export function summedUnit(unit: string): string {
  return unit.replace(/\/yr$/, "");
}

/** The unit of a column or a name, or nothing where it is a plain number. */
export function unitOrNone(unit: string, words: Words): string {
  return unit === "1" ? "" : words.unit(unit);
}

/** What stands behind a number in a text: a space and its unit, or nothing where it is a plain number. */
export function behind(unit: string, words: Words): string {
  return unit === "1" ? "" : ` ${words.unit(unit)}`;
}

/** Words and names for pictures, with the small figures of chemistry. */
export function drawnText(text: string): string {
  return text
    .replace(/CO2/g, "CO₂")
    .replace(/\bCH4\b/g, "CH₄")
    .replace(/\bN2O\b/g, "N₂O");
}
