import { quote } from "../quote.ts";
import { guess, type Listing, listing, search, sentencesOf, type Unnamed } from "./templates.ts";

/** Refusals of paths of parameters and variables, their years and their values, in files and in tables. */
export const pathSentences = sentencesOf({
  parameter_computed: ({ name, parameters }: { name: string; parameters: readonly string[] }) =>
    `"${quote(name)}" is computed by the model; only its parameters can be given${parameters.length === 0 ? "" : `, such as ${parameters.join(", ")}`}`,
  computed_assumed: "{fault:say}; a lever can be sized for it: reach: {{path:quote}: {2030: …}}",
  parameter_unknown: ({ name, model, near, sought }: Unnamed) =>
    `unknown parameter "${quote(name)}" of the model ${model}${search(sought)}${guess(near)}`,
  variable_needed: '"{name:quote}" is a parameter; a variable of the model is needed',
  variable_unknown: 'unknown variable "{name:quote}" of the model {model}{near:guess}',
  one_cell: '"{path:quote}" names {cells} cells; write {write:quote} with one member each',
  member_count: ({ path, name, over }: { path: string; name: string; over: readonly string[] }) => {
    const members = path.split(".").length - 1;
    const wanted =
      over.length === 0 ? "takes no members" : `stands over ${over.join(" and ")}: ${[name, ...over].join(".")}`;
    return `"${quote(path)}" has ${members} member${members === 1 ? "" : "s"}; "${quote(name)}" ${wanted}`;
  },
  member_glob: '"{text:quote}" fits no member of {set}; members are {members:listing}',
  member_unknown: '"{text:quote}" is no member of {set}; members are {members:listing}{near:guess}',
  amount_on_group:
    '{text:quote} is an amount, and "{path:quote}" names {cells} cells that would each get all of it; write one line for each of {each:listing}',
  structural_assumed:
    '"{name}" is part of the model\'s structure and cannot be assumed; set it in the region ({free} other parameters can be assumed)',

  path_list: "a number or a map of years is needed here, such as {2025-2030: 5 {unit}}; found a list",
  path_key: "unknown key; a path over years has years (2025 or 2025-2030), {keys:list}{near:guess}",
  path_one_number: "this is one number, not a path over years; give it without years",
  path_value_and_years: "a path has a value for all years or years, not both",
  path_empty: ({ yearly }: { yearly: boolean }) =>
    `nothing is given here; write ${yearly ? 'years such as "2025-2030: …", or value' : "value"}`,
  path_then: "a value for all years has no last year; leave then out",
  range_unknown: "nobody states a {end} of {name} here; give a number",
  path_between: "linear, step or smooth is needed here; found {found:standing}",
  one_year_key: "unknown key; one year has {keys:list}{near:guess}",
  quantity_needed: 'a number with its unit is needed here, such as "{example}"; found {found:standing}',
  one_quantity_needed: "one number with its unit is needed here; found {found:standing}",
  value_needed: "a value is needed here; found {found:standing}",
  low_above_value: "low is above the value",
  high_below_value: "high is below the value",

  year_form: '"{text:quote}" is neither a year such as 2025 nor a range such as 2025-2030',
  years_too_many: "the range {range:quote} holds {years} years; at most {most} are allowed",
  years_backwards: "the range {range:quote} runs backwards; write {to}-{from}",
  year_twice: "{year} is given at line {line} already; give each year once",
  year_outside: "{year} lies outside the horizon; years from {from} to {to} are allowed",

  given_at: "given already at {file}:{line}; give it once",
  values_too_many:
    "the file gives more than {most} values, all members and years counted; what stands from here on is not read",
  shares_sum: ({ set, sum, year, atMost }: { set: string; sum: number; year?: number; atMost: boolean }) =>
    `the shares over ${set} sum to ${sum}${year === undefined ? "" : ` in ${year}`}; ${atMost ? "1 at most, since the rest goes to the remainder" : "1"} is needed`,
  value_missing: ({ region, cells, unit }: { region: string; cells?: "all" | Listing; unit: string }) => {
    const what = cells === undefined ? "" : cells === "all" ? " for any member" : ` for ${listing(cells)}`;
    return `the region ${region} gives no value${what}, and the model has no default; give it ${unit === "1" ? "as a plain number" : `in ${unit}`} in the region's parameters or tables`;
  },

  value_empty: "a value is missing",
  year_empty: "a year is missing",
  year_not_empty: '"{name}" is one number, not a path over years; leave the year empty',
  value_between: "the value does not lie between low and high",
  not_observed: ({ name, open }: { name: string; open: Listing }) =>
    `"${name}" takes no observed values; the model opens ${open.names.length === 0 ? "no variable" : listing(open)} to them`,
  year_not_in_tables: ({ year, kind, from, to }: { year: number; kind: string; from?: number; to: number }) =>
    `${year} is not in the years of the ${kind} tables; years ${from === undefined ? `to ${to}` : `from ${from} to ${to}`} are allowed`,
  year_given_at: "{year} is given already at {file}:{line}; give it once",
  table_too_long: "the table has more than the {most} lines that are read of one; split it",
  table_unknown: "there is no table {file:quote}{near:guess}",
});
