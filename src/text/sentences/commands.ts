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
  option_share: '--{option} takes a share above 0 such as "2 %", not "{text:quote}"',
  option_growth:
    '--growth takes yearly rates with commas, each above -100 % and below 100 %, such as "4 %,5 %", not "{text:quote}"',
  option_amount: '--{option} takes an amount with its unit such as {example}, not "{text:quote}"',
  option_level: '--{option} takes a level such as {example}, not "{text:quote}"',
  wait_minutes: '--wait takes minutes above 0, at most {most} (a week), not "{text:quote}"',
  lease_seconds: '--lease takes a number of seconds from {least} to {most}, not "{text:quote}"',
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
  region_of_itself: "--id {region}: the new region extends {region}; give it a name of its own",

  page_of_one_region:
    "{id} runs several regions; a page shows scenarios of one each, such as those that it adds up: peakpath list scenarios",
  run_all_named: "--all runs every region; leave out {names:list}, or --all",
  run_all_table: "--all prints one table over all regions; leave out --table",
  run_all_svg: "--svg draws the scenarios that are named; leave out --all, or --svg",
  run_no_plan: 'the model {model} declares no table "plan" in its report section',
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
  batch_shard_whole: "a shard is no whole batch; give --keep and --svg to peakpath merge",
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
        ({ place, cell, label, year, more, doc }) =>
          `${place}  ${cell}: ${label.en} does not hold in ${year}${more > 0 ? ` and ${more} more years` : ""}; ${doc}`,
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
  boundary_not_peaking: 'no boundary "{name}"{near:guess}',
  runs_of_kind: ({ kind, runs }: { kind: string; runs?: number }) =>
    `a ${kind} has as many runs as it is made of (${runs}); leave the number of runs out`,
  runs_from_1: "a batch has from 1 to {most} runs, not {runs}",
});
