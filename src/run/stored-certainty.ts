import { planScenarios } from "../scenario/head.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Columns, csvOf, named, namedIn } from "../text/csv.ts";
import type { Library } from "../text/library.ts";
import { plainNumber } from "../text/plain-number.ts";
import { InputError, likely, type Problem, problem } from "../text/problems.ts";
import { readTable, untilTooMany } from "../text/table.ts";
import { certaintyFolder, certaintyTables } from "./certainty.ts";

/**
 * Counted by hand: one more whenever what a calibrated batch draws or counts gives other numbers of the same files, so
 * that stored ones are known as stale.
 */
const SAMPLING_VERSION = 2;

/** Digits of the hash that a stored row carries. */
const HASH_DIGITS = 16;

export const storedCertaintyFile = `${certaintyFolder}/stored.csv`;
const baseRatesFile = `${certaintyFolder}/base_rates.csv`;

/** On what a probability stands: the measures come as planned, as those of earlier plans did, or none is planned. */
export const sureConditions = ["as_planned", "as_before", "no_plan"] as const;
export type SureCondition = (typeof sureConditions)[number];

/** Shares of the runs that peak by a year, quantiles of the peak's year, and of the level of two years. */
export const sureNumbers = [
  "by_2025",
  "by_2030",
  "by_2035",
  "by_2040",
  "peak_p05",
  "peak_p50",
  "peak_p95",
  "level_2030_p05",
  "level_2030_p50",
  "level_2030_p95",
  "level_2035_p05",
  "level_2035_p50",
  "level_2035_p95",
] as const;
export type SureNumber = (typeof sureNumbers)[number];

/** How sure a scenario's peak is under one condition, on its default boundary. */
export interface Sure {
  /** Of what is stored one of `sureConditions`; `own` where deliveries are as somebody assumes. */
  readonly condition: SureCondition | "own";
  readonly boundary: string;
  readonly unit: string;
  /** Runs with a result. */
  readonly runs: number;
  /** Observed years that cannot be told apart where the scenario's own peak lies in them; no share is said of their end. */
  readonly undecided: readonly number[];
  /** A quantile of the peak's year is undefined where it lies beyond the last year of which anything is said. */
  readonly numbers: Readonly<Record<SureNumber, number | undefined>>;
}

/** How many regions near their record had it behind them so many years later. */
export interface BaseRate {
  readonly share: number;
  readonly n: number;
  readonly regions: number;
  readonly window: string;
}

/** What is stored of how sure a scenario's peak is; another hash or no row say why nothing is. */
export type StoredCertainty =
  | { readonly state: "stored"; readonly rows: readonly Sure[]; readonly base_rate?: BaseRate }
  | { readonly state: "stale"; readonly stored: string; readonly now: string }
  | { readonly state: "not_stored" };

/** Finds what is stored of a scenario; undefined where its model does not say what past errors act on. */
export type CertaintyFinder = (scenario: Scenario) => StoredCertainty | undefined;

/** Years after which a region near its record is looked at again. */
export const BASE_RATE_YEARS = 6;
/** Regions near their record, whatever their growth. */
const ALL = "all";

/**
 * Reads what is stored when it is asked for.
 *
 * @throws InputError with every mistake in these files.
 */
export function certaintyFinder(library: Library, sha256: (text: string) => string): CertaintyFinder {
  let tables: ReadonlyMap<string, string> | undefined;
  let base: { readonly rate: BaseRate | undefined } | undefined;
  return (scenario) => {
    if (scenario.model.report?.certainty === undefined) return undefined;
    const found = readStored(library, scenario.id).get(scenario.id);
    if (found === undefined) return { state: "not_stored" };
    tables ??= certaintyTexts(library);
    const now = certaintyHash(scenario, tables, sha256);
    const [{ hash }] = found;
    if (found.some((row) => row.hash !== now)) return { state: "stale", stored: hash, now };
    base ??= { rate: readBaseRate(library) };
    return { state: "stored", rows: found.map(({ sure }) => sure), base_rate: base.rate };
  };
}

/** The texts of the tables that a calibrated batch draws from, by name; those that are missing are left out. */
export function certaintyTexts(library: Library): Map<string, string> {
  return new Map(
    certaintyTables.flatMap((name) => {
      const file = `${certaintyFolder}/${name}.csv`;
      const text = library.read(file);
      return text === undefined ? [] : [[file, text] as const];
    }),
  );
}

/** Whether a shipped scenario's certainty is stored: what a region's plans come to, and what there is without them. */
export function isStored(id: string): boolean {
  return storedNames.has(id.slice(id.lastIndexOf("/") + 1));
}
const storedNames: ReadonlySet<string> = new Set(["reference", ...planScenarios]);

