import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { backtestFiles } from "../../../src/commands/backtest/backtest-files.ts";
import { forecastFiles, forecastLines } from "../../../src/commands/backtest/forecasts.ts";
import { provinceData, provinceReport, residualWalk, shippedPool } from "../../../src/commands/backtest/run.ts";
import { backtestLines } from "../../../src/commands/backtest/text.ts";
import { provinceErrors, storedErrors } from "../../../src/commands/build/province-errors.ts";
import { nodeLibrary } from "../../../src/files/library.ts";
import { baseRates, fitEconomy, fitFactor } from "../../../src/questions/backtest/fit-economy.ts";
import { fitResidual } from "../../../src/questions/backtest/residual.ts";
import { certaintyValues, dressingSettings } from "../../../src/regions/backtest/country-history.ts";
import { readCsv } from "../../../src/regions/csv.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { peakpath, toyProject } from "../toy.ts";

const root = join(import.meta.dirname, "../../..");
const shipped = { packageFolder: root, workingFolder: toyProject };
const terminal = { out: () => {}, err: () => {}, columns: 100, watched: false, ...shipped };

test("all provinces: nearer than persistence, trend and past intensity, within 12 % in the median", () => {
  const report = provinceReport(terminal, undefined, { from: 2010, to: 2019 });
  expect(report.tests).toHaveLength(30);
  const [observed, , persistence, trend] = report.summary;
  const [model, ...others] = report.summary.map(({ median = Number.NaN }) => median);
  expect(model).toBeLessThan(0.12);
  for (const yardstick of others) expect(model).toBeLessThan(yardstick);
  // Printed in data/README.md.
  expect(report.summary.map(({ median = Number.NaN }) => (100 * median).toFixed(1))).toEqual([
    "8.2",
    "25.0",
    "15.0",
    "33.7",
    "11.9",
  ]);
  expect(observed.model_better).toBe(0);
  expect([persistence.model_better, trend.model_better]).toEqual([21, 23]);
  // Of 30 that share one boom and its turn; the limits are those of acceptance.
  const inside = report.tests.filter(({ band }) => band?.in_band).length;
  expect(inside).toBeGreaterThanOrEqual(24);
  expect(inside).toBeLessThanOrEqual(29);
  const files = backtestFiles(report, {});
  const [first] = readCsv(files.get("backtest.csv") as string).filter(({ what }) => what === "extrapolated_drivers");
  expect([first.is, first.in_band]).toEqual(["forecast", "true"]);
  expect(Number(first.p05)).toBeLessThan(Number(first.predicted));
  expect([...files.keys()].slice(0, 3)).toEqual(["backtest.csv", "backtest_years.csv", "backtest_summary.json"]);
  expect(files.has("data/regions/zhejiang_2010_observed.yaml")).toBe(true);
}, 60_000);

test("the tables of past errors are what the backtest makes, and the walk is fitted to them", () => {
  const library = nodeLibrary(root, root);
  const stored = storedErrors(library);
  // Every window from 2007 on to 2019 of 30 provinces.
  expect(stored).toHaveLength(30 * 78);
  const made = provinceErrors(library, provinceData(library), 2015, new Set(["gansu", "zhejiang"]));
  expect(made).toEqual(stored.filter(({ origin, province }) => origin === 2015 && /gansu|zhejiang/.test(province)));
  const rows = new Map(
    readCsv(library.read("data/certainty/residual.csv") as string).map(({ name, value }) => [name, Number(value)]),
  );
  const { degrees, spread, volatility, common } = fitResidual(stored, rows.get("volatility_exponent") as number);
  const names = ["degrees", "spread", "volatility", "common_provinces"];
  for (const [i, value] of [degrees, spread, volatility, common].entries())
    expect(rows.get(names[i]), names[i]).toBeCloseTo(value, 4);
});

