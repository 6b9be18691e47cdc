import { type Batch, isBeyond, isNearCertain, type OutcomeColumn } from "../../batch/batch.ts";
import type { BatchInput } from "../../batch/design/batch-input.ts";
import type { BatchReport, TargetBoxes } from "../../batch/statistics/batch-statistics.ts";
import { type BatchIdentity, differences } from "../../batch/store/batch-identity.ts";
import type { UnitSystem } from "../../engine/language/units.ts";
import { fixed, percent, readable } from "../../report/text/number-text.ts";
import { surePercent } from "../../report/text/sure.ts";
import type { LimitWords } from "../../report/words/en.ts";
import type { Words } from "../../report/words/languages.ts";
import { shownUnit } from "../../report/words/units.ts";
import type { Box, BoxLimit } from "../../statistics/prim.ts";

/** What quasi-p value a limit may have before it is called chance. */
const CHANCE = 0.05;
const DIGITS = 3;

/** The changes between two batches in words. */
export function changesText(before: BatchIdentity, now: BatchIdentity, words: Words): string[] {
  return differences(before, now).map(({ what, before: was, now: is }) => words.batch.changed(what, was, is));
}

/** A count with thousands apart. */
export function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A share as per cent: three digits are too many for runs, and what is rare still shows. */
export function sharePercent(share: number): string {
  if (share === 0 || share === 1) return percent(share, 0);
  const near = Math.min(share, 1 - share);
  return percent(share, near < 0.001 ? 2 : 1);
}

/** How the shares of a batch's runs are said. */
export function shareWords({ layers }: Batch, words: Words): (share: number) => string {
  return layers === undefined ? sharePercent : (share) => surePercent(share, words);
}

/** A share as it is told in whole per cents. */
export const wholePercent = (share: number): number => Number(fixed(100 * share, 0)) / 100;

/** The condition under which a calibrated batch holds; undefined where its scenario plans nothing. */
export function deliveryWords({ delivery, inputs }: Batch, words: Words): string | undefined {
  if (delivery === undefined) return undefined;
  const plans =
    delivery === "as_planned" ||
    inputs.some((input) => "levers" in input && input.levers.some(({ lever }) => lever.project === undefined));
  return plans ? words.batchReport.deliveries[delivery] : undefined;
}

/** A number of a unit; with the model's units in the unit that reports show, else as the model has it. */
function amountWords(
  value: number,
  unit: string,
  words: Words,
  units: UnitSystem | undefined,
  digits?: number,
): string {
  if (units === undefined) return `${readable(value, digits)} ${words.unit(unit)}`;
  const { name, factor } = shownUnit(units, unit, words);
  return `${readable(value * factor, digits)} ${name}`;
}

/** A target as a planner would say it. */
export function targetWords({ label, target }: OutcomeColumn, words: Words, units?: UnitSystem): string {
  const what = words.say(label);
  if (target === undefined) return what;
  const m = words.batchReport;
  if (target.kind !== "peak") return m.inYear({ what, year: target.year, condition: conditionText(target, words) });
  const { by: year, below, variable } = target;
  const level = below === undefined ? undefined : amountWords(below, variable.unit.text, words, units);
  return m.peakBy({ what, year, below: level });
}

/** A target's condition as it is written, its unit in the language's words. */
function conditionText({ text }: { readonly text: string }, words: Words): string {
  const signs = text.replace(">=", "≥").replace("<=", "≤");
  const [, head, unit] = /^([<>≤≥=]*\s*[-+]?[0-9][0-9.,]*)\s*(\D.*)$/.exec(signs) ?? [];
  return unit === undefined || unit.startsWith("%") ? signs : `${head} ${words.unit(unit).trim()}`;
}

/** An outcome within a sentence. */
export function outcomeWords(column: OutcomeColumn, words: Words, units?: UnitSystem): string {
  const m = words.batchReport;
  if (column.kind === "target") return m.targetMet(targetWords(column, words, units));
  const boundary = words.say(column.label);
  if (column.of !== undefined) return m.levelOf(boundary, column.of.year);
  return column.kind === "peak_year" ? m.peakYear(boundary) : m.peakLevel(boundary);
}

