import { sumBy } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import { MOST_AMOUNT, plainNumber } from "../../text/plain-number.ts";
import { InputError, message, type Problem, problem } from "../../text/problems.ts";
import { readTable, type TableRow, untilTooMany } from "../../text/table.ts";
import { readCsv } from "../csv.ts";

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

/** Columns of a table that is forecast; a table that is projected by its drivers has the others too. */
const forecastColumns = ["country", "year", "population", "co2"];
const driverColumns = ["gdp", "coal_co2", "oil_co2", "gas_co2"];
/** Electricity without CO2, TWh: the names of this package's table, and those of the energy table of the source. */
const electricity = [
  ..."nuclear hydro wind solar bioenergy other_ren_excl_bio".split(" ").map((kind) => `el_${kind}_twh`),
  ..."nuclear hydro wind solar biofuel other_renewable_exc_biofuel".split(" ").map((kind) => `${kind}_electricity`),
];

/**
 * The countries of a table in the columns of Our World in Data, in its order; other columns are passed over. Years
 * without population or CO2 are left out, and so are cells that are no numbers of 0 or more: published files hold some,
 * in years that few tests use. `factors` is the text of data/countries/fuel_factors.csv, `words` what columns are called
 * beside their names. A table that is only forecast `needed` no more than residents and CO2.
 *
 * @throws InputError with every mistake of the table at its line and column.
 */
export function readCountries(
  text: string,
  file: string,
  factors: string,
  words: ReadonlyMap<string, string> = new Map(),
  needed: "all" | "forecast" = "all",
): CountryTable {
  const problems: Problem[] = [];
  const [required, more] =
    needed === "all" ? [[...forecastColumns, ...driverColumns], []] : [forecastColumns, driverColumns];
  const columns = { required, optional: [...more, "iso_code", ...electricity], also: () => words, others: true };
  const rows = readTable(text, file, columns, problems);
  const factor = new Map(readCsv(factors).map(({ id, value }) => [id, Number(value)]));
  const hasElectricity = (row: TableRow): boolean => electricity.some((name) => row.get(name) !== "");
  const withElectricity = new Set(rows.filter(hasElectricity).map((row) => row.get("country")));
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
    const fuel = sumBy(["coal", "oil", "gas"], (name) => (numberIn(row, `${name}_co2`) ?? 0) / need(factor, name));
    const twh = sumBy(electricity, (name) => numberIn(row, name) ?? 0);
    if (unread.length > before || (!hasElectricity(row) && withElectricity.has(row.get("country")))) return undefined;
    return fuel + (twh * need(factor, "electricity")) / 1000;
  };
  const read = new Map<string, CountryRead>();
  for (const row of untilTooMany(rows, problems)) {
    const name = row.get("country");
    if (name === "") {
      problems.push(problem(row.place("country"), "country", "country_missing", {}));
      continue;
    }
    const country: CountryRead = read.get(name) ?? { name, rows: [], years: [], unread: [], lines: new Map() };
    read.set(name, country);
    country.rows.push(row);
    const before = unread.length;
    const year = yearIn(row, unread);
    const [population, co2, gdp] = ["population", "co2", "gdp"].map((column) => numberIn(row, column));
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
  const codes = countryCodes([...read.values()], problems);
  if (problems.length > 0) throw new InputError(problems);
  const countries = [...read.values()].map((country, i): CountryHistory => {
    const { name, years } = country;
    return { name, iso: codes[i], years: years.sort((a, b) => a.year - b.year), unread: country.unread };
  });
  return { countries: countries.filter(({ years }) => years.length > 0), unread };
}

/** A country while its rows are read; `lines` says in which line each year stands. */
interface CountryRead {
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

/** Codes such as FRA, OWID_WRL and CN-ZJ: files are named by them. */
const codeForm = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,19}$/u;

/** The most letters of a name that stands in for a code. */
const mostLetters = 40;

/**
 * A code for each country, each once without regard to capitals: its own, or made of the letters and digits of its name. Codes
 * that are none, and one code for two countries, go to `problems`.
 */
export function countryCodes(
  countries: readonly { readonly name: string; readonly rows: readonly TableRow[] }[],
  problems: Problem[],
): string[] {
  const own = countries.map(({ name, rows }) => {
    const row = rows.find((candidate) => candidate.get("iso_code") !== "");
    return { name, code: row?.get("iso_code") ?? "", place: () => (row ?? rows[0]).place("iso_code") };
  });
  const taken = new Map<string, string>();
  for (const { name, code, place } of untilTooMany(own, problems)) {
    if (code === "") continue;
    const holder = taken.get(code.toLowerCase());
    if (!codeForm.test(code)) problems.push(problem(place(), "iso_code", "country_code", { code }));
    else if (holder !== undefined)
      problems.push(problem(place(), "iso_code", "country_code_taken", { code, holder, name }));
    else taken.set(code.toLowerCase(), name);
  }
  return own.map(({ name, code }) => {
    if (code !== "") return code;
    const letters = lettersOf(name);
    let free = letters;
    for (let i = 2; taken.has(free); i++) free = `${letters}_${i}`;
    taken.set(free, name);
    return free;
  });
}

/** The name in small letters without accents; what is no letter or digit becomes one `_`. */
function lettersOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mn}+/gu, "")
    .normalize("NFC")
    .toLowerCase();
  const letters = [...plain.replace(/[^\p{L}\p{N}\p{M}]+/gu, "_").replace(/^_+/, "")].slice(0, mostLetters).join("");
  return letters.replace(/_+$/, "") || "country";
}

/** A country of the pool: whether it is learnt from or kept for judging, and since when it is a state of its own. */
export interface PooledCountry extends CountryHistory {
  readonly role: "fitted" | "kept";
  readonly ownSince?: number;
}

/** The countries of the pool, from the texts of data/certainty/pool.csv and of the table of countries. */
export function readPool(pool: string, countries: readonly CountryHistory[]): PooledCountry[] {
  const byCode = new Map(countries.map((country) => [country.iso, country]));
  return readCsv(pool).map(({ iso_code, role, own_since }) => ({
    ...need(byCode, iso_code),
    role: role === "kept" ? "kept" : "fitted",
    ...(own_since === "" ? {} : { ownSince: Number(own_since) }),
  }));
}

/** The values of a table of data/certainty by name. */
export function certaintyValues(text: string): ReadonlyMap<string, number> {
  return new Map(readCsv(text).map(({ name, value }) => [name, Number(value)]));
}

/** The two numbers by which forecasts are dressed, of the text of data/certainty/economy.csv. */
export function dressingSettings(economy: string): {
  readonly trendShare: number;
  readonly volatilityExponent: number;
} {
  const values = certaintyValues(economy);
  return {
    trendShare: need(values, "forecast_trend_share"),
    volatilityExponent: need(values, "forecast_volatility_exponent"),
  };
}