test("one province by sector and fuel, in both languages", async () => {
  const { code, out } = await peakpath("backtest zhejiang", shipped);
  expect(code).toBe(0);
  // CEADs' fuel CO2 of Zhejiang without Other Gas.
  expect(out).toMatch(/Observed +322\.7 +335\.2/);
  expect(out).toMatch(/Power and heat +222\.3 +236\.5/);
  expect(out).toMatch(/Hindcast: model, observed drivers[\s\S]*Forecast, 90 %: [\d.]+-[\d.]+; In band: yes/);
  const parsed = JSON.parse((await peakpath("backtest zhejiang --json", shipped)).out);
  expect(parsed.tests[0].years).toHaveLength(10);
  expect(parsed.files).toBeUndefined();
  expect(parsed.tests[0].predictions.observed_drivers.is).toBe("hindcast");
  expect(parsed.tests[0].years[9].p95).toBe(parsed.tests[0].band.p95);
  // JSON holds all that is printed.
  expect(`${backtestLines(parsed, en).join("\n")}\n`).toBe(out);
  expect(backtestLines(parsed, zh).join("\n")).toMatch(/事后模拟:模型[\s\S]*电力与热力/);
});

test("countries of a table: kaya, a hindcast told apart from forecasts, and the peaks of their histories", async () => {
  const workingFolder = mkdtempSync(join(tmpdir(), "peakpath-backtest-"));
  // The twenty whose peaks are published stand first.
  const lines = readFileSync(join(root, "data/countries/countries.csv"), "utf8").split("\n");
  writeFileSync(join(workingFolder, "twenty.csv"), lines.slice(0, 3 + 20 * 59).join("\n"));
  const here = { packageFolder: root, workingFolder };
  try {
    const { code, out } = await peakpath("backtest twenty.csv", here);
    expect(code).toBe(0);
    expect(out).toMatch(/United States +5680 +5262/);
    expect(out).toContain("Of 15 that peaked as published, 15 have their year within the band here.");
    expect(out).toContain("Hindcast: model, observed drivers");
    expect(out).not.toContain("Hindcast: observed GDP");
    const { tests, summary, forecasts } = JSON.parse((await peakpath("backtest twenty.csv --json", here)).out);
    expect(summary.map(({ method, hindcast }: { method: string; hindcast: boolean }) => [method, hindcast])).toEqual([
      ["observed_drivers", true],
      ["extrapolated_drivers", false],
      ["persistence", false],
      ["trend", false],
    ]);
    // Residents by their trend and 0.4 of the trend per head, 2000-2010: the model is the centre of the forecast.
    const [usa] = tests;
    expect(usa.predictions.extrapolated_drivers.value).toBeCloseTo(5873.792, 2);
    expect(forecasts[0]).toMatchObject({ iso: "USA", from: 2010, to: 2019 });
  } finally {
    rmSync(workingFolder, { recursive: true });
  }
});

test("a table that is forecast needs residents and CO2 alone, one that is projected its drivers too", async () => {
  const workingFolder = mkdtempSync(join(tmpdir(), "peakpath-forecasts-"));
  try {
    const years = Array.from({ length: 12 }, (_, i) => `甲国,${2000 + i},${5e6 + 1000 * i},${40 + i}`);
    writeFileSync(join(workingFolder, "own.csv"), `国家,年份,人口,二氧化碳\n${years.join("\n")}\n`);
    const here = { ...shipped, workingFolder };
    const { code, out } = await peakpath("backtest own.csv --forecasts --from 2011 --horizons 5 --json", here);
    expect([code, JSON.parse(out).forecasts.map(({ to }: { to: number }) => to)]).toEqual([0, [2016]]);
    const { err } = await peakpath("backtest own.csv --from 2005 --to 2010", here);
    expect(err).toContain('own.csv:1:1  the column "gdp" is missing');
  } finally {
    rmSync(workingFolder, { recursive: true });
  }
});

test("forecasts of countries need no later driver, leave the country out of its own errors, and have scores", async () => {
  const { code, out } = await peakpath("backtest data/countries/countries.csv --from 2013 --to 2023", shipped);
  expect(code).toBe(0);
  expect(out).toContain("74 countries · forecast from 2013");
  expect(out).toMatch(/France +2023 +358\.7 /);
  const parsed = JSON.parse(
    (
      await peakpath(
        "backtest data/countries/countries.csv --forecasts --from 2000,2010-2011 --horizons 5 --json",
        shipped,
      )
    ).out,
  );
  expect([parsed.kind, parsed.from, parsed.horizons]).toEqual(["forecasts", [2000, 2010, 2011], [5]]);
  for (const { p05, p50, p95 } of parsed.forecasts) expect(p05 < p50 && p50 < p95).toBe(true);
  const [score] = parsed.scores;
  expect([score.horizon, score.n]).toEqual([5, parsed.forecasts.length]);
  expect(forecastLines(parsed, en).join("\n")).toContain("How forecasts did whose year is known");
  expect(forecastLines(parsed, zh).join("\n")).toContain("预测");
  expect([...forecastFiles(parsed, {}).keys()]).toEqual(["forecasts.csv", "chances.csv", "scores.csv"]);
}, 60_000);

