import { MOST_AMOUNT, plainNumber } from "../../text/plain-number.ts";
import { InputError, message, type Problem, problem } from "../../text/problems.ts";
import { readTable, type TableRow, untilTooMany } from "../../text/table.ts";
import { readCsv } from "../csv.ts";
import { countryCodes } from "./country-codes.ts";

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
  /**
   * The code of the table, or the letters and digits of the name where it has none: no other country's, and nothing that
   * leads out of a folder.
   */
  readonly iso: string;
  /** Ascending. */
  readonly years: readonly CountryYear[];
  /** Its cells that are no numbers of 0 or more, by year. */
  readonly unread: readonly (readonly [year: number, Problem])[];
}

/** What a table tells of countries. */
export interface CountryTable {
  readonly countries: readonly CountryHistory[];
  /** Cells that hold something else than a number of 0 or more: what they would tell is not known. */
  readonly unread: readonly Problem[];
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
 * without population or CO2 are left out, and so are cells that are no numbers of 0 or more: published files hold some,
 * in years that few tests use. `factors` is the text of data/countries/fuel_factors.csv, `words` what columns are called
 * beside their names.
 *
 * @throws InputError with every mistake of the table at its line and column.
 */
export function readCountries(
  text: string,
  file: string,
  factors: string,
  words: ReadonlyMap<string, string> = new Map(),
): CountryTable {
  const problems: Problem[] = [];
  const columns = { required, optional: ["iso_code", ...electricity], also: () => words, others: true };
  const rows = readTable(text, file, columns, problems);
  const factor = new Map(readCsv(factors).map(({ id, value }) => [id, Number(value)]));
  const told = (row: TableRow): boolean => electricity.some((name) => row.get(name) !== "");
  const withElectricity = new Set(rows.filter(told).map((row) => row.get("country")));
  const unread: Problem[] = [];
  const numberIn = (row: TableRow, column: string): number | undefined => {
    const cell = row.get(column);
    if (cell === "") return undefined;
    const value = plainNumber(cell);
    if (value !== undefined && value >= 0 && value <= MOST_AMOUNT) return value;
    unread.push(problem(row.place(column), column, "number_from_0", { text: cell }));
    return undefined;
  };
  const energyOf = (row: TableRow): number | undefined => {
    const before = unread.length;
    const fuel = ["coal", "oil", "gas"].map(
      (name) => (numberIn(row, `${name}_co2`) ?? 0) / (factor.get(name) as number),
    );
    const twh = electricity.map((name) => numberIn(row, name) ?? 0);
    if (unread.length > before || (!told(row) && withElectricity.has(row.get("country")))) return undefined;
    return sum(fuel) + (sum(twh) * (factor.get("electricity") as number)) / 1000;
  };
  const found = new Map<string, Found>();
  for (const row of untilTooMany(rows, problems)) {
    const name = row.get("country");
    if (name === "") {
      problems.push(problem(row.place("country"), "country", "country_missing", {}));
      continue;
    }
    const country: Found = found.get(name) ?? { name, rows: [], years: [], unread: [], lines: new Map() };
    found.set(name, country);
    country.rows.push(row);
    const before = unread.length;
    const year = yearIn(row, unread);
    const population = numberIn(row, "population");
    const co2 = numberIn(row, "co2");
    const gdp = numberIn(row, "gdp");
    const energy = energyOf(row);
    if (year === undefined) continue;
    country.unread.push(...unread.slice(before).map((cell): [number, Problem] => [year, cell]));
    if (population === undefined || co2 === undefined) continue;
    const twin = country.lines.get(year);
    if (twin !== undefined) {
      problems.push(problem(row.place("year"), "year", "country_year_twice", { year, name, line: twin }));
      continue;
    }
    country.lines.set(year, row.place().line);
    const real = gdp === undefined ? undefined : gdp / 1e9;
    country.years.push({ year, population: population / 1e6, gdp: real, co2, energy });
  }
  const codes = countryCodes([...found.values()], problems);
  if (problems.length > 0) throw new InputError(problems);
  const countries = [...found.values()].map(({ name, years, unread: own }, i) => ({
    name,
    iso: codes[i],
    years: years.sort((a, b) => a.year - b.year),
    unread: own,
  }));
  return { countries: countries.filter(({ years }) => years.length > 0), unread };
}

/** A country while its rows are read; `lines` says in which line each year stands. */
interface Found {
  readonly name: string;
  readonly rows: TableRow[];
  readonly years: CountryYear[];
  readonly unread: [number, Problem][];
  readonly lines: Map<number, number>;
}

function yearIn(row: TableRow, unread: Problem[]): number | undefined {
  const cell = row.get("year");
  if (/^\d{1,4}$/.test(cell)) return Number(cell);
  const wrong = cell === "" ? message("year_missing", {}) : message("not_a_year", { text: cell });
  unread.push({ at: row.place("year"), path: "year", ...wrong });
  return undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
