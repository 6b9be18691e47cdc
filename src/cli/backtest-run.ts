import { type Backtest, type BacktestSummary, judgeBacktest, summarise } from "../analysis/backtest.ts";
import { type FuelPath, kayaProjection, reducedProjection, wholeSector } from "../analysis/backtest-projection.ts";
import { type HistoryPeak, historyPeak, type PublishedPeak } from "../analysis/history-peak.ts";
import type { Series } from "../analysis/series.ts";
import {
  type BacktestAccount,
  backtestAccounts,
  firstDriverYear,
  fuelFactors,
  lastAccountYear,
} from "../calibration/backtest-accounts.ts";
import { type CountryTrends, countryGrowth, countryTrends, kayaRegion } from "../calibration/backtest-country.ts";
import {
  extrapolatedGrowth,
  observedGrowth,
  type ReducedRegion,
  reducedRegion,
} from "../calibration/backtest-region.ts";
import { type PastTrends, pastTrends } from "../calibration/backtest-trends.ts";
import { type CountryHistory, readCountries } from "../calibration/country-history.ts";
import { readCsv } from "../calibration/csv.ts";
import type { Label, Model } from "../engine/model.ts";
import { suggestion } from "../engine/problems.ts";
import { layeredLibrary } from "../io/layered-library.ts";
import type { Library } from "../scenario/library.ts";
import { libraryOf, loadScenarios } from "./load.ts";
import { UsageError } from "./options.ts";
import type { Terminal } from "./terminal.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A backtest of provinces or countries, with the files of the regions that were projected. */
export interface BacktestReport extends Span {
  readonly kind: "provinces" | "countries";
  readonly since: number;
  readonly tests: readonly Backtest[];
  readonly summary: readonly BacktestSummary[];
  readonly peaks: readonly HistoryPeak[];
  /** Countries of the table that lack a number of the window, with what is missing. */
  readonly left_out: readonly { readonly id: string; readonly reason: string }[];
  /** Names of sectors and carriers. */
  readonly labels: Readonly<Record<string, Label>>;
  readonly files: ReadonlyMap<string, string>;
}

const leastWindow = 2;

/** The backtest of one province, or of all without `id`. */
export function provinceReport(terminal: Terminal, id: string | undefined, span: Span): BacktestReport {
  const { from, to } = span;
  const first = firstDriverYear + leastWindow;
  if (from < first || from >= lastAccountYear)
    throw new UsageError(
      `--from takes a year from ${first} to ${lastAccountYear - 1}, not ${from}: drivers are known from ${firstDriverYear}, the account ends in ${lastAccountYear}`,
    );
  if (to <= from || to > lastAccountYear)
    throw new UsageError(`--to takes a year from ${from + 1} to ${lastAccountYear}, not ${to}`);
  const library = libraryOf(terminal);
  const read = (file: string): string => sourceText(library, `data/sources/${file}`);
  const accounts = backtestAccounts(read);
  const ids = accounts.map((account) => account.id);
  const asked = id === undefined ? accounts : accounts.filter((account) => account.id === id);
  if (asked.length === 0)
    throw new UsageError(
      `"${id}" has no account of past years by sector and fuel; known are the provinces${suggestion(id ?? "", ids)}`,
    );
  const trends = pastTrends(accounts, from);
  const regions = asked.map((account) => regionsOf(account, trends, fuelFactors(read), span));
  const files = new Map(regions.flatMap(({ observed, extrapolated }) => [...extrapolated.files, ...observed.files]));
  const loaded = loadScenarios(
    layeredLibrary(library, files),
    regions.flatMap(({ observed, extrapolated }) => [observed.id, extrapolated.id]),
  );
  const { model } = loaded[0].scenario;
  const project = reducedProjection(model);
  const tests = asked.map((account, i) => {
    const [observed, extrapolated] = [loaded[2 * i], loaded[2 * i + 1]].map(({ scenario }) => scenario.base);
    return judgeBacktest({
      id: account.id,
      label: account.label,
      account: account.co2,
      gdp: account.drivers.gdp,
      ...span,
      since: trends.since,
      observedDrivers: project(observed, energyIndex(account, span)),
      extrapolatedDrivers: project(extrapolated),
    });
  });
  const { since } = trends;
  const summary = summarise(tests);
  return { kind: "provinces", ...span, since, tests, summary, peaks: [], left_out: [], labels: labelsOf(model), files };
}

