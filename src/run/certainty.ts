import { exp, log } from "../engine/program/elementary.ts";
import { families, projectStatuses } from "../scenario/levers/lever.ts";
import type { Distribution } from "../statistics/distributions/distributions.ts";
import type { Library } from "../text/library.ts";
import { plainShare } from "../text/plain-number.ts";
import { InputError, likely, type Problem, problem } from "../text/problems.ts";
import { topOf } from "../text/reader.ts";
import { readTable, type TableRow, untilTooMany } from "../text/table.ts";

/** Where the tables of past errors stand; its page tells how they were fitted. */
export const certaintyFolder = "data/certainty";

/** The tables that are drawn from, by the names of their files. */
export const certaintyTables = ["economy", "residual", "delivery_rules", "delivery"] as const;

/** The last year of which errors of past projections say anything: further ahead none was ever compared. */
export const LAST_SURE = 2040;
/** Years by which the probability of a peak is said, and years whose levels are. */
export const SURE_YEARS = [2025, 2030, 2035, LAST_SURE] as const;
export const LEVEL_YEARS = [2030, 2035] as const;

/** The most years by which the table of deliveries has measures late. */
const MOST_LATE = 5;

const inHead = ["name", "value"];
const besideValue = ["low", "high", "unit", "n", "window", "source"];

/** The numbers of a table with the least and the most that each may be. */
type Bounds<Name extends string> = Readonly<Record<Name, readonly [least: number, most: number]>>;

const share = [0, 1] as const;
const persistence = [0, 0.999] as const;
/** From so many degrees on Student's t has a variance; beyond so many it is normal. */
const degrees = [2.1, 1000] as const;

const economyRows = {
  gdp_persistence: persistence,
  gdp_spread: share,
  gdp_degrees: degrees,
  intensity_persistence: persistence,
  intensity_spread: share,
  intensity_degrees: degrees,
  correlation: [-1, 1],
  sector_share: [0, 100],
  common_provinces: share,
  common_countries: share,
  factor: [0, 10],
  volatility: [0.0001, 10],
  forecast_volatility_exponent: [0, 2],
} as const satisfies Bounds<string>;

const residualRows = {
  degrees,
  spread: share,
  volatility: [0.0001, 10],
  volatility_exponent: [0, 2],
  common_provinces: share,
  /** Of the variance of a province's error that of the nation, in which provinces' errors make up for each other. */
  nation_share: share,
} as const satisfies Bounds<string>;

const ruleRows = { correlation: [0, 0.99] } as const satisfies Bounds<string>;

/** How far growth missed what was projected, in numbers of `economy.csv`. */
export type EconomyErrors = Readonly<Record<keyof typeof economyRows, number>>;
/** What a model misses though its drivers are known, in numbers of `residual.csv`. */
export type ResidualErrors = Readonly<Record<keyof typeof residualRows, number>>;

/** How measures of one family came, against what was promised of them. */
export interface FamilyDelivery {
  /** What their strength is multiplied by; of projects, which come whole or not at all, there is none. */
  readonly strength?: Distribution;
  /** Of projects: the part of them that was built. */
  readonly chance?: number;
  /** Whole years by which they were late. */
  readonly delay: Distribution;
}

/** How plans were delivered before. */
export interface Delivery {
  /** By family, and of projects by what had been said of them. */
  readonly families: ReadonlyMap<string, FamilyDelivery>;
  /** What the strength of a measure is multiplied by that no document sizes. */
  readonly unsized: Distribution;
  /** Gaussian correlation of the families' deliveries within a region. */
  readonly correlation: number;
}

