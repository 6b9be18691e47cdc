import type { DriverChains, DriverTerm, Level, LevelPart, ReportLayout } from "../engine/language/model.ts";
import { chainContributions } from "../statistics/lmdi.ts";
import type { Series } from "../statistics/series.ts";
import { need } from "../text/need.ts";
import type { Peak } from "./peak/peak.ts";

/** The values of a cell in the years of a span, or undefined where they are not known. */
export type CellValues = (variable: string, cell: number) => ArrayLike<number> | undefined;

/** What moved one boundary's emissions, or one emitter's part of them, from year to year. */
export interface DriverBalance {
  /** The years that changed against the year before, ascending. */
  readonly years: readonly number[];
  /** Emissions in the year before each of `years`, and the change since. */
  readonly before: Float64Array;
  readonly change: Float64Array;
  /** Contributions by driver in the unit of the emissions, one number a year; they add up to `change`. */
  readonly drivers: ReadonlyMap<string, Float64Array>;
}

export interface BoundaryDrivers extends DriverBalance {
  readonly boundary: string;
  /** Each emitter's own balance; their changes add up to the boundary's. */
  readonly emitters: ReadonlyMap<string, DriverBalance>;
}

/** Driver under which stands what the chains of a model leave of a boundary's emissions; 0 in a complete declaration. */
export const UNEXPLAINED = "unexplained";

type Boundaries = readonly { readonly name: string; readonly series: Series }[];

/**
 * What moves each boundary's emissions from one year to the next: the chains of the model's `why` section, each
 * decomposed by LMDI-I and added up by driver. Undefined where the model declares none.
 */
export function driverBalances(
  { why: chains }: ReportLayout,
  boundaries: Boundaries,
  values: CellValues,
): BoundaryDrivers[] | undefined {
  if (chains === undefined) return undefined;
  const parts = contributionsOf(chains.terms, values);
  return boundaries.map(({ name, series }) => balanceOf(name, series, chains, chains.terms, parts));
}

/** The same for years of history, with the few chains that history allows; only boundaries whose chains are all known. */
export function historicBalances(
  { why: chains }: ReportLayout,
  boundaries: Boundaries,
  values: CellValues,
): BoundaryDrivers[] {
  if (chains === undefined) return [];
  const parts = contributionsOf(chains.history, values);
  return boundaries.flatMap(({ name, series }) => {
    const terms = chains.history.filter((term) => term.boundaries.includes(name));
    if (terms.length === 0 || terms.some((term) => !parts.has(term))) return [];
    return [balanceOf(name, series, chains, terms, parts)];
  });
}

interface TermContributions {
  /** Of the last level, signed; one number a year, the first year included. */
  readonly level: Float64Array;
  /** By link, one number a change. */
  readonly links: readonly { readonly driver: string; readonly amounts: Float64Array }[];
}

type Contributions = ReadonlyMap<DriverTerm, TermContributions>;

/** The contributions of those terms whose levels are all known. */
function contributionsOf(terms: readonly DriverTerm[], values: CellValues): Contributions {
  const parts = new Map<DriverTerm, TermContributions>();
  for (const term of terms) {
    const levels: Float64Array[] = [];
    for (const { level } of term.links) {
      const next = levelValues(level, levels.at(-1), values);
      if (next !== undefined) levels.push(next);
    }
    if (levels.length < term.links.length) continue;
    const last = levels[levels.length - 1];
    const links = term.links.map(({ driver }) => ({ driver, amounts: new Float64Array(last.length - 1) }));
    for (let year = 1; year < last.length; year++) {
      const amounts = chainContributions(
        levels.map((level) => level[year - 1]),
        levels.map((level) => level[year]),
      );
      for (const [k, amount] of amounts.entries()) links[k].amounts[year - 1] = term.sign * amount;
    }
    parts.set(term, { level: last.map((value) => term.sign * value), links });
  }
  return parts;
}

function levelValues(level: Level, before: Float64Array | undefined, values: CellValues): Float64Array | undefined {
  const read = ({ variable, cell }: LevelPart) => values(variable.name, cell);
  if (level.kind === "scaled") {
    const by = read(level.by);
    const over = level.over === undefined ? undefined : read(level.over);
    if (by === undefined || before === undefined || (level.over !== undefined && over === undefined)) return undefined;
    return before.map((value, i) =>
      over === undefined ? value * by[i] : over[i] === 0 ? 0 : (value * by[i]) / over[i],
    );
  }
  let sum: Float64Array | undefined;
  for (const part of level.parts) {
    const amounts = read(part);
    if (amounts === undefined) return undefined;
    sum ??= new Float64Array(amounts.length);
    for (let i = 0; i < amounts.length; i++) sum[i] += part.sign * amounts[i];
  }
  return sum;
}

