import { standardFactors } from "../china/balance/calibration-factors.ts";
import { cellOf, type Grid, numbersOf } from "../china/balance/grid.ts";
import { pastCo2 } from "../china/history.ts";
import { nation, type ReadText, sourceTables } from "../china/source-tables.ts";
import { parametersOf, readSources, type Sources } from "../china/sources.ts";

/** Sector and fuel account of a province by year, and what drove it. */
export interface BacktestAccount {
  /** Region id, such as `zhejiang`. */
  readonly id: string;
  readonly label: { readonly en: string; readonly zh: string };
  /** CO2 of fuel in Mt by year, sector (power_heat for power and heat) and carrier; years that CEADs lacks are absent. */
  readonly co2: ReadonlyMap<number, Grid>;
  readonly drivers: Drivers;
}

/** Published series of a province by year; none of them is taken from the inventory. */
export interface Drivers {
  /** Real gross regional product in 1e8 CNY at prices of the first common year. */
  readonly gdp: ReadonlyMap<number, number>;
  /** Residents in 1e6. */
  readonly population: ReadonlyMap<number, number>;
  /** Total energy consumption (coal-equivalent method) relative to 2005, chained so that no census makes a step. */
  readonly energy: ReadonlyMap<number, number>;
  /** Thermal generation, TWh. */
  readonly thermal: ReadonlyMap<number, number>;
}

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
    .map(({ province, id, zh }) => {
      const sources = readSources(tables, province);
      const growth = new Map(
        tables.of("backtest_growth.csv", province).map((row) => [`${row.variable} ${row.year}`, Number(row.value)]),
      );
      return { id, label: { en: province, zh }, co2: accountOf(sources), drivers: driversOf(sources, growth) };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function accountOf(sources: Sources): Map<number, Grid> {
  const co2 = new Map<number, Grid>();
  for (let year = firstAccountYear; year <= lastAccountYear; year++)
    if (sources.ceads.has(year)) co2.set(year, numbersOf(pastCo2(sources, year).co2));
  return co2;
}

function driversOf(sources: Sources, growth: ReadonlyMap<string, number>): Drivers {
  const missing = (what: string, year: number): never => {
    throw new Error(`data/china has no ${what} of ${sources.province} in ${year}`);
  };
  const gdp = new Map([
    [firstDriverYear, sources.activity("gdp_nominal", firstDriverYear)?.value ?? missing("GDP", firstDriverYear)],
  ]);
  const energy = new Map([[firstDriverYear, 1]]);
  const population = new Map<number, number>();
  const thermal = new Map<number, number>();
  for (let year = firstDriverYear; year <= lastAccountYear; year++) {
    if (year > firstDriverYear) {
      const index = sources.activity("gdp_index_prev100", year);
      const published =
        sources.published("gdp_growth", year)?.value ?? (index === undefined ? undefined : index.value - 100);
      const percent = published ?? growth.get(`gdp_growth ${year}`) ?? missing("growth of GDP", year);
      gdp.set(year, (gdp.get(year - 1) as number) * (1 + percent / 100));
      const more = growth.get(`energy_growth ${year}`) ?? missing("growth of energy", year);
      energy.set(year, (energy.get(year - 1) as number) * (1 + more / 100));
    }
    population.set(year, (sources.activity("population", year)?.value ?? missing("population", year)) / 100);
    thermal.set(year, thermalGeneration(sources, year) ?? missing("thermal generation", year));
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
  const grid = account.co2.get(year);
  if (grid === undefined) return 0;
  let total = 0;
  for (const [row, cells] of grid)
    if (sector === undefined || row === sector) for (const carrier of cells.keys()) total += cellOf(grid, row, carrier);
  return total;
}

/** National CO2 factors by carrier after oxidation, Mt per Mtce. */
export function fuelFactors(read: ReadText): Map<string, number> {
  return standardFactors({ parameter: parametersOf(sourceTables(read)) });
}
