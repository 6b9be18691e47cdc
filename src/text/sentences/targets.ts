import { quote } from "../quote.ts";
import { guess, type Listing, listing, type Standing, standing } from "./reading.ts";

type None = Record<never, never>;

/** Refusals of targets, indicators and of what a model's report shows. */
export const targetSentences = {
  target_map: ({ found }: { found: Standing }) =>
    `a map of years is needed here, such as {2030: ">= 25 %"}; found ${standing(found)}`,
  target_keys: ({ keys, peak }: { keys: readonly string[]; peak: boolean }) =>
    `${keys.join(" and ")} are given; ${peak ? "a peak target is about one of them" : "a target measures in one way"}`,
  target_key: ({ keys, peakKeys, near }: { keys: readonly string[]; peakKeys: readonly string[]; near?: string }) =>
    `unknown key; a target has years, ${keys.join(", ")}, or for a peak ${peakKeys.join(", ")}${guess(near)}`,
  why_peak_by: (_: None) => "a peak target says the latest year of the peak",
  peak_subject: ({ model, key }: { model: string; key: string }) =>
    `the model ${model} names no ${key} to judge; name a variable instead, such as {variable: emissions, by: 2030}`,
  peak_member: ({
    text,
    key,
    model,
    members,
    near,
  }: {
    text: string;
    key: string;
    model: string;
    members: Listing;
    near?: string;
  }) => `"${quote(text)}" is no ${key} of the model ${model}; there are ${listing(members)}${guess(near)}`,
  plateau_years: (_: None) => "a plateau has no years; plateau_by says it all",
  target_from: ({ from, year }: { from: number; year: number }) =>
    `${from} does not lie before ${year}, the year of the target`,
  target_no_year: (_: None) => 'a target says at least one year, such as {2030: ">= 25 %"}',
  range_order: ({ text }: { text: string }) => `"${quote(text)}" is no range; the lower bound comes first`,
  condition_needed: ({ example, found }: { example: string; found: Standing }) =>
    `a condition such as ${example} is needed here; found ${standing(found)}`,
  condition_quotes: ({ text, example }: { text: string; example: string }) =>
    `${quote(text)} stands in quotation marks that are not straight; write ${example}`,
  condition_form: ({ text, example }: { text: string; example: string }) =>
    `"${quote(text)}" is not a condition; write >=, <=, >, < or = and a number, such as ${example}`,
  than_alone: (_: None) => '"than" compares two reductions; give "reduction_from" with it',
  other_unit: ({ text, unit, other }: { text: string; unit: string; other: string }) =>
    `"${quote(text)}" is in ${unit} and cannot be set against ${other}`,
  target_word: ({
    found,
    kind,
    words,
    near,
  }: {
    found: Standing;
    kind: "decline" | "hold";
    words: readonly string[];
    near?: string;
  }) =>
    `${standing(found)} says nothing of a ${kind}; write ${words.map((word) => `"${word}"`).join(" or ")}${guess(near)}`,

  statement_unknown: ({ id, file }: { id: string; file: string }) =>
    `"${quote(id)}" is no statement of ${file}; ids are such as T0259`,
  statement_counts: ({ id }: { id: string }) => `${id} is about this region already and counts without it`,
  statement_no_run: ({ id, reason }: { id: string; reason?: { en: string; zh: string } }) =>
    `${id} cannot be held against a run: ${reason?.en ?? "nothing"}`,
  statement_in_sum: (_: None) => "a sum of regions holds no statements of plans; name a variable and a year",
  plan_kind: ({ kinds }: { kinds: readonly string[] }) => `unknown kind; allowed are ${kinds.join(", ")}`,
  plan_quantity: ({ file, name }: { file: string; name: string }) => `${file} has no "${quote(name)}"`,

  indicator_name: ({ name }: { name: string }) =>
    `"${quote(name)}" cannot be the name of an indicator; names are snake_case, such as coal_per_head`,
  name_taken: ({ name, model }: { name: string; model: string }) =>
    `the model ${model} has a "${quote(name)}" already; choose another name`,
  formula_needed: ({ found }: { found: Standing }) =>
    `a formula is needed here, such as "energy / population"; found ${standing(found)}`,

  named_unknown: ({ what, name, near }: { what: Named; name: string; near?: string }) =>
    `unknown ${what} "${quote(name)}"${guess(near)}`,
  named_missing: ({ what }: { what: Named }) => `the ${what} is missing`,
  report_missing: (_: None) => "the section is missing; it names at least the variable whose `peak` is found",
  report_peak_missing: (_: None) => "the variable over boundaries whose peaks are found is missing",
  over_one_set: ({ name, sets }: { name: string; sets: number }) =>
    `"${name}" must stand over one set, not over ${sets}`,
  show_missing: ({ found }: { found: Standing }) => `the variable to show is missing; found ${standing(found)}`,
  show_unit: ({ text, name, unit }: { text: string; name: string; unit: string }) =>
    `"${quote(text)}" does not fit "${name}", which is in ${unit}`,
  cost_unit: ({ text, total, peak }: { text: string; total?: string; peak: string }) =>
    `"${quote(text)}" is no ${total} per ${peak}`,
  emitter_unknown: ({ name }: { name: string }) => `"${quote(name)}" is neither a sector nor an emitter`,
  chain_missing: ({ found }: { found: Standing }) => `the chain is missing; found ${standing(found)}`,
  trade_missing: ({ names }: { names: readonly string[] }) =>
    `the variable is missing; trade names ${names.join(", ")}`,
};

/** What a report names. */
export type Named = "variable" | "parameter" | "check" | "driver" | "set";
