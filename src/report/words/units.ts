import { parseUnit } from "../../engine/language/parse-unit.ts";
import { convert, type UnitSystem } from "../../engine/language/units.ts";
import { isFault } from "../../text/problems.ts";
import type { Words } from "./en.ts";

/** The units that reports count in: those of plans and yearbooks, or those of the model. */
export type UnitChoice = Words["units"];

/** A unit that numbers are shown in. */
export interface ShownUnit {
  /** As the model's units know it. */
  readonly unit: string;
  /** As a text and a picture write it; of a plain number nothing. */
  readonly name: string;
  readonly drawn: string;
  /** How many of it are one of the model's. */
  readonly factor: number;
}

/** The unit that a unit of the model is shown in, for texts and pictures alike; tables for machines keep the model's. */
export function shownUnit(units: UnitSystem, text: string, words: Words): ShownUnit {
  const usual = words.units === "official" ? words.officialUnit(text) : text;
  const [from, to] = usual === text ? [] : [text, usual].map((unit) => parseUnit(units, unit));
  const factor = from === undefined || to === undefined || isFault(from) || isFault(to) ? undefined : convert(from, to);
  const unit = factor === undefined ? text : usual;
  return { unit, name: unit === "1" ? "" : words.unit(unit), drawn: drawnUnit(unit, words), factor: factor ?? 1 };
}

/**
 * The same of a unit that a plan's table names: one in Chinese stands where the report is Chinese and official, else the
 * quantity's own. The factor is that from the plan's unit.
 */
export function shownPlanUnit(units: UnitSystem, { own, plan }: PlanUnits, words: Words): ShownUnit {
  const native = words.units === "official" && words.tag.startsWith("zh");
  const shown = shownUnit(units, native || !/\p{Script=Han}/u.test(plan) ? plan : own, words);
  const [from, to] = [plan, shown.unit].map((unit) => parseUnit(units, unit));
  const factor = isFault(from) || isFault(to) ? undefined : convert(from, to);
  return factor === undefined ? { ...shown, unit: plan, name: words.unit(plan), factor: 1 } : { ...shown, factor };
}

/** The model's unit of a quantity, and the one in which a plan's table has it. */
export interface PlanUnits {
  readonly own: string;
  readonly plan: string;
}

/** A unit for pictures, in the letters of print: `Mt CO₂/yr`, `TWh/yr`, `m²`. */
export function drawnUnit(unit: string, words: Words): string {
  return drawnText(
    words
      .unit(unit)
      .replace(/\b([kMG]?t)CO2/g, "$1 CO2")
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