/** An input; where it is a path, with the year in which its range is widest. */
export function inputWords(input: BatchInput, words: Words): string {
  const year = yearOf(input);
  const name = words.say(input.label);
  if (year === undefined) return name;
  return words.batchReport.widestIn(name, year);
}

/** An input with the year of its number, where that stands for a path; of a lever the lever, as the limit says of what. */
function inputInYear(input: BatchInput, words: Words): string {
  const year = yearOf(input);
  const name = words.say(input.label);
  const lever = "lever" in input ? words.say(input.lever.lever.label) : undefined;
  if (lever !== undefined && name.startsWith(lever)) return lever;
  if (year === undefined) return name;
  return words.batchReport.ofYear(name, year);
}

function yearOf(input: BatchInput): number | undefined {
  return input.as === "within" ? input.uncertain.year : undefined;
}

/** A limit such as `GDP growth above 5.6 %/yr`. */
export function limitWords(
  input: BatchInput,
  { low, high, quasi_p }: BoxLimit,
  words: Words,
  units?: UnitSystem,
): string {
  const m = words.batchReport;
  const limit = m.limit({
    name: inputInYear(input, words),
    as: limitAs(input),
    low: boundWords(input, low, words, units),
    high: boundWords(input, high, words, units),
  });
  return quasi_p > CHANCE ? `${limit} ${m.byChance}` : limit;
}

/** How the limit of an input is said: a draw for many levers as the plain number that it is. */
function limitAs({ as }: BatchInput): LimitWords["as"] {
  switch (as) {
    case "factor":
      return "scale";
    case "late":
    case "counted":
    case "built":
    case "layer":
      return "value";
    default:
      return as;
  }
}

function boundWords(
  { as, unit }: BatchInput,
  bound: number | undefined,
  words: Words,
  units: UnitSystem | undefined,
): string | undefined {
  if (bound === undefined) return undefined;
  switch (as) {
    case "scale":
    case "factor":
    case "strength":
      return percent(bound, 0);
    case "start":
      return String(Math.round(bound));
    case "delay":
      return `${readable(bound, 2)} ${words.unit("yr")}`;
    case "late":
    case "counted":
    case "built":
    case "layer":
    case "shift":
    case "value":
    case "within":
      if (unit === "1") return readable(bound, DIGITS);
      if (unit === "1/yr") return `${readable(100 * bound, DIGITS)} %/${words.unit("yr")}`;
      return amountWords(bound, unit, words, units, DIGITS);
  }
}

/** The conditions of a box in one breath. */
export function conditionWords(
  inputs: readonly BatchInput[],
  { limits }: Box,
  words: Words,
  units?: UnitSystem,
): string {
  return words.batchReport.and(limits.map((limit) => limitWords(inputs[limit.input], limit, words, units)));
}

/** Where a target is missed in some runs: the first box in words, and how many more there are. */
export function boxLines({ batch }: BatchReport, found: TargetBoxes, words: Words): string[] {
  const m = words.batchReport;
  const { column, runs, missed, boxes } = found;
  if (missed === 0 || missed === runs) return [];
  // What is near certain is said so; its few other runs tell nothing that past errors bear out.
  if (isBeyond(batch, column) || (batch.layers !== undefined && isNearCertain(missed / runs))) return [];
  const { units } = batch.model;
  const target = targetWords(column, words, units);
  const said = shareWords(batch, words);
  // Beside the share that meets the target the two come to 100 %, whichever way a half was rounded.
  const share = batch.layers === undefined ? said(missed / runs) : percent(1 - wholePercent((runs - missed) / runs), 0);
  const [box, ...more] = boxes;
  if (box === undefined) return [m.noBox(target, share)];
  const shares = [
    m.boxShares({ mass: said(box.mass), coverage: said(box.coverage) }),
    ...(more.length > 0 ? [m.moreBoxes(more.length)] : []),
  ];
  return [
    m.box({ target, share, density: said(box.density) }),
    ...box.limits.map((limit) => `  - ${limitWords(batch.inputs[limit.input], limit, words, units)}`),
    words.sentences(shares),
  ];
}