/** The hash of all that a calibrated batch of a scenario rests on: version of the code, model, region, scenario, tables. */
export function certaintyHash(
  { id, model, files, planFiles }: Scenario,
  tables: ReadonlyMap<string, string>,
  sha256: (text: string) => string,
): string {
  const texts = new Map([...model.files.map(({ name, text }) => [name, text] as const), ...files, ...tables]);
  const names = [...texts.keys()].filter((name) => !planFiles.has(name)).sort();
  const all = names.map((name) => `${name}\n${texts.get(name)?.length}\n${texts.get(name)}`).join("");
  return sha256(`${SAMPLING_VERSION}\n${id}\n${all}`).slice(0, HASH_DIGITS);
}

/** A row as it stands in the file. */
export interface StoredRow {
  readonly scenario: string;
  readonly hash: string;
  readonly sure: Sure;
}
type StoredRows = readonly [StoredRow, ...StoredRow[]];

/** The columns of the file beside the numbers. */
const storedColumns = ["scenario", "condition", "hash", "boundary", "unit", "runs", "undecided"] as const;

/** The file of these rows. */
export function storedCsv(rows: readonly StoredRow[]): string {
  const about = [
    "# How sure the peaks of the shipped scenarios are: batches of as many runs (seed 1), made by `npm run build:certainty`; see",
    '# README.md ("Stored"). Shares of runs that peak by a year, quantiles of the peak\'s year (empty: after 2040) and of the',
    "# emissions of 2030 and 2035. undecided: observed years that cannot be told apart, of whose end nothing is said.",
  ];
  const columns: Columns<StoredRow> = {
    ...named("scenario"),
    condition: ({ sure }) => sure.condition,
    ...named("hash"),
    boundary: ({ sure }) => sure.boundary,
    unit: ({ sure }) => sure.unit,
    runs: ({ sure }) => sure.runs,
    undecided: ({ sure }) => sure.undecided.join(" "),
    ...namedIn(({ sure }: StoredRow) => sure.numbers, ...sureNumbers),
  };
  return `${about.join("\n")}\n${csvOf(columns, rows, { plain: true })}`;
}

/**
 * What is stored, by scenario, or of one alone, whose rows are the only ones read then; nothing where the file is missing.
 *
 * @throws InputError with every mistake in it.
 */
export function readStored(library: Library, only?: string): Map<string, StoredRows> {
  const file = storedCertaintyFile;
  const text = library.read(file);
  const found = new Map<string, StoredRows>();
  if (text === undefined) return found;
  const problems: Problem[] = [];
  const rows = readTable(
    only === undefined ? text : rowsOf(text, only),
    file,
    { required: [...storedColumns, ...sureNumbers], optional: [] },
    problems,
  );
  for (const row of untilTooMany(rows, problems)) {
    const condition = sureConditions.find((known) => known === row.get("condition"));
    if (condition === undefined)
      problems.push(
        problem(row.place("condition"), row.get("condition"), "certainty_row", {
          names: sureConditions,
          near: likely(row.get("condition"), sureConditions),
        }),
      );
    const numberAt = (column: string, most: number): number | undefined => {
      const cell = row.get(column);
      const number = plainNumber(cell);
      if (cell !== "" && (number === undefined || Math.abs(number) > most))
        problems.push(problem(row.place(column), column, "certainty_number", { least: 0, most, text: cell }));
      return number;
    };
    const [scenario, hash, boundary, unit] = ["scenario", "hash", "boundary", "unit"].map(row.get);
    const years = row.get("undecided").split(" ").filter(Boolean).map(Number);
    const numbers = Object.fromEntries(
      sureNumbers.map((name) => [name, numberAt(name, name.startsWith("by_") ? 1 : Number.MAX_VALUE)]),
    ) as Sure["numbers"];
    const runs = numberAt("runs", Number.MAX_SAFE_INTEGER) ?? 0;
    if (condition === undefined) continue;
    const own = { scenario, hash, sure: { condition, boundary, unit, runs, undecided: years, numbers } };
    found.set(scenario, [...(found.get(scenario) ?? []), own] as unknown as StoredRows);
  }
  if (problems.length > 0) throw new InputError(problems);
  return found;
}

/** The table without the rows of other scenarios; every line stays where it is. */
function rowsOf(text: string, scenario: string): string {
  const lines = text.split("\n");
  const head = lines.findIndex((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line, i) => (i <= head || line.startsWith(`${scenario},`) ? line : "")).join("\n");
}

/** How many of all regions near their record peaked within six years; undefined where the table is missing. */
function readBaseRate(library: Library): BaseRate | undefined {
  const text = library.read(baseRatesFile);
  if (text === undefined) return undefined;
  const problems: Problem[] = [];
  const columns = ["condition", "by", "share", "n", "regions", "window"];
  const rows = readTable(text, baseRatesFile, { required: columns, optional: [], others: true }, problems);
  const row = rows.find(({ get }) => get("condition") === ALL && Number(get("by")) === BASE_RATE_YEARS);
  if (problems.length > 0) throw new InputError(problems);
  if (row === undefined) return undefined;
  const [share, n, regions] = ["share", "n", "regions"].map((column) => plainNumber(row.get(column)) ?? Number.NaN);
  return { share, n, regions, window: row.get("window") };
}
