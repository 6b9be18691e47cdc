import { onLine, quote } from "../quote.ts";
import { guess, type SaidAs, type Say, search, sentencesOf, type Unnamed } from "./templates.ts";

/** Refusals of a command line: an option or argument, or two that do not go together. */
export const commandSentences = sentencesOf({
  say_what_to_do: "Say what to do, such as: peakpath run zhejiang/policy",
  say_what_to_run: "say what to run, such as: peakpath run zhejiang/policy, or run --all",
  too_many_open: "too many files are open; allow more (ulimit -n 256)",
  no_such_file: "there is no file {path}",
  table_unreadable: "the table {file} cannot be read",
  balance_unreadable: "the balance {file} cannot be read",

  option_twice: "--{option} is given {count} times; give it once",
  option_wrong: "--{option}: {fault:say}",
  option_whole_number: '--{option} takes a whole number, not "{text:quote}"',
  option_least: "--{option} takes {least} or more, not {number}",
  option_most: "--{option} must be at most {most}, not {number}",
  option_years: '--{option} takes years from {from} to {to} with commas, such as {from},{to}; not "{text:quote}"',
  option_share: '--{option} takes a share above 0 such as "2 %", not "{text:quote}"{near:guess}',
  option_growth:
    '--growth takes yearly rates with commas, each above -100 % and below 100 %, such as "4 %,5 %", not "{text:quote}"',
  option_amount: '--{option} takes an amount with its unit such as {example}, not "{text:quote}"',
  option_level: '--{option} takes a level such as {example}, not "{text:quote}"',
  wait_minutes: '--wait takes minutes above 0, at most {most} (a week), not "{text:quote}"',
  lease_seconds: '--lease takes a number of seconds from {least} to {most}, not "{text:quote}"',
  workbook_name: '--xlsx names the workbook to write, such as --xlsx report.xlsx; found "{text:quote}"',
  folder_empty: "--{option} is empty; name a folder, such as --{option} results",
  folder_nul: '--{option} takes the name of a folder; "{text:quote}" holds a character NUL',
  no_folder: '--{option} takes a folder, and "{text}" is none',
  boundary_unknown: 'unknown boundary "{text}"; there are {names:list}, all{near:guess}',
  one_boundary: "one boundary is needed here, not all; there are {names:list}",
  stands_already: ({ path, option }: { path: string; option?: "id" }) =>
    `${path} stands already; choose another name${option === undefined ? "" : ` with --${option}`} or say --force`,
  no_region: ({ where, id, near }: { where: string; id: string; near?: string }) =>
    `${where}: there is no region "${onLine(id)}" (no file data/regions/${onLine(id)}.yaml); peakpath list regions shows all${guess(near)}`,
  region_name: '"{id}" is no name for a region; small letters, digits and _ are allowed, such as {example}',
  new_way: ({ ways }: { ways: readonly string[] }) =>
    `say one of --parent (with --from), --country and --template, or --from alone with a form of a region of its own${ways.length === 0 ? "" : `, not ${ways.join(" and ")}`}`,
  new_from: "--parent needs --from, the table of the region; peakpath new {id} --template part writes one to fill in",
  new_no_from: "--template writes an empty form; leave out --from",
  no_country_of: ({ asked, near, codes }: { asked: string; near?: string; codes: readonly string[] }) =>
    `--country: no country "${onLine(asked)}" in the table${guess(near)}; there are ${codes.join(", ")} (peakpath list countries); for others give a table in the columns of Our World in Data with --from`,
  country_lacks: "--country {country}: {fault:say}",
  init_folder: 'init takes the name of a folder, not "{text:quote}"',
  init_stands: "{path} stands already; choose another folder, nothing is replaced",
  init_no_scenario: "{region} has no scenario to go on from; peakpath list scenarios shows all",
  region_of_itself: "--id {region}: the new region extends {region}; give it a name of its own",

  page_of_one_region:
    "{id} runs several regions; name up to four scenarios of one region each (peakpath list scenarios), and the page sets them beside each other",
  run_all_named: "--all runs every region; leave out {names:list}, or --all",
  run_all_xlsx: "--all prints one table over all regions; leave out --xlsx, or name the scenarios of one workbook",
  run_all_table: "--all prints one table over all regions; leave out --table",
  run_all_svg: "--svg draws the scenarios that are named; leave out --all, or --svg",
  run_workers: "--workers goes with --all",
  thread_ended:
    "{ends} threads that began it ended by themselves (exit code {code}); if memory is short, use fewer: --workers 1",
  run_no_plan: 'the model {model} declares no table "plan" in its report section',
  no_subject: '"{name:quote}" is no subject of the model{near:guess}; there are {names:list}',
  method_file: "--out {file}: a page ends in .html, Markdown in .md",
  list_quality: "--{option} goes with list regions",
  delay_years: "--years takes 1 to {most} years (the horizon is {horizon}), not {years}",
  budget_from:
    "--from takes a year from {base} (the base year; what was before is another account) to {horizon}, not {from}",
  allocate_model: "the model {model} does not say what a total is shared out by (allocate in its report section)",
  allocate_no_parts: ({ id }: { id: string }) =>
    `${onLine(id)} has no members: no scenario over several regions is called the same and consists of its parts alone; name one, such as provinces/policy`,
  allocate_from: "--from takes a year from {base} to the one before {horizon}, not {from}",
  assess_year: "--year takes a year from {from} to {to}, not {year}",
  asked_in_year: '--{option} takes what is asked and its year, such as {example}, not "{text:quote}"',
  report_html: '--out takes the file of the page, such as report.html; not "{text:quote}"',
  picture_size: '--size takes width and height from {least} to {most}, such as 1600x900; not "{text:quote}"',
  png_package:
    "PNG needs the package @resvg/resvg-js, which is not installed; install it (npm install @resvg/resvg-js), or draw SVG with --svg",
  png_fonts:
    "no font of this system has Chinese characters, so that a PNG would be empty where they stand; install one (Debian and Ubuntu: apt install fonts-noto-cjk), or draw SVG with --svg",
  png_latin_fonts:
    "no font is found on this system, so that a PNG would have no letters; install one (such as fonts-noto-cjk), or draw SVG with --svg",
  asked_year: "--{option} takes a year from {first} to {last} behind @, not {year}",
  allocate_nothing:
    "say what is asked, such as --fall '5 %@2040': nothing is taken for 2030 where it is counted from {from}",
  allocate_below_zero:
    "{region} emits nothing in {year} on this boundary, so that no rule has a share for it; take another boundary",
  cost_years: "--from and --to take years from {first} to {last} in order, not {from} and {to}",
  compare_two: "compare takes two or more different scenarios, not {count}",
  compare_models: "only scenarios of one model compare; these run {models:and}",
  levers_pollutants: "--pollutants tells what each lever does alone; leave out --method shapley and --by basis",
  levers_pollutant_years: "--pollutants tells years from {year} on, and the scenario ends in {horizon}; leave it out",
  levers_no_pollutants: "{id} has no air pollutants; leave out --pollutants",
  levers_only: 'unknown lever "{id}" in --only{near:guess}',
  seek_two_things: "--{first} and --{second} ask for two things; ask for one",
  seek_lever: "--lever goes with --latest-start or alone, not with --{option}",
  seek_name: '--save takes a name of small letters, digits and _, not "{name}"',
  seek_goal: "say --peak-by YEAR or --target QUANTITY@YEAR, one of the two",
  seek_peak_only: "--{option} goes with --peak-by, not with --target",
  seek_target_form:
    '--target takes a quantity, its year and a condition, such as "nonfossil_share@2030 >= 30 %" or against a year "coal_physical@2030/2025 <= -8 %", or the name of a target of the scenario; not "{text}"',
  seek_target_none: ({
    text,
    name,
    year,
    names,
  }: Record<"text" | "name" | "year", string> & { names: readonly string[] }) =>
    `--target ${text} has no condition, and ${names.length === 0 ? "the scenario has no targets of its own" : `is none of the scenario's own targets ${names.join(", ")}`}; write one, such as "${name}@${year} >= 30 %"`,
  seek_target_several: "--target {text} stands for several targets of the scenario; name one by its year: {names:list}",
  seek_target_peak: "--target {text} is about a peak; ask for it by --peak-by",
  seek_year: "--peak-by takes a year from {from} to {to}, not {by}",
  backtest_subject: "say one province, a .csv file, or --all, such as: peakpath backtest zhejiang",
  backtest_from: ({ first, last, from, drivers }: { first: number; last: number; from: number; drivers: number }) =>
    `--from takes a year from ${first} to ${last - 1}, not ${from}: drivers are known from ${drivers}, the account ends in ${last}`,
  backtest_to: "--to takes a year from {first} to {last}, not {to}",
  backtest_to_behind: "--to takes a year behind --from ({from}), not {to}",
  backtest_forecasts_of:
    "--forecasts goes with a table of countries (.csv), such as: peakpath backtest my.csv --forecasts",
  backtest_forecasts_to: "--forecasts takes --horizons (years ahead, such as 5,10) in place of --to",
  backtest_horizons: "--horizons goes with --forecasts",
  backtest_no_forecast: ({ file, years, from }: { file: string; years: number; from: string }) =>
    `no forecast can be made of ${file}${from === "" ? "" : ` from ${from}`}: it takes CO2 above 0 in the ${years} years up to the base year, residents in the first and the last of them, and past errors of other countries from eight base years (for one year ahead from 1983 on, for ten from 1992)`,
  option_spans: ({ option, least, most, text }: { option: string; least: number; most: number; text: string }) =>
    option === "from"
      ? `--from takes years, such as 2010 or 1990,2000 or 1990-2015 (the earlier one first), not "${quote(text)}"`
      : `--${option} takes numbers from ${least} to ${most}, such as 5 or 1,5 or 1-10 (the smaller one first), not "${quote(text)}"`,
  backtest_province: '"{id}" has no account of past years by sector and fuel; known are the provinces{near:guess}',
  batch_needs_out: "--{option} needs --out, the folder in which the batch is kept",
  batch_shard_whole: "a shard is no whole batch; give --svg to peakpath merge",
  merge_counts:
    "these folders hold what was counted, not every run; compute the shards with --keep outcomes, or merge without --keep",
  batch_workers: "--workers takes a number from 1 to {most}, not {workers}",
  batch_no_worker: "batch-worker.js is missing beside the program, so that --workers can only be 1; build it again",
  batch_keep: '--keep takes {tables:list}, not "{name}"{near:guess}',
  merge_folders: "merge takes the folders of a batch's shards, such as s1 s2",
});

