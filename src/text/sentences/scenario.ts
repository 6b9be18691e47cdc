import { quote } from "../quote.ts";
import {
  guess,
  type Listing,
  listing,
  type SaidAs,
  type Say,
  type Standing,
  sentencesOf,
  standing,
} from "./templates.ts";

export type Linked = "scenario" | "region";

/** What a null would have taken out of a parent. */
export type Removed =
  | {
      readonly kind: "lever" | "project" | "size" | "target" | "indicator" | "assumption" | "parameter";
      readonly name: string;
    }
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
export const scenarioSentences = sentencesOf({
  key_missing: '"{key}" is missing; {why:say}',
  one_of: "it is one of {names:list}",
  why_scenario: "a scenario says which {key} it runs on, such as {example}",
  why_region_years: "a region says its first and its last year",
  why_region_model: "a region says which model its data are for, such as model: {model}",
  why_levers_model: "a file of levers says which model they act on, such as model: {model}",
  why_lever_label: "a lever has a name in both languages",
  why_lever_effects: "a lever says what it does to which parameters",
  why_lever_source: "every lever says where it comes from",
  why_project_first: "a project says the year in which it comes into service",
  why_project_size: "a project says how much it adds, such as size: 2 GW",
  why_project_of: "a project says what it is, one of what {parameter} is given for",
  why_project_ends: "a line has a region that sends (from) and one that receives (to)",
  why_lever_knots: "the shape knots needs them, such as {2026: 0, 2040: 1}",
  why_lever_start: "a lever says the year in which it first acts",
  why_lever_full: "a lever says the year in which it has come to full strength",
  why_effect: "an effect has a path, a mode and an amount",

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
  model_differs: "the scenario runs the model {asked:quote}; it was read with {model}",
  indent_below: "unknown key; it is a {what}: indent it below {section}:",
  nothing_to_remove: ({ what, near, advise }: { what: Removed; near?: string; advise?: boolean }) =>
    `there is nothing to remove: no parent gives ${removed(what)}${guess(near)}${advise ? "; write what it is, or leave it out" : ""}`,

  region_itself: "the region {region} cannot be a part of itself",
  region_unknown: 'there is no region "{name:quote}" (no file {file:quote}){near:guess}',
  region_model: "the region {region} has data for the model {models:listing}; the scenario runs {model}",
  horizon_before: "the horizon {horizon} does not lie behind the base year {base}",
  horizon_far: ({ from, to, most }: { from: number; to: number; most: number }) =>
    `the years from ${from} to ${to} are ${to - from + 1}; at most ${most} can be run`,
  observed_outside: "{year} does not lie between the base year {base} and the year before the horizon {horizon}",
  share_needed: "a share is needed here, such as {value: 10 %, source: …}",

  regions_for_one: "{id} is the sum of {count} regions, and one is needed here; take one of them, such as {example}",
  closes_alone: "only a scenario over several regions has trade that closes",
  closes_model: "the model {model} does not say how trade closes (report.roll_up.trade.closing)",
  each_alone: "only a scenario over several regions says what each of them runs; a single one names it in extends",
  region_and_regions: "a scenario runs on one region or on several; one of region and regions must go",
  regions_too_many: "{count} regions stand here; at most {most} can be summed",
  region_twice: "{name:quote} is named already in line {line}; name it once",
  regions_two: "two or more regions are needed here, such as [zhejiang, jiangsu]; for one write region: zhejiang",
  whole_alone: "only a scenario over several regions has a whole that they make up",
  whole_other: "{region} is no part of {whole}, which the regions make up; name parts of it only",
  region_part: "{part} is a part of {whole}, which is named too and would count it twice; name one of the two",
  design_in_sum: "a batch samples one region, and this scenario runs several; write the design for one of them",
  amount_in_sum:
    "{text:quote} is an amount, and each of the {regions} regions would get all of it; write it in the scenarios of the regions",
  years_differ: ({ region, span, other, otherSpan }: { region: string; span: Span; other: string; otherSpan: Span }) =>
    `${region} runs from ${span.from} to ${span.to}, ${other} from ${otherSpan.from} to ${otherSpan.to}; only the same years can be summed`,

  effects_needed:
    'a list of effects is needed here, such as [{path: planned_capacity.nuclear, mode: add, amount: "2 GW"}]; found {found:standing}',
  effect_set_twice: '"{path:quote}" is set by this lever already ({other:quote}, line {line}); one of the two must go',
  effect_path: "the path of a parameter is needed here, such as planned_capacity.nuclear; found {found:standing}",
  effect_not_yearly: ({ name, structural }: { name: string; structural: boolean }) =>
    `"${name}" is ${structural ? "part of the model's structure" : "one number for all years"}; a lever acts on yearly parameters only`,
  full_before_start: "a lever cannot be full in {full}, before it starts in {start}; full is {start} or later",
  knots_elsewhere: "knots stand only where the shape is knots; here it is {shape}",
  knots_years: 'a lever with knots takes its years from them; move them with "delay"',
  knots_needed: "a path over years is needed here, such as {2026: 0, 2030: 0.4, 2040: 1}; found {found:standing}",
  knots_year: '"{text:quote}" is not a year; knots are shares by year',
  knots_none: "there are no knots; write some, such as {2026: 0, 2040: 1}",
  knots_missing: "the shape knots needs knots, such as {2026: 0, 2040: 1}",
  strength_needed: "a strength from 0 to 1 is needed here; found {found:standing}{near:guess}",
  knot_share_needed: "a share of full strength from 0 to 1 is needed here; found {found:standing}{near:guess}",
  level_falls: ({ level }: { level: number }) => `level ${level} is weaker than level ${level - 1}; levels rise`,
  level_needed: "an ambition level 1, 2, 3 or 4 is needed here; found {found:standing}",
  strength_and_level: "strength is given too; give one of the two",
  reach_one: ({ count }: { count: number }) =>
    `a lever is sized for one quantity, such as {nonfossil_share: {2030: 30 %}}; ${count} stand here`,
  reach_no_year: "there is no year; write what it is to come to, such as {2030: 30 %}",
  reach_year: '"{years:quote}" is more than one year; write each year with its own number',
  reach_observed: "{year} is observed (up to {last}); levers act afterwards",
  reach_operator:
    "a lever comes to a number, whichever side it comes from; write {write:quote} without a sign in front",
  reach_project: "a project is as large as its size says; only other levers are sized by what they reach",
  reach_beside: "{key} is given too, and reach finds the strength; one of the two must go",
  reach_course: "{key} cannot stand beside a reach of several years, which is itself the course of the lever",
  reach_before: "the lever {lever} does nothing before {start}, so that {year} is out of its reach",
  reach_not_computed: "{name} is not computed for the region {region}, which lacks the data; name another quantity",
  reach_from: "nothing is known of {name} in {from} in the region {region}",
  reach_twice:
    "{name} in {year} is what {other} is sized for already (line {line}); size one lever for it and give the other a strength",
  reach_fails: ({ name, year, region, fault }: Sized & { fault: SaidAs<string> | undefined }, say: Say) =>
    `${name} has no number in ${year} (${region})${fault === undefined ? "" : `: ${say(fault)}`}`,
  reach_still: "{lever} does not move {name} in {year}: at any strength it is {found} ({region}), and {asked} is asked",
  reach_short: ({ name, year, region, asked, strength, found, start, full, share }: Sized & Short) =>
    `at strength ${strength} ${name} reaches ${found} in ${year}, not ${asked} (${region})${share < 1 ? `; by then the lever, which acts from ${start} to ${full}, has come ${Number((100 * share).toPrecision(3))} % of its way: full: ${year} brings all of it` : ""}`,
  reach_unsettled: ({ levers }: { levers: readonly string[] }) =>
    `no strengths are found that hold together${levers.length === 0 ? "" : `: it and ${levers.join(", ")} move what the other is sized for`}`,
  not_counted:
    'nothing is counted of "{name:quote}", so that it has no size; give "strength" or "level", or "counted" in the lever itself',
  why_counted: "a count names its value, low, high and source",
  counted_order: "low {low} to high {high} do not hold the value {value}",
  delay_needed: "a whole number of years, 0 or more, is needed here; found {found:standing}",
  lever_without_start: 'the lever has no year to start in; give "start" and "full"',
  lever_twice: "a lever of this name stands in {file} already; names are given once",
  lever_unknown: ({ name, count, near }: { name: string; count: number; near?: string }) =>
    `unknown lever "${quote(name)}"; ${count === 0 ? "the model has none" : `there are ${count}, see "peakpath list levers"`}${guess(near)}`,
  project_years: "a project cannot be whole in {last}, before it begins in {first}; last is {first} or later",
  project_kind: 'the model {model} knows no project of the kind "{kind}"',
  project_twice: "a lever of this name stands in {file} already; a project is called otherwise",
  line_elsewhere: "neither end of the line is {region}; a line stands with the region that sends or receives",
  line_end: 'there is no region "{name:quote}"; what lies outside of all regions is written {elsewhere}{near:guess}',
  line_loop: "both ends of the line are {region}; what stays inside a region is no line",
  line_clean:
    "{share} of a line is not counted apart: clean: 100 % makes it a contract without fossil electricity, and without clean it has the mix of the sending grids",
  project_key: ({ key, line }: { key: string; line: boolean }) =>
    line ? `a line says nothing by "${key}"; its ends are from and to` : `only a line says something by "${key}"`,
  project_knots:
    "knots and last both say when it comes into service; keep one (last: null or knots: null takes out a parent's)",
  projects_in_sum:
    "each of the {regions} regions would get the project; write it in the files of the region where it is built",
  lever_without_size: ({ name, region, unit }: { name: string; region: string; unit: string }) =>
    `${region} has no size for the lever "${quote(name)}"; where it can be built there, the region gives one, such as sizes: {${quote(name)}: {value: 2 ${unit}, full: 2040, source: …}}`,
  size_unknown: ({ name, levers, near }: { name: string; levers: Listing; near?: string }) =>
    `there is no lever "${quote(name)}" that takes a size; there are ${listing(levers)}${guess(near)}`,
  levers_set_both:
    'sets {path} ({at}), which "{other}" sets too ({otherPath}, {otherAt}); keep one of the two levers, whatever their years',
});

