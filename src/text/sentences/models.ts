import { quote } from "../quote.ts";
import { guess, type SaidAs, type Say, sentencesOf } from "./templates.ts";

/** A line of a file that a message points to. */
export interface Line {
  readonly file: string;
  readonly line: number;
}

/** Refusals of what a file of a model declares. */
export const modelSentences = sentencesOf({
  list_needed: "a list is needed here, such as [a, b]",
  section_unknown: "unknown section{near:guess}; a model has model, label, report, subjects, {sections:list}",
  subject_unknown: '"{name:quote}" is no file of the model{near:guess}; a subject bears the name of one',
  declared_at: "declared already at {file}:{line}",
  name_form: '"{name:quote}" is not a name; use small letters, digits and _',
  name_of_language: '"{name:quote}" is a word of the language',
  name_stands: "this name stands already at {file}:{line}",
  name_of_set: "this is the name of a set already",
  unit_meaning: 'a unit says what it "is", or "base: true" for a dimension of its own',
  unit_key_missing: 'a "unit" is missing; write 1 for a plain number',
  between_not_yearly: "between speaks of years, and the parameter is not yearly",
  yearly_or_structural: "a parameter is yearly or structural, not both",
  min_above_max: "min {min} is above max {max}",
  default_outside: ({ value, min, max }: { value: number; min?: number; max?: number }) =>
    `the default ${value} lies outside ${min ?? "any"} to ${max ?? "any"}, which min and max allow`,
  shares_over: "names one of the sets the parameter stands over: {over:listing}",
  formula_missing: 'a variable needs a "formula"',
  severity_missing: 'is "error" or "flag"',
  condition_missing: 'a check needs a "condition"',
  stands_twice: '"{name:quote}" stands twice',
  cells_together: "these sets have {cells} cells together; at most {most} are allowed",
  cells_of_model: "with this the model has {cells} cells; at most {most} are allowed",
  set_members: "a set has members, or from and to",
  set_whole_numbers: "a numeric set has whole numbers from and to",
  set_too_long: "a set from {from} to {to} has {count} members; at most {most} are allowed",
  set_twice: "a set or subset of this name is declared already",
  set_and_member: '"{name:quote}" is both a set and a member; rename one',
  branch_single: "a variable without sets has one formula, not a map",
  branch_map: "a formula is text, or a map by subset or member",
  branch_text: "a formula is text",
  branch_unknown: '"{key:quote}" is no subset or member of {set:quote}{near:guess}',
  branch_twice: '"{member:quote}" has a formula already, under "{key:quote}"',
  branch_missing: 'no formula for "{member:quote}"; add it, or "else"',
});

/** What to write in place of a sign that the language does not have. */
const hints = {
  percent: "write 0.01 * x, or give the parameter the unit %",
  equals: "compare with ==",
  question: "write if(condition, a, b)",
  and: "write and",
  or: "write or",
  not: "write not",
  text: "text has no place in a formula",
};
export type Hint = keyof typeof hints;

/** What a unit that does not fit belongs to. */
export type Typed = "formula" | "base" | "exponent" | "this" | { readonly argument: string };

function typed(what: Typed): string {
  if (typeof what === "object") return `${what.argument}() takes a plain number; this is`;
  return { formula: "the formula gives", base: "the base of a power is", exponent: "an exponent is", this: "this is" }[
    what
  ];
}

/** A unit in a message: its dimensions, empty for a plain number, and how it is written. */
export interface Measure {
  readonly dimensions: string;
  readonly unit: string;
}

