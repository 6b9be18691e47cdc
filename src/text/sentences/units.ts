import { quote } from "../quote.ts";
import { guess } from "./reading.ts";
import type { SaidAs, Say } from "./said.ts";

type None = Record<never, never>;

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
export const unitSentences = {
  unit_wrong: ({ fault, wanted, allowed, near }: UnitWrong, say: Say) =>
    [
      say(fault),
      ...(wanted === undefined ? [] : [`a unit such as ${wanted} is needed`]),
      ...(allowed === undefined ? [] : [`allowed are ${allowed.join(", ")} and what converts to them`]),
    ].join("; ") + guess(near),
  unit_unknown: ({ name }: { name: string }) => `unknown unit "${quote(name)}"`,
  unit_short_ton: ({ name }: { name: string }) => `"${name}" is a short ton to many; write t (tonne)`,
  unit_calendar: ({ name }: { name: string }) =>
    `"${name}" differs between calendars; write yr (one step of the model)`,
  unit_are: ({ name }: { name: string }) => `"${name}" is are or annum; write yr (one step of the model)`,
  unit_not_annual: ({ name, write }: { name: string; write?: string }) =>
    `"${name}" is not a unit of annual models${write === undefined ? "" : `; write ${write}`}`,
  unit_written: ({ name, write }: { name: string; write: string }) => `"${name}" is written ${write}`,
  unit_with_mass: ({ name, write }: { name: string; write: string }) =>
    `"${name}" stands together with its mass, as in ${write}`,
  unit_small_prefix: ({ name, prefix }: { name: string; prefix: string }) =>
    `"${name}" is no unit here: ${prefix} is ${smallPrefixes[prefix]}`,
  unit_too_long: ({ unit, length, most }: { unit: string; length: number; most: number }) =>
    `the unit "${quote(unit)}" has ${length} characters, more than ${most}`,
  unit_nested: ({ unit, most }: { unit: string; most: number }) =>
    `the unit "${unit}" has more than ${most} parentheses in each other`,
  unit_missing: (_: None) => "a unit is missing",
  unit_ends_early: ({ unit }: { unit: string }) => `the unit "${unit}" ends too early`,
  unit_not_closed: ({ unit }: { unit: string }) => `a parenthesis is not closed in the unit "${unit}"`,
  unit_number_place: ({ unit }: { unit: string }) =>
    `a number stands in front of a unit, or in parentheses as in tce/(10000 CNY), not as in "${unit}"`,
  unit_number_power: ({ unit, number }: { unit: string; number: string }) =>
    `the number in a unit is a power of ten, such as 10000 or 1e4; found ${quote(number)} in "${unit}"`,
  unit_sign: ({ unit, sign }: { unit: string; sign: string }) => `"${quote(sign)}" is not part of a unit in "${unit}"`,
  unit_unexpected: ({ unit, sign }: { unit: string; sign: string }) =>
    `unexpected "${quote(sign)}" in the unit "${unit}"`,
  unit_share: ({ unit }: { unit: string }) => `% stands once in a unit, alone or per year, not as in "${unit}"`,
  unit_power_whole: ({ unit }: { unit: string }) => `a power of a unit must be a whole number in "${unit}"`,
  unit_power_size: ({ unit, most }: { unit: string; most: number }) =>
    `a power of a unit is from 1 to ${most} in "${unit}"`,
  unit_size: ({ unit }: { unit: string }) => `the unit "${unit}" has no size that a number can hold`,
  unit_name: ({ name }: { name: string }) =>
    `"${quote(name)}" is no name for a unit; letters, digits and _ are allowed, a letter first`,
  unit_declared: ({ name }: { name: string }) => `"${name}" is declared already`,
  unit_reserved: ({ name }: { name: string }) => `"${name}" has its meaning everywhere and cannot be declared`,
  unit_prefix: ({ prefix, known }: { prefix: string; known: readonly string[] }) =>
    `unknown prefix "${prefix}"; known are ${known.join(", ")}`,
  unit_more_than: ({ number }: { number: string }) => `a unit is more than ${number} of another`,

  quantity_empty: ({ unit }: { unit: string }) =>
    `nothing stands here; write a number with its unit, such as "5 ${unit}"`,
  quantity_not_number: ({ text, unit }: { text: string; unit: string }) =>
    `"${quote(text)}" is not a number; write a number with its unit, such as "5 ${unit}"`,
  quantity_without_unit: ({ value, unit }: { value: number; unit: string }) =>
    `${value} has no unit; write it with one, such as "${value} ${unit}"`,
  quantity_unit: ({ unit, wanted, perYear }: { unit: string; wanted: string; perYear: boolean }) => {
    const fault = perYear ? "is of an amount per year, and this is none" : "does not fit";
    if (isShareUnit(wanted)) return `the unit "${quote(unit)}" ${fault}; a plain number or a share in % is needed`;
    return `the unit "${quote(unit)}" ${fault}; ${wanted} is needed${perYear ? "" : ", or a unit that converts to it"}`;
  },
  quantity_size: ({ text, unit }: { text: string; unit: string }) =>
    `${quote(text)} has no size in ${unit} that a number can hold`,
  beyond_amounts: ({ text, most }: { text: string; most: number }) =>
    `${text} is beyond all amounts; ${most} is the most`,
  below_least: ({ text, bound, near }: { text: string; bound: string; near?: string }) =>
    `${text} is below the least allowed, ${bound}${guess(near)}`,
  above_most: ({ text, bound, near }: { text: string; bound: string; near?: string }) =>
    `${text} is above the most allowed, ${bound}${guess(near)}`,
  without_percent: ({ text, percent, near }: { text: string; percent: string; near?: string }) =>
    `${text} without % is ${percent}; write ${percent} where that is meant${guess(near)}`,
};

/** Whether a unit is a plain number, alone or per year, which files write in %. */
export function isShareUnit(unit: string): boolean {
  return unit === "1" || unit === "1/yr";
}
