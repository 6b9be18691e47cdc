import { quote } from "../quote.ts";
import { guess, type Listing, listing, type Standing, standing } from "./reading.ts";
import type { SaidAs, Say } from "./said.ts";

type None = Record<never, never>;
export type Linked = "scenario" | "region";

/** What a null would have taken out of a parent. */
export type Removed =
  | { readonly kind: "lever" | "target" | "indicator" | "assumption" | "parameter"; readonly name: string }
  | { readonly kind: "section"; readonly name: string }
  | { readonly kind: "design" }
  | { readonly kind: "years"; readonly years: string };

function removed(what: Removed): string {
  switch (what.kind) {
    case "section":
      return what.name;
    case "design":
      return "a design";
    case "years":
      return `a number for ${what.years}; write one, or leave the year out`;
    default:
      return `the ${what.kind} "${quote(what.name)}"`;
  }
}

/** Refusals of scenarios, regions and levers. */
export const scenarioSentences = {
  key_missing: ({ key, why }: { key: string; why: SaidAs<string> }, say: Say) => `"${key}" is missing; ${say(why)}`,
  one_of: ({ names }: { names: readonly string[] }) => `it is one of ${names.join(", ")}`,
  why_scenario: ({ key, example }: { key: string; example: string }) =>
    `a scenario says which ${key} it runs on, such as ${example}`,
  why_region_years: (_: None) => "a region says its first and its last year",
  why_region_model: ({ model }: { model: string }) =>
    `a region says which model its data are for, such as model: ${model}`,
  why_levers_model: ({ model }: { model: string }) =>
    `a file of levers says which model they act on, such as model: ${model}`,
  why_lever_label: (_: None) => "a lever has a name in both languages",
  why_lever_effects: (_: None) => "a lever says what it does to which parameters",
  why_lever_source: (_: None) => "every lever says where it comes from",
  why_lever_knots: (_: None) => "the shape knots needs them, such as {2026: 0, 2040: 1}",
  why_lever_start: (_: None) => "a lever says the year in which it first acts",
  why_lever_full: (_: None) => "a lever says the year in which it has come to full strength",
  why_effect: (_: None) => "an effect has a path, a mode and an amount",

  file_empty: ({ what, example }: { what: Linked; example: string }) =>
    `the file is empty; a ${what} needs at least ${example}`,
  extends_circle: ({ names, what }: { names: readonly string[]; what: Linked }) =>
    `"extends" runs in a circle: ${names.map(quote).join(" -> ")}; a ${what} cannot extend itself`,
  file_name: ({ name, what }: { name: string; what: Linked }) =>
    `"${quote(name)}" cannot be the name of a ${what}; write it as a name, or as names with one "/" between them`,
  files_too_many: ({ what, most }: { what: Linked; most: number }) =>
    `a ${what} can rest on ${most} files at most, all that they extend counted; put some of them together`,
  link_unknown: ({
    what,
    name,
    file,
    known,
    near,
  }: {
    what: Linked;
    name: string;
    file: string;
    known: Listing;
    near?: string;
  }) => {
    const list = known.names.length === 0 ? `see "peakpath list ${what}s"` : `there are ${listing(known)}`;
    return `unknown ${what} "${quote(name)}" (no file ${quote(file)}); ${list}${guess(near)}`;
  },
  link_needed: ({ what, found }: { what: Linked; found: Standing }) =>
    `the name of a ${what} is needed here, or a list of names; found ${standing(found)}`,
  model_unknown: ({ name, models, near }: { name: string; models: Listing; near?: string }) =>
    `unknown model "${quote(name)}"; there are ${models.names.length === 0 ? "none" : listing(models)}${guess(near)}`,
  model_differs: ({ asked, model }: { asked: string; model: string }) =>
    `the scenario runs the model ${quote(asked)}; it was read with ${model}`,
  indent_below: ({ what, section }: { what: "lever" | "parameter"; section: string }) =>
    `unknown key; it is a ${what}: indent it below ${section}:`,
  nothing_to_remove: ({ what, near, advise }: { what: Removed; near?: string; advise?: boolean }) =>
    `there is nothing to remove: no parent gives ${removed(what)}${guess(near)}${advise ? "; write what it is, or leave it out" : ""}`,

  region_itself: ({ region }: { region: string }) => `the region ${region} cannot be a part of itself`,
  region_unknown: ({ name, file, near }: { name: string; file: string; near?: string }) =>
    `there is no region "${quote(name)}" (no file ${quote(file)})${guess(near)}`,
  region_model: ({ region, models, model }: { region: string; models: Listing; model: string }) =>
    `the region ${region} has data for the model ${listing(models)}; the scenario runs ${model}`,
  horizon_before: ({ horizon, base }: { horizon: number; base: number }) =>
    `the horizon ${horizon} does not lie behind the base year ${base}`,
  horizon_far: ({ from, to, most }: { from: number; to: number; most: number }) =>
    `the years from ${from} to ${to} are ${to - from + 1}; at most ${most} can be run`,
  observed_outside: ({ year, base, horizon }: { year: number; base: number; horizon: number }) =>
    `${year} does not lie between the base year ${base} and the year before the horizon ${horizon}`,
  share_needed: (_: None) => "a share is needed here, such as {value: 10 %, source: …}",

  regions_for_one: ({ id, count, example }: { id: string; count: number; example: string }) =>
    `${id} is the sum of ${count} regions, and one is needed here; take one of them, such as ${example}`,
  each_alone: (_: None) =>
    "only a scenario over several regions says what each of them runs; a single one names it in extends",
  region_and_regions: (_: None) => "a scenario runs on one region or on several; one of region and regions must go",
  regions_too_many: ({ count, most }: { count: number; most: number }) =>
    `${count} regions stand here; at most ${most} can be summed`,
  region_twice: ({ name, line }: { name: string; line: number }) =>
    `${quote(name)} is named already in line ${line}; name it once`,
  regions_two: (_: None) =>
    "two or more regions are needed here, such as [zhejiang, jiangsu]; for one write region: zhejiang",
  region_part: ({ part, whole }: { part: string; whole: string }) =>
    `${part} is a part of ${whole}, which is named too and would count it twice; name one of the two`,
  design_in_sum: (_: None) =>
    "a batch samples one region, and this scenario runs several; write the design for one of them",
  amount_in_sum: ({ text, regions }: { text: string; regions: number }) =>
    `${quote(text)} is an amount, and each of the ${regions} regions would get all of it; write it in the scenarios of the regions`,
  years_differ: ({ region, span, other, otherSpan }: { region: string; span: Span; other: string; otherSpan: Span }) =>
    `${region} runs from ${span.from} to ${span.to}, ${other} from ${otherSpan.from} to ${otherSpan.to}; only the same years can be summed`,

  effects_needed: ({ found }: { found: Standing }) =>
    `a list of effects is needed here, such as [{path: planned_capacity.nuclear, mode: add, amount: "2 GW"}]; found ${standing(found)}`,
  effect_set_twice: ({ path, other, line }: { path: string; other: string; line: number }) =>
    `"${quote(path)}" is set by this lever already (${quote(other)}, line ${line}); one of the two must go`,
  effect_path: ({ found }: { found: Standing }) =>
    `the path of a parameter is needed here, such as planned_capacity.nuclear; found ${standing(found)}`,
  effect_not_yearly: ({ name, structural }: { name: string; structural: boolean }) =>
    `"${name}" is ${structural ? "part of the model's structure" : "one number for all years"}; a lever acts on yearly parameters only`,
  full_before_start: ({ full, start }: { full: number; start: number }) =>
    `a lever cannot be full in ${full}, before it starts in ${start}; full is ${start} or later`,
  knots_elsewhere: ({ shape }: { shape: string }) => `knots stand only where the shape is knots; here it is ${shape}`,
  knots_years: (_: None) => 'a lever with knots takes its years from them; move them with "delay"',
  knots_needed: ({ found }: { found: Standing }) =>
    `a path over years is needed here, such as {2026: 0, 2030: 0.4, 2040: 1}; found ${standing(found)}`,
  knots_year: ({ text }: { text: string }) => `"${quote(text)}" is not a year; knots are shares by year`,
  knots_none: (_: None) => "there are no knots; write some, such as {2026: 0, 2040: 1}",
  knots_missing: (_: None) => "the shape knots needs knots, such as {2026: 0, 2040: 1}",
  strength_needed: ({ found, near }: { found: Standing; near?: string }) =>
    `a strength from 0 to 1 is needed here; found ${standing(found)}${guess(near)}`,
  knot_share_needed: ({ found, near }: { found: Standing; near?: string }) =>
    `a share of full strength from 0 to 1 is needed here; found ${standing(found)}${guess(near)}`,
  level_falls: ({ level }: { level: number }) => `level ${level} is weaker than level ${level - 1}; levels rise`,
  level_needed: ({ found }: { found: Standing }) =>
    `an ambition level 1, 2, 3 or 4 is needed here; found ${standing(found)}`,
  strength_and_level: (_: None) => "strength is given too; give one of the two",
  delay_needed: ({ found }: { found: Standing }) =>
    `a whole number of years, 0 or more, is needed here; found ${standing(found)}`,
  lever_without_start: (_: None) => 'the lever has no year to start in; give "start" and "full"',
  lever_twice: ({ file }: { file: string }) => `a lever of this name stands in ${file} already; names are given once`,
  lever_unknown: ({ name, count, near }: { name: string; count: number; near?: string }) =>
    `unknown lever "${quote(name)}"; ${count === 0 ? "the model has none" : `there are ${count}, see "peakpath list levers"`}${guess(near)}`,
  levers_set_both: ({
    path,
    at,
    other,
    otherPath,
    otherAt,
  }: {
    path: string;
    at: string;
    other: string;
    otherPath: string;
    otherAt: string;
  }) =>
    `sets ${path} (${at}), which "${other}" sets too (${otherPath}, ${otherAt}); keep one of the two levers, whatever their years`,
};

interface Span {
  readonly from: number;
  readonly to: number;
}
