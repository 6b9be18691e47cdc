import { type CountryHistory, dressingSettings, readCountries } from "../../regions/backtest/country-history.ts";
import { type CountryRegion, countryRegion } from "../../regions/country-region.ts";
import { readCsv } from "../../regions/csv.ts";
import { signedPercent } from "../../report/text/number-text.ts";
import type { Words } from "../../report/words/languages.ts";
import { tableWords } from "../../scenario/region/region-tables.ts";
import type { Library } from "../../text/library.ts";
import { likeNamed, type Named } from "../../text/names.ts";
import { saidOf, usageError } from "../../text/problems.ts";

const shipped = "data/countries/countries.csv";

/** The countries of a table, or those that are shipped, with their names. */
export function countriesOf(library: Library, table?: { readonly text: string; readonly file: string }) {
  const text = (file: string): string => library.read(file) ?? "";
  const { text: content, file } = table ?? { text: text(shipped), file: shipped };
  const words = tableWords(library, "country");
  const { countries } = readCountries(content, file, text("data/countries/fuel_factors.csv"), words);
  const chinese = new Map(readCsv(text("data/countries/names.csv")).map(({ iso_code, zh }) => [iso_code, zh]));
  return countries.map((country) => ({
    country,
    label: { en: country.name, zh: chinese.get(country.iso) ?? country.name },
  }));
}

/** What `peakpath new --country` is asked for. */
interface CountryAsked {
  readonly id: string;
  /** Its code or its name. */
  readonly country: string;
  readonly label: string | undefined;
  readonly table?: { readonly text: string; readonly file: string };
}

/**
 * The region of the country that a code or a name means.
 *
 * @throws UsageError where there is none, naming the nearest and all codes, or where the table lacks what is needed.
 */
export function askedCountry(
  library: Library,
  { id, country: asked, label: name, table }: CountryAsked,
): CountryRegion {
  const all = countriesOf(library, table);
  const wanted = asked.trim().toLowerCase();
  const found = all.find(({ country, label }) =>
    [country.iso, label.en, label.zh].some((text) => text.toLowerCase() === wanted),
  );
  if (found === undefined) {
    const things = all.map(({ country, label }): Named => ({ id: country.iso, label }));
    throw usageError("no_country_of", { asked, near: likeNamed(asked, things), codes: codesOf(all) });
  }
  const settings = dressingSettings(library.read("data/certainty/economy.csv") ?? "");
  const cited = table === undefined ? "Our World in Data (Global Carbon Project, Maddison Project, UN)" : table.file;
  const label = name === undefined ? found.label : { en: name, zh: name };
  try {
    return countryRegion({ id, label, country: found.country, cited, trendShare: settings.trendShare });
  } catch (error) {
    if (error instanceof RangeError)
      throw usageError("country_lacks", { country: found.country.iso, fault: saidOf(error) });
    throw error;
  }
}

function codesOf(all: readonly { readonly country: CountryHistory }[]): string[] {
  return all.map(({ country: { iso } }) => iso).sort();
}

/** What was made of a country, with the rates that its reference goes by. */
export function countryLines({ base, observed, window, now, carried }: CountryRegion, words: Words): string[] {
  const m = words.new.country;
  const short = (value: number): string => String(Number(value.toPrecision(4)));
  const { population, gdp, energy, co2 } = now;
  return [
    m.base({ base, population: short(population), gdp: short(gdp), energy: short(energy), co2: short(co2) }),
    m.goesOn({
      observed,
      window,
      population: signedPercent(carried.population, 2),
      income: signedPercent(carried.income, 2),
      intensity: signedPercent(-carried.energyIntensityGain, 2),
      carbon: signedPercent(-carried.carbonIntensityGain, 2),
    }),
  ];
}