test("the pool is what its rule says: large, with GDP, every seventh by code kept apart", () => {
  const library = nodeLibrary(root, root);
  const members = shippedPool(library);
  const codes = members.map(({ iso }) => iso);
  expect(codes).toEqual([...codes].sort());
  for (const { iso, years } of members) {
    expect(Math.max(...years.map(({ co2 }) => co2)), iso).toBeGreaterThanOrEqual(15);
    expect(years.filter(({ gdp }) => gdp !== undefined).length, iso).toBeGreaterThanOrEqual(30);
  }
  expect(codes.filter((_, i) => members[i].role === "kept")).toEqual(codes.filter((_, i) => i % 7 === 3).slice(0, 10));
});

test("the tables of certainty are what the shipped countries give", () => {
  const library = nodeLibrary(root, root);
  const read = (file: string): string => readFileSync(join(root, "data/certainty", file), "utf8");
  const fitted = shippedPool(library).filter(({ role }) => role === "fitted");
  const settings = dressingSettings(read("economy.csv"));
  const shipped = certaintyValues(read("economy.csv"));
  const economy = fitEconomy(fitted, settings);
  for (const { name, value } of economy) expect(shipped.get(name), name).toBe(Number(value.toPrecision(4)));
  const values = new Map(economy.map(({ name, value }) => [name, value]));
  const { factor } = fitFactor(fitted, settings, values, residualWalk(read("residual.csv")));
  expect(shipped.get("factor")).toBe(Number(factor.toPrecision(3)));
  expect(readCsv(read("base_rates.csv")).map(({ came, n }) => [Number(came), Number(n)])).toEqual(
    baseRates(fitted).map(({ came, n }) => [came, n]),
  );
});

test("a table without a country, or without one that can be forecast, is told at its place", async () => {
  const workingFolder = mkdtempSync(join(tmpdir(), "peakpath-backtest-"));
  const lines = readFileSync(join(root, "data/countries/countries.csv"), "utf8").split("\n");
  writeFileSync(join(workingFolder, "none.csv"), lines.slice(0, 3).join("\n"));
  writeFileSync(join(workingFolder, "short.csv"), lines.slice(0, 8).join("\n"));
  const here = { packageFolder: root, workingFolder };
  try {
    for (const options of ["", " --forecasts", " --from 2030 --to 2035"]) {
      const { code, err } = await peakpath(`backtest none.csv${options}`, here);
      expect([code, err]).toEqual([2, "none.csv:1:1  the table holds no country\n"]);
    }
    const { code, err } = await peakpath("backtest short.csv --forecasts", here);
    expect(code).toBe(2);
    expect(err).toContain("short.csv:1:1  no forecast can be made of short.csv: it takes CO2 above 0 in the 11 years");
  } finally {
    rmSync(workingFolder, { recursive: true });
  }
});

