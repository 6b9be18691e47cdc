import type { Label } from "../text/problems.ts";
import { carriedTrends, countryTrends } from "./backtest/backtest-country.ts";
import type { CountryHistory, CountryYear } from "./backtest/country-history.ts";
import { yamlLabel } from "./downscale/files.ts";
import type { TableRow } from "./stated.ts";
import { tableCsv } from "./table-row.ts";

/** The last year of a country's projection. */
const HORIZON = 2060;
/** Trends end before the pandemic where the table goes so far back. */
const TREND_END = 2019;

/** What a country's region is made of. */
export interface CountryOrder {
  readonly id: string;
  readonly label: Label;
  readonly country: CountryHistory;
  /** What the table is called in the sources of numbers. */
  readonly cited: string;
  /** The part of past trends per head that goes on, as chosen on countries. */
  readonly trendShare: number;
}

/** A country's region, see `countryRegion`. */
export type CountryRegion = ReturnType<typeof countryRegion>;

/**
 * A region of the kaya model from a country's history: four numbers of the last year that has them all, growth as observed
 * after it, then the ten years up to 2019, of which a part goes on. Files stand by their paths from the project's root.
 *
 * @throws RangeError where the history lacks a number that is needed.
 */
export function countryRegion({ id, label, country, cited, trendShare }: CountryOrder) {
  const base = lastWhole(country);
  const trends = countryTrends(country, Math.min(base, TREND_END));
  const carried = carriedTrends(trends, trendShare);
  const now = of(country, base);
  const [gdp, energy] = [now.gdp as number, now.energy as number];
  const later = country.years.filter(({ year, gdp: known }) => year > base && known !== undefined && known > 0);
  // Years behind a gap tell nothing of the growth of each.
  const known = later.filter(({ year }, i) => year === base + i + 1);
  const observed = known.at(-1)?.year ?? base;
  const window = `${trends.since}-${Math.min(base, TREND_END)}`;
  const share = `${(100 * trendShare).toFixed(0)} %`;
  const row = (
    name: string,
    value: number,
    unit: string,
    estimated = "",
    more: Partial<Pick<TableRow, "low" | "high">> & { readonly year?: number } = {},
  ): TableRow => ({
    ...{ id: name, members: "", year: undefined, value: digits(value), unit, source: cited, estimated },
    ...more,
  });
  const growth = (
    name: string,
    rate: (year: CountryYear, before: CountryYear) => number,
    trend: number,
    words: string,
  ) => {
    const rates = known.map((year) =>
      row(name, rate(year, of(country, year.year - 1)), "1/yr", "", { year: year.year }),
    );
    const whole = name === "population_growth" ? trends.population : trends.income;
    const range = { low: digits(Math.min(0, whole)), high: digits(Math.max(0, whole)) };
    const on = [observed + 1, HORIZON].map((year) => row(name, trend, "1/yr", words, { year, ...range }));
    return [...rates, ...on];
  };
  const gain = (name: string, whole: number, value: number) =>
    row(
      name,
      value,
      "1/yr",
      `${share} of the mean of ${window} (${percent(whole)} a year) goes on; low and high: none and all of it`,
      {
        low: digits(Math.min(0, whole)),
        high: digits(Math.max(0, whole)),
      },
    );
  const heads = (year: CountryYear): number => (year.gdp as number) / year.population;
  const rows = [
    row("base_population", now.population, "Mperson"),
    row("base_income", (gdp * 1000) / now.population, "money/person", "international dollars of 2011"),
    row(
      "base_energy_intensity",
      (energy * 1000) / gdp,
      "MJ/money",
      `${digits(energy)} EJ: CO2 of coal, oil and gas over IPCC default factors, electricity without CO2 at its energy content`,
    ),
    row("base_carbon_intensity", now.co2 / energy, "kgCO2/GJ", "fossil CO2 with cement and flaring, energy as above"),
    ...growth(
      "population_growth",
      (year, before) => year.population / before.population - 1,
      trends.population,
      `the mean of ${window} goes on (no projection of the United Nations is in the table); low and high: none and all of it`,
    ),
    ...growth(
      "income_growth",
      (year, before) => heads(year) / heads(before) - 1,
      carried.income,
      `${share} of the mean of ${window} (${percent(trends.income)} a year) goes on, as chosen on countries' past; low and high: none and all of it`,
    ),
    gain("energy_intensity_gain", trends.energyIntensityGain, carried.energyIntensityGain),
    gain("carbon_intensity_gain", trends.carbonIntensityGain, carried.carbonIntensityGain),
  ];
  const past = country.years.filter(({ year }) => year <= base);
  const history = [
    ...past.map(({ year, co2 }) => ({ ...row("emissions", co2, "MtCO2/yr"), members: "gross", year })),
    ...past.map(({ year, population }) => row("population", population, "Mperson", "", { year })),
  ];
  const region = `# yaml-language-server: $schema=../../dist/schemas/region.json
# Written by \`peakpath new --country ${country.iso}\`; yours to change. \`money\` is the international dollar of 2011.
region: ${id}
model: kaya
label: ${yamlLabel(label)}
level: country
base_year: ${base}
last_observed: ${observed}
horizon: ${HORIZON}
inventory_uncertainty: {value: 5 %, source: "Global Carbon Project: fossil CO2 within 5 % at one standard deviation"}
tables: [${id}/numbers.csv]
history: [${id}/history.csv]
`;
  const scenario = `# yaml-language-server: $schema=../../dist/schemas/scenario.json
# Written by \`peakpath new --country ${country.iso}\`; yours to change.
model: kaya
region: ${id}
title: ${yamlLabel({ en: `${label.en}, trends of ${window} in part`, zh: `${label.zh}：${window}年趋势部分延续` })}
`;
  return {
    base,
    observed,
    window,
    trends,
    carried,
    now: { population: now.population, gdp, energy, co2: now.co2 },
    files: new Map([
      [`data/regions/${id}.yaml`, region],
      [`data/regions/${id}/numbers.csv`, tableCsv(rows)],
      [`data/regions/${id}/history.csv`, tableCsv(history)],
      [`scenarios/${id}/reference.yaml`, scenario],
    ]),
  };
}

/** The last year with residents, product, CO2 and energy; the last of all where none has, which then says what it lacks. */
function lastWhole({ years }: CountryHistory): number {
  const whole = ({ population, gdp = 0, co2, energy = 0 }: CountryYear): boolean =>
    population > 0 && gdp > 0 && co2 > 0 && energy > 0;
  return (years.findLast(whole) ?? years[years.length - 1]).year;
}

function of({ years }: CountryHistory, year: number): CountryYear {
  const found = years.find((one) => one.year === year);
  if (found === undefined) throw new Error(`no year ${year}`);
  return found;
}

function digits(value: number): number {
  return Number(value.toPrecision(6));
}

function percent(rate: number): string {
  return `${(100 * rate).toFixed(2)} %`;
}