/** Refusals of formulas, each at a character of its text. */
export const formulaSentences = sentencesOf({
  formula_empty: "the formula is empty",
  formula_parser: "{parser}",
  formula_long:
    "the formula has {count} words and signs; at most {most} are allowed; give parts of it a name of their own",
  formula_nested: "the formula is nested more than {most} deep here; give parts of it a name of their own",
  formula_signs: "{count} signs stand in a row",
  formula_operator: 'the operator "{operator:quote}" is not part of the formula language',
  formula_sign: ({ sign, hint }: { sign: string; hint?: Hint }) =>
    `"${quote(sign)}" is not part of the formula language${hint === undefined ? "" : `; ${hints[hint]}`}`,
  formula_node: "{what} is not part of the formula language",
  formula_side_by_side: '"{text:quote}": two values stand side by side; write the operator between them',
  formula_callee: "only named functions can be called",
  formula_indexed: "only a parameter or variable can be indexed",
  formula_chain: "comparisons do not chain; write a < b and b < c",
  formula_constant: "{text} is not a number",
  function_unknown: '"{name:quote}" is no function of the language{near:guess}; known are {known:list}',
  function_arguments: ({ name, least, most, given }: { name: string; least: number; most?: number; given: number }) => {
    const wanted = most === undefined ? `at least ${least}` : least === most ? `${least}` : `${least} to ${most}`;
    return `${name}() takes ${wanted} argument${wanted === "1" ? "" : "s"}, ${given} given`;
  },
  name_unknown: 'unknown name "{name:quote}"{near:guess}',
  set_without_numbers: 'the set "{name:quote}" has no numbers; only a numeric set\'s name is a value',
  set_not_bound: 'the set "{name:quote}" is not bound here; sum over it or let the variable stand over it',
  set_unknown: 'unknown set "{name:quote}"{near:guess}',
  index_count: ({ name, over, given }: { name: string; over: readonly string[]; given: number }) =>
    `"${quote(name)}" ${over.length === 0 ? "takes no index" : `stands over [${over.join(", ")}]`}, ${given} given`,
  index_name: "an index is the name of a set, subset or member",
  index_other_set: '"{index:quote}" cannot index "{name:quote}", which stands over {set} here',
  index_lacks: '"{name:quote}" stands over {set} only, which lacks "{member:quote}"',
  no_member: '"{name:quote}" is no member of {set:quote}{near:guess}',
  sum_set: "sum(x, set) takes the name of a set or subset",
  bound_set: "{name}(x, set) takes the name of a set that is bound",
  bound_set_free: '{name}(x, {set:quote}): "{set:quote}" is not bound here',
  lag_nested: "{name}() inside previous() or lag(); write one lag(x, n, v)",
  lag_before: "{name}(x, n) needs the value to use before the base year: lag(x, n, v)",
  lag_initial: '{name}(x) needs a value for the base year: give the variable an "initial", or write previous(x, v)',
  lag_years: "a lag is a whole number of years, not {years}",
  lag_parameter: "a lag is a whole number or a structural parameter",
  condition_for_number: "a condition stands where a number is needed; write if(condition, a, b)",
  number_for_condition: "a number stands where a condition is needed; compare it with something",
  power_without_unit: "{dimensions} to the power {power} has no unit; divide by a reference value first",
  unit_differs: ({ what, found, needed }: { what: Typed; found: Measure; needed: Measure }) =>
    `${typed(what)} ${measure(found)}, where ${measure(needed)} is needed`,
});

function measure({ dimensions, unit }: Measure): string {
  return `${dimensions || "a plain number"} (${unit})`;
}

/** What small letters are in front of a unit, where nobody means them. */
const smallPrefixes: Readonly<Record<string, string>> = {
  m: "milli, a thousandth",
  u: "micro, a millionth",
  µ: "micro, a millionth",
  μ: "micro, a millionth",
  n: "nano, a billionth",
  p: "pico, a billionth of a thousandth",
  f: "femto",
  a: "atto",
};

/** What is wrong with a unit, and what a better one would be. */
export interface UnitWrong {
  readonly fault: SaidAs<string>;
  readonly wanted?: string;
  readonly allowed?: readonly string[];
  readonly near?: string;
}