/** A number that a lever is sized for. */
interface Sized {
  readonly name: string;
  readonly year: number;
  readonly region: string;
  readonly asked: string;
}

/** How far the lever gets, and the part of its way that it has come in the year. */
interface Short {
  readonly strength: number;
  readonly found: string;
  readonly start: number;
  readonly full: number;
  readonly share: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Refusals of targets, indicators and of what a model's report shows. */
export const targetSentences = sentencesOf({
  target_map: 'a map of years is needed here, such as {2030: ">= 25 %"}; found {found:standing}',
  target_keys: ({ keys, peak }: { keys: readonly string[]; peak: boolean }) =>
    `${keys.join(" and ")} are given; ${peak ? "a peak target is about one of them" : "a target measures in one way"}`,
  target_key: "unknown key; a target has years, {keys:list}, or for a peak {peakKeys:list}{near:guess}",
  why_peak_by: "a peak target says the latest year of the peak",
  peak_subject:
    "the model {model} names no {key} to judge; name a variable instead, such as {variable: emissions, by: 2030}",
  peak_member: '"{text:quote}" is no {key} of the model {model}; there are {members:listing}{near:guess}',
  plateau_years: "a plateau has no years; plateau_by says it all",
  target_from: "{from} does not lie before {year}, the year of the target",
  target_no_year: 'a target says at least one year, such as {2030: ">= 25 %"}',
  range_order: '"{text:quote}" is no range; the lower bound comes first',
  condition_needed: "a condition such as {example} is needed here; found {found:standing}",
  condition_quotes: "{text:quote} stands in quotation marks that are not straight; write {example}",
  condition_form: '"{text:quote}" is not a condition; write >=, <=, >, < or = and a number, such as {example}',
  than_alone: '"than" compares two reductions; give "reduction_from" with it',
  other_unit: '"{text:quote}" is in {unit} and cannot be set against {other}',
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

  statement_unknown: '"{id:quote}" is no statement of {file}; ids are such as T0259',
  statement_counts: "{id} is about this region already and counts without it",
  statement_no_run: ({ id, reason }: { id: string; reason?: { en: string; zh: string } }) =>
    `${id} cannot be held against a run: ${reason?.en ?? "nothing"}`,
  statement_in_sum: "a sum of regions holds no statements of plans; name a variable and a year",
  plan_kind: "unknown kind; allowed are {kinds:list}",
  plan_quantity: '{file} has no "{name:quote}"',
  table_no_rows: "the table has no row below its headings",
  indicator_empty: "an indicator is missing",
  indicator_unknown: "no quantity of the plans is called so{near:guess}",
  reported_year: 'a year from {from} to {to} is needed, not "{text:quote}"',
  reported_twice: "a value for {year} stands in line {line} already",
  reported_base: "say in base_year which fall is meant; promised are those from {years:list}",
  promise_twice: "a promise of it for {year} stands in line {line} already",
  promise_base: "a change needs the year that it is measured from, in base_year",
  promise_base_late: "it is measured from {base}, which is not before {year}",
  word_unknown: "unknown word; allowed are {known:list}{near:guess}",

  indicator_name: '"{name:quote}" cannot be the name of an indicator; names are snake_case, such as coal_per_head',
  name_taken: 'the model {model} has a "{name:quote}" already; choose another name',
  formula_needed: 'a formula is needed here, such as "energy / population"; found {found:standing}',

  named_unknown: ({ what, name, near }: { what: Named; name: string; near?: string }) =>
    `unknown ${what} "${quote(name)}"${guess(near)}`,
  named_missing: ({ what }: { what: Named }) => `the ${what} is missing`,
  report_missing: "the section is missing; it names at least the variable whose `peak` is found",
  report_peak_missing: "the variable over boundaries whose peaks are found is missing",
  over_one_set: '"{name}" must stand over one set, not over {sets}',
  show_missing: "the variable to show is missing; found {found:standing}",
  show_unit: '"{text:quote}" does not fit "{name}", which is in {unit}',
  cost_unit: ({ text, total, peak }: { text: string; total?: string; peak: string }) =>
    `"${quote(text)}" is no ${total} per ${peak}`,
  emitter_unknown: '"{name:quote}" is neither a sector nor an emitter',
  chain_missing: "the chain is missing; found {found:standing}",
  part_missing: ({ what, section, names }: { what: Named; section: Section; names: readonly string[] }) =>
    `the ${what} is missing; ${section} names ${names.join(", ")}`,
  report_shape: ({ name, shape }: { name: string; shape: ReportShape }) => `"${quote(name)}" must be ${shapes[shape]}`,
  cells_none: "no cell stands here; name at least one boundary that trade is counted in",
  cells_of_one: '"{name}" and "{other}" stand here; all must be cells of one variable',
  sets_differ: '"{name}" must stand over the sets of "{other}"',
});

/** What a report names. */
export type Named = "variable" | "parameter" | "check" | "driver" | "set" | "cell";

/** A part of a report section that needs all its names. */
export type Section = "trade" | "closing" | "line";

/** What a report needs a quantity to be. */
export type ReportShape = "yearly" | "constant" | "single" | "yearly_cell" | "yearly_members";

const shapes: Readonly<Record<ReportShape, string>> = {
  yearly: "a parameter with one number a year and no members",
  constant: "a parameter with one number for all years and no members",
  single: "a variable without members",
  yearly_cell: "one cell of a parameter that is given by year",
  yearly_members: "a parameter that is given by year",
};
