import { join } from "node:path";
import { expect, test } from "vitest";
import { backtestFiles } from "../../src/cli/backtest-files.ts";
import { provinceReport } from "../../src/cli/backtest-run.ts";
import { backtestLines } from "../../src/cli/backtest-text.ts";
import { peakpath, toyProject } from "./toy.ts";

const root = join(import.meta.dirname, "../..");
const shipped = { packageFolder: root, workingFolder: toyProject };
const terminal = { out: () => {}, err: () => {}, columns: 100, watched: false, ...shipped };

test("all provinces: nearer than persistence, trend and past intensity, within 12 % in the median", () => {
  const report = provinceReport(terminal, undefined, { from: 2010, to: 2019 });
  expect(report.tests).toHaveLength(30);
  const [observed, , persistence, trend] = report.summary;
  const [model, ...yardsticks] = report.summary.map(({ median = Number.NaN }) => median);
  expect(model).toBeLessThan(0.12);
  for (const yardstick of yardsticks) expect(model).toBeLessThan(yardstick);
  // Printed in data/README.md.
  expect(report.summary.map(({ median = Number.NaN }) => (100 * median).toFixed(1))).toEqual([
    "8.2",
    "80.1",
    "15.0",
    "33.7",
    "11.6",
  ]);
  expect(observed.model_better).toBe(0);
  expect([persistence.model_better, trend.model_better]).toEqual([21, 23]);
  const files = backtestFiles(report, {});
  expect([...files.keys()].slice(0, 3)).toEqual(["backtest.csv", "backtest_years.csv", "backtest_summary.json"]);
  expect(files.has("data/regions/zhejiang_2010_observed.yaml")).toBe(true);
}, 60_000);

test("one province by sector and fuel, in both languages", async () => {
  const { code, out } = await peakpath("backtest zhejiang", shipped);
  expect(code).toBe(0);
  // CEADs' fuel CO2 of Zhejiang without Other Gas.
  expect(out).toMatch(/Observed +322\.7 +335\.2/);
  expect(out).toMatch(/Power and heat +222\.3 +236\.5/);
  const parsed = JSON.parse((await peakpath("backtest zhejiang --json", shipped)).out);
  expect(parsed.tests[0].years).toHaveLength(10);
  expect(parsed.files).toBeUndefined();
  // JSON holds all that is printed.
  expect(`${backtestLines(parsed, "en").join("\n")}\n`).toBe(out);
  expect(backtestLines(parsed, "zh").join("\n")).toContain("电力与热力");
});

test("countries of a table: kaya, and the peaks of their histories", async () => {
  const { code, out } = await peakpath("backtest data/observed/countries.csv", shipped);
  expect(code).toBe(0);
  expect(out).toMatch(/United States +5680 +5262/);
  expect(out).toContain("Of 15 that peaked as published, 15 have their year within the band here.");
});

test("wrong input says what is allowed", async () => {
  const cases: [string, string][] = [
    ["backtest", "say one province, a .csv file, or --all"],
    ["backtest zhejiang --all", "say one province, a .csv file, or --all"],
    ["backtest zhejang", '"zhejang" has no account of past years by sector and fuel'],
    ["backtest zhejiang --from 2005", "--from takes a year from 2007 to 2018, not 2005"],
    ["backtest zhejiang --to 2010", "--to takes a year from 2011 to 2019, not 2010"],
    ["backtest nowhere.csv", "there is no file nowhere.csv"],
  ];
  for (const [words, message] of cases) {
    const { code, err } = await peakpath(words, shipped);
    expect(code, words).toBe(2);
    expect(err, words).toContain(message);
  }
});