function balanceOf(
  boundary: string,
  series: Series,
  chains: DriverChains,
  terms: readonly DriverTerm[],
  parts: Contributions,
): BoundaryDrivers {
  const years = series.years.slice(1);
  const total = emptyBalance(series.years);
  const emitters = new Map<string, Draft>();
  const explained = new Float64Array(series.years.length);
  for (const term of terms) {
    const contributions = parts.get(term);
    if (contributions === undefined || !term.boundaries.includes(boundary)) continue;
    const emitter = emitters.get(term.emitter) ?? emptyBalance(series.years);
    emitters.set(term.emitter, emitter);
    contributions.level.forEach((value, i) => {
      explained[i] += value;
      if (i < years.length) emitter.before[i] += value;
      if (i > 0) emitter.change[i - 1] += value - contributions.level[i - 1];
    });
    for (const { driver, amounts } of contributions.links) {
      for (const balance of [total, emitter]) addTo(balance, driver, amounts);
    }
  }
  const left = new Float64Array(years.length);
  years.forEach((_, i) => {
    total.before[i] = series.values[i];
    total.change[i] = series.values[i + 1] - series.values[i];
    left[i] = total.change[i] - (explained[i + 1] - explained[i]);
  });
  const rounding = 1e-9 * Math.max(1, ...Array.from(series.values, Math.abs));
  if (left.some((amount) => Math.abs(amount) > rounding)) addTo(total, UNEXPLAINED, left);
  // In the order in which the model names them.
  const order = [...chains.drivers.map(({ id }) => id), UNEXPLAINED];
  const sorted = ({ drivers, ...balance }: Draft) => ({
    ...balance,
    drivers: new Map(order.filter((id) => drivers.has(id)).map((id) => [id, need(drivers, id)])),
  });
  return {
    boundary,
    ...sorted(total),
    emitters: new Map([...emitters].map(([name, draft]) => [name, sorted(draft)])),
  };
}

type Draft = DriverBalance & { readonly drivers: Map<string, Float64Array> };

function emptyBalance(allYears: readonly number[]): Draft {
  const count = allYears.length - 1;
  return {
    years: allYears.slice(1),
    before: new Float64Array(count),
    change: new Float64Array(count),
    drivers: new Map(),
  };
}

function addTo({ drivers }: Draft, driver: string, amounts: Float64Array): void {
  const sums = drivers.get(driver) ?? new Float64Array(amounts.length);
  drivers.set(driver, sums);
  for (let i = 0; i < amounts.length; i++) sums[i] += amounts[i];
}

/** Contributions over the years after `from` up to `to`, by driver, with their sum. */
export function balanceBetween(
  balance: DriverBalance,
  from: number,
  to: number,
): { change: number; drivers: Map<string, number> } {
  const inSpan = balance.years.map((year) => year > from && year <= to);
  const sum = (amounts: Float64Array) =>
    amounts.reduce((running, amount, i) => (inSpan[i] ? running + amount : running), 0);
  return { change: sum(balance.change), drivers: new Map([...balance.drivers].map(([id, own]) => [id, sum(own)])) };
}

/** A year's contributions in percentage points of the emissions of the year before; undefined where those are 0. */
export function pointsIn(
  balance: DriverBalance,
  year: number,
): { sum: number; drivers: Map<string, number> } | undefined {
  const i = balance.years.indexOf(year);
  const before = Math.abs(balance.before[i]);
  if (i < 0 || before === 0) return undefined;
  const points = (amount: number) => (100 * amount) / before;
  return {
    sum: points(balance.change[i]),
    drivers: new Map([...balance.drivers].map(([id, own]) => [id, points(own[i])])),
  };
}

/** Years after the peak over which the fall is split. */
const YEARS_AFTER_PEAK = 5;
/** The part of the fall from which on a peak counts as active. */
const ACTIVE_SHARE = 0.5;

/**
 * Whether a peak was made or suffered: active where efficiency, mix and grid (the drivers declared active) explain at
 * least half of the fall in the five years after it, otherwise passive, such as in a recession. Undefined where the
 * emissions do not fall after it, where they stay within its band, so that there is no fall to take parts of, or where
 * fewer than five years follow.
 */
export function peakKind(
  balance: DriverBalance,
  peak: Pick<Peak, "year" | "level" | "band">,
  isActive: (driver: string) => boolean,
): { kind: "active" | "passive"; share: number } | undefined {
  const to = peak.year + YEARS_AFTER_PEAK;
  if (!balance.years.includes(to) || !balance.years.includes(peak.year + 1)) return undefined;
  const { change, drivers } = balanceBetween(balance, peak.year, to);
  if (!(-change > peak.band.tolerance * Math.abs(peak.level))) return undefined;
  let made = 0;
  for (const [driver, amount] of drivers) if (isActive(driver)) made += amount;
  const share = made / change;
  return { kind: share >= ACTIVE_SHARE ? "active" : "passive", share };
}

/**
 * How far a series is from peaking: the year between `from` and the end in which emissions grow least, and by how many
 * percentage points they still grow then (the mean of it and the two years on either side, so that a single odd year
 * does not decide). Undefined where some year does not grow.
 */
export function pointsMissing(balance: DriverBalance, from: number): { year: number; points: number } | undefined {
  const growth = balance.years.flatMap((year, i) => {
    const before = Math.abs(balance.before[i]);
    return year >= from && before > 0 ? [{ year, points: (100 * balance.change[i]) / before }] : [];
  });
  const means = growth.map(({ year }, i) => {
    const near = growth.slice(Math.max(0, i - 2), i + 3);
    return { year, points: near.reduce((sum, { points }) => sum + points, 0) / near.length };
  });
  return means.length === 0 ? undefined : means.reduce((least, mean) => (mean.points < least.points ? mean : least));
}