function regionsOf(
  account: BacktestAccount,
  trends: PastTrends,
  factors: ReadonlyMap<string, number>,
  { from, to }: Span,
): { observed: ReducedRegion; extrapolated: ReducedRegion } {
  const observed = observedGrowth(account, from, to);
  const extrapolated = extrapolatedGrowth(account, trends, from, to);
  return {
    observed: reducedRegion(account, trends, factors, from, observed, "observed"),
    extrapolated: reducedRegion(account, trends, factors, from, extrapolated, "extrapolated"),
  };
}

/** The published energy total relative to the base year, which all fuel outside power follows. */
function energyIndex({ drivers }: BacktestAccount, { from, to }: Span): number[] {
  const base = drivers.energy.get(from) as number;
  return Array.from({ length: to - from + 1 }, (_, i) => (drivers.energy.get(from + i) as number) / base);
}

const factorFile = "data/observed/fuel_factors.csv";
const peakFile = "data/observed/peaks.csv";

/** The backtest of every country of a table, and the peaks of their histories. */
export function countryReport(terminal: Terminal, file: string, span: Span): BacktestReport {
  const { from, to } = span;
  if (to <= from) throw new UsageError(`--to takes a year behind --from (${from}), not ${to}`);
  const library = libraryOf(terminal);
  const countries = readCountries(sourceText(library, file), file, sourceText(library, factorFile));
  const left: { id: string; reason: string }[] = [];
  const ready = countries.flatMap((country) => {
    try {
      const trends = countryTrends(country, from);
      const growth = countryGrowth(country, trends, from, to);
      const regions = [growth.observed, growth.extrapolated].map((drivers, i) =>
        kayaRegion(country, trends, from, drivers, i === 0 ? "observed" : "extrapolated"),
      );
      return [{ country, trends, regions }];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      left.push({ id: country.iso, reason: error.message });
      return [];
    }
  });
  if (ready.length === 0)
    throw new UsageError(left.length > 0 ? left.map(({ reason }) => reason).join("\n") : `${file} holds no country`);
  const files = new Map(ready.flatMap(({ regions }) => regions.flatMap((region) => [...region.files])));
  const loaded = loadScenarios(
    layeredLibrary(library, files),
    ready.flatMap(({ regions }) => regions.map(({ id }) => id)),
  );
  const project = kayaProjection(loaded[0].scenario.model);
  const tests = ready.map(({ country, trends }, i) => {
    const [observed, extrapolated] = [loaded[2 * i], loaded[2 * i + 1]].map(({ scenario }) => project(scenario.base));
    return judgeCountry(country, trends, span, observed, extrapolated);
  });
  const published = publishedPeaks(library);
  const peaks = countries.map((country) =>
    historyPeak(
      country.iso,
      country.name,
      { years: country.years.map(({ year }) => year), values: country.years.map(({ co2 }) => co2) },
      carriedOn(
        country,
        span,
        tests.find(({ id }) => id === country.iso),
      ),
      published.get(country.iso),
    ),
  );
  const since = Math.min(...ready.map(({ trends }) => trends.since));
  return {
    kind: "countries",
    ...span,
    since,
    tests,
    summary: summarise(tests),
    peaks,
    left_out: left,
    labels: {},
    files,
  };
}

function judgeCountry(
  country: CountryHistory,
  trends: CountryTrends,
  span: Span,
  observedDrivers: readonly FuelPath[],
  extrapolatedDrivers: readonly FuelPath[],
): Backtest {
  return judgeBacktest({
    id: country.iso,
    label: { en: country.name, zh: country.name },
    account: new Map(
      country.years
        .filter(({ year }) => year >= trends.since)
        .map(({ year, co2 }) => [year, new Map([[wholeSector, new Map([[wholeSector, co2]])]])]),
    ),
    gdp: new Map(country.years.flatMap(({ year, gdp }) => (gdp === undefined ? [] : [[year, gdp] as const]))),
    ...span,
    since: trends.since,
    observedDrivers,
    extrapolatedDrivers,
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

function sourceText(library: Library, path: string): string {
  const text = library.read(path);
  if (text === undefined) throw new UsageError(`there is no file ${path}`);
  return text;
}
