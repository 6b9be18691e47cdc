import type { Model } from "../../engine/language/model.ts";
import { installedLibrary } from "../../files/installed.ts";
import {
  type Backtest,
  type BacktestSummary,
  type HistoryPeak,
  historyPeak,
  judgeBacktest,
  type PublishedPeak,
  summarise,
} from "../../questions/backtest/backtest.ts";
import {
  type FuelPath,
  kayaProjection,
  reducedProjection,
  wholeSector,
} from "../../questions/backtest/backtest-projection.ts";
import { type Forecast, forecaster, longestHorizon } from "../../questions/backtest/dressed-forecast.ts";
import { forecastBands, type GrowthErrors } from "../../questions/backtest/forecast-band.ts";
import type { ResidualWalk } from "../../questions/backtest/residual.ts";
import {
  accountVolatility,
  type BacktestAccount,
  backtestAccounts,
  firstDriverYear,
  fuelFactors,
  lastAccountYear,
  type PastTrends,
  pastTrends,
} from "../../regions/backtest/backtest-accounts.ts";
import {
  type CountryTrends,
  carriedTrends,
  countryGrowth,
  countryTrends,
  kayaRegion,
  longestWindow,
} from "../../regions/backtest/backtest-country.ts";
import {
  extrapolatedGrowth,
  extrapolatedTrends,
  observedGrowth,
  reducedRegion,
} from "../../regions/backtest/backtest-region.ts";
import {
  type CountryHistory,
  type CountryTable,
  certaintyValues,
  dressingSettings,
  type PooledCountry,
  readCountries,
  readPool,
} from "../../regions/backtest/country-history.ts";
import { readCsv } from "../../regions/csv.ts";
import { loadCache, loadScenarios } from "../../run/load.ts";
import { tableWords } from "../../scenario/region/region-tables.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Series } from "../../statistics/series.ts";
import { type Library, layeredLibrary } from "../../text/library.ts";
import { need } from "../../text/need.ts";
import {
  formatProblem,
  InputError,
  type Label,
  type Message,
  message,
  nearest,
  type Problem,
  problem,
  RunError,
  rangeError,
  saidOf,
  usageError,
} from "../../text/problems.ts";
import { topOf } from "../../text/reader.ts";
import type { Terminal } from "../shell/terminal.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A backtest of provinces or countries, with the files of the regions that were projected. */
export interface BacktestReport extends Span {
  readonly kind: "provinces" | "countries";
  readonly since: number;
  /** How much of a past trend the forecast carries on; undefined where it carries on all of it. */
  readonly trend_share?: number;
  readonly tests: readonly Backtest[];
  /** Of countries: p05 to p95 from other countries' past errors. */
  readonly forecasts: readonly Forecast[];
  readonly summary: readonly BacktestSummary[];
  readonly peaks: readonly HistoryPeak[];
  /** Countries of the table that lack a number of the window, with what is missing. */
  readonly left_out: readonly { readonly id: string; readonly reason: Message }[];
  /** Cells of the table that are no numbers of 0 or more: how many, and the first of them with their places. */
  readonly left_out_cells: { readonly count: number; readonly first: readonly Problem[] };
  /** Names of sectors and carriers. */
  readonly labels: Readonly<Record<string, Label>>;
  readonly files: ReadonlyMap<string, string>;
}

/** The least years that trends of provinces are taken over. */
export const leastWindow = 2;

/** The backtest of one province, or of all without `id`. */
export function provinceReport(terminal: Terminal, id: string | undefined, span: Span): BacktestReport {
  const { from, to } = span;
  const first = firstDriverYear + leastWindow;
  if (from < first || from >= lastAccountYear)
    throw usageError("backtest_from", { first, last: lastAccountYear, from, drivers: firstDriverYear });
  if (to <= from || to > lastAccountYear)
    throw usageError("backtest_to", { first: from + 1, last: lastAccountYear, to });
  const library = installedLibrary(terminal);
  const { accounts, factors } = provinceData(library);
  const ids = accounts.map((account) => account.id);
  const asked = id === undefined ? accounts : accounts.filter((account) => account.id === id);
  if (id !== undefined && asked.length === 0) throw usageError("backtest_province", { id, near: nearest(id, ids) });
  const trends = pastTrends(accounts, from);
  const errors = pastErrors(library);
  const { model, tests, files } = provinceTests(library, asked, trends, factors, span, errors, () => errors.residual);
  return {
    kind: "provinces",
    ...span,
    since: trends.since,
    trend_share: errors.trendShare,
    tests,
    forecasts: [],
    summary: summarise(tests),
    peaks: [],
    left_out: [],
    left_out_cells: { count: 0, first: [] },
    labels: labelsOf(model),
    files,
  };
}

