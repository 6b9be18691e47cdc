import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type BacktestAccount,
  backtestAccounts,
  fuelFactors,
  pastTrends,
  totalOf,
} from "../../../src/regions/backtest/backtest-accounts.ts";
import { countryTrends } from "../../../src/regions/backtest/backtest-country.ts";
import { extrapolatedGrowth, observedGrowth, reducedRegion } from "../../../src/regions/backtest/backtest-region.ts";
import { readCountries } from "../../../src/regions/backtest/country-history.ts";
import { formatProblem, InputError } from "../../../src/text/problems.ts";

const root = join(import.meta.dirname, "../../..");
const read = (file: string): string => readFileSync(join(root, "data/china", file), "utf8");
const accounts = backtestAccounts(read);

/** Everything that a projection is made of, as text. */
function written(all: readonly BacktestAccount[], from: number, to: number): string {
  const trends = pastTrends(all, from);
  return all
    .flatMap((account) => [
      reducedRegion(account, trends, fuelFactors(read), from, observedGrowth(account, from, to), "observed"),
      reducedRegion(
        account,
        trends,
        fuelFactors(read),
        from,
        extrapolatedGrowth(account, trends, from, to, 0.5),
        "extrapolated",
      ),
    ])
    .flatMap(({ files }) => [...files.values()])
    .join("");
}

test("no leakage: the inventory after the base year changes nothing that is projected", () => {
  const changed = accounts.map((account) => ({
    ...account,
    co2: new Map([...account.co2].map(([year, grid]) => [year, year <= 2010 ? grid : new Map()])),
  }));
  expect(totalOf(changed[0], 2019)).toBe(0);
  expect(written(changed, 2010, 2019)).toBe(written(accounts, 2010, 2019));
});

test("no leakage of drivers into extrapolation: drivers after the base year do not move it", () => {
  const trends = pastTrends(accounts, 2010);
  const cut = (series: ReadonlyMap<number, number>) => new Map([...series].filter(([year]) => year <= 2010));
  const changed = accounts.map((account) => {
    const { gdp, population, energy, thermal } = account.drivers;
    return {
      ...account,
      drivers: { gdp: cut(gdp), population: cut(population), energy: cut(energy), thermal: cut(thermal) },
    };
  });
  expect(pastTrends(changed, 2010)).toEqual(trends);
  expect(extrapolatedGrowth(changed[0], trends, 2010, 2019, 0.5)).toEqual(
    extrapolatedGrowth(accounts[0], trends, 2010, 2019, 0.5),
  );
});

test("every province has its drivers and its account of 2010 and 2019", () => {
  expect(accounts).toHaveLength(30);
  for (const account of accounts) {
    expect(totalOf(account, 2010), account.id).toBeGreaterThan(0);
    expect(totalOf(account, 2019), account.id).toBeGreaterThan(0);
    // No census or change of vintage makes a step of more than a quarter in a year.
    for (let year = 2008; year <= 2019; year++)
      expect(
        Math.abs((account.drivers.energy.get(year) as number) / (account.drivers.energy.get(year - 1) as number) - 1),
        `${account.id} ${year}`,
      ).toBeLessThan(0.25);
  }
});

test("no trend can be taken before drivers are known", () => {
  expect(() => pastTrends(accounts, 2005)).toThrow("no trend can be taken before 2005");
});

const factors = readFileSync(join(root, "data/countries/fuel_factors.csv"), "utf8");
const header = "country,year,population,gdp,co2,coal_co2,oil_co2,gas_co2,nuclear_electricity\n";

test("a country that grows evenly has even trends", () => {
  const rows = Array.from({ length: 11 }, (_, i) => {
    const co2 = 100 * 1.02 ** i;
    return `Evenland,${2000 + i},${1e7 * 1.01 ** i},${1e11 * 1.03 ** i},${co2},${co2},0,0,0`;
  });
  const [country] = readCountries(header + rows.join("\n"), "even.csv", factors).countries;
  const trends = countryTrends(country, 2010);
  expect(trends.population).toBeCloseTo(0.01, 12);
  expect(trends.income).toBeCloseTo(1.03 / 1.01 - 1, 12);
  expect(trends.energyIntensityGain).toBeCloseTo(1 - 1.02 / 1.03, 12);
  expect(trends.carbonIntensityGain).toBeCloseTo(0, 12);
  // 94.6 kg/GJ of coal (IPCC 2006).
  expect(country.years[0].energy).toBeCloseTo(100 / 94.6, 12);
});

