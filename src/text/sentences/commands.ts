import { onLine, quote } from "../quote.ts";
import { guess } from "./reading.ts";
import type { SaidAs, Say } from "./said.ts";

type None = Record<never, never>;

/** Refusals of a command line: an option or argument, or two that do not go together. */
export const commandSentences = {
  say_what_to_do: (_: None) => "Say what to do, such as: peakpath run zhejiang/policy",
  say_what_to_run: (_: None) => "say what to run, such as: peakpath run zhejiang/policy, or run --all",
  too_many_open: (_: None) => "too many files are open; allow more (ulimit -n 256)",
  no_such_file: ({ path }: { path: string }) => `there is no file ${path}`,
  table_unreadable: ({ file }: { file: string }) => `the table ${file} cannot be read`,
  balance_unreadable: ({ file }: { file: string }) => `the balance ${file} cannot be read`,

  option_twice: ({ option, count }: { option: string; count: number }) =>
    `--${option} is given ${count} times; give it once`,
  option_wrong: ({ option, fault }: { option: string; fault: SaidAs<string> }, say: Say) =>
    `--${option}: ${say(fault)}`,
  option_whole_number: ({ option, text }: { option: string; text: string }) =>
    `--${option} takes a whole number, not "${quote(text)}"`,
  option_least: ({ option, least, number }: { option: string; least: number; number: number }) =>
    `--${option} takes ${least} or more, not ${number}`,
  option_years: ({ option, from, to, text }: { option: string; from: number; to: number; text: string }) =>
    `--${option} takes years from ${from} to ${to} with commas, such as ${from},${to}; not "${quote(text)}"`,
  option_share: ({ option, text }: { option: string; text: string }) =>
    `--${option} takes a share above 0 such as "2 %", not "${quote(text)}"`,
  option_amount: ({ option, example, text }: { option: string; example: string; text: string }) =>
    `--${option} takes an amount with its unit such as ${example}, not "${quote(text)}"`,
  option_level: ({ option, example, text }: { option: string; example: string; text: string }) =>
    `--${option} takes a level such as ${example}, not "${quote(text)}"`,
  wait_minutes: ({ most, text }: { most: number; text: string }) =>
    `--wait takes minutes above 0, at most ${most} (a week), not "${quote(text)}"`,
  lease_seconds: ({ least, most, text }: { least: number; most: number; text: string }) =>
    `--lease takes a number of seconds from ${least} to ${most}, not "${quote(text)}"`,
  folder_empty: ({ option }: { option: string }) => `--${option} is empty; name a folder, such as --${option} results`,
  folder_nul: ({ option, text }: { option: string; text: string }) =>
    `--${option} takes the name of a folder; "${quote(text)}" holds a character NUL`,
  no_folder: ({ option, text }: { option: string; text: string }) =>
    `--${option} takes a folder, and "${text}" is none`,
  boundary_unknown: ({ text, names, near }: { text: string; names: readonly string[]; near?: string }) =>
    `unknown boundary "${text}"; there are ${names.join(", ")}, all${guess(near)}`,
  one_boundary: ({ names }: { names: readonly string[] }) =>
    `one boundary is needed here, not all; there are ${names.join(", ")}`,
  stands_already: ({ path, option }: { path: string; option?: "id" }) =>
    `${path} stands already; choose another name${option === undefined ? "" : ` with --${option}`} or say --force`,
  no_region: ({ where, id, near }: { where: string; id: string; near?: string }) =>
    `${where}: there is no region "${onLine(id)}" (no file data/regions/${onLine(id)}.yaml); peakpath list regions shows all${guess(near)}`,
  region_name: ({ id, example }: { id: string; example: string }) =>
    `"${id}" is no name for a region; small letters, digits and _ are allowed, such as ${example}`,
  region_of_itself: ({ region }: { region: string }) =>
    `--id ${region}: the new region extends ${region}; give it a name of its own`,

  run_all_named: ({ names }: { names: readonly string[] }) =>
    `--all runs every region; leave out ${names.join(", ")}, or --all`,
  run_all_table: (_: None) => "--all prints one table over all regions; leave out --table",
  run_all_svg: (_: None) => "--svg draws the scenarios that are named; leave out --all, or --svg",
  run_no_plan: ({ model }: { model: string }) => `the model ${model} declares no table "plan" in its report section`,
  list_quality: (_: None) => "--quality goes with list regions",
  delay_years: ({ most, horizon, years }: { most: number; horizon: number; years: number }) =>
    `--years takes 1 to ${most} years (the horizon is ${horizon}), not ${years}`,
  budget_from: ({ base, horizon, from }: { base: number; horizon: number; from: number }) =>
    `--from takes a year from ${base} (the base year; what was before is another account) to ${horizon}, not ${from}`,
  cost_years: ({ first, last, from, to }: { first: number; last: number; from: number; to: number }) =>
    `--from and --to take years from ${first} to ${last} in order, not ${from} and ${to}`,
  compare_two: ({ count }: { count: number }) => `compare takes two or more different scenarios, not ${count}`,
  compare_models: ({ models }: { models: readonly string[] }) =>
    `only scenarios of one model compare; these run ${models.join(" and ")}`,
  levers_svg: (_: None) => "--svg draws shares that add up; leave out --method one-at-a-time",
  levers_only: ({ id, near }: { id: string; near?: string }) => `unknown lever "${id}" in --only${guess(near)}`,
  seek_two_things: ({ first, second }: { first: string; second: string }) =>
    `--${first} and --${second} ask for two things; ask for one`,
  seek_lever: ({ option }: { option: string }) => `--lever goes with --latest-start or alone, not with --${option}`,
  seek_name: ({ name }: { name: string }) => `--save takes a name of small letters, digits and _, not "${name}"`,
  seek_year: ({ from, to, by }: { from: number; to: number; by: number }) =>
    `--peak-by takes a year from ${from} to ${to}, not ${by}`,
  backtest_subject: (_: None) => "say one province, a .csv file, or --all, such as: peakpath backtest zhejiang",
  backtest_from: ({ first, last, from, drivers }: { first: number; last: number; from: number; drivers: number }) =>
    `--from takes a year from ${first} to ${last - 1}, not ${from}: drivers are known from ${drivers}, the account ends in ${last}`,
  backtest_to: ({ first, last, to }: { first: number; last: number; to: number }) =>
    `--to takes a year from ${first} to ${last}, not ${to}`,
  backtest_to_behind: ({ from, to }: { from: number; to: number }) =>
    `--to takes a year behind --from (${from}), not ${to}`,
  backtest_province: ({ id, near }: { id: string; near?: string }) =>
    `"${id}" has no account of past years by sector and fuel; known are the provinces${guess(near)}`,
  batch_needs_out: ({ option }: { option: string }) => `--${option} needs --out, the folder in which the batch is kept`,
  batch_shard_whole: (_: None) => "a shard is no whole batch; give --keep and --svg to peakpath merge",
  batch_workers: ({ most, workers }: { most: number; workers: number }) =>
    `--workers takes a number from 1 to ${most}, not ${workers}`,
  batch_no_worker: (_: None) =>
    "batch-worker.js is missing beside the program, so that --workers can only be 1; build it again",
  batch_keep: ({ tables, name, near }: { tables: readonly string[]; name: string; near?: string }) =>
    `--keep takes ${tables.join(", ")}, not "${name}"${guess(near)}`,
  merge_folders: (_: None) => "merge takes the folders of a batch's shards, such as s1 s2",
};