/** The accounts of all provinces and the national factors that they are turned into fuel by. */
export function provinceData(library: Library) {
  const read = (file: string): string => sourceText(library, `data/china/${file}`);
  return { accounts: backtestAccounts(read), factors: fuelFactors(read) };
}

/** What past errors say of a forecast and its band. */
export interface PastErrors {
  /** How much of a past trend goes on, as chosen on countries; provinces were not asked. */
  readonly trendShare: number;
  readonly economy: GrowthErrors;
  readonly residual: ResidualWalk;
}

/** The numbers of data/certainty. */
export function pastErrors(library: Library): PastErrors {
  const { forecast_trend_share: trendShare, ...economy } = numbersOf(sourceText(library, economyFile), economyNumbers);
  return { trendShare, economy, residual: residualWalk(sourceText(library, "data/certainty/residual.csv")) };
}

/** Layer C of the text of residual.csv. */
export function residualWalk(text: string): ResidualWalk {
  const { common_provinces: common, ...residual } = numbersOf(text, residualNumbers);
  return { ...residual, common };
}

function numbersOf<Name extends string>(text: string, wanted: readonly Name[]): Record<Name, number> {
  const values = certaintyValues(text);
  return Object.fromEntries(wanted.map((one) => [one, need(values, one)])) as Record<Name, number>;
}

const economyFile = "data/certainty/economy.csv";

const residualNumbers = ["degrees", "spread", "volatility", "volatility_exponent", "common_provinces"] as const;
const economyNumbers = [
  "gdp_persistence",
  "gdp_spread",
  "gdp_degrees",
  "intensity_persistence",
  "intensity_spread",
  "intensity_degrees",
  "correlation",
  "sector_share",
  "factor",
  "volatility",
  "forecast_volatility_exponent",
  "forecast_trend_share",
] as const;

/**
 * Provinces projected over a window beside what came, with bands around the forecast where it is said what the model's own
 * error is for each.
 */
export function provinceTests(
  library: Library,
  asked: readonly BacktestAccount[],
  trends: PastTrends,
  factors: ReadonlyMap<string, number>,
  span: Span,
  errors: PastErrors,
  residualOf?: (id: string) => ResidualWalk,
) {
  const { from, to } = span;
  const carried = extrapolatedTrends(trends, errors.trendShare);
  const pairs = asked.map((account) => ({
    account,
    observed: reducedRegion(account, trends, factors, from, observedGrowth(account, from, to), "observed"),
    extrapolated: reducedRegion(
      account,
      carried,
      factors,
      from,
      extrapolatedGrowth(account, trends, from, to, errors.trendShare),
      "extrapolated",
    ),
  }));
  const files = new Map(pairs.flatMap(({ observed, extrapolated }) => [...extrapolated.files, ...observed.files]));
  const loaded = loadScenarios(
    layeredLibrary(library, files),
    pairs.flatMap(({ observed, extrapolated }) => [observed.id, extrapolated.id]),
  );
  const [{ model }] = loaded;
  // Each compiles for its own kind: a forecast has no observed generation that the program would keep a place for.
  const [hindcast, forecast] = [reducedProjection(model), reducedProjection(model)];
  const tests = pairs.map(({ account }, i) => {
    const extrapolatedDrivers = forecast(loaded[2 * i + 1].base);
    return judgeBacktest({
      id: account.id,
      label: account.label,
      account: account.co2,
      gdp: account.drivers.gdp,
      ...span,
      since: trends.since,
      observedDrivers: hindcast(loaded[2 * i].base, energyIndex(account.drivers.energy, span)),
      extrapolatedDrivers,
      bands:
        residualOf &&
        forecastBands(errors.economy, residualOf(account.id))(
          extrapolatedDrivers,
          accountVolatility(account, from),
          seedOf(account.id),
        ),
    });
  });
  return { model, tests, files };
}

/** A region's own shocks, whichever others are asked for beside it. */
function seedOf(id: string): number {
  let seed = 0;
  for (const letter of id) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) | 0;
  return seed;
}