test("wrong input says what is allowed", async () => {
  const cases: [string, string][] = [
    ["backtest", "say one province, a .csv file, or --all"],
    ["backtest zhejiang --all", "say one province, a .csv file, or --all"],
    ["backtest zhejang", '"zhejang" has no account of past years by sector and fuel'],
    ["backtest zhejiang --from 2005", "--from takes a year from 2007 to 2018, not 2005"],
    ["backtest zhejiang --to 2010", "--to takes a year from 2011 to 2019, not 2010"],
    ["backtest nowhere.csv", "there is no file nowhere.csv"],
    ["backtest data/countries/countries.csv --to 2050", "--to takes a year from 2011 to 2030, not 2050"],
    ["backtest zhejiang --forecasts", "--forecasts goes with a table of countries (.csv)"],
    ["backtest data/countries/countries.csv --forecasts --to 2030", "takes --horizons (years ahead, such as 5,10)"],
    ["backtest data/countries/countries.csv --horizons 5", "--horizons goes with --forecasts"],
    ["backtest data/countries/countries.csv --forecasts --horizons 0", "--horizons takes numbers from 1 to 20"],
    ["backtest data/countries/countries.csv --forecasts --from 2015-2000", "1990-2015 (the earlier one first), not"],
    ["backtest data/countries/countries.csv --forecasts --from 1970", "no forecast can be made of"],
  ];
  for (const [words, message] of cases) {
    const { code, err } = await peakpath(words, shipped);
    expect(code, words).toBe(2);
    expect(err, words).toContain(message);
  }
});

/** Even growth of a country from 1994 to 2019; `co2` of a year may be another. */
const even = (name: string, code: string, co2: (year: number) => string | number): string =>
  Array.from({ length: 26 }, (_, i) => {
    const year = 1994 + i;
    return `${name},${code},${year},${5e7 + 1e5 * i},${1e12 * 1.02 ** i},${co2(year)},${100 + i},${50 + i},40\n`;
  }).join("");
const heading = "国家,代码,年份,人口,国内生产总值,二氧化碳,煤炭二氧化碳,石油二氧化碳,天然气二氧化碳\n";

test("countries that cannot be tested are left out with their reason, cells that are no numbers are named", async () => {
  const workingFolder = mkdtempSync(join(tmpdir(), "peakpath-backtest-"));
  const here = (words: string) => peakpath(words, { packageFolder: root, workingFolder });
  const fall = (year: number) => 200 - 2 * (year - 1994);
  const text =
    heading +
    even("法国", "", fall) +
    even('"Say ""no"": {now}"', "", fall) +
    even("Zeroland", "ZRO", (year) => (year < 2000 ? 0 : 3)) +
    even("Ended", "END", (year) => (year === 2019 ? 0 : 3)) +
    even("Odd", "ODD", (year) => (year === 2004 ? "-7" : 3));
  writeFileSync(join(workingFolder, "c.csv"), text);
  try {
    const { code, out, err } = await here("backtest c.csv --from 2004 --to 2019 --out here");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^2 countries/);
    expect(out).toMatch(/法国 +180\.0 +150\.0/);
    const left = out
      .slice(out.indexOf("Left out"))
      .split("\n")
      .map((line) => line.trim());
    expect(left.slice(1, -1)).toEqual([
      "Zeroland has no CO2 in 1994, so no trend can be taken",
      'the table has no GDP and CO2 of Odd in 2004 (c.csv:116:42  co2: "-7" is not a number of 0 or more)',
      "Ended has no CO2 in 2019, so nothing can be held against it",
      '1 cell of the table, such as c.csv:116:42  co2: "-7" is not a number of 0 or more',
    ]);
    expect(readdirSync(workingFolder)).toEqual(["c.csv", "here"]);
    expect(readdirSync(join(workingFolder, "here/data/regions")).filter((name) => name.endsWith(".yaml"))).toEqual([
      "say_no_now_2004_extrapolated.yaml",
      "say_no_now_2004_observed.yaml",
      "法国_2004_extrapolated.yaml",
      "法国_2004_observed.yaml",
    ]);
    const run = await peakpath("run 法国_2004_observed/backtest", {
      packageFolder: root,
      workingFolder: join(workingFolder, "here"),
    });
    expect([run.code, run.err]).toEqual([0, ""]);
    const chinese = await here("backtest c.csv --from 2004 --to 2019 --lang zh");
    expect(chinese.out).toContain("Zeroland 1994 年没有二氧化碳排放，无法取得趋势");
    expect(JSON.parse((await here("backtest c.csv --from 2004 --to 2019 --json")).out).left_out_cells.count).toBe(1);
    writeFileSync(join(workingFolder, "tabs.tsv"), text.replaceAll(",", "\t"));
    expect((await here("backtest tabs.tsv --from 2004 --to 2019")).code).toBe(0);
  } finally {
    rmSync(workingFolder, { recursive: true });
  }
}, 60_000);
