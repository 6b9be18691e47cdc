import { InputError, type Problem } from "../engine/problems.ts";
import { readTable, type TableRow } from "../io/table.ts";
import { readCsv } from "./csv.ts";

/** What Our World in Data tells of a country in a year. */
export interface CountryYear {
  readonly year: number;
  /** 1e6 people. */
  readonly population: number;
  /** Real product in 1e9 of the table's money; undefined where it is not known. */
  readonly gdp: number | undefined;
  /** Fossil CO2 with cement and flaring, Mt. */
  readonly co2: number;
  /**
   * EJ: fuel by its CO2 and the standard factor, electricity without CO2 at its energy content; undefined in a year
   * without any electricity in a table that has it for others.
   */
  readonly energy: number | undefined;
}

export interface CountryHistory {
  readonly name: string;
  /** Three letters; the name in small letters where the table has no code. */
  readonly iso: string;
  /** Ascending. */
  readonly years: readonly CountryYear[];
}

const required = ["country", "year", "population", "gdp", "co2", "coal_co2", "oil_co2", "gas_co2"];
/** Electricity without CO2, TWh: the names of this package's table, and those of the energy table of the source. */
const electricity = [
  "el_nuclear_twh",
  "el_hydro_twh",
  "el_wind_twh",
  "el_solar_twh",
  "el_bioenergy_twh",
  "el_other_ren_excl_bio_twh",
  "nuclear_electricity",
  "hydro_electricity",
  "wind_electricity",
  "solar_electricity",
  "biofuel_electricity",
  "other_renewable_exc_biofuel_electricity",
];

/**
 * The countries of a table in the columns of Our World in Data, in its order; other columns are passed over. Years
 * without population or CO2 are left out. `factors` is the text of data/observed/fuel_factors.csv.
 *
 * @throws InputError with every mistake of the table at its line and column.
 */
export function readCountries(text: string, file: string, factors: string): CountryHistory[] {
  const problems: Problem[] = [];
  const header = (text.match(/^[^#\r\n][^\r\n]*/m)?.[0] ?? "").replace(/^\uFEFF/, "").split(",");
  const rows = readTable(text, file, { required, optional: header }, problems);
  const factor = new Map(readCsv(factors).map(({ id, value }) => [id, Number(value)]));
  const told = (row: TableRow): boolean => electricity.some((name) => row.get(name) !== "");
  const withElectricity = new Set(rows.filter(told).map((row) => row.get("country")));
  const energyOf = (row: TableRow): number | undefined => {
    if (!told(row) && withElectricity.has(row.get("country"))) return undefined;
    const fuel = ["coal", "oil", "gas"].map((name) => {
      const mt = numberIn(row, `${name}_co2`, problems) ?? 0;
      return mt / (factor.get(name) as number);
    });
    const twh = electricity.map((name) => numberIn(row, name, problems) ?? 0);
    return sum(fuel) + (sum(twh) * (factor.get("electricity") as number)) / 1000;
  };
  const countries = new Map<string, { name: string; iso: string; years: CountryYear[] }>();
  for (const row of rows) {
    const name = row.get("country");
    const year = numberIn(row, "year", problems);
    const population = numberIn(row, "population", problems);
    const co2 = numberIn(row, "co2", problems);
    const gdp = numberIn(row, "gdp", problems);
    if (year === undefined || population === undefined || co2 === undefined) continue;
    const iso = row.get("iso_code") || name.toLowerCase().replace(/[^a-z]+/g, "_");
    const country = countries.get(name) ?? { name, iso, years: [] };
    countries.set(name, country);
    if (country.years.some((known) => known.year >= year)) {
      const message = `the years of ${name} must ascend, but ${year} stands behind ${country.years.at(-1)?.year}`;
      problems.push({ at: row.place("year"), path: "year", message });
    }
    const real = gdp === undefined ? undefined : gdp / 1e9;
    country.years.push({ year, population: population / 1e6, gdp: real, co2, energy: energyOf(row) });
  }
  if (problems.length > 0) throw new InputError(problems);
  return [...countries.values()];
}

/** The number in a column, undefined where it is empty. */
function numberIn(row: TableRow, column: string, problems: Problem[]): number | undefined {
  const text = row.get(column);
  if (text === "") return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  const message = `"${text}" is not a number of 0 or more`;
  problems.push({ at: row.place(column), path: column, message });
  return undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
