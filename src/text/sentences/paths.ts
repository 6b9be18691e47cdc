import { quote } from "../quote.ts";
import type { Line } from "./models.ts";
import { guess, type Listing, listing, type Standing, standing } from "./reading.ts";

type None = Record<never, never>;

/** Refusals of paths of parameters and variables, their years and their values, in files and in tables. */
export const pathSentences = {
  parameter_computed: ({ name, parameters }: { name: string; parameters: readonly string[] }) =>
    `"${quote(name)}" is computed by the model; only its parameters can be given${parameters.length === 0 ? "" : `, such as ${parameters.join(", ")}`}`,
  parameter_unknown: ({ name, model, near }: { name: string; model: string; near?: string }) =>
    `unknown parameter "${quote(name)}" of the model ${model}${guess(near)}`,
  variable_needed: ({ name }: { name: string }) => `"${quote(name)}" is a parameter; a variable of the model is needed`,
  variable_unknown: ({ name, model, near }: { name: string; model: string; near?: string }) =>
    `unknown variable "${quote(name)}" of the model ${model}${guess(near)}`,
  one_cell: ({ path, cells, write }: { path: string; cells: number; write: string }) =>
    `"${quote(path)}" names ${cells} cells; write ${quote(write)} with one member each`,
  member_count: ({ path, name, over }: { path: string; name: string; over: readonly string[] }) => {
    const members = path.split(".").length - 1;
    const wanted =
      over.length === 0 ? "takes no members" : `stands over ${over.join(" and ")}: ${[name, ...over].join(".")}`;
    return `"${quote(path)}" has ${members} member${members === 1 ? "" : "s"}; "${quote(name)}" ${wanted}`;
  },
  member_glob: ({ text, set, members }: { text: string; set: string; members: Listing }) =>
    `"${quote(text)}" fits no member of ${set}; members are ${listing(members)}`,
  member_unknown: ({ text, set, members, near }: { text: string; set: string; members: Listing; near?: string }) =>
    `"${quote(text)}" is no member of ${set}; members are ${listing(members)}${guess(near)}`,
  amount_on_group: ({ text, path, cells, each }: { text: string; path: string; cells: number; each: Listing }) =>
    `${quote(text)} is an amount, and "${quote(path)}" names ${cells} cells that would each get all of it; write one line for each of ${listing(each)}`,
  structural_assumed: ({ name, free }: { name: string; free: number }) =>
    `"${name}" is part of the model's structure and cannot be assumed; set it in the region (${free} other parameters can be assumed)`,

  path_list: ({ unit }: { unit: string }) =>
    `a number or a map of years is needed here, such as {2025-2030: 5 ${unit}}; found a list`,
  path_key: ({ keys, near }: { keys: readonly string[]; near?: string }) =>
    `unknown key; a path over years has years (2025 or 2025-2030), ${keys.join(", ")}${guess(near)}`,
  path_one_number: (_: None) => "this is one number, not a path over years; give it without years",
  path_value_and_years: (_: None) => "a path has a value for all years or years, not both",
  path_empty: ({ yearly }: { yearly: boolean }) =>
    `nothing is given here; write ${yearly ? 'years such as "2025-2030: …", or value' : "value"}`,
  path_then: (_: None) => "a value for all years has no last year; leave then out",
  path_between: ({ found }: { found: Standing }) => `linear or step is needed here; found ${standing(found)}`,
  one_year_key: ({ keys, near }: { keys: readonly string[]; near?: string }) =>
    `unknown key; one year has ${keys.join(", ")}${guess(near)}`,
  quantity_needed: ({ example, found }: { example: string; found: Standing }) =>
    `a number with its unit is needed here, such as "${example}"; found ${standing(found)}`,
  one_quantity_needed: ({ found }: { found: Standing }) =>
    `one number with its unit is needed here; found ${standing(found)}`,
  value_needed: ({ found }: { found: Standing }) => `a value is needed here; found ${standing(found)}`,
  low_above_value: (_: None) => "low is above the value",
  high_below_value: (_: None) => "high is below the value",

  year_form: ({ text }: { text: string }) =>
    `"${quote(text)}" is neither a year such as 2025 nor a range such as 2025-2030`,
  years_too_many: ({ range, years, most }: { range: string; years: number; most: number }) =>
    `the range ${quote(range)} holds ${years} years; at most ${most} are allowed`,
  years_backwards: ({ range, from, to }: { range: string; from: number; to: number }) =>
    `the range ${quote(range)} runs backwards; write ${to}-${from}`,
  year_twice: ({ year, line }: { year: number; line: number }) =>
    `${year} is given at line ${line} already; give each year once`,
  year_outside: ({ year, from, to }: { year: number; from: number; to: number }) =>
    `${year} lies outside the horizon; years from ${from} to ${to} are allowed`,

  given_at: ({ file, line }: Line) => `given already at ${file}:${line}; give it once`,
  values_too_many: ({ most }: { most: number }) =>
    `the file gives more than ${most} values, all members and years counted; what stands from here on is not read`,
  shares_sum: ({ set, sum, year, atMost }: { set: string; sum: number; year?: number; atMost: boolean }) =>
    `the shares over ${set} sum to ${sum}${year === undefined ? "" : ` in ${year}`}; ${atMost ? "1 at most, since the rest goes to the remainder" : "1"} is needed`,
  value_missing: ({ region, cells, unit }: { region: string; cells?: "all" | Listing; unit: string }) => {
    const what = cells === undefined ? "" : cells === "all" ? " for any member" : ` for ${listing(cells)}`;
    return `the region ${region} gives no value${what}, and the model has no default; give it ${unit === "1" ? "as a plain number" : `in ${unit}`} in the region's parameters or tables`;
  },

  value_empty: (_: None) => "a value is missing",
  year_empty: (_: None) => "a year is missing",
  year_not_empty: ({ name }: { name: string }) =>
    `"${name}" is one number, not a path over years; leave the year empty`,
  value_between: (_: None) => "the value does not lie between low and high",
  not_observed: ({ name, open }: { name: string; open: Listing }) =>
    `"${name}" takes no observed values; the model opens ${open.names.length === 0 ? "no variable" : listing(open)} to them`,
  year_not_in_tables: ({ year, kind, from, to }: { year: number; kind: string; from?: number; to: number }) =>
    `${year} is not in the years of the ${kind} tables; years ${from === undefined ? `to ${to}` : `from ${from} to ${to}`} are allowed`,
  year_given_at: ({ year, file, line }: Line & { year: number }) =>
    `${year} is given already at ${file}:${line}; give it once`,
  table_too_long: ({ most }: { most: number }) =>
    `the table has more than the ${most} lines that are read of one; split it`,
  table_unknown: ({ file, near }: { file: string; near?: string }) => `there is no table ${quote(file)}${guess(near)}`,
};
