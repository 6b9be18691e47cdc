import type { UnitSystem } from "../../engine/language/units.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Words } from "../words/languages.ts";
import { shownUnit, summedUnit } from "../words/units.ts";
import { fixed, signed } from "./number-text.ts";

/** Significant digits of the largest number of a table: of levels, and of what is no surer than a tenth. */
export const LEVEL_DIGITS = 4;
export const CHANGE_DIGITS = 3;

/** More tell nothing apart, whatever the size. */
const MOST_DECIMALS = 6;

/**
 * The decimals of a table's numbers, by the largest of them: with these it has `digits` significant ones, and a small
 * one no more than stand it beside the large. Zeros and what is no number leave it at none.
 */
export function decimalsFor(values: Iterable<number | undefined>, digits: number): number {
  let most = 0;
  for (const value of values) if (value !== undefined && Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  if (most === 0) return 0;
  const decimals = digits - 1 - Math.floor(Math.log10(most));
  // A number such as 9.9996 has a digit more once it is rounded.
  const rounded = Number(most.toFixed(Math.min(MOST_DECIMALS, Math.max(0, decimals))));
  const after = rounded === 0 ? decimals : digits - 1 - Math.floor(Math.log10(rounded));
  return Math.min(MOST_DECIMALS, Math.max(0, after));
}

/** Numbers of one table or panel in the unit that they are shown in, all with as many decimals. */
export interface Sized {
  /** The unit as texts and as pictures write it. */
  readonly name: string;
  readonly drawn: string;
  /** How many of the shown unit are one of the model's. */
  readonly factor: number;
  readonly decimals: number;
  readonly text: (value: number) => string;
  /** With its sign, a rise with plus. */
  readonly change: (value: number) => string;
}

/** How the numbers of one table are written, which are `values` in the unit `unit` of the model. */
export function sized(
  run: { readonly model: { readonly units: UnitSystem } },
  unit: string,
  values: Iterable<number | undefined>,
  words: Words,
  digits: number = LEVEL_DIGITS,
): Sized {
  const { name, drawn, factor } = shownUnit(run.model.units, unit, words);
  const decimals = decimalsFor(
    [...values].map((value) => value && value * factor),
    digits,
  );
  return {
    ...{ name, drawn, factor, decimals },
    text: (value) => fixed(value * factor, decimals),
    change: (value) => signed(value * factor, decimals),
  };
}

/** Levels of a run's boundaries, by the largest of them. */
export function sizedLevels(run: ScenarioRun, words: Words, values?: Iterable<number | undefined>): Sized {
  return sized(run, run.layout.peak.unit.text, values ?? run.boundaries.map(({ peak }) => peak?.level), words);
}

/** Changes of a level. */
export function sizedChanges(run: ScenarioRun, words: Words, values: Iterable<number | undefined>): Sized {
  return sized(run, run.layout.peak.unit.text, values, words, CHANGE_DIGITS);
}

/** Sums over years, or changes of them. */
export function sizedSums(run: ScenarioRun, words: Words, values: Iterable<number | undefined>): Sized {
  return sized(run, summedUnit(run.layout.peak.unit.text), values, words, CHANGE_DIGITS);
}