/** Refusals of units and of numbers with their units. */
export const unitSentences = sentencesOf({
  unit_wrong: ({ fault, wanted, allowed, near }: UnitWrong, say: Say) =>
    [
      say(fault),
      ...(wanted === undefined ? [] : [`a unit such as ${wanted} is needed`]),
      ...(allowed === undefined ? [] : [`allowed are ${allowed.join(", ")} and what converts to them`]),
    ].join("; ") + guess(near),
  unit_unknown: 'unknown unit "{name:quote}"',
  unit_short_ton: '"{name}" is a short ton to many; write t (tonne)',
  unit_calendar: '"{name}" differs between calendars; write yr (one step of the model)',
  unit_are: '"{name}" is are or annum; write yr (one step of the model)',
  unit_not_annual: ({ name, write }: { name: string; write?: string }) =>
    `"${name}" is not a unit of annual models${write === undefined ? "" : `; write ${write}`}`,
  unit_written: '"{name}" is written {write}',
  unit_with_mass: '"{name}" stands together with its mass, as in {write}',
  unit_small_prefix: ({ name, prefix }: { name: string; prefix: string }) =>
    `"${name}" is no unit here: ${prefix} is ${smallPrefixes[prefix]}`,
  unit_too_long: 'the unit "{unit:quote}" has {length} characters, more than {most}',
  unit_nested: 'the unit "{unit}" has more than {most} parentheses in each other',
  unit_missing: "a unit is missing",
  unit_ends_early: 'the unit "{unit}" ends too early',
  unit_not_closed: 'a parenthesis is not closed in the unit "{unit}"',
  unit_number_place: 'a number stands in front of a unit, or in parentheses as in tce/(10000 CNY), not as in "{unit}"',
  unit_number_power: 'the number in a unit is a power of ten, such as 10000 or 1e4; found {number:quote} in "{unit}"',
  unit_sign: '"{sign:quote}" is not part of a unit in "{unit}"',
  unit_unexpected: 'unexpected "{sign:quote}" in the unit "{unit}"',
  unit_share: '% stands once in a unit, alone or per year, not as in "{unit}"',
  unit_power_whole: 'a power of a unit must be a whole number in "{unit}"',
  unit_power_size: 'a power of a unit is from 1 to {most} in "{unit}"',
  unit_size: 'the unit "{unit}" has no size that a number can hold',
  unit_name: '"{name:quote}" is no name for a unit; letters, digits and _ are allowed, a letter first',
  unit_declared: '"{name}" is declared already',
  unit_reserved: '"{name}" has its meaning everywhere and cannot be declared',
  unit_prefix: 'unknown prefix "{prefix}"; known are {known:list}',
  unit_more_than: "a unit is more than {number} of another",

  quantity_empty: 'nothing stands here; write a number with its unit, such as "5 {unit}"',
  quantity_not_number: '"{text:quote}" is not a number; write a number with its unit, such as "5 {unit}"',
  quantity_without_unit: '{value} has no unit; write it with one, such as "{value} {unit}"',
  quantity_unit: ({ unit, wanted, perYear }: { unit: string; wanted: string; perYear: boolean }) => {
    const fault = perYear ? "is of an amount per year, and this is none" : "does not fit";
    if (isShareUnit(wanted)) return `the unit "${quote(unit)}" ${fault}; a plain number or a share in % is needed`;
    return `the unit "${quote(unit)}" ${fault}; ${wanted} is needed${perYear ? "" : ", or a unit that converts to it"}`;
  },
  quantity_size: "{text:quote} has no size in {unit} that a number can hold",
  beyond_amounts: "{text} is beyond all amounts; {most} is the most",
  below_least: "{text} is below the least allowed, {bound}{near:guess}",
  above_most: "{text} is above the most allowed, {bound}{near:guess}",
  without_percent: "{text} without % is {percent}; write {percent} where that is meant{near:guess}",
});

/** Whether a unit is a plain number, alone or per year, which files write in %. */
export function isShareUnit(unit: string): boolean {
  return unit === "1" || unit === "1/yr";
}