test("mistakes of a table are told with line and column", () => {
  const text = `${header}A,2000,1,1,x,1,1,1,\nA,1999,1,1,1,1,1,1,\n`;
  const told = (): string[] => {
    try {
      readCountries(`${text}A,1999,1,1,1,1,1,1,\n`, "bad.csv", factors);
    } catch (error) {
      if (error instanceof InputError)
        return error.problems.map(({ at, message }) => `${at.line}:${at.column} ${message}`);
      throw error;
    }
    return [];
  };
  expect(told()).toEqual(["4:3 1999 of A is given in line 3 already; give it once"]);
});

const wide = "country,iso_code,year,population,gdp,co2,coal_co2,oil_co2,gas_co2\n";
const year = (name: string, code: string, at: number, co2 = "5"): string => `${name},${code},${at},1,1,${co2},1,1,1\n`;
const codesOf = (rows: readonly [string, string][]): string[] =>
  readCountries(wide + rows.map(([name, code]) => year(name, code, 2000)).join(""), "c.csv", factors).countries.map(
    ({ iso }) => iso,
  );
const mistakes = (text: string): string[] => {
  try {
    readCountries(text, "c.csv", factors);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(formatProblem);
    throw error;
  }
  return [];
};

test("countries without a code are told apart by the letters and digits of their names", () => {
  const rows: [string, string][] = [
    ["中国", ""],
    ["Côte d'Ivoire", ""],
    ["EU (27)", ""],
    ["EU (28)", ""],
    ["EU 28", ""],
    ["--", ""],
    ["Hidden", "eu_28_2"],
    ["EU-28", ""],
    ["World", "OWID_WRL"],
    ["浙江", "CN-ZJ"],
  ];
  expect(codesOf(rows)).toEqual([
    ..."中国 cote_d_ivoire eu_27 eu_28 eu_28_3 country eu_28_2 eu_28_4 OWID_WRL CN-ZJ".split(" "),
  ]);
});

test.each(["../../out", "a/b", ".", "x\u0000y", "c:d", "A".repeat(40), "-x", "con.txt"])("%j is no code", (code) => {
  expect(mistakes(wide + year("A", code, 2000))).toEqual([
    expect.stringMatching(/^c\.csv:2:3 {2}iso_code: ".*" is no country code; 20 letters, digits, _ and - at most/),
  ]);
});

test("one code for two countries is a mistake, whatever its capitals", () => {
  expect(mistakes(wide + year("A", "X", 2000) + year("B", "x", 2000))).toEqual([
    "c.csv:3:3  iso_code: the code x is given to A already, not only to B",
  ]);
});

test("cells that are no numbers of 0 or more are left out and named, and nothing rests on them", () => {
  const text = `${wide}${year("A", "", 1990, "-1")}${year("A", "", 1991)}${year("A", "", 1992, '"1,000"')}A,,1993,1,1,5,-1,1,1\nA,,soon,1,1,5,1,1,1\n`;
  const { countries, unread } = readCountries(text, "c.csv", factors);
  expect(unread.map(formatProblem)).toEqual([
    'c.csv:2:13  co2: "-1" is not a number of 0 or more',
    'c.csv:4:13  co2: "1,000" is not a number of 0 or more',
    'c.csv:5:15  coal_co2: "-1" is not a number of 0 or more',
    'c.csv:6:4  year: "soon" is not a year',
  ]);
  expect(countries[0].years.map(({ year: at }) => at)).toEqual([1991, 1993]);
  expect(countries[0].years[1].energy).toBeUndefined();
  expect(countries[0].unread.map(([at]) => at)).toEqual([1990, 1992, 1993]);
});

test("the years of a country may stand in any order", () => {
  const { countries } = readCountries(
    `${wide}${year("A", "", 2001)}${year("B", "", 2000)}${year("A", "", 1999)}`,
    "c.csv",
    factors,
  );
  expect(countries.map(({ years }) => years.map(({ year: at }) => at))).toEqual([[1999, 2001], [2000]]);
});

test("no trend is taken of a country without CO2 or residents at either end", () => {
  const rows = (first: string) => `${wide}A,,2000,${first},1,1,1\nA,,2010,5,5,5,1,1,1\n`;
  const trends = (first: string) => () =>
    countryTrends(readCountries(rows(first), "c.csv", factors).countries[0], 2010);
  expect(trends("5,5,0")).toThrow("A has no CO2 in 2000, so no trend can be taken");
  expect(trends("0,5,5")).toThrow("the table has no residents of A in 2000");
});