/** The published energy total relative to the base year, which all fuel outside power follows. */
function energyIndex(energy: ReadonlyMap<number, number>, { from, to }: Span): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => need(energy, from + i) / need(energy, from));
}

const factorFile = "data/countries/fuel_factors.csv";
const peakFile = "data/countries/peaks.csv";

/** The most countries and cells that are named as left out. */
const MOST_NAMED = 50;

/** A country that can be tested: its trends and its regions with observed and extrapolated drivers. */
interface ReadyCountry {
  readonly country: CountryHistory;
  readonly trends: CountryTrends;
  readonly regions: readonly ReturnType<typeof kayaRegion>[];
}

/** The backtest of every country of a table, and the peaks of their histories. */
export function countryReport(terminal: Terminal, file: string, span: Span): BacktestReport {
  const { from, to } = span;
  if (to <= from) throw usageError("backtest_to_behind", { from, to });
  const library = installedLibrary(terminal);
  const { countries, unread } = countryTable(library, file);
  if (countries.length === 0 && unread.length > 0) throw new InputError(unread.slice(0, MOST_NAMED));
  const left: { id: string; reason: Message }[] = [];
  const leaveOut = ({ iso, unread: own }: CountryHistory, reason: Message): void => {
    const cell = own.find(([year]) => year >= from - longestWindow && year <= to)?.[1];
    left.push({ id: iso, reason: cell === undefined ? reason : withCell(reason, cell) });
  };
  const { trendShare } = shippedDressing(library);
  const ready = countries.flatMap((country): ReadyCountry[] => {
    try {
      const trends = countryTrends(country, from);
      const growth = countryGrowth(country, trends, from, to, trendShare);
      const regions = [
        kayaRegion(country, trends, from, growth.observed, "observed"),
        kayaRegion(country, carriedTrends(trends, trendShare), from, growth.extrapolated, "extrapolated"),
      ];
      return [{ country, trends, regions }];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      leaveOut(country, error);
      return [];
    }
  });
  const judged = ready.length === 0 ? [] : judgeCountries(library, ready, span, leaveOut);
  if (judged.length === 0) {
    const faults = left.slice(0, MOST_NAMED).map(({ reason }) => saidOf(reason));
    if (left.length > 0) throw usageError("several", { faults });
    throw new InputError([problem(topOf(file), "", "no_country", {})]);
  }
  const tests = judged.map(({ test }) => test);
  const testOf = new Map(tests.map((test) => [test.id, test]));
  const published = publishedPeaks(library);
  const peaks = countries.map((country) => {
    const { iso, name, years } = country;
    const history = { years: years.map(({ year }) => year), values: years.map(({ co2 }) => co2) };
    return historyPeak(iso, name, history, carriedOn(country, span, testOf.get(iso)), published.get(iso));
  });
  const since = Math.min(...judged.map(({ trends }) => trends.since));
  const { forecasts } = shippedForecaster(library);
  return {
    kind: "countries",
    ...span,
    since,
    tests,
    forecasts: judged.flatMap(({ country }) =>
      to - from > longestHorizon ? [] : forecasts(country, from, [to - from]),
    ),
    summary: summarise(tests),
    peaks,
    left_out: left,
    left_out_cells: { count: unread.length, first: unread.slice(0, MOST_NAMED) },
    labels: {},
    files: new Map(judged.flatMap(({ regions }) => regions.flatMap((region) => [...region.files]))),
  };
}

/** The last year in which a country of the table has a product; none has drivers behind it. */
export function lastProduct(terminal: Terminal, file: string): number {
  const library = installedLibrary(terminal);
  const { countries } = countryTable(library, file);
  const known = countries.flatMap(({ years }) => years.filter(({ gdp }) => gdp !== undefined));
  return known.reduce((last, { year }) => Math.max(last, year), Number.NEGATIVE_INFINITY);
}

/** The countries of a table in the columns of Our World in Data. */
export function countryTable(library: Library, file: string, needed: "all" | "forecast" = "all"): CountryTable {
  const words = tableWords(library, "country");
  return readCountries(sourceText(library, file), file, sourceText(library, factorFile), words, needed);
}

/** The two numbers of the forecasts. */
function shippedDressing(library: Library) {
  return dressingSettings(sourceText(library, economyFile));
}

/** The shipped countries of the pool with their histories. */
export function shippedPool(library: Library): PooledCountry[] {
  const table = "data/countries/countries.csv";
  const { countries } = readCountries(sourceText(library, table), table, sourceText(library, factorFile));
  return readPool(sourceText(library, "data/certainty/pool.csv"), countries);
}