/** A check of the model that a run does not hold: where it is declared, its cell, and the years. */
export interface FailedCheck {
  readonly place: string;
  readonly cell: string;
  readonly label: { readonly en: string; readonly zh: string };
  readonly year: number;
  /** How many more years. */
  readonly more: number;
  /** Other cells of which it does not hold either. */
  readonly others: readonly string[];
  readonly doc: string;
}

interface Within {
  readonly fault: SaidAs<string>;
}

/** Why a run fails, and what questions about runs cannot be asked. */
export const runSentences = sentencesOf({
  /** What another program or library says, which no language words. */
  as_it_is: ({ text }: { text: string }) => text,
  circle: ({ names }: { names: readonly string[] }) =>
    `depends on itself in the same year: ${names.join(" -> ")}; break the chain with previous()`,
  names_both: '"{name:quote}" names both {owner} and {here}',
  name_signs: '"{name:quote}" must hold none of ; : " `',
  several: ({ faults }: { faults: readonly SaidAs<string>[] }, say: Say) => faults.map(say).join("\n"),
  not_finite:
    "{name} is not finite in {year}: its numbers divide by 0 or grow beyond all bounds; its formula stands at {file}:{line}",
  check_fails: "the check {check} of the model does not hold in {year}",
  checks_fail: ({ checks }: { checks: readonly FailedCheck[] }) =>
    checks
      .map(
        ({ place, cell, label, year, more, others, doc }) =>
          `${place}  ${cell}: ${label.en} does not hold in ${year}${more > 0 ? ` and ${more} more years` : ""}${others.length > 0 ? `, nor of ${others.join(", ")}` : ""}; ${doc}`,
      )
      .join("\n"),
  levers_fail: ({ levers, moved, fault }: Within & { levers: readonly string[]; moved: readonly string[] }, say: Say) =>
    `with the levers ${levers.join(", ") || "all off"}${moved.map((name) => `, ${name} moved`).join("")}: ${say(fault)}`,
  mixture_fails: (
    { scenario, taken, other, fault }: Within & { scenario: string; taken: readonly string[]; other: string },
    say: Say,
  ) => `${scenario} with ${taken.join(", ") || "nothing"} of ${other}: ${say(fault)}`,
  member_fails: "{scenario}, {region}: {fault:say}",
  no_roll_up: "the model {model} does not say in report.roll_up what adds up over regions",
  answer_differs: "the answer, run as {id}, does not do what was found; please report this",

  no_year_of_run: "{year} is not a year of the run; years {from} to {to} are allowed",
  nothing_named: ({ name, model, near, sought }: Unnamed) =>
    `unknown variable or parameter "${quote(name)}" of the model ${model}${search(sought)}${guess(near)}`,
  no_such_cell: ({ cells, count, near }: { cells: readonly string[]; count: number; near?: string }) =>
    `no such cell; there are ${cells.join(", ")}${count > cells.length ? `, … (${count})` : ""}${guess(near)}`,
  pulls_no_lever: 'the scenario {scenario} pulls no lever "{lever}"{near:guess}',
  least_of_one: "the least strength is sought of one lever; none is named",
  target_not_judged: '"{name:quote}" cannot be judged in this run ({reason})',
  boundary_not_peaking: 'no boundary "{name}"{near:guess}',
  runs_of_kind: ({ kind, runs }: { kind: string; runs?: number }) =>
    `a ${kind} has as many runs as it is made of (${runs}); leave the number of runs out`,
  runs_from_1: "a batch has from 1 to {most} runs, not {runs}",
});
