import { rangeError } from "../../text/problems.ts";
import { yamlLabel } from "../downscale/files.ts";
import type { TableRow } from "../stated.ts";
import { tableCsv } from "../table-row.ts";
import { type DriverGrowth, type DriverKind, tableRow } from "./backtest-region.ts";
import type { CountryHistory, CountryYear } from "./country-history.ts";

/** Yearly changes of a country in the years before the base year, as fractions. */
export type CountryTrends = ReturnType<typeof countryTrends>;

/** Longest window, in years. */
export const longestWindow = 10;

/**
 * Mean yearly changes over the ten years up to `from`.
 *
 * @throws RangeError where the table lacks GDP or CO2 at either end, or has none of it.
 */
export function countryTrends(country: CountryHistory, from: number) {
  const since = Math.max(country.years[0].year, from - longestWindow);
  const now = withEnergy(country, from);
  const before = withEnergy(country, since);
  if (since >= from) throw rangeError("country_no_past", { name: country.name, year: from });
  for (const year of [before, now])
    if (year.co2 <= 0) throw rangeError("country_no_co2", { name: country.name, year: year.year });
  const rate = (of: (year: EnergyYear) => number): number => (of(now) / of(before)) ** (1 / (from - since)) - 1;
  return {
    since,
    population: rate(({ population }) => population),
    income: rate(({ gdp, population }) => gdp / population),
    energyIntensityGain: -rate(({ energy, gdp }) => energy / gdp),
    carbonIntensityGain: -rate(({ co2, energy }) => co2 / energy),
  };
}

/** What is carried on of the trends: all of the residents' and a share of the others', in logarithms. */
export function carriedTrends(trends: CountryTrends, share: number): CountryTrends {
  return {
    ...trends,
    income: (1 + trends.income) ** share - 1,
    energyIntensityGain: 1 - (1 - trends.energyIntensityGain) ** share,
    carbonIntensityGain: 1 - (1 - trends.carbonIntensityGain) ** share,
  };
}

type KayaYear = CountryYear & { readonly gdp: number };
type EnergyYear = KayaYear & { readonly energy: number };

function withEnergy(country: CountryHistory, year: number): EnergyYear {
  const { energy, ...known } = kayaYear(country, year);
  if (energy === undefined || energy <= 0) throw rangeError("country_no_energy", { name: country.name, year });
  return { ...known, energy };
}

function kayaYear({ name, years }: CountryHistory, year: number): KayaYear {
  const known = years.find((one) => one.year === year);
  if (known?.gdp === undefined || known.gdp <= 0) throw rangeError("country_no_gdp", { name, year });
  if (known.population <= 0) throw rangeError("country_no_residents", { name, year });
  return { ...known, gdp: known.gdp };
}

/**
 * Growth of residents and of GDP over each year of the window, as it was or as the years before let expect, when so much of
 * the income's trend is carried on.
 */
export function countryGrowth(
  country: CountryHistory,
  trends: CountryTrends,
  from: number,
  to: number,
  share: number,
): Readonly<Record<DriverKind, DriverGrowth>> {
  const span = Array.from({ length: to - from }, (_, i) => from + i + 1);
  const growth = (of: (year: KayaYear) => number): number[] =>
    span.map((year) => of(kayaYear(country, year)) / of(kayaYear(country, year - 1)) - 1);
  const gdp = (1 + trends.population) * (1 + carriedTrends(trends, share).income) - 1;
  return {
    observed: { gdp: growth((y) => y.gdp), population: growth((y) => y.population), thermal: [] },
    extrapolated: { gdp: span.map(() => gdp), population: span.map(() => trends.population), thermal: [] },
  };
}

/** Files of a region of the kaya model whose base year is `from`, by path as a library holds them, and its scenario. */
export function kayaRegion(
  country: CountryHistory,
  trends: CountryTrends,
  from: number,
  growth: DriverGrowth,
  drivers: DriverKind,
): { readonly id: string; readonly files: ReadonlyMap<string, string> } {
  const id = `${country.iso.toLowerCase()}_${from}_${drivers}`;
  const { population, gdp, energy, co2 } = withEnergy(country, from);
  const row = (name: string, value: number, unit: string, estimated: string, year?: number): TableRow =>
    tableRow(name, "", value, unit, "Our World in Data", estimated, year);
  const trend = `mean change ${trends.since}-${from}`;
  const income = growth.gdp.map((rate, i) => (1 + rate) / (1 + growth.population[i]) - 1);
  const path = (name: string, rates: readonly number[]): TableRow[] =>
    [0, ...rates].map((rate, i) => row(name, rate, "1/yr", "", from + i));
  const rows = [
    row("base_population", population, "Mperson", ""),
    row("base_income", (gdp * 1000) / population, "money/person", ""),
    row("base_energy_intensity", (energy * 1000) / gdp, "MJ/money", "fuel by its CO2 and the standard factor"),
    row("base_carbon_intensity", co2 / energy, "kgCO2/GJ", "as energy_intensity"),
    ...path("population_growth", growth.population),
    ...path("income_growth", income),
    row("energy_intensity_gain", trends.energyIntensityGain, "1/yr", trend),
    row("carbon_intensity_gain", trends.carbonIntensityGain, "1/yr", trend),
  ];
  if (!rows.every(({ value }) => Number.isFinite(value))) throw rangeError("country_extreme", { name: country.name });
  const region = `# Written by \`peakpath backtest\`.
region: ${id}
model: kaya
label: ${yamlLabel({ en: country.name, zh: country.name })}
base_year: ${from}
horizon: ${from + growth.gdp.length}
tables: [${id}/table.csv]
`;
  return {
    id: `${id}/backtest`,
    files: new Map([
      [`data/regions/${id}.yaml`, region],
      [`data/regions/${id}/table.csv`, tableCsv(rows)],
      [`scenarios/${id}/backtest.yaml`, `model: kaya\nregion: ${id}\ntitle: {en: Backtest, zh: 回测}\n`],
    ]),
  };
}