/** Forecasts that learn from the shipped pool, whatever table asks. */
export function shippedForecaster(library: Library) {
  return forecaster(
    shippedPool(library).filter(({ role }) => role === "fitted"),
    shippedDressing(library),
  );
}

/** Why a country is left out, with the cell of the table that may be why. */
function withCell(reason: Message, cell: Problem): Message {
  const place = formatProblem({ ...cell, message: "" });
  return message("country_cell", { fault: saidOf(reason), place, cell: saidOf(cell) });
}

/** The tests of the countries; one whose numbers the model does not take is left out with the reason. */
function judgeCountries(
  library: Library,
  ready: readonly ReadyCountry[],
  span: Span,
  leaveOut: (country: CountryHistory, reason: Message) => void,
): (ReadyCountry & { readonly test: Backtest })[] {
  const files = new Map(ready.flatMap(({ regions }) => regions.flatMap((region) => [...region.files])));
  const source = layeredLibrary(library, files);
  const scenarios = new Map<ReadyCountry, readonly Scenario[]>();
  const cache = loadCache();
  for (const one of ready) {
    try {
      const ids = one.regions.map(({ id }) => id);
      scenarios.set(one, loadScenarios(source, ids, cache));
    } catch (error) {
      // The files of the regions are never written unasked, so the country is named and not their lines.
      if (!(error instanceof InputError) || !error.problems.every(({ at }) => files.has(at.file))) throw error;
      const [wrong] = error.problems;
      const { name } = one.country;
      leaveOut(one.country, message("country_fails", { name, path: wrong.path, fault: saidOf(wrong) }));
    }
  }
  const first = [...scenarios.values()][0]?.[0];
  if (first === undefined) return [];
  const project = kayaProjection(first.model);
  return [...scenarios].flatMap(([one, loaded]) => {
    try {
      const [observedDrivers, extrapolatedDrivers] = loaded.map(({ base }) => project(base));
      return [{ ...one, test: judgeCountry(one, { ...span, observedDrivers, extrapolatedDrivers }) }];
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof RunError)) throw error;
      const { name } = one.country;
      const named = () => message("country_fails", { name, fault: saidOf(error) });
      leaveOut(one.country, error instanceof RangeError ? error : named());
      return [];
    }
  });
}

function judgeCountry(
  { country: { iso, name, years }, trends: { since } }: ReadyCountry,
  projected: Span & {
    readonly observedDrivers: readonly FuelPath[];
    readonly extrapolatedDrivers: readonly FuelPath[];
  },
): Backtest {
  const { to } = projected;
  if (years.find(({ year }) => year === to)?.co2 === 0) throw rangeError("country_no_measure", { name, year: to });
  const counted = years.filter(({ year }) => year >= since);
  return judgeBacktest({
    id: iso,
    label: { en: name, zh: name },
    account: new Map(counted.map(({ year, co2 }) => [year, new Map([[wholeSector, new Map([[wholeSector, co2]])]])])),
    ...projected,
    since,
  });
}

/** The history up to the base year, and behind it what the model says with observed drivers. */
function carriedOn(country: CountryHistory, { from }: Span, test: Backtest | undefined): Series | undefined {
  if (test === undefined) return undefined;
  const past = country.years.filter(({ year }) => year < from);
  return {
    years: [...past.map(({ year }) => year), ...test.years.map(({ year }) => year)],
    values: [...past.map(({ co2 }) => co2), ...test.years.map(({ observed_drivers }) => observed_drivers)],
  };
}

function publishedPeaks(library: Library): Map<string, PublishedPeak> {
  const text = library.read(peakFile);
  return new Map(
    (text === undefined ? [] : readCsv(text)).map((row) => [
      row.iso_code,
      { peaked: row.peaked === "1", year: Number(row.peak_year), year5: Number(row.peak_year_5yr_mean) },
    ]),
  );
}

function labelsOf({ sets }: Model): Record<string, Label> {
  const members = ["sector", "carrier"].flatMap((name) => sets.get(name)?.members ?? []);
  return Object.fromEntries(members.map(({ name, label }) => [name, label]));
}

export function sourceText(library: Library, path: string): string {
  const text = library.read(path);
  if (text === undefined) throw usageError("no_such_file", { path });
  return text;
}