/** What past errors say of how sure a projection can be. */
export interface Certainty {
  readonly economy: EconomyErrors;
  readonly residual: ResidualErrors;
  readonly delivery: Delivery;
  /** The tables by name, for hashes. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The tables of past errors.
 *
 * @throws InputError with every mistake in them, or where one is missing.
 */
export function readCertainty(library: Library): Certainty {
  const problems: Problem[] = [];
  const files = new Map<string, string>();
  const table = (name: (typeof certaintyTables)[number], required: readonly string[], optional: readonly string[]) => {
    const file = `${certaintyFolder}/${name}.csv`;
    const text = library.read(file);
    if (text === undefined) problems.push(problem(topOf(file), "", "certainty_missing", {}));
    else files.set(file, text);
    return { file, rows: text === undefined ? [] : readTable(text, file, { required, optional }, problems) };
  };
  const numbers = <Name extends string>(name: (typeof certaintyTables)[number], bounds: Bounds<Name>) =>
    numbersIn(table(name, inHead, besideValue), bounds, problems);
  const economy = numbers("economy", economyRows);
  const residual = numbers("residual", residualRows);
  const { correlation } = numbers("delivery_rules", ruleRows);
  const delivered = deliveries(table("delivery", ["family", ...spreadColumns, ...delayColumns], beside), problems);
  if (problems.length > 0) throw new InputError(problems);
  return { economy, residual, delivery: { ...delivered, correlation }, files };
}

/**
 * How many times as large as those of the usual region the errors of another are: its volatility over the usual one, to a
 * power.
 */
export function volatilityScale(own: number, usual: number, power: number): number {
  return power === 0 ? 1 : exp(power * log(own / usual));
}

interface NamedTable {
  readonly file: string;
  readonly rows: readonly TableRow[];
}

/** The rows by their first column, each of the names once; where `others` stand in the table they are passed over. */
function byName<Name extends string>(
  { file, rows }: NamedTable,
  column: string,
  names: readonly Name[],
  others: boolean,
  problems: Problem[],
): Map<Name, TableRow> {
  const found = new Map<Name, TableRow>();
  for (const row of untilTooMany(rows, problems)) {
    const text = row.get(column);
    const name = names.find((known) => known === text);
    if (name === undefined && others) continue;
    if (name === undefined) {
      const near = likely(text, names);
      problems.push(problem(row.place(column), text, "certainty_row", { names, near }));
    } else if (found.has(name)) problems.push(problem(row.place(column), name, "certainty_row_twice", {}));
    else found.set(name, row);
  }
  const missing = names.filter((name) => !found.has(name));
  if (rows.length > 0 && missing.length > 0)
    problems.push(problem(topOf(file), column, "certainty_row_missing", { names: missing }));
  return found;
}

function numbersIn<Name extends string>(
  table: NamedTable,
  bounds: Bounds<Name>,
  problems: Problem[],
): Record<Name, number> {
  const names = Object.keys(bounds) as Name[];
  const rows = byName(table, "name", names, true, problems);
  return Object.fromEntries(
    names.map((name) => {
      const row = rows.get(name);
      return [name, row === undefined ? Number.NaN : numberAt(row, "value", bounds[name], problems)];
    }),
  ) as Record<Name, number>;
}

/** The number in a column, or one that is none after a report. */
function numberAt(
  row: TableRow,
  column: string,
  [least, most]: readonly [number, number],
  problems: Problem[],
): number {
  const text = row.get(column);
  const number = plainShare(text);
  if (number !== undefined && number >= least && number <= most) return number;
  problems.push(problem(row.place(column), column, "certainty_number", { least, most, text }));
  return Number.NaN;
}

const spreadColumns = ["spread", "low", "mode", "high", "mean", "deviation", "median"];
const delayColumns = Array.from({ length: MOST_LATE + 1 }, (_, years) => `delay_${years}`);
const beside = ["n", "source", "note"];
/** The row of measures that no document gives a number for. */
const NO_NUMBER = "no_number";
/** Strengths are multiplied by no more than this. */
const MOST_FACTOR = 10;

/** The distributions of a factor by the columns that they take; a beta one is told by its mean and deviation. */
const spreads = {
  uniform: ["low", "high"],
  triangular: ["low", "mode", "high"],
  beta: ["low", "high", "mean", "deviation"],
  lognormal: ["median", "deviation"],
} as const;
const statuses = projectStatuses.map((status) => `project_${status}` as const);

function deliveries(table: NamedTable, problems: Problem[]): Pick<Delivery, "families" | "unsized"> {
  const known = [...families.filter((family) => family !== "projects"), ...statuses, NO_NUMBER] as const;
  const rows = byName<(typeof known)[number]>(table, "family", known, false, problems);
  const found = new Map<string, FamilyDelivery>();
  let unsized: Distribution = { kind: "uniform", low: 1, high: 1 };
  for (const [family, row] of rows) {
    if (family === NO_NUMBER) {
      unsized = factorAt(row, problems) ?? unsized;
      continue;
    }
    const delay = delayAt(row, problems);
    if (statuses.some((status) => status === family)) {
      if (row.get("spread") !== "discrete")
        problems.push(problem(row.place("spread"), family, "certainty_spread", { kinds: ["discrete"] }));
      found.set(family, { chance: numberAt(row, "mean", share, problems), delay });
    } else found.set(family, { strength: factorAt(row, problems), delay });
  }
  return { families: found, unsized };
}

/** The distribution of a factor, or undefined after a report. */
function factorAt(row: TableRow, problems: Problem[]): Distribution | undefined {
  const kinds = Object.keys(spreads) as (keyof typeof spreads)[];
  const kind = kinds.find((known) => known === row.get("spread"));
  if (kind === undefined) {
    problems.push(problem(row.place("spread"), row.get("family"), "certainty_spread", { kinds }));
    return undefined;
  }
  const before = problems.length;
  const read = (column: string): number => numberAt(row, column, [0, MOST_FACTOR], problems);
  const numbers = Object.fromEntries(spreads[kind].map((column) => [column, read(column)]));
  if (problems.length > before) return undefined;
  const { low = 0, mode = 0, high = 0, mean = 0, deviation = 0, median = 0 } = numbers;
  const wrong = (column: string): undefined => {
    problems.push(problem(row.place(column), column, "certainty_shape", { kind }));
  };
  switch (kind) {
    case "uniform":
      return low <= high ? { kind, low, high } : wrong("high");
    case "triangular":
      return low <= mode && mode <= high ? { kind, low, mode, high } : wrong("mode");
    case "lognormal":
      return median > 0 ? { kind, median, deviation } : wrong("median");
    case "beta": {
      const width = high - low;
      const at = (mean - low) / width;
      const size = (at * (1 - at)) / (deviation / width) ** 2 - 1;
      if (!(width > 0) || !(at > 0 && at < 1) || !(deviation > 0) || !(size > 0)) return wrong("deviation");
      return { kind, low, high, a: at * size, b: (1 - at) * size };
    }
  }
}

const WHOLE = 1e-6;

function delayAt(row: TableRow, problems: Problem[]): Distribution {
  const weights = delayColumns.map((column) => numberAt(row, column, share, problems));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum - 1) > WHOLE)
    problems.push(problem(row.place(delayColumns[0]), row.get("family"), "certainty_delays", { sum }));
  return { kind: "discrete", values: weights.map((_, years) => years), weights };
}
