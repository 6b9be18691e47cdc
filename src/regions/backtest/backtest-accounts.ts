import { sampleStandardDeviation } from "simple-statistics";
import { sumBy } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import { standardFactors } from "../china/balance/calibration-factors.ts";
import { type Grid, numbersOf, sumOf } from "../china/balance/grid.ts";
import { pastCo2 } from "../china/history.ts";
import { nation, type ReadText, type SourceTables, sourceTables } from "../china/source-tables.ts";
import { parametersOf, readSources, type Sources } from "../china/sources.ts";
import type { Row } from "../csv.ts";

/** Sector and fuel account of a province by year, and what drove it. */
export type BacktestAccount = ReturnType<typeof accountOf>;

/** First year in which every driver is known, and the last one of the CEADs account. */
export const firstDriverYear = 2005;
export const lastAccountYear = 2019;
const firstAccountYear = 2000;

/** The accounts of all provinces of provinces.csv; `read` gives the text of a file of `data/china`. */
export function backtestAccounts(read: ReadText): BacktestAccount[] {
  const tables = sourceTables(read);
  return tables
    .table("provinces.csv")
    .filter(({ province }) => province !== nation && tables.of("ceads_co2.csv", province).length > 0)
    .map((row) => accountOf(tables, row))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function accountOf(tables: SourceTables, { province, id, zh }: Row) {
  const sources = readSources(tables, province);
  const listed = tables.of("backtest_growth.csv", province);
  const growth = new Map(listed.map((row) => [`${row.variable} ${row.year}`, Number(row.value)]));
  /** CO2 of fuel in Mt by year, sector (power_heat for power and heat) and carrier; years that CEADs lacks are absent. */
  const co2 = new Map<number, Grid>();
  for (let year = firstAccountYear; year <= lastAccountYear; year++)
    if (sources.ceads.has(year)) co2.set(year, numbersOf(pastCo2(sources, year).co2));
  return { id, label: { en: province, zh }, co2, drivers: driversOf(sources, growth) };
}

/** Published series of a province by year; none of them is taken from the inventory. */
function driversOf(sources: Sources, growth: ReadonlyMap<string, number>) {
  const known = (what: string, year: number, value: number | undefined): number => {
    if (value === undefined) throw new Error(`data/china has no ${what} of ${sources.province} in ${year}`);
    return value;
  };
  const nominal = sources.activity("gdp_nominal", firstDriverYear)?.value;
  /** Real gross regional product in 1e8 CNY at prices of the first common year. */
  const gdp = new Map([[firstDriverYear, known("GDP", firstDriverYear, nominal)]]);
  /** Total energy consumption (coal-equivalent method) relative to 2005, chained so that no census makes a step. */
  const energy = new Map([[firstDriverYear, 1]]);
  /** Residents in 1e6. */
  const population = new Map<number, number>();
  /** Thermal generation, TWh. */
  const thermal = new Map<number, number>();
  for (let year = firstDriverYear; year <= lastAccountYear; year++) {
    if (year > firstDriverYear) {
      const index = sources.activity("gdp_index_prev100", year);
      const published = sources.published("gdp_growth", year)?.value ?? (index && index.value - 100);
      const percent = known("growth of GDP", year, published ?? growth.get(`gdp_growth ${year}`));
      gdp.set(year, need(gdp, year - 1) * (1 + percent / 100));
      const more = known("growth of energy", year, growth.get(`energy_growth ${year}`));
      energy.set(year, need(energy, year - 1) * (1 + more / 100));
    }
    population.set(year, known("population", year, sources.activity("population", year)?.value) / 100);
    thermal.set(year, known("thermal generation", year, thermalGeneration(sources, year)));
  }
  return { gdp, population, energy, thermal };
}

/** All plants; plants above designated size where that is all there is; a year between two known ones is their mean. */
function thermalGeneration(sources: Sources, year: number): number | undefined {
  const known = (y: number) => (sources.generation("thermal", y) ?? sources.generation("thermal_nbs", y))?.value;
  const before = known(year - 1);
  const after = known(year + 1);
  return known(year) ?? (before === undefined || after === undefined ? undefined : Math.sqrt(before * after));
}

/** CO2 of the account in a year, or of one sector of it. */
export function totalOf(account: BacktestAccount, year: number, sector?: string): number {
  return sumOf(account.co2.get(year) ?? new Map(), (row) => sector === undefined || row === sector);
}

/**
 * Standard deviation of the log changes of the account a year, in the ten years up to `year`; over a gap or
 * an empty account, the change over the root of its years.
 */
export function accountVolatility(account: BacktestAccount, year: number): number {
  const years = [...account.co2.keys()].filter(
    (known) => known >= year - longestWindow && known <= year && totalOf(account, known) > 0,
  );
  const changes = years
    .slice(1)
    .map((now, i) => Math.log(totalOf(account, now) / totalOf(account, years[i])) / Math.sqrt(now - years[i]));
  return sampleStandardDeviation(changes);
}

/** National CO2 factors by carrier after oxidation, Mt per Mtce. */
export function fuelFactors(read: ReadText): Map<string, number> {
  return standardFactors({ parameter: parametersOf(sourceTables(read)) });
}

/** What the years before `from` say, over all provinces together, so that the noise of one province says little. */
export type PastTrends = ReturnType<typeof pastTrends>;

/** Longest window, in years. */
const longestWindow = 10;

/** Sectors whose activity the model drives by income per head, and those by residents and income. */
const byIncome = new Set(["road_passenger"]);
const byResidentsAndIncome = new Set(["urban_homes", "rural_homes"]);

/** Trends of the window that ends in `from`; nothing later than `from` is looked at. */
export function pastTrends(accounts: readonly BacktestAccount[], from: number) {
  const since = Math.max(firstDriverYear, from - longestWindow);
  const both = accounts.filter(({ co2 }) => co2.has(since) && co2.has(from));
  if (since >= from || both.length === 0)
    throw new RangeError(`no trend can be taken before ${from}: drivers are known from ${firstDriverYear} on`);
  const growth = (of: (account: BacktestAccount, year: number) => number): number =>
    Math.log(sumBy(both, (account) => of(account, from)) / sumBy(both, (account) => of(account, since)));
  const driven = (driver: "gdp" | "population" | "thermal"): number =>
    growth(({ drivers }, year) => need(drivers[driver], year));
  const [gdp, residents, thermal] = [driven("gdp"), driven("population"), driven("thermal")];
  const income = gdp - residents;
  /** Change of a sector's fuel CO2 relative to that of its driver, gains of efficiency included. */
  const elasticity = new Map<string, number>();
  /** By how much each carrier's share in a sector's fuel CO2 moved over the window. */
  const shareMoved = new Map<string, Map<string, number>>();
  for (const sector of new Set(both.flatMap(({ co2 }) => [...(co2.get(from)?.keys() ?? [])]))) {
    if ([since, from].some((year) => sumBy(both, (account) => totalOf(account, year, sector)) <= 0)) continue;
    const fuel = growth((account, year) => totalOf(account, year, sector));
    if (byIncome.has(sector)) elasticity.set(sector, fuel / income);
    else if (byResidentsAndIncome.has(sector)) elasticity.set(sector, (fuel - residents) / income);
    else elasticity.set(sector, fuel / gdp);
    const [before, now] = [since, from].map((year) => sharesIn(both, sector, year));
    const moved = (carrier: string): number => (now.get(carrier) ?? 0) - (before.get(carrier) ?? 0);
    const carriers = new Set([...before.keys(), ...now.keys()]);
    shareMoved.set(sector, new Map([...carriers].map((carrier) => [carrier, moved(carrier)])));
  }
  const power = growth((account, year) => totalOf(account, year, "power_heat"));
  return {
    /** First year of the window; its last is `from`. */
    since,
    elasticity,
    /** Change of thermal generation relative to that of GDP. */
    thermalElasticity: thermal / gdp,
    /** Yearly fall of the CO2 of power and heat per thermal generation. */
    powerGain: 1 - Math.exp((power - thermal) / (from - since)),
    shareMoved,
  };
}

/** Shares of the carriers in a sector's fuel CO2 of a year, over all accounts. */
function sharesIn(accounts: readonly BacktestAccount[], sector: string, year: number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { co2 } of accounts)
    for (const [carrier, mt] of co2.get(year)?.get(sector) ?? []) sums.set(carrier, (sums.get(carrier) ?? 0) + mt);
  const total = sumBy(sums.values(), (mt) => mt);
  return new Map([...sums].map(([carrier, mt]) => [carrier, mt / total]));
}
