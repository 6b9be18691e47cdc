import { quote } from "../quote.ts";
import { guess } from "./reading.ts";

type None = Record<never, never>;

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
export const formulaSentences = {
  formula_empty: (_: None) => "the formula is empty",
  formula_parser: ({ parser }: { parser: string }) => parser,
  formula_long: ({ count, most }: { count: number; most: number }) =>
    `the formula has ${count} words and signs; at most ${most} are allowed; give parts of it a name of their own`,
  formula_nested: ({ most }: { most: number }) =>
    `the formula is nested more than ${most} deep here; give parts of it a name of their own`,
  formula_signs: ({ count }: { count: number }) => `${count} signs stand in a row`,
  formula_operator: ({ operator }: { operator: string }) =>
    `the operator "${quote(operator)}" is not part of the formula language`,
  formula_sign: ({ sign, hint }: { sign: string; hint?: Hint }) =>
    `"${quote(sign)}" is not part of the formula language${hint === undefined ? "" : `; ${hints[hint]}`}`,
  formula_node: ({ what }: { what: string }) => `${what} is not part of the formula language`,
  formula_side_by_side: ({ text }: { text: string }) =>
    `"${quote(text)}": two values stand side by side; write the operator between them`,
  formula_callee: (_: None) => "only named functions can be called",
  formula_indexed: (_: None) => "only a parameter or variable can be indexed",
  formula_chain: (_: None) => "comparisons do not chain; write a < b and b < c",
  formula_constant: ({ text }: { text: string }) => `${text} is not a number`,
  function_unknown: ({ name, known, near }: { name: string; known: readonly string[]; near?: string }) =>
    `"${quote(name)}" is no function of the language${guess(near)}; known are ${known.join(", ")}`,
  function_arguments: ({ name, least, most, given }: { name: string; least: number; most?: number; given: number }) => {
    const wanted = most === undefined ? `at least ${least}` : least === most ? `${least}` : `${least} to ${most}`;
    return `${name}() takes ${wanted} argument${wanted === "1" ? "" : "s"}, ${given} given`;
  },
  name_unknown: ({ name, near }: { name: string; near?: string }) => `unknown name "${quote(name)}"${guess(near)}`,
  set_without_numbers: ({ name }: { name: string }) =>
    `the set "${quote(name)}" has no numbers; only a numeric set's name is a value`,
  set_not_bound: ({ name }: { name: string }) =>
    `the set "${quote(name)}" is not bound here; sum over it or let the variable stand over it`,
  set_unknown: ({ name, near }: { name: string; near?: string }) => `unknown set "${quote(name)}"${guess(near)}`,
  index_count: ({ name, over, given }: { name: string; over: readonly string[]; given: number }) =>
    `"${quote(name)}" ${over.length === 0 ? "takes no index" : `stands over [${over.join(", ")}]`}, ${given} given`,
  index_name: (_: None) => "an index is the name of a set, subset or member",
  index_other_set: ({ index, name, set }: { index: string; name: string; set: string }) =>
    `"${quote(index)}" cannot index "${quote(name)}", which stands over ${set} here`,
  index_lacks: ({ name, set, member }: { name: string; set: string; member: string }) =>
    `"${quote(name)}" stands over ${set} only, which lacks "${quote(member)}"`,
  no_member: ({ name, set, near }: { name: string; set: string; near?: string }) =>
    `"${quote(name)}" is no member of ${quote(set)}${guess(near)}`,
  sum_set: (_: None) => "sum(x, set) takes the name of a set or subset",
  bound_set: ({ name }: { name: string }) => `${name}(x, set) takes the name of a set that is bound`,
  bound_set_free: ({ name, set }: { name: string; set: string }) =>
    `${name}(x, ${quote(set)}): "${quote(set)}" is not bound here`,
  lag_nested: ({ name }: { name: string }) => `${name}() inside previous() or lag(); write one lag(x, n, v)`,
  lag_before: ({ name }: { name: string }) => `${name}(x, n) needs the value to use before the base year: lag(x, n, v)`,
  lag_initial: ({ name }: { name: string }) =>
    `${name}(x) needs a value for the base year: give the variable an "initial", or write previous(x, v)`,
  lag_years: ({ years }: { years: number }) => `a lag is a whole number of years, not ${years}`,
  lag_parameter: (_: None) => "a lag is a whole number or a structural parameter",
  condition_for_number: (_: None) => "a condition stands where a number is needed; write if(condition, a, b)",
  number_for_condition: (_: None) => "a number stands where a condition is needed; compare it with something",
  power_without_unit: ({ dimensions, power }: { dimensions: string; power: number }) =>
    `${dimensions} to the power ${power} has no unit; divide by a reference value first`,
  unit_differs: ({ what, found, needed }: { what: Typed; found: Measure; needed: Measure }) =>
    `${typed(what)} ${measure(found)}, where ${measure(needed)} is needed`,
};

function measure({ dimensions, unit }: Measure): string {
  return `${dimensions || "a plain number"} (${unit})`;
}
